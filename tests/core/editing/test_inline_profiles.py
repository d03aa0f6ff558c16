"""Inline profiles edited where they are: in the config document that counts, and legal there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.core.editing.test_plan import shown

from engineprofiles import Chain, ProfilesError, open_chain
from engineprofiles.editing import Draft, restored
from engineprofiles.stores.config_content import ConfigFile
from engineprofiles.stores.config_documents import ConfigStore

HOME = """\
# mine
profiles:
  helper:
    display_name: Helper
    inference_settings:
      chat: {engine: gpt-4.1, stream: true}
      client: {timeout: 30}
  assistant: {inference_settings: {chat: {temperature: 0.1}}}
"""
LOCAL = """\
profile:
  active: helper    # for everyone here
profiles:
  helper:
    stack: [{profile_slug: assistant}]
    inference_settings:
      chat:
        engine: gpt-5-nano
"""
TEAM = """\
slug: team
profiles:
  base:
    slug: base
    metadata: {version: 3}
    inference_settings: {chat: {engine: gpt-5}}
  leaf:
    stack: [{profile_slug: base}]
"""


def opened(folder: Path, **texts: str) -> Chain:
    """A registry `team` beneath the documents `home`, `local` and `override`, as far as they have a text."""
    (folder / "team.yaml").write_text(TEAM, encoding="utf-8")
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    files = [ConfigFile(name, str(folder / name)) for name in ("home", "local", "override")]
    return open_chain([folder / "team.yaml", ConfigStore(files)])


@pytest.fixture
def chain(tmp_path: Path) -> Chain:
    return opened(tmp_path, home=HOME, local=LOCAL)


EDITS: list[tuple[str, Callable[[Draft], Draft], list[str]]] = [
    (
        "a value goes where it counts",
        lambda draft: draft.set("helper", "chat.engine", "gpt-5"),
        ["local:-        engine: gpt-5-nano", "local:+        engine: gpt-5"],
    ),
    (
        "a value that one document alone has is changed there",
        lambda draft: draft.set("helper", "client.timeout", 60),
        ["home:-      client: {timeout: 30}", "home:+      client: {timeout: 60}"],
    ),
    (
        "a new value goes into the highest document that has the profile",
        lambda draft: draft.set("helper", "chat.top_p", 0.5),
        ["local:+        top_p: 0.5"],
    ),
    (
        "unset is unset in every document",
        lambda draft: draft.unset("helper", "chat.engine"),
        [
            "home:-      chat: {engine: gpt-4.1, stream: true}",
            "home:+      chat: {stream: true}",
            "local:-    inference_settings:",
            "local:-      chat:",
            "local:-        engine: gpt-5-nano",
        ],
    ),
    (
        "a new profile goes beside the others",
        lambda draft: draft.create("config-inline/fresh", ["helper"]),
        ["local:+  fresh:", "local:+    stack:", "local:+      - profile_slug: helper"],
    ),
    (
        "a name is followed by stacks and by profile.active",
        lambda draft: draft.rename("helper", "guide"),
        [
            "home:-  helper:",
            "home:+  guide:",
            "local:-  active: helper    # for everyone here",
            "local:+  active: guide    # for everyone here",
            "local:-  helper:",
            "local:+  guide:",
        ],
    ),
    (
        "what a registry's profile has more is left out",
        lambda draft: draft.duplicate("team/base", "config-inline/base"),
        [
            "local:+  base:",
            "local:+    inference_settings: {chat: {engine: gpt-5}}",
        ],
    ),
    (
        "a profile moves out, and gets what its new neighbours have",
        lambda draft: draft.set_stack("helper", []).move("config-inline/assistant", "team"),
        [
            "team.yaml:+  assistant: {inference_settings: {chat: {temperature: 0.1}}}",
            "home:-  assistant: {inference_settings: {chat: {temperature: 0.1}}}",
            "local:-    stack: [{profile_slug: assistant}]",
        ],
    ),
    (
        "use here",
        lambda draft: draft.activate("team/leaf", "local"),
        ["local:-  active: helper    # for everyone here", "local:+  active: leaf    # for everyone here"],
    ),
    (
        "use here, in a document that is not there yet",
        lambda draft: draft.activate("team/leaf", "override"),
        ["override:+profile:", "override:+  active: leaf"],
    ),
]


@pytest.mark.parametrize(("edit", "lines"), [case[1:] for case in EDITS], ids=[case[0] for case in EDITS])
def test_an_edit_changes_these_lines(
    chain: Chain, tmp_path: Path, edit: Callable[[Draft], Draft], lines: list[str]
) -> None:
    plan = edit(chain.edit()).plan()
    assert [line.replace(f"{tmp_path}/", "") for line in shown(plan)] == lines
    assert plan.refusals == ()
    plan.apply()
    again = opened(tmp_path)
    assert again.config is not None
    assert again.config.holds_same(plan.chain.config)
    assert again.select() == plan.chain.select()


REFUSED: list[tuple[str, Callable[[Draft], Draft], str]] = [
    ("stacking past the wall", lambda draft: draft.set_stack("helper", ["team/base"]), "cannot stack on team/base"),
    ("deriving in", lambda draft: draft.derive("team/base", "config-inline/mine"), "cannot stack on team/base"),
    ("deriving out", lambda draft: draft.derive("helper", "team/mine"), "cannot stack on the inline profile"),
    ("moving what stacks", lambda draft: draft.move("team/leaf", "config-inline"), "cannot stack on team/base"),
    ("moving what others stack on", lambda draft: draft.move("team/base", "config-inline"), "on the inline profile"),
    ("tags", lambda draft: draft.describe("helper", tags=["x"]), "metadata is not a key"),
    ("deleting the active one", lambda draft: draft.delete("helper"), "profile.active is helper"),
    ("a document that is none", lambda draft: draft.activate("helper", "elsewhere"), "no config document here"),
]


@pytest.mark.parametrize(("edit", "why"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_an_edit_is_refused(chain: Chain, edit: Callable[[Draft], Draft], why: str) -> None:
    with pytest.raises(ProfilesError, match=why):
        edit(chain.edit())


def test_a_slug_that_names_another_profile_cannot_be_used(tmp_path: Path) -> None:
    chain = opened(tmp_path, home="profiles: {base: {}}\n")
    with pytest.raises(ProfilesError, match="base alone is config-inline/base"):
        chain.edit().activate("team/base", "home")


def test_the_impact_tells_which_profile_is_used_from_now_on(chain: Chain) -> None:
    assert chain.edit().activate("team/leaf", "local").impact().chosen == ("config-inline/helper", "team/leaf")
    assert chain.edit().set("helper", "chat.engine", "x").impact().chosen is None


def test_a_document_that_was_made_goes_when_that_is_taken_back(chain: Chain, tmp_path: Path) -> None:
    plan = chain.edit().activate("team/leaf", "override").plan()
    plan.apply()
    assert (tmp_path / "override").read_text(encoding="utf-8") == "profile:\n  active: leaf\n"
    back = restored(plan, opened(tmp_path)).plan()
    (saved,) = back.apply()
    assert not (tmp_path / "override").exists()
    assert saved.backup is not None
    assert Path(saved.backup).read_text(encoding="utf-8") == "profile:\n  active: leaf\n"


def test_a_document_that_was_made_in_the_meantime_is_not_overwritten(chain: Chain, tmp_path: Path) -> None:
    plan = chain.edit().activate("team/leaf", "override").plan()
    (tmp_path / "override").write_text("profile: {active: helper}\n", encoding="utf-8")
    with pytest.raises(ProfilesError, match="is there already"):
        plan.apply()
    assert (tmp_path / "override").read_text(encoding="utf-8") == "profile: {active: helper}\n"


def test_a_document_opened_to_be_read_only_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "home").write_text(HOME, encoding="utf-8")
    store = ConfigStore([ConfigFile("home", str(tmp_path / "home"))], read_only=True)
    plan = open_chain([store]).edit().set("helper", "chat.engine", "x").plan()
    assert [problem.code for problem in plan.refusals] == ["read-only"]
