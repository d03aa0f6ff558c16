"""A YAML document as a registry: every fault is told where it stands, and what is sound beside it stays."""

from __future__ import annotations

import pytest

from engineprofiles import ProfileRef, Registry, Severity
from engineprofiles.documents.reader import read
from engineprofiles.documents.registry import registry_from_yaml
from engineprofiles.problems import Problem


def read_registry(text: str) -> tuple[Registry | None, list[Problem]]:
    registry, problems = registry_from_yaml(read(text, "r.yaml"))
    if registry is None:
        return None, list(problems)
    return registry, [*registry.problems, *(p for profile in registry.profiles.values() for p in profile.problems)]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("- a\n", "wrong-type", "1:1"),
        ("slug: a\nregistries: {}\n", "registries-bundle", "2:1"),
        ("default: {}\n", "legacy-map", "1:1"),
        ("profiles: {}\n", "slug-missing", "1:1"),
        ("profiles: {}\nprofile: {active: x}\n", "looks-like-app-config", "2:1"),
        ("profiles: {}\nprofile: {registries: []}\n", "looks-like-app-config", "2:1"),
        ("app: {repositories: [x]}\n", "looks-like-app-config", "1:1"),
        ("profile-settings: {profile: x}\n", "looks-like-app-config", "1:1"),
        ("repositories: [x]\nai-chat: {ai-engine: x}\n", "looks-like-app-config", "1:1"),
        ("app: {ai-chat: {ai-engine: x}}\n", "legacy-map", "1:1"),  # a profile of that name
        ("profile: x\n", "legacy-map", "1:1"),
        ("slug: a\nprofile: {active: x}\n", "unknown-key", "2:1"),
        ("slug: a\nprofiles: {x: {runtime: {}}}\n", "legacy-runtime-block", "2:16"),
        ("slug: a\nprofiles: {x: {policy: {}}}\n", "legacy-runtime-block", "2:16"),
        ("slug: a\nruntime: {}\n", "unknown-key", "2:1"),
        ("slug: a b\n", "slug-invalid", "1:7"),
        ("slug: a\ndefault_profile_slug: x\n", "default-profile-slug-in-yaml", "2:1"),
        ("slug: a\nprofiles: [x]\n", "wrong-type", "2:11"),
        ("slug: a\nprofiles: {x: hello}\n", "wrong-type", "2:15"),
        ("slug: a\nprofiles:\n  x:\n", "profile-null", "3:3"),
        ("slug: a\nprofiles: {x: {slug: y}}\n", "slug-mismatch", "2:22"),
        ("slug: a\nprofiles: {x: {slug: y z}}\n", "slug-invalid", "2:22"),
        ("slug: a\nprofiles: {x: {}, X: {}}\n", "slug-collision-after-normalising", "2:12"),
        ("slug: a\nprofiles: {x: {stack: y}}\n", "wrong-type", "2:23"),
        ("slug: a\nprofiles: {x: {stack: [y]}}\n", "wrong-type", "2:24"),
        ("slug: a\nprofiles: {x: {stack: [{profile: y}, {profile_slug: x x}]}}\n", "unknown-key", "2:25"),
        ("slug: a\nprofiles: {x: {stack: [{}]}}\n", "ref-invalid", "2:24"),
        ("slug: a\nmetadata: {version: -1}\n", "wrong-type", "2:21"),
        ("slug: a\nmetadata: hello\n", "wrong-type", "2:11"),
        ("slug: a\nmetadata: {tags: t}\n", "wrong-type", "2:18"),
        ("slug: a\nprofiles: {x: {extensions: {app: 1}}}\n", "extension-key-invalid", "2:29"),
        ("slug: a\nprofiles: {x: {inference_setings: {}}}\n", "unknown-key", "2:16"),
    ],
)
def test_a_fault_has_a_code_and_a_place(text: str, code: str, place: str) -> None:
    _, problems = read_registry(text)
    assert (problems[0].code, problems[0].location.label) == (code, f"r.yaml:{place}")


def test_what_is_sound_beside_a_fault_stays() -> None:
    registry, problems = read_registry("""
slug: " Team "
display_name: 4.10
note: kept
metadata: {version: 18446744073709551615, tags: [a, ~, 1]}
profiles:
  zeta: {slug: " ZETA ", stack: [~, {profile_slug: " Base ", registry_slug: " R "}, {profile_slug: a b}]}
  4.10: {display_name: [x], description: d, extra: {a: 1}}
  ~: {}
""")
    assert registry is not None
    # A slug is what Geppetto knows the thing by, a name stays as its author wrote it.
    assert (registry.slug, registry.display_name, registry.default_profile) == ("team", "4.10", "4.1")
    assert (registry.metadata.version, registry.metadata.tags) == (2**64 - 1, ("a", "1"))
    assert registry.unknown == {"note": "kept"}
    assert list(registry.profiles) == ["4.1", "zeta"]
    assert registry.profiles["zeta"].stack == (ProfileRef("r", "base"),)
    assert (registry.profiles["4.1"].display_name, registry.profiles["4.1"].description) == ("", "d")
    assert [(problem.code, str(problem.severity)) for problem in problems] == [
        ("unquoted-scalar", "warning"),
        ("unknown-key", "warning"),
        ("unquoted-scalar", "warning"),
        ("wrong-type", "error"),
        ("unknown-key", "warning"),
        ("slug-invalid", "error"),
    ]


def test_a_misspelt_key_gets_a_hint() -> None:
    _, [problem] = read_registry("slug: a\nprofile: {}\n")
    assert (problem.code, problem.hint, problem.severity) == ("unknown-key", "Did you mean profiles?", Severity.WARNING)


@pytest.mark.parametrize("text", ["", " \n", "# nothing\n", "~\n", "{}\n", "---\n---\nslug: b\n"])
def test_a_blank_document_is_no_registry_and_no_fault(text: str) -> None:
    registry, problems = registry_from_yaml(read(text, "r.yaml"))
    assert registry is None
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("profiles", "default"),
    [
        ("{}", None),
        ("{zeta: {}, b10: {}, b2: {}, B1: {}, a-1: {}, a_1: {}, a.1: {}}", "a-1"),
        ("{a: {}, ' Default ': {}}", "default"),
        ("{'  ': {}, a: {}}", None),
    ],
)
def test_the_default_profile(profiles: str, default: str | None) -> None:
    registry, _ = read_registry(f"slug: a\nprofiles: {profiles}\n")
    assert registry is not None
    assert registry.default_profile == default
