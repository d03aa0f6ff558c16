"""Where keys and values stand."""

from __future__ import annotations

import pytest

from engineprofiles.documents.positions import Position, positions
from engineprofiles.documents.reader import read

TEXT = """\
# a comment
slug: team
profiles:
  default: &d
    stack:
      - profile_slug: "básé"
      - {profile_slug: b}
    inference_settings: {chat: {engine: é😀, temperature: 0.5}}
  other: *d
  1.50:
    <<: {description: merged}
    slug: x
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (2, 1), (2, 1)),
        (("slug",), (2, 7), (2, 1)),
        (("profiles",), (4, 3), (3, 1)),
        (("profiles", "default"), (4, 12), (4, 3)),
        (("profiles", "default", "stack", 0), (6, 9), (6, 9)),
        (("profiles", "default", "stack", 0, "profile_slug"), (6, 23), (6, 9)),
        (("profiles", "default", "stack", 1, "profile_slug"), (7, 24), (7, 10)),
        (("profiles", "default", "inference_settings", "chat", "engine"), (8, 41), (8, 33)),
        (("profiles", "default", "inference_settings", "chat", "temperature"), (8, 58), (8, 45)),
        (("profiles", "other"), (9, 10), (9, 3)),
        (("profiles", "other", "stack", 0, "profile_slug"), (6, 23), (6, 9)),
        (("profiles", "1.50", "description"), (11, 23), (11, 10)),
        (("profiles", "1.50", "slug"), (12, 11), (12, 5)),
    ],
)
def test_places(path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]) -> None:
    document = read(TEXT, "team.yaml")
    assert document.problems == ()
    place = document.locate(path)
    assert (place.source, place.path, place.line, place.column) == ("team.yaml", path, *value)
    place = document.locate(path, key=True)
    assert (place.line, place.column) == key


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("profiles", "default", "metadata", "tags"), 4, 3),
        (("profiles", "default", "stack", 7), 5, 5),
        (("profiles", "default", "stack", 1, "registry_slug"), 7, 9),
        (("profiles", "other", "metadata"), 9, 3),
        (("missing",), 2, 1),
    ],
)
def test_what_is_absent_is_placed_at_the_key_of_its_parent(path: tuple[str | int, ...], line: int, column: int) -> None:
    place = read(TEXT, "x").locate(path)
    assert (place.path, place.line, place.column) == (path, line, column)


def test_a_blank_text_has_no_places() -> None:
    place = read("  \n", "x").locate(("a",))
    assert (place.source, place.path, place.line, place.column) == ("x", ("a",), None, None)
    assert dict(positions("")) == {}


def test_a_broken_text_has_places_up_to_the_fault() -> None:
    assert positions("a: 1\nb: [2, {")[("b", 0)] == Position(2, 5)


def test_all_paths_in_the_order_of_the_text() -> None:
    found = positions("a: [x, {b: 1}]\nc: 2\n")
    assert list(found) == [(), ("a",), ("a", 0), ("a", 1), ("a", 1, "b"), ("c",)]
    assert len(found) == 6
    assert ("a", 2) not in found


def test_lists_and_maps_as_keys_have_no_places() -> None:
    assert list(positions("? [a, {b: c}]\n: {d: 1}\ne: 2\n")) == [(), ("e",)]
    assert positions("'': a\n[b]: c\n").repeats == ()


def test_the_first_of_two_equal_keys_counts() -> None:
    assert positions("a: 1\na: 2\n")[("a",)] == Position(1, 4, 1, 1)


def test_an_anchor_inside_itself_ends_there() -> None:
    assert list(positions("a: &a {b: *a}\n")) == [(), ("a",), ("a", "b")]


def test_lines_end_alike_everywhere() -> None:
    assert positions("a: 1\r\nb:\r\n  c: 2\r\n") == positions("a: 1\nb:\n  c: 2\n")


def test_deep_documents_have_places() -> None:
    place = read("[" * 5000 + "x" + "]" * 5000, "x").locate((0,) * 5000)
    assert (place.line, place.column) == (1, 5001)
