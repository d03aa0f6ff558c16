"""The impact of an edit: who changes, who hides it, which problems come and go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engineprofiles import Chain, ProfilesError, Semantics, open_chain
from engineprofiles.editing import Draft, Impact


def changes(impact: Impact) -> dict[str, dict[str, tuple[Any, Any]]]:
    return {
        "/".join(profile.node): {change.name: (change.before, change.after) for change in profile.changes}
        for profile in impact.changed
    }


def masks(impact: Impact) -> dict[str, list[tuple[str, str]]]:
    every = (*impact.changed, *impact.masked)
    found = {
        "/".join(profile.node): [(".".join(map(str, mask.path)), mask.by.ref) for mask in profile.masked]
        for profile in every
    }
    return {ref: masked for ref, masked in found.items() if masked}


def test_a_value_reaches_everyone_above_who_does_not_set_it(chain: Chain) -> None:
    impact = chain.edit().set("team/base", "chat.temperature", 0.1).impact()
    assert changes(impact) == {
        "team/base": {"chat.temperature": (0.7, 0.1)},
        "team/default": {"chat.temperature": (0.7, 0.1)},
    }
    assert masks(impact) == {
        "mine/default": [("chat.temperature", "team/writer")],
        "mine/fast": [("chat.temperature", "team/writer")],
        "team/writer": [("chat.temperature", "team/writer")],
    }
    assert (impact.untouched, impact.created, impact.removed) == (0, (), ())


def test_an_edit_above_leaves_what_is_below_untouched(chain: Chain) -> None:
    impact = chain.edit().set("mine/fast", "chat.engine", "gpt-5").impact()
    assert changes(impact) == {"mine/fast": {"chat.engine": ("gpt-4o-mini", "gpt-5")}}
    assert impact.untouched == 4
    (change,) = impact.changed[0].changes
    assert (change.before_layer and change.before_layer.ref, change.after_layer and change.after_layer.ref) == (
        "team/base",
        "mine/fast",
    )


@pytest.mark.parametrize(
    ("draft", "created", "removed"),
    [
        (lambda draft: draft.derive("team/writer", "mine/x"), [("mine", "x")], []),
        (lambda draft: draft.delete("mine/fast"), [], [("mine", "fast")]),
        (lambda draft: draft.rename("team/base", "root"), [("team", "root")], [("team", "base")]),
    ],
)
def test_profiles_that_come_and_go(chain: Chain, draft: Any, created: list[Any], removed: list[Any]) -> None:
    impact = draft(chain.edit()).impact()
    assert (list(impact.created), list(impact.removed)) == (created, removed)
    assert impact.changed == (), "a profile by another name gives those above it the same settings"


def test_a_stack_and_an_extension_count(chain: Chain) -> None:
    assert changes(chain.edit().set_stack("mine/fast", ["team/base"]).impact()) == {
        "mine/fast": {
            "chat.max_response_tokens": (4096, None),
            "chat.temperature": (0.9, 0.7),
            'extensions."app.prompts@v1".tone': ("warm", None),
        }
    }


def test_problems_come_and_go(chain: Chain) -> None:
    worse = chain.edit().set("team/base", "chat.api_type", "opanei")
    assert "api-type-unknown" in [problem.code for problem in worse.impact().appeared]
    assert worse.impact().vanished == ()
    better = Draft(worse.chain, worse.chain).set("team/base", "chat.api_type", "openai").impact()
    assert "api-type-unknown" in [problem.code for problem in better.vanished]
    assert better.errors == ()


def test_a_problem_that_only_moved_to_another_line_is_neither_new_nor_gone(chain: Chain) -> None:
    impact = chain.edit().set("team/base", "chat.stop", ["a", "b"]).impact()
    assert (impact.appeared, impact.vanished) == ((), ())


def test_the_problems_of_a_profile_go_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "slug: a\nprofiles:\n  base: {}\n  odd:\n    stack: [{profile_slug: base}, {profile_slug: gone}]\n"
        "    inference_settings: {chat: {temperature: []}}\n",
        encoding="utf-8",
    )
    draft = open_chain(path).edit()
    for after in (draft.rename("a/odd", "odder"), draft.set_stack("a/odd", ["gone"])):
        assert (after.impact().appeared, after.impact().errors) == ((), ())
    with pytest.raises(ProfilesError):
        draft.duplicate("a/odd", "copy")


def test_a_secret_is_not_shown(chain: Chain) -> None:
    impact = chain.edit().set("team/base", "api.api_keys.openai-api-key", "sk-other").impact()
    (change,) = impact.changed[0].changes
    assert (change.shown(change.before), change.shown(change.after)) == ("••••••••", "••••••••")
    assert "sk-" not in repr(impact)


def test_geppetto_may_see_no_change(chain: Chain) -> None:
    draft = chain.edit().set("team/base", "chat.stream", True).set("mine/fast", "chat.stream", False)
    seen = {semantics: changes(draft.impact(semantics))["mine/fast"] for semantics in Semantics}
    assert seen == {
        Semantics.DOCUMENTED: {"chat.stream": (None, False)},
        Semantics.GEPPETTO: {"chat.stream": (None, True)},
    }


def test_nothing_changes_nothing(chain: Chain) -> None:
    impact = chain.edit().impact()
    assert (impact.changed, impact.masked, impact.untouched, impact.appeared) == ((), (), 5, ())


def test_a_file_with_secrets_is_told_of_once_whichever_comes_first(tmp_path: Path) -> None:
    file = tmp_path / "keys.yaml"
    file.write_text(
        "slug: keys\nprofiles:\n  default:\n    inference_settings:\n      api:\n        api_keys:\n"
        "          openai-api-key: sk-1234567890\n          claude-api-key: sk-0987654321\n"
    )
    file.chmod(0o644)
    impact = open_chain(file).edit().unset("keys/default", "api.api_keys.openai-api-key").impact()
    codes = {problem.code for problem in (*impact.appeared, *impact.vanished)}
    assert "secret-in-world-readable-file" not in codes
    last = open_chain(file).edit().delete("keys/default").impact()
    assert "secret-in-world-readable-file" in {problem.code for problem in last.vanished}
