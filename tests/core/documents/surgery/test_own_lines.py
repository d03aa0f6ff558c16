"""The lines of a value's author: which they are, and what comes of them elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.core.documents.surgery.authors import documents
from tests.core.documents.surgery.test_properties import at, document, notes, paths

from engineprofiles.documents.edits import Put, Written, edited_tree, same
from engineprofiles.documents.reader import read
from engineprofiles.documents.surgery import edited, written_at


def after(text: str, value: Any, *path: str) -> str:
    return edited(read(text, "x"), [Put(path, value)]).text


TAKEN: list[tuple[str, Written | None]] = [
    ("a:\n    b: 1\n    c: 2\n", Written("b: 1\nc: 2\n", {})),
    ("# x\n# y\na: # z\n  # b\n  b: 1 # c\n\n  # d\n# e\n", Written("# b\nb: 1 # c\n\n# d\n", {}, "# x\n# y\n", "# z")),
    ("# x\n\na:\n  b: 1\n # shallow\n  c: 2\n", Written("b: 1\n# shallow\nc: 2\n", {})),
    ("z: 1\n  # of z\n# of a\na:\n  b: 1", Written("b: 1\n", {}, "# of a\n")),
    ("a:\r\n  b: |\r\n    x\r\n\r\n    y\r\nc: 1\r\n", Written("b: |\n  x\n\n  y\n", {})),
    ("a:\n  b: |2\n     x\n  c: 1\n", Written("b: |2\n   x\nc: 1\n", {})),
    ("a:\n- 1 # x\n- 2\n", Written("- 1 # x\n- 2\n", {})),
    ("a: &x # y\n  b: 1\n", Written("b: 1\n", {}, "", "# y")),
    ("a: {b: 1} # c\n", Written("{b: 1} # c\n", {})),
    ("a: {\n    b: 1, # c\n  }\n  # d\n", Written("{\n  b: 1, # c\n}\n# d\n", {})),
    ("a:\n  {b: 1}\n", Written("{b: 1}\n", {})),
    ("a:\n  b: &x {c: 1}\n  d: *x\n", Written("b: &x {c: 1}\nd: *x\n", {})),
    ("z: &x {c: 1}\na:\n  d: *x\n", None),
    ("z: &x {c: 1}\na: *x\n", None),
    ("z: &x {c: 1}\na:\n  <<: *x\n", None),
    ("a: 1 # one\n", None),
    ("z: &x {a: {b: 1}}\n<<: *x\n", None),
    ("{a: {b: 1}}\n", None),
    ("a:\n  b: |\n    x", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TAKEN)
def test_the_lines_of_a_value(text: str, expected: Written | None) -> None:
    found = written_at(read(text, "x"), ("a",))
    assert (found and (found.text, found.above, found.beside)) == (
        expected and (expected.text, expected.above, expected.beside)
    )


OWN = Written("# w\nb:   'x' # y\nc: |\n  one\n\n   two\n# z\n", {"b": "x", "c": "one\n\n two\n"}, "# v\n", "# u")
PUT: list[tuple[str, Any, tuple[str, ...], str]] = [
    ("a: 1\n", OWN, ("new",), "a: 1\n# v\nnew: # u\n  # w\n  b:   'x' # y\n  c: |\n    one\n\n     two\n  # z\n"),
    ("p:\r\n    a:\r\n        d: 1\r\n\r\n    e:\r\n        d: 2\r\n", OWN, ("p", "new"),
     "p:\r\n    a:\r\n        d: 1\r\n\r\n    e:\r\n        d: 2\r\n\r\n    # v\r\n    new: # u\r\n        # w\r\n"
     "        b:   'x' # y\r\n        c: |\r\n          one\r\n\r\n           two\r\n        # z\r\n"),
    ("p: # q\n", OWN, ("p", "new"),
     "p: # q\n  # v\n  new: # u\n    # w\n    b:   'x' # y\n    c: |\n      one\n\n       two\n    # z\n"),
    ("", OWN, ("new",), "# v\nnew: # u\n  # w\n  b:   'x' # y\n  c: |\n    one\n\n     two\n  # z\n"),
    ("a: {d: 1} # kept\n# end\n", OWN, ("a",),
     "a: # kept\n  # w\n  b:   'x' # y\n  c: |\n    one\n\n     two\n  # z\n# end\n"),
    ("a: # kept\n    # gone\n    d: 1\n    # gone\n# end\n", OWN, ("a",),
     "a: # kept\n    # w\n    b:   'x' # y\n    c: |\n      one\n\n       two\n    # z\n# end\n"),
    ("a: 1", Written("b: 1 # c", {"b": 1}), ("new",), "a: 1\nnew:\n  b: 1 # c"),
    ("a: 1\n", Written("b: 1\r\nc: 2\r\n", {"b": 1, "c": 2}), ("new",), "a: 1\nnew:\n  b: 1\n  c: 2\n"),
    ("a: 1\n", Written("b: >2\n   x\n", {"b": " x\n"}), ("new",), "a: 1\nnew:\n  b: >2\n     x\n"),
    ("a: 1\n", Written('b: x\n  y\nc: "x\n y"\n', {"b": "x y", "c": "x y"}), ("new",),
     'a: 1\nnew:\n  b: x\n    y\n  c: "x\n   y"\n'),
    ("a: 1\n", Written("- 1 # x\n", [1]), ("new",), "a: 1\nnew:\n  - 1 # x\n"),
    ("a: 1\n", Written("{b: 1, # c\n  d: 2} # e\n", {"b": 1, "d": 2}), ("new",),
     "a: 1\nnew: {b: 1, # c\n    d: 2} # e\n"),
    ("a:\n  b: 1 # c\n", Written("b: 1 # d\n", {"b": 1}), ("a",), "a:\n  b: 1 # d\n"),
]  # fmt: skip
SPELLED: list[tuple[str, Any, tuple[str | int, ...], str]] = [
    ("{a: 1}\n", Written("b: x # c\n", {"b": "x"}), ("new",), "{a: 1, new: {b: x}}\n"),
    ("p: {}\n", Written("b: *x # c\n", {"b": "x"}), ("new",), "p: {}\nnew:\n  b: x\n"),
    ("p: {}\n", Written("b: x\n---\nc: d\n", {"b": "x"}), ("new",), "p: {}\nnew:\n  b: x\n"),
    ("p: {}\n", Written("b: y # c\n", {"b": "x"}), ("new",), "p: {}\nnew:\n  b: x\n"),
    ("p: {}", Written("b: | # c\n  x\n", {"b": "x\n"}), ("new",), 'p: {}\nnew:\n  b: "x\\n"'),
    ("a:\n  - b: 1 # d\n", Written("b: 2 # c\n", {"b": 2}), ("a", 0), "a:\n  - b: 2 # d\n"),
    ("a: 1\n", Written("b: 2 # c\n", {"b": 2}), (), "b: 2\n"),
    ("a: &x\n  b: &y 1 # c\nd: *y\n", Written("b: 1 # d\n", {"b": 1}), ("a",), "a: &x\n  b: &y 1 # c\nd: *y\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "path", "expected"), [*PUT, *SPELLED])
def test_lines_where_they_are_put(text: str, value: Any, path: tuple[str, ...], expected: str) -> None:
    assert after(text, value, *path) == expected


def test_what_a_value_is_counts_and_not_its_lines() -> None:
    assert edited_tree({"a": 1}, [Put(("b",), OWN)]) == {"a": 1, "b": OWN.value}
    assert same(OWN, OWN.value)


def test_lines_are_not_shown() -> None:
    assert repr(Written("a: sk-hidden # sk-note", None, "# sk-above", "# sk-beside")) == "Written(value=None)"


def own_lines(data: st.DataObject, written: tuple[str, Any]) -> tuple[tuple[Any, ...], Written]:
    before = document(written)
    found = [(path, own) for path in paths(written[1]) if (own := written_at(before, path))]
    assume(found)
    return data.draw(st.sampled_from(found))


@given(documents(), st.data())
def test_lines_put_back_where_they_were_change_nothing(written: tuple[str, Any], data: st.DataObject) -> None:
    path, own = own_lines(data, written)
    assume(not own.in_brackets)
    assert moved(edited(document(written), [Put(path, own)]).text) == moved(written[0])


def moved(text: str) -> list[str]:
    """The lines of ``text``, of which comments may stand anywhere: those not as far in as their block are moved."""
    return [line.strip() if line.strip().startswith("#") else line for line in text.split("\n")]


@given(documents(), documents(), st.data())
def test_a_copy_brings_its_comments_and_nothing_is_refused(
    written: tuple[str, Any], other: tuple[str, Any], data: st.DataObject
) -> None:
    _, own = own_lines(data, written)
    before = document(other)
    result = edited(before, [Put(("new",), own)])
    assert same(result.tree, {**other[1], "new": own.value})
    assert notes(before.text) <= notes(result.text)
    if before.text.endswith("\n"):
        copied = edited(before, [Put(("new",), Written(own.text.replace("note", "line"), own.value))])
        assert same(at(copied.tree, ("new",)), own.value)
        assert copied.text.count("# line") == len(notes(own.text))
