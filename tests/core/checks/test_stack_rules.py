"""The rules about stacks and about what stands above what."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import Problem, open_chain
from engineprofiles.checks import check_chain


def found(folder: Path, code: str, *registries: str) -> list[Problem]:
    """The problems of ``code`` in a chain of registries ``a``, ``b``, ``c``, of which only the profiles are given."""
    paths = []
    for slug, profiles in zip("abc", registries, strict=False):
        paths.append(folder / f"{slug}.yaml")
        paths[-1].write_text(f"slug: {slug}\nprofiles:\n{profiles}", encoding="utf-8")
    return [problem for problem in check_chain(open_chain(paths)) if problem.code == code]


ENGINE = "inference_settings: {chat: {engine: gpt-5}}"
BASE = f"  base: {{{ENGINE}}}\n"


def stacked(name: str, *refs: str, rest: str = "") -> str:
    entries = "".join(
        f"    - {{{f'registry_slug: {registry}, ' if registry else ''}profile_slug: {profile}}}\n"
        for registry, _, profile in (ref.rpartition("/") for ref in refs)
    )
    return f"  {name}:\n    stack:\n{entries}{rest}"


@pytest.mark.parametrize(
    ("profiles", "message", "line"),
    [
        (BASE + stacked("top", "base", "base"), "a/base is in this stack already", 7),
        (BASE + stacked("top", "base", "a/base"), "a/base is in this stack already", 7),
        (
            BASE + stacked("middle", "base") + stacked("top", "middle", "base"),
            "a/base is in this stack already, through a/middle",
            10,
        ),
        (
            BASE + stacked("low", "base") + stacked("middle", "low") + stacked("top", "middle", "base"),
            "a/base is in this stack already, through a/middle",
            13,
        ),
        (stacked("top", "gone", "gone"), "a/gone is in this stack already", 6),
    ],
)
def test_an_entry_that_changes_nothing(tmp_path: Path, profiles: str, message: str, line: int) -> None:
    (problem,) = found(tmp_path, "duplicate-ref", profiles)
    assert (problem.message, problem.location.line) == (message, line)


@pytest.mark.parametrize(
    "profiles",
    [
        BASE + stacked("middle", "base") + stacked("top", "base", "middle"),  # named first: its place is decided here
        BASE + stacked("left", "base") + stacked("right", "base") + stacked("top", "left", "right"),
        stacked("one", "two") + stacked("two", "one"),
    ],
    ids=["before", "diamond", "cycle"],
)
def test_an_entry_that_counts(tmp_path: Path, profiles: str) -> None:
    assert found(tmp_path, "duplicate-ref", profiles) == []


def test_a_duplicate_through_another_registry(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "duplicate-ref", BASE, stacked("mid", "a/base") + stacked("top", "mid", "a/base"))
    assert problem.message == "a/base is in this stack already, through b/mid"


@pytest.mark.parametrize(
    ("profiles", "unused"),
    [
        (f"  default: {{{ENGINE}}}\n  spare: {{}}\n", ["spare"]),
        (f"  default: {{{ENGINE}}}\n  spare: {{inference_settings: {{chat: {{temperature: 0}}}}}}\n", ["spare"]),
        (f"  default: {{{ENGINE}}}\n  spare: {{{ENGINE}}}\n", []),
        (f"  default: {{{ENGINE}}}\n  spare: {{inference_settings: {{embeddings: {{engine: e}}}}}}\n", []),
        (BASE + "  part: {}\n" + stacked("default", "base", "part"), []),
        (BASE + stacked("default", "base") + stacked("spare", "base"), []),
        ("  default: {}\n" + stacked("spare", "default"), ["spare"]),
        ("  first: {}\n  second: {}\n", ["second"]),  # the first is the default one
        ("  default: {}\n" + stacked("spare", "gone"), []),
        ("  default: {}\n  spare:\n", []),
    ],
)
def test_profiles_that_nothing_leads_to(tmp_path: Path, profiles: str, unused: list[str]) -> None:
    problems = found(tmp_path, "unused-profile", profiles)
    assert [problem.location.path for problem in problems] == [("profiles", slug) for slug in unused]


def test_a_profile_that_another_registry_stacks_on_is_used(tmp_path: Path) -> None:
    part = f"  default: {{{ENGINE}}}\n  part: {{}}\n"
    assert len(found(tmp_path, "unused-profile", part)) == 1
    assert found(tmp_path, "unused-profile", part, stacked("default", "a/part")) == []


def test_a_name_that_leads_elsewhere(tmp_path: Path) -> None:
    both = f"  default: {{}}\n  fast: {{{ENGINE}}}\n"
    lowest, middle = found(tmp_path, "shadowed", both, both, both)[::-1]
    assert lowest.message == middle.message == "'fast' alone names c/fast, not this profile"
    assert lowest.hint == "Write a/fast for this one, or rename one of the two."
    assert lowest.location.label == f"{tmp_path / 'a.yaml'}:4:3"
    assert middle.location.label == f"{tmp_path / 'b.yaml'}:4:3"


def test_a_default_in_each_registry_is_meant(tmp_path: Path) -> None:
    assert found(tmp_path, "shadowed", f"  default: {{{ENGINE}}}\n", f"  default: {{{ENGINE}}}\n") == []
