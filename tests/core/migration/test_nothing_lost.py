"""Whatever an old document says is in a new one, or is listed as left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engineprofiles.documents.reader import read
from engineprofiles.documents.typed import is_null, key_text
from engineprofiles.documents.writer import write
from engineprofiles.migration import migrate
from engineprofiles.migration.sections import OLD_SECTIONS
from engineprofiles.problems import Path

LEAF = "leaf"
SECTION_FIELDS = [flag for flags in OLD_SECTIONS.values() for flag in flags]
VALUES = st.recursive(
    st.just(LEAF),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
    max_leaves=3,
)
KEYS = st.sampled_from(["openai-api-key", "x-base-url", "odd", *SECTION_FIELDS])
SECTIONS = st.dictionaries(
    st.sampled_from([*OLD_SECTIONS, "odd-chat"]), VALUES | st.dictionaries(KEYS, VALUES, max_size=4), max_size=3
)
RUNTIME = st.fixed_dictionaries(
    {},
    optional={
        "step_settings_patch": SECTIONS | VALUES,
        "system_prompt": VALUES,
        "middlewares": VALUES,
        "tools": VALUES,
        "odd": VALUES,
    },
)
TODAY = st.fixed_dictionaries(
    {},
    optional={
        "chat": st.fixed_dictionaries({}, optional={"engine": VALUES}) | VALUES,
        "api": st.fixed_dictionaries({}, optional={"api_keys": VALUES}) | VALUES,
        "api_keys": st.fixed_dictionaries({}, optional={"api_keys": VALUES, "openai-api-key": VALUES}) | VALUES,
    },
)
NAMES = st.sampled_from(["default", "Default", "a b", "a-b", "embeddings"])
STACK = st.lists(
    st.fixed_dictionaries({"profile_slug": NAMES}, optional={"registry_slug": NAMES, "odd": VALUES}), max_size=2
)
PROFILES = st.dictionaries(
    NAMES,
    st.builds(
        lambda plain, sections: {**sections, **plain},
        st.fixed_dictionaries(
            {},
            optional={
                "slug": NAMES,
                "display_name": VALUES,
                "stack": STACK | VALUES,
                "inference_settings": TODAY | VALUES,
                "extensions": st.dictionaries(
                    st.sampled_from(["a.b@v1", "pinocchio.webchat_runtime@v1"]), VALUES, max_size=2
                )
                | VALUES,
                "metadata": VALUES,
                "runtime": RUNTIME | VALUES,
                "policy": VALUES,
            },
        ),
        SECTIONS,
    )
    | VALUES
    | st.none(),
    max_size=3,
)
REGISTRY = st.fixed_dictionaries(
    {"profiles": PROFILES | VALUES},
    optional={"slug": NAMES | VALUES, "default_profile_slug": NAMES | VALUES, "description": VALUES, "odd": VALUES},
)
BUNDLE = st.fixed_dictionaries(
    {"registries": st.dictionaries(NAMES, REGISTRY | VALUES, max_size=3) | VALUES}, optional={"odd": VALUES}
)
CONFIG = st.builds(
    lambda plain, sections: {**sections, **plain},
    st.fixed_dictionaries(
        {},
        optional={
            "repositories": VALUES,
            "profile-settings": st.fixed_dictionaries(
                {}, optional={"profile": NAMES | VALUES, "profile-registries": VALUES, "profile-file": VALUES}
            )
            | VALUES,
            "app": VALUES | st.fixed_dictionaries({"repositories": VALUES}),
            "profile": VALUES | st.fixed_dictionaries({"active": NAMES}),
            "profiles": PROFILES,
            "odd": VALUES,
        },
    ),
    SECTIONS,
)


def _numbered(node: Any, number: Iterator[int]) -> Any:
    """``node`` with every leaf told apart from every other."""
    if isinstance(node, dict):
        return {key: _numbered(child, number) for key, child in node.items()}
    if isinstance(node, list):
        return [_numbered(child, number) for child in node]
    return f"{LEAF}-{next(number)}" if node == LEAF else node


def _leaves(node: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, child in steps:
        yield from _leaves(child, (*path, step if isinstance(step, int) else key_text(step)))
    if isinstance(node, str) and node.startswith(LEAF):
        yield path, node


def _names(tree: Any) -> Iterator[Path]:
    """Every path that leads to a map, a list or a leaf."""
    yield ()
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, child in steps:
        yield from ((step, *rest) for rest in _names(child))


@given(PROFILES | REGISTRY | BUNDLE | CONFIG)
@settings(max_examples=400)
def test_every_leaf_is_carried_over_or_listed(tree: Any) -> None:
    document = read(write(_numbered(tree, count())), "old.yaml")
    before = write(document.tree)

    migration = migrate(document)

    kept = {leaf for new in migration.documents for _, leaf in _leaves(new.tree)}
    listed = {left.location.path for left in migration.left}
    lost = [
        path
        for path, leaf in _leaves(document.tree)
        if leaf not in kept and not any(path[:depth] in listed for depth in range(len(path) + 1))
    ]
    assert [path for path in lost if not _became_a_name(path)] == []
    assert write(document.tree) == before


@given(PROFILES | REGISTRY | BUNDLE | CONFIG)
@settings(max_examples=200)
def test_what_is_listed_was_there_and_what_is_new_reads_back(tree: Any) -> None:
    document = read(write(_numbered(tree, count())), "old.yaml")
    paths = set(_names(document.tree))

    migration = migrate(document)

    assert [left for left in migration.left if left.location.path not in paths or left.location.line is None] == []
    for new in migration.documents:
        again = read(new.text, new.name)
        assert again.problems == ()
        assert again.tree == (None if is_null(new.tree) else new.tree)
        assert migration.shape.is_of_today or migrate(again).shape.is_of_today


def _became_a_name(path: Path) -> bool:
    """Whether what stands there was a slug, which can be spelled anew."""
    return path[-1] in ("slug", "default_profile_slug", "profile")
