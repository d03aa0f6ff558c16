"""Expanding a stack: order, repetition, cycles, depth and references that lead nowhere."""

from __future__ import annotations

import pytest
from tests.core.written import chain_of

from engineprofiles import Chain, ProfilesError, Resolution


def registry(slug: str, **stacks: str) -> str:
    """A registry whose profiles stack on the names given, separated by spaces; ``other/name`` leads outside."""
    profiles = "".join(
        f"  {name}: {{stack: [{', '.join(map(ref, below.split()))}]}}\n" for name, below in stacks.items()
    )
    return f"slug: {slug}\nprofiles:\n{profiles}"


def ref(name: str) -> str:
    owner, slash, profile = name.rpartition("/")
    return f"{{registry_slug: {owner}, profile_slug: {profile}}}" if slash else f"{{profile_slug: {profile}}}"


def lineage(resolution: Resolution) -> list[str]:
    return [layer.ref for layer in resolution.lineage]


def tower(height: int, registry_slug: str = "r") -> str:
    """Profiles ``p00`` on ``p01`` on ... ; ``p00`` is the leaf."""
    return registry(registry_slug, **{f"p{i:02}": f"p{i + 1:02}" if i + 1 < height else "" for i in range(height)})


@pytest.mark.parametrize(
    ("stacks", "expected"),
    [
        ({"top": ""}, "top"),
        ({"top": "a b", "a": "", "b": ""}, "a b top"),
        ({"top": "a b a", "a": "", "b": ""}, "a b top"),
        ({"top": "l r", "l": "root", "r": "root", "root": ""}, "root l r top"),
        ({"top": "l r root", "l": "root", "r": "root", "root": ""}, "root l r top"),
        ({"top": "root l", "l": "root", "root": ""}, "root l top"),
    ],
)
def test_layers_come_base_to_leaf_each_once(stacks: dict[str, str], expected: str) -> None:
    found = lineage(chain_of(registry("r", **stacks)).resolve("top"))
    assert found == [f"r/{name}" for name in expected.split()]


def test_an_unqualified_reference_means_the_registry_it_stands_in() -> None:
    chain = chain_of(registry("b", mid="base", base=""), registry("a", top="b/mid", base=""))
    assert lineage(chain.resolve("top")) == ["b/base", "b/mid", "a/top"]


def problems(chain: Chain, profile: str) -> list[tuple[str, str, str, str]]:
    found = chain.resolve(profile).problems
    return [(problem.code, problem.field, problem.location.label, problem.message) for problem in found]


def test_a_cycle_is_told_with_its_whole_path() -> None:
    chain = chain_of(registry("a", x="b/y"), registry("b", y="c/z"), registry("c", z="a/x", safe=""))
    assert problems(chain, "x") == [
        (
            "cycle",
            "registry.profiles[z].stack[0]",
            "3.yaml:3:15",
            "the stack leads back to itself: a/x -> b/y -> c/z -> a/x",
        )
    ]
    assert lineage(chain.resolve("x")) == ["a/x", "c/z", "b/y", "a/x"]
    assert chain.resolve("safe").problems == ()


def test_a_stack_of_32_is_allowed_and_one_of_33_is_not() -> None:
    assert problems(chain_of(tower(32)), "p00") == []
    assert len(chain_of(tower(32)).resolve("p00").lineage) == 32
    [(code, field, _, message)] = problems(chain_of(tower(33)), "p00")
    assert (code, field) == ("depth", "registry.profiles[p31].stack[0]")
    assert message.startswith("the stack is deeper than 32 profiles: r/p00 -> r/p01 -> ")
    assert message.endswith("r/p31 -> r/p32")
    assert problems(chain_of(tower(33)), "p01") == []


@pytest.mark.parametrize(
    ("stack", "code", "message"),
    [
        ("nowhere/base", "ref-missing-registry", "registry 'nowhere' is not opened (opened: r, other)"),
        ("other/base", "ref-missing-profile", "registry 'other' has no profile 'base'"),
        ("bass", "ref-missing-profile", "registry 'r' has no profile 'bass'"),
    ],
)
def test_a_missing_reference_says_what_was_looked_through(stack: str, code: str, message: str) -> None:
    chain = chain_of(registry("other", x=""), registry("r", base="", top=f"base {stack}"))
    resolution = chain.resolve("top")
    [problem] = resolution.problems
    assert (problem.code, problem.message, problem.field) == (code, message, "registry.profiles[top].stack[1]")
    base, broken, top = resolution.lineage
    assert (base.ref, broken.problem, broken.location.label, top.ref) == ("r/base", problem, "2.yaml:4:39", "r/top")
    assert problem in chain.problems


def test_a_broken_layer_stops_the_typed_settings_and_nothing_else() -> None:
    chain = chain_of("""
        slug: r
        profiles:
          base: {inference_settings: {chat: {engine: e, top_p: high}}}
          top: {stack: [{profile_slug: base}, {profile_slug: gone}], inference_settings: {chat: {stop: [x]}}}
    """)
    resolution = chain.resolve("top")
    assert resolution.values == {"chat": {"engine": "e", "stop": ["x"]}}
    assert [problem.code for problem in resolution.problems] == ["wrong-type", "ref-missing-profile"]
    with pytest.raises(ProfilesError, match=r"1\.yaml:4:\d+: chat\.top_p: expected a number") as raised:
        _ = resolution.settings
    assert raised.value.problem == resolution.problems[0]


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        (registry("r", top="gone"), "validation", "registry 'r' has no profile 'gone'"),
        (registry("r", x="y", y="r/x"), "validation", "r/x -> r/y -> r/x"),
        (tower(33), "validation", "deeper than 32"),
    ],
)
def test_strict_refuses_what_geppetto_refuses_to_load(text: str, kind: str, message: str) -> None:
    with pytest.raises(ProfilesError, match=message) as raised:
        chain_of(text, strict=True)
    assert raised.value.kind == kind


@pytest.mark.parametrize(
    "texts",
    [
        [registry("r", top="elsewhere/x")],
        [registry("a", x="b/y"), registry("b", y="a/x")],
        [registry("r", **{f"p{i:02}": f"p{i - 1:02}" if i else "" for i in range(33)})],
    ],
    ids=["another registry", "a cycle across files", "a tower named from its base up"],
)
def test_strict_leaves_to_resolving_what_geppetto_leaves_to_it(texts: list[str]) -> None:
    chain = chain_of(*texts, strict=True)
    last = chain.registries[-1]
    [problem] = chain.resolve(f"{last.slug}/{list(last.profiles)[-1]}").problems
    assert problem in chain.problems


def test_a_reference_is_told_once_however_many_stand_on_it() -> None:
    chain = chain_of(registry("r", a="b", b="c", c="gone d", d=""), registry("s", top="r/a r/b"))
    assert [(problem.code, problem.field) for problem in chain.problems] == [
        ("ref-missing-profile", "registry.profiles[c].stack[0]")
    ]


def test_a_broken_reference_stands_at_its_own_entry_beside_those_that_name_nothing() -> None:
    chain = chain_of("""
        slug: r
        profiles:
          top:
            stack:
            -
            - {profile_slug: a b}
            - {profile_slug: gone}
    """)
    (problem,) = [problem for problem in chain.problems if problem.code == "ref-missing-profile"]
    assert problem.location.path == ("profiles", "top", "stack", 2)
    assert problem.location.line == 8
