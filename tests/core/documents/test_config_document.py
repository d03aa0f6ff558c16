"""One config document: what it says, what it does not say, and what Pinocchio would stop at."""

from __future__ import annotations

from textwrap import dedent

import pytest

from engineprofiles import Severity
from engineprofiles.documents.config_document import ConfigDocument, config_from_yaml
from engineprofiles.documents.edits import same
from engineprofiles.documents.older_formats import OLDER_CONFIG
from engineprofiles.documents.reader import read
from engineprofiles.problems import Problem


def config(text: str) -> ConfigDocument:
    return config_from_yaml(read(dedent(text), "c.yml"))


def faults(text: str) -> list[Problem]:
    """The problems of the document, then those of its profiles."""
    found = config(text)
    return [*found.problems, *(problem for profile in found.profiles.values() for problem in profile.problems)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", (None, None, None)),
        ("profile:\napp: ~", (None, None, None)),
        ("profile: {active: fast}", ("fast", None, None)),
        ("profile: {active: ' Fast '}", ("fast", None, None)),
        ("profile: {active: 5}", ("5", None, None)),
        ("profile: {active: 1.50}", ("1.50", None, None)),
        ("profile: {active: }", ("", None, None)),
        ("profile: {active: '  '}", ("  ", None, None)),
        ("profile: {registries: [ a.yaml , 5, 'b.db ']}", (None, ("a.yaml", "5", "b.db"), None)),
        ("profile: {registries: []}", (None, (), None)),
        ("profile: {registries: }", (None, (), None)),
        ("profile: {registries: [~, a]}", (None, ("a",), None)),
        ("app: {repositories: [a, a]}", (None, None, ("a", "a"))),
    ],
)
def test_what_is_said_and_what_is_not(text: str, said: tuple[object, ...]) -> None:
    found = config(text)
    assert (found.active, found.registries, found.repositories) == said
    assert found.problems == ()


def test_an_inline_profile() -> None:
    found = config("""
        profiles:
          Fast:
            display_name: Quick
            description: and cheap
            stack: [{profile_slug: base}, {registry_slug: Team, profile_slug: X}]
            inference_settings: {chat: {engine: 4.10}}
            extensions: {a.b@v1: {k: 1}}
          base: {}
    """)
    assert list(found.profiles) == ["base", "fast"]
    fast = found.profiles["fast"]
    assert (fast.slug, fast.key, fast.display_name, fast.description) == ("fast", "Fast", "Quick", "and cheap")
    assert [(ref.registry, ref.profile) for ref in fast.stack] == [(None, "base"), ("team", "x")]
    assert same(fast.extensions, {"a.b@v1": {"k": 1}})
    assert found.profiles["base"].inference_settings is None
    assert faults("profiles: {5: {}, true: {}, 2020-01-01: {}}") == []


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", "c.yml", "there is nothing in this document"),
        ("# only\n\n", "c.yml", "there is nothing in this document"),
        ("---\n~\n", "c.yml:2:1", "there is nothing in this document"),
        ("[]", "c.yml:1:1", "a config document must be a map with app, profile or profiles"),
        ("a: 1\nprofil: {}\n", "c.yml:1:1", "a is not a key"),
        ("'': 1\n", "c.yml:1:1", "a blank key is not a key"),
        ("app: {repository: []}\n", "c.yml:1:7", "repository is not a key"),
        ("profile: {activ: x}\n", "c.yml:1:11", "activ is not a key"),
        ("profile: {active: a/b}\n", "c.yml:1:19", "profile.active is 'a/b', and Pinocchio takes no registry there"),
        ("profile: {active: a b}\n", "c.yml:1:19", "profile slug 'a b' is invalid"),
        ("profile: {active: {}}\n", "c.yml:1:19", "active: expected a text, found a map"),
        ("profile: {registries: a}\n", "c.yml:1:23", "registries: expected a list of texts, found a text"),
        ("profile:\n  registries:\n  - a\n  - ''\n", "c.yml:4:5", "entry 1 of profile.registries is blank"),
        ("app: {repositories: [' ']}\n", "c.yml:1:22", "entry 0 of app.repositories is blank"),
        ("profiles: {a: {metadata: {}}}\n", "c.yml:1:16", "metadata is not a key"),
        ("profiles: {a: {slug: b}}\n", "c.yml:1:16", "slug is not a key"),
        ("profiles: {a: {stak: []}}\n", "c.yml:1:16", "stak is not a key"),
        ("profiles: {a: {stack: [{profile_slug: b, of: c}]}}\n", "c.yml:1:42", "of is not a key"),
        ("profiles: {a: ~}\n", "c.yml:1:12", "profile 'a' has no content"),
        ("profiles: {A: {}, a: {}}\n", "c.yml:1:19", "profile keys 'A' and 'a' are the same slug"),
        ("profiles: {'a b': {}}\n", "c.yml:1:12", "profile slug 'a b' is invalid"),
    ],
)
def test_a_fault_stands_at_its_line_and_stops_pinocchio(text: str, place: str, words: str) -> None:
    problem = faults(text)[0]
    assert problem.location.label == place
    assert words in problem.message
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("profils: {}", "Did you mean profiles?"),
        ("profiles: {a: {stak: []}}", "Did you mean stack?"),
        ("profiles: {a: {slug: a}}", "Take slug out: only the profiles of a registry have it."),
        *((f"{key}: {{}}", hint) for key, hint in OLDER_CONFIG.items()),
    ],
)
def test_a_hint_says_how_to_mend_it(text: str, hint: str) -> None:
    assert [problem.hint for problem in faults(text)] == [hint]


def test_what_is_sound_beside_a_fault_stays_readable() -> None:
    found = config("""
        ai-chat: {ai-engine: x}
        profile: {active: [a], registries: [b.yaml, '']}
        profiles:
          a: {slug: a, inference_settings: {chat: {engine: x}}}
          b: ~
    """)
    assert found.registries == ("b.yaml",)
    assert found.profiles["a"].inference_settings == {"chat": {"engine": "x"}}
    assert len(faults("ai-chat: {}\nprofile: {active: []}\nprofiles: {a: {slug: a}, b: ~}\n")) == 4
