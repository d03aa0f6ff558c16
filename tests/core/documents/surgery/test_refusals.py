"""Edits that a document does not allow: what is said, and where it points."""

from __future__ import annotations

import pytest

from engineprofiles.documents.edits import Edit, Put, Remove, Rename
from engineprofiles.documents.reader import read
from engineprofiles.documents.surgery import edited
from engineprofiles.problems import ProfilesError

SHARED = "api: &openai-api\n  key: a\nembeddings: *openai-api\n"
IN_PROFILES = "profiles:\n  one:\n    api: &api {key: a}\n  two:\n    api: *api\n"
MERGED = "base: &base\n  chat: {engine: a}\none:\n  <<: *base\n  top: 1\n"
AGAIN = "base: &base {a: 1}\none:\n  <<: [*base]\n  a: 2\n"

REFUSALS: list[tuple[str, Edit, str, int, int]] = [
    (SHARED, Put(("api", "key"), "b"), "api is shared: embeddings uses it by the alias *openai-api", 3, 13),
    (SHARED, Put(("api",), "b"), "api is shared: embeddings uses it by the alias *openai-api", 3, 13),
    (SHARED, Remove(("api",)), "api is shared: embeddings uses it by the alias *openai-api", 3, 13),
    (
        SHARED,
        Put(("embeddings", "key"), "b"),
        "embeddings is the alias *openai-api: what is in it stands elsewhere and is shared",
        3,
        13,
    ),
    (
        IN_PROFILES,
        Put(("profiles", "one", "api", "x"), 1),
        "api is shared: two uses it by the alias *api",
        5,
        10,
    ),
    (IN_PROFILES, Remove(("profiles", "one")), "api is shared: two uses it by the alias *api", 5, 10),
    ("a: &a {b: 1}\nc: [1, *a]\n", Put(("a", "b"), 2), "a is shared: c.1 uses it by the alias *a", 2, 8),
    ("&k a: 1\nb: *k\n", Rename(("a",), "c"), "a is shared: b uses it by the alias *k", 2, 4),
    ("a: [&x 1, 2]\nb: *x\n", Put(("a",), 5), "a.0 is shared: b uses it by the alias *x", 2, 4),
    (MERGED, Put(("base", "chat", "engine"), "b"), "base is shared: one uses it by the alias *base", 4, 7),
    (
        MERGED,
        Put(("one", "chat", "engine"), "b"),
        "chat comes from *base by the merge key <<: it stands elsewhere and is shared",
        4,
        3,
    ),
    (
        MERGED,
        Remove(("one", "chat")),
        "chat comes from *base by the merge key <<: it stands elsewhere and is shared",
        4,
        3,
    ),
    (
        "a:\n  <<: {b: secret}\n",
        Remove(("a", "b")),
        "b comes from a map by the merge key <<: it stands elsewhere and is shared",
        2,
        3,
    ),
    (
        AGAIN,
        Remove(("one", "a")),
        "a would come from *base by the merge key <<",
        3,
        3,
    ),
    (
        AGAIN,
        Put(("one",), {"b": 1}),
        "keys that are not meant would come from *base by the merge key <<",
        3,
        3,
    ),
    ("a: &x b\n*x : 1\n", Put(("b",), 2), "the key b is written in a way that cannot be edited", 1, 1),
    ("? a\n", Put(("a",), 2), "the key stands here without a colon", 1, 1),
    ("a: [b: 1]\n", Put(("a", 0, "c"), 2), "a map without braces stands in a list here", 1, 5),
    ("a: 1\na: 2\n", Remove(("a",)), "the key a stands here more than once", 2, 1),
    ("a: b\n", Put(("a",), "\ud800"), "the document would not read back as it is meant", 1, 1),
    ("", Put(("k" * 1100,), 1), "the document would not read back as it is meant", 1, 1),
    (
        "a: [1\n",
        Put(("a",), 2),
        "the document cannot be read: the list opened with `[` at line 1 lacks a comma or its `]`",
        1,
        6,
    ),
]


@pytest.mark.parametrize(("text", "edit", "message", "line", "column"), REFUSALS)
def test_what_stands_in_the_way_is_named(text: str, edit: Edit, message: str, line: int, column: int) -> None:
    with pytest.raises(ProfilesError) as refused:
        edited(read(text, "team.yaml"), [edit])

    problem = refused.value.problem
    assert (problem.code, problem.message) == ("edit-refused", message)
    assert problem.location.label == f"team.yaml:{line}:{column}"
    assert "editor" in problem.hint


def test_of_several_edits_the_first_that_cannot_be_made_is_named() -> None:
    edits: list[Edit] = [Put(("api", "key"), "a"), Put(("new",), 1), Put(("api", "key"), "b"), Remove(("new",))]

    with pytest.raises(ProfilesError, match="api is shared"):
        edited(read(SHARED, "x"), edits)


@pytest.mark.parametrize(
    "edit", [Remove(("b",)), Rename(("b",), "c"), Put(("a", "b"), 1), Put(("l", 2), 1), Rename(("a",), "l")]
)
def test_a_path_that_leads_nowhere_is_an_error_of_the_caller(edit: Edit) -> None:
    with pytest.raises(KeyError):
        edited(read("a: 1\nl: [1, 2]\n", "x"), [edit])


def test_what_yaml_cannot_say_is_an_error_of_the_caller() -> None:
    with pytest.raises(TypeError):
        edited(read("a: 1\n", "x"), [Put(("a",), object())])
