"""Single edits of small documents, with the whole text that comes of each."""

from __future__ import annotations

from typing import Any

import pytest

from engineprofiles.documents.edits import Edit, Put, Remove, Rename
from engineprofiles.documents.reader import read
from engineprofiles.documents.scalars import NULL, Plain
from engineprofiles.documents.surgery import edited


def after(text: str, *edits: Edit) -> str:
    return edited(read(text, "x"), edits).text


SCALARS: list[tuple[str, Any, str]] = [
    ("a: 1 # one\n", 2, "a: 2 # one\n"),
    ("a:   1\n", "4.10", 'a:   "4.10"\n'),
    ("a: 'b'\n", "it's", "a: 'it''s'\n"),
    ("a: 'b'\n", "c\nd\n", "a: |\n  c\n  d\n"),
    ("a: 'b'\n", "\x1b", 'a: "\\x1b"\n'),
    ('a: "b"\n', "c", 'a: "c"\n'),
    ('a: "b"\n', 'say "c"\\', 'a: "say \\"c\\"\\\\"\n'),
    ("a: 'b'\n", 3, "a: 3\n"),
    ("a: b\n", "yes", 'a: "yes"\n'),
    ("a: b\n", "1e3", 'a: "1e3"\n'),
    ("a: b\n", "2024-01-02", 'a: "2024-01-02"\n'),
    ("a: b\n", "~", 'a: "~"\n'),
    ("a: b # c\n", Plain("1_000", 1000, "int"), "a: 1_000 # c\n"),
    ("a: 1.0\n", Plain("1.00", 1.0, "float"), "a: 1.00\n"),
    ("a: 1.0\n", 1.0, "a: 1.0\n"),
    ("a: b # c\n", NULL, "a: # c\n"),
    ("a: b\n", None, "a: null\n"),
    ("a: ~ # c\n", "b", "a: b # c\n"),
    ("a:\n", "b", "a: b\n"),
    ("a: # c\n", "b", "a: b # c\n"),
    ("a:", "b", "a: b"),
    ("a: &x b\n", "c", "a: &x c\n"),
    ("a: !!str 5\n", "6", 'a: "6"\n'),
    ("a:\n  b\n", "c", "a:\n  c\n"),
    ("a: b\n  c\nd: e\n", "f", "a: f\nd: e\n"),
    ("a: | # why\n  b\n\nc: d\n", "e\nf\n", "a: | # why\n  e\n  f\n\nc: d\n"),
    ("a: |\n  b\nc: d\n", "e", "a: |-\n  e\nc: d\n"),
    ("a: |\n  b\nc: d\n", 5, "a: 5\nc: d\n"),
    ("a: |+\n  b\n\nc: d\n", "e", "a: |-\n  e\nc: d\n"),
    ("a: >\n  b\n  c\nd: e\n", "one\ntwo\n\nthree\n", "a: >\n  one\n\n  two\n\n\n  three\nd: e\n"),
    ("a: >-\n  b\n", "  one\n", 'a: "  one\\n"\n'),
    ("a: b\n  # deeper\n", "c\nd", 'a: "c\\nd"\n  # deeper\n'),
    ("a: {b: 1}\n", 2, "a: 2\n"),
    ("a: # c\n  b: 1\n  # d\n# e\n", 2, "a: 2 # c\n# e\n"),
    ("a: &x\n  b: 1\n", 2, "a: &x 2\n"),
    ("a: &x # c\n  b: 1\n", [1], "a: &x # c\n  - 1\n"),
    ("a:\n  &x\n  b: 1\n", 2, "a: &x 2\n"),
    ("a:\r\n  b: 1\r\nc: 2\r\n", {}, "a: {}\r\nc: 2\r\n"),
    ("a: b # c\n", {"d": [1, {"e": {}}]}, "a: # c\n  d:\n    - 1\n    - e: {}\n"),
    ("a: {b: [1]}\n", ["x"], "a:\n  - x\n"),
    ('{"a": "b"}\n', "c", '{"a": "c"}\n'),
    ("{a: b}\n", "c, d", '{a: "c, d"}\n'),
    ("{a: , b: 1}\n", "c", "{a: c, b: 1}\n"),
    ("{a, b: 1}\n", "c", "{a: c, b: 1}\n"),
    ("{a: b}\n", NULL, "{a: null}\n"),
    ("? a\n: b\n", "c", "? a\n: c\n"),
]


@pytest.mark.parametrize(("text", "value", "expected"), SCALARS)
def test_a_value_in_place_of_another(text: str, value: Any, expected: str) -> None:
    assert after(text, Put(("a",), value)) == expected


LISTS: list[tuple[str, Any, str]] = [
    ("a:\n  # x\n  - 1 # y\n  # z\n  - 2\n", [2, 1], "a:\n  # z\n  - 2\n  # x\n  - 1 # y\n"),
    ("a:\n  - 1\n\n  # lone\n\n  - 2\n", [2], "a:\n  - 2\n"),
    ("a:\n- 1\n- 2\nb: 3\n", [1, 9, 2, 8], "a:\n- 1\n- 9\n- 2\n- 8\nb: 3\n"),
    ("a:\n  - b: 1 # c\n    d: 2\n", [{"b": 5, "d": 2}], "a:\n  - b: 5 # c\n    d: 2\n"),
    ("a:\n  - b: 1 # c\n    d: 2\n", [{"d": 2}], "a:\n  - d: 2\n"),
    ("a:\n  - b: 1\n    # e\n    d: 2\n", [{"d": 2}], "a:\n  - # e\n    d: 2\n"),
    ("a:\n  - b: 1\n    d: 2\n", ["x"], "a:\n  - x\n"),
    ("a:\n  - b: 1\n", [{"c": 3}], "a:\n  - c: 3\n"),
    ("a:\n  - - 1\n    - 2\n  - 3\n", [[2, 1], 3], "a:\n  - - 2\n    - 1\n  - 3\n"),
    ("a:\n  - - 1\n    # of 2\n    - 2\n", [[2]], "a:\n  - # of 2\n    - 2\n"),
    ("a:\n  -\n  - 2\n", ["x", 2], "a:\n  - x\n  - 2\n"),
    ("a:\n  -\n  - 2\n", [{"x": 1, "z": 2}, 2], "a:\n  - x: 1\n    z: 2\n  - 2\n"),
    ("a:\n  - &x 1\n  - 2\n", [[3], 2], "a:\n  - &x\n    - 3\n  - 2\n"),
    ("a:\n  - 1", [1, 2], "a:\n  - 1\n  - 2"),
    ("a:\n  - 1\n  - 2\n", [], "a: []\n"),
    ("a: []\n", [1], "a:\n  - 1\n"),
    ("a: [1, 2]\n", [2], "a: [2]\n"),
    ("a: [1]\n", [1, 2], "a: [1, 2]\n"),
    ('a: ["1"]\n', ["1", "b"], 'a: ["1", "b"]\n'),
    ("a: [\n  1, # one\n  2\n]\n", [1, 2, 3], "a: [\n  1, # one\n  2,\n  3\n]\n"),
    ("a: [\n  1, # one\n  2 # two\n]\n", [2, 1], "a: [\n  2, # two\n  1 # one\n]\n"),
    ("a: [\n  # first\n  1,\n  # second\n  2,\n]\n", [2], "a: [\n  # second\n  2,\n]\n"),
    ("a: [1, # one\n  2]\n", [1], "a: [1 # one\n]\n"),
]


@pytest.mark.parametrize(("text", "value", "expected"), LISTS)
def test_a_list_in_place_of_another_changes_the_items_that_differ(text: str, value: Any, expected: str) -> None:
    assert after(text, Put(("a",), value)) == expected


NEW_KEYS: list[tuple[str, str]] = [
    ("", "a: 1\n"),
    ("# only this", "# only this\na: 1\n"),
    ("---\n# only this\n", "---\n# only this\na: 1\n"),
    ("null\n", "a: 1\n"),
    ("{}\n", "a: 1\n"),
    ("--- {}\n", "---\na: 1\n"),
    ("b: 2", "b: 2\na: 1"),
    ("b: 2\n...\n", "b: 2\na: 1\n...\n"),
    ("b: 2\n---\nc: 3\n", "b: 2\na: 1\n---\nc: 3\n"),
    ("b: 2\n\nc: 3\n\n# end\n", "b: 2\n\nc: 3\n\na: 1\n\n# end\n"),
    ("b:\n  c: 3\n  # of b\n# end\n", "b:\n  c: 3\n  # of b\na: 1\n# end\n"),
    ("b: |+\n  c\n\n", "b: |+\n  c\n\na: 1\n"),
    ('"b": 2\n', '"b": 2\n"a": 1\n'),
    ("{b: 2}\n", "{b: 2, a: 1}\n"),
    ("{b: }\n", "{b: , a: 1 }\n"),
    ("{\n  b: 2\n}\n", "{\n  b: 2,\n  a: 1\n}\n"),
    ('{"b": 2, "c": "d"}', '{"b": 2, "c": "d", "a": 1}'),
]


@pytest.mark.parametrize(("text", "expected"), NEW_KEYS)
def test_a_new_key(text: str, expected: str) -> None:
    assert after(text, Put(("a",), 1)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("profiles:\nmetadata: {}\n", "profiles:\n  new:\n    slug: new\nmetadata: {}\n"),
        ("profiles: ~ # none\n", "profiles: # none\n  new:\n    slug: new\n"),
        ("profiles: {} # none\n", "profiles: # none\n  new:\n    slug: new\n"),
        ("a:\n    b: 1\nprofiles: {}\n", "a:\n    b: 1\nprofiles:\n    new:\n        slug: new\n"),
        ("slug: x\n", "slug: x\nprofiles:\n  new:\n    slug: new\n"),
        ("{profiles: {}}\n", "{profiles: {new: {slug: new}}}\n"),
        ("profiles: &all\n  old: {}\n", "profiles: &all\n  old: {}\n  new:\n    slug: new\n"),
    ],
)
def test_a_new_profile_makes_the_maps_on_its_way(text: str, expected: str) -> None:
    assert after(text, Put(("profiles", "new", "slug"), "new")) == expected


REMOVALS: list[tuple[str, str]] = [
    ("a: 1\n", "{}\n"),
    ("# head\na: 1\nb: 2\n", "# head\nb: 2\n"),
    ("b: 2\n# of a\na: 1 # a\n  # of a too\n# end\n", "b: 2\n# end\n"),
    ("b: 2\n\n\na: 1\n\nc: 3\n", "b: 2\n\nc: 3\n"),
    ("a: 1\n\nb: 2\n", "b: 2\n"),
    ("b: 2\na: 1", "b: 2"),
    ("b: 2\n# x\n\na:\n- 1\n", "b: 2\n# x\n"),
    ("b: 2\r\na: |\r\n  x\r\nc: 3\r\n", "b: 2\r\nc: 3\r\n"),
    ("{a: 1}\n", "{}\n"),
    ("{a: 1, b: 2}\n", "{b: 2}\n"),
    ("{b: 2, a: 1}\n", "{b: 2}\n"),
    ("{\n  b: 2, # b\n  a: 1\n}\n", "{\n  b: 2 # b\n}\n"),
]


@pytest.mark.parametrize(("text", "expected"), REMOVALS)
def test_a_key_is_removed_with_its_comments(text: str, expected: str) -> None:
    assert after(text, Remove(("a",))) == expected


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a:\n  # of b\n  b: 1\n  # left\n", ("a", "b"), "a: {}\n  # left\n"),
        ("a: &x # c\n  b: 1\n", ("a", "b"), "a: &x {} # c\n"),
        ("- a: 1\n- b\n", (0, "a"), "- {}\n- b\n"),
        ("a:\n- 1\nb: 2\n", ("a", 0), "a: []\nb: 2\n"),
        ("- 1\n", (0,), "[]\n"),
        ("- - 1\n- 2\n", (0, 0), "- []\n- 2\n"),
        ("a: [1, 2, 3]\n", ("a", 1), "a: [1, 3]\n"),
    ],
)
def test_what_loses_its_last_entry_is_left_empty(text: str, path: tuple[str | int, ...], expected: str) -> None:
    assert after(text, Remove(path)) == expected


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("a:  1 # c\n", "b", "b:  1 # c\n"),
        ("'a': 1\n", "it's", "'it''s': 1\n"),
        ('"a": 1\n', "b", '"b": 1\n'),
        ("a: 1\n", "4.10", '"4.10": 1\n'),
        ("a: 1\n", "<<", '"<<": 1\n'),
        ("&x a: 1\n", "b", "&x b: 1\n"),
        ("{a: 1}\n", "b, c", '{"b, c": 1}\n'),
        ("? a\n: 1\n", "b", "? b\n: 1\n"),
    ],
)
def test_a_key_is_renamed_in_its_place(text: str, key: str, expected: str) -> None:
    assert after(text, Rename(("a",), key)) == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("a: 1\nb: 2\n", {"c": 3}, "c: 3\n"),
        ("a: 1\nb: 2\n\nc: 3\n", {"c": 3, "d": 4}, "c: 3\n\nd: 4\n"),
        ("a: 1\n", "text", "text\n"),
        ("a: 1\n", ["b"], "- b\n"),
        ("&x a\n", "b", "&x b\n"),
        ("&x\n- b\n", {"c": 1}, "&x\nc: 1\n"),
    ],
)
def test_the_whole_document_is_put(text: str, value: Any, expected: str) -> None:
    assert after(text, Put((), value)) == expected


def test_edits_are_made_one_after_the_other() -> None:
    edits: list[Edit] = [
        Put(("a", "b"), 1),
        Put(("a", "c"), [1]),
        Rename(("a",), "d"),
        Put(("d", "c"), [1, 2]),
        Remove(("d", "b")),
    ]

    assert after("x: 0 # x\n", *edits) == "x: 0 # x\nd:\n  c:\n    - 1\n    - 2\n"


def test_a_value_that_is_there_already_changes_nothing() -> None:
    document = read("a: {b: 1.0, c: [x]}\n", "x")

    assert edited(document, [Put(("a",), {"c": ["x"], "b": 1})]) is document


def test_anchors_and_merge_keys_elsewhere_do_not_hinder() -> None:
    text = "base: &base {x: 1, y: 2}\none:\n  <<: *base\n  y: 3\ntwo: *base\n"

    assert after(text, Put(("one", "y"), 4)) == text.replace("y: 3", "y: 4")
    assert after(text, Put(("one", "x"), 5)) == text.replace("y: 3\n", "y: 3\n  x: 5\n")
    assert after(text, Put(("one",), {"x": 1, "y": 2, "z": 3})) == text.replace("y: 3\n", "y: 2\n  z: 3\n")
    assert after(text, Put(("two",), "own")) == text.replace("two: *base", "two: own")
    assert after(text, Remove(("two",))) == text.replace("two: *base\n", "")


def test_a_shared_value_may_change_where_every_other_user_overrides_it() -> None:
    text = "base: &base\n  x: 1\none:\n  <<: *base\n  x: 2\n"

    assert after(text, Put(("base", "x"), 5)) == text.replace("x: 1", "x: 5")
