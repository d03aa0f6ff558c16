"""Several config documents as one: what counts, where it stands, and the registry of their profiles."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from engineprofiles.documents.config_document import config_from_yaml
from engineprofiles.documents.config_documents import INLINE, ConfigDocuments
from engineprofiles.documents.edits import same
from engineprofiles.documents.reader import read


def together(*texts: str) -> ConfigDocuments:
    """The documents ``1.yml``, ``2.yml`` and so on, the lowest first."""
    documents = (read(dedent(text), f"{number}.yml") for number, text in enumerate(texts, 1))
    return ConfigDocuments(tuple(map(config_from_yaml, documents)))


LOW = """\
profile: {active: fast}
profiles:
  Fast:
    display_name: Quick
    stack: [{profile_slug: base}]
    inference_settings:
      chat: {engine: low, stop: [a, b]}
      model_info: {cost: {input: 1, output: 2}}
    extensions: {a.b@v1: {k: 1, l: {m: 1}}}
  base: {}
"""
HIGH = """\
profile:
  registries: [team.yaml]
profiles:
  fast:
    description: from above
    inference_settings:
      chat:
        engine: high
        stop: [c]
      model_info: {cost: {input: 3}}
    extensions: {a.b@v1: {l: {n: 2}}}
  other: {}
"""
JOINED = {
    "display_name": "Quick",
    "description": "from above",
    "stack": [{"profile_slug": "base"}],
    "inference_settings": {"chat": {"engine": "high", "stop": ["c"]}, "model_info": {"cost": {"input": 3}}},
    "extensions": {"a.b@v1": {"k": 1, "l": {"m": 1, "n": 2}}},
}
"""What both say of `fast`."""


@pytest.mark.parametrize(
    ("texts", "choice"),
    [
        (("{}", "{}"), None),
        (("profile: {active: a}", "{}"), ("a", "profile.active in 1.yml:1")),
        (("profile: {active: a}", "profile:\n  active: b"), ("b", "profile.active in 2.yml:2")),
        (("profile: {active: a}", "profile: {active: ''}"), ("a", "profile.active in 1.yml:1")),
        (("profile: {active: a}", "profile: {active: }", "{}"), ("a", "profile.active in 1.yml:1")),
        (("profile: {active: ' '}", "profile: {active: ''}"), None),
        (("profile: {active: ''}", "profile: {active: b}"), ("b", "profile.active in 2.yml:1")),
    ],
)
def test_the_highest_document_that_names_a_profile_counts(
    texts: tuple[str, ...], choice: tuple[str, str] | None
) -> None:
    found = together(*texts).choice
    assert (found and (found.profile, found.words)) == choice


@pytest.mark.parametrize(
    ("texts", "source"),
    [
        (("{}",), None),
        (("profile: {registries: [a]}", "profile: {active: x}"), "1.yml"),
        (("profile: {registries: [a]}", "profile: {registries: [b, c]}"), "2.yml"),
        (("profile: {registries: [a]}", "profile: {registries: []}"), "1.yml"),
        (("profile: {registries: []}",), None),
    ],
)
def test_the_highest_list_that_names_any_counts(texts: tuple[str, ...], source: str | None) -> None:
    saying = together(*texts).saying("registries")
    assert (saying and saying.source) == source


def test_the_registry_of_inline_profiles() -> None:
    registry = together(LOW, HIGH).registry
    assert (registry.slug, registry.inline, registry.default_profile) == (INLINE, True, "base")
    assert list(registry.profiles) == ["base", "fast", "other"]
    fast = registry.profiles["fast"]
    assert (fast.display_name, fast.description) == ("Quick", "from above")
    assert [ref.profile for ref in fast.stack] == ["base"]
    assert same(fast.inference_settings, JOINED["inference_settings"])
    assert same(fast.extensions, JOINED["extensions"])
    assert together(LOW, "profiles: {default: {}}").registry.default_profile == "default"
    assert together("{}").registry.default_profile is None
    assert together().registry.profiles == {}


@pytest.mark.parametrize(
    ("high", "kept"),
    [
        ("{}", ("Quick", 1)),
        ("{display_name: }", ("", 1)),
        ("{display_name: ''}", ("", 1)),
        ("{stack: }", ("Quick", 0)),
        ("{stack: []}", ("Quick", 0)),
        ("{inference_settings: , extensions: }", ("Quick", 1)),
    ],
)
def test_what_is_said_to_be_nothing_is_said(high: str, kept: tuple[str, int]) -> None:
    fast = together(LOW, f"profiles: {{fast: {high}}}").registry.profiles["fast"]
    assert (fast.display_name, len(fast.stack)) == kept
    assert fast.inference_settings is not None
    assert fast.inference_settings["chat"]["engine"] == "low"
    assert fast.extensions


FAST = ("profiles", "fast")
ENGINE = (*FAST, "inference_settings", "chat", "engine")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("profile", "active"), "1.yml:1:19"),
        (("profile", "registries", 0), "2.yml:2:16"),
        (ENGINE, "2.yml:8:17"),
        ((*FAST, "inference_settings", "chat", "stop", 0), "2.yml:9:16"),
        ((*FAST, "display_name"), "1.yml:4:19"),
        ((*FAST, "description"), "2.yml:5:18"),
        ((*FAST, "stack", 0), "1.yml:5:13"),
        ((*FAST, "extensions", "a.b@v1", "k"), "1.yml:9:30"),
        (("profiles", "base"), "1.yml:10:9"),
        (("profiles", "other"), "2.yml:12:10"),
        (("documents", "1.yml", "profiles", "Fast", "inference_settings", "chat", "engine"), "1.yml:7:22"),
    ],
)
def test_a_place_is_that_of_the_highest_document_that_says_it(path: tuple[str | int, ...], place: str) -> None:
    assert together(LOW, HIGH).locate(path).label == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((*FAST, "inference_settings", "chat", "top_p"), "2.yml"),
        ((*FAST, "metadata"), "2.yml"),
        (("profiles", "nobody"), "2.yml"),
    ],
)
def test_what_nobody_says_is_placed_where_it_would_be_said(path: tuple[str | int, ...], place: str) -> None:
    assert together(LOW, HIGH, "profile: {}").locate(path).source == place


def test_the_key_of_a_profile_is_placed_as_it_is_written() -> None:
    assert together(LOW, "{}").locate(FAST, key=True).label == "1.yml:3:3"
    assert together("{}").locate(FAST).source


@pytest.mark.parametrize(
    ("texts", "source"),
    [
        ((LOW, "{}", HIGH), "1.yml, 3.yml"),
        (("{}", "profile: {active: x}"), "1.yml, 2.yml"),
        ((), "no config document"),
    ],
)
def test_the_registry_is_called_by_the_documents_that_have_profiles(texts: tuple[str, ...], source: str) -> None:
    assert together(*texts).source == source


def test_the_tree_is_what_one_document_could_say() -> None:
    tree: Any = together(LOW, HIGH).tree
    assert same(tree["profiles"]["fast"], JOINED)
    assert tree["documents"]["2.yml"]["profile"] == {"registries": ["team.yaml"]}


@pytest.mark.parametrize(
    "high",
    [
        "{inference_settings: }",
        "{inference_settings: {model_info: }}",
        "{inference_settings: {model_info: {cost: , metadata: }}}",
        "{extensions: }",
    ],
)
def test_null_leaves_what_a_lower_document_says(high: str) -> None:
    low = "{inference_settings: {model_info: {cost: {input: 1}, metadata: {}}}, extensions: {a.b@v1: 1}}"
    alone: Any = together(f"profiles: {{p: {low}}}").tree
    both: Any = together(f"profiles: {{p: {low}}}", f"profiles: {{p: {high}}}").tree
    assert same(both["profiles"], alone["profiles"])


def test_the_faults_of_every_document_are_told() -> None:
    registry = together("profil: {}", "profiles: {a: {slug: a}}", "profiles: {a: {metadata: {}}}").registry
    assert [problem.location.label for problem in registry.problems] == ["1.yml:1:1"]
    assert [problem.location.label for problem in registry.profiles["a"].problems] == ["2.yml:1:16", "3.yml:1:16"]
