"""Drafts made again on files that say something else by now."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import Chain, open_chain
from engineprofiles.editing import Draft, changed_sources, rebased
from engineprofiles.editing.settings import Set, Unset

TEAM = """\
slug: team
profiles:
  default:
    inference_settings:
      chat:
        engine: gpt-4o
        temperature: 0.5
  spare:
    inference_settings:
      chat:
        engine: gpt-4.1
"""
NODE = ("team", "default")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "team.yaml"
    path.write_text(TEAM)
    return path


def value_of(chain: Chain, profile: str, *path: str) -> object:
    return chain.resolve(profile, registry="team").trace[path].value


def test_the_edits_are_made_on_what_the_file_says_now(file: Path) -> None:
    draft = open_chain(file).edit().set("default", "chat.engine", "gpt-5").set("spare", "chat.engine", "gpt-5-mini")
    file.write_text(TEAM.replace("0.5", "0.9"))
    now = open_chain(file)
    again = rebased(draft, now)
    assert again.left_out == ()
    assert again.draft.saved is now
    assert value_of(again.draft.chain, "default", "chat", "engine") == "gpt-5"
    assert value_of(again.draft.chain, "default", "chat", "temperature") == 0.9
    assert [str(done) for done in again.draft.operations] == [str(done) for done in draft.operations]


def test_every_step_can_be_undone_as_before(file: Path) -> None:
    draft = open_chain(file).edit().set("default", "chat.engine", "gpt-5").set("spare", "chat.engine", "gpt-5-mini")
    after = rebased(draft, open_chain(file)).draft
    assert value_of(after.chain, "spare", "chat", "engine") == "gpt-5-mini"
    assert after.before is not None
    assert value_of(after.before.chain, "spare", "chat", "engine") == "gpt-4.1"
    assert value_of(after.before.chain, "default", "chat", "engine") == "gpt-5"
    assert after.before.before is not None
    assert not after.before.before.changed


def test_what_cannot_be_done_any_more_is_told_and_left_out(file: Path) -> None:
    draft = open_chain(file).edit().set("spare", "chat.engine", "gpt-5-mini").set("default", "chat.engine", "gpt-5")
    file.write_text(TEAM.partition("  spare:")[0])
    again = rebased(draft, open_chain(file))
    assert [(str(left.operation), left.problem.code) for left in again.left_out] == [
        ("set chat.engine in team/spare", "profile-not-found")
    ]
    assert value_of(again.draft.chain, "default", "chat", "engine") == "gpt-5"


def test_a_step_of_several_operations_stays_whole(file: Path) -> None:
    both = (Set(NODE, ("chat", "engine"), "gpt-5"), Unset(NODE, ("chat", "temperature")))
    draft = open_chain(file).edit().doing(*both)
    file.write_text(TEAM.replace("        temperature: 0.5\n", ""))
    again = rebased(draft, open_chain(file))
    assert [left.operation for left in again.left_out] == list(both)
    assert not again.draft.changed


def test_what_the_file_says_already_leaves_no_trace(file: Path) -> None:
    draft = open_chain(file).edit().set("default", "chat.engine", "gpt-5")
    file.write_text(TEAM.replace("gpt-4o", "gpt-5"))
    again = rebased(draft, open_chain(file))
    assert (again.left_out, again.draft.operations) == ((), ())


def test_a_file_that_is_gone_leaves_nothing_to_do(file: Path) -> None:
    draft: Draft = open_chain(file).edit().set("default", "chat.engine", "gpt-5")
    file.unlink()
    again = rebased(draft, open_chain(file))
    assert [left.problem.code for left in again.left_out] == ["registry-not-found"]


def test_sources_differ_by_what_they_say_and_not_by_when(file: Path) -> None:
    before = open_chain(file)
    file.write_text(TEAM)
    assert changed_sources(before, open_chain(file)) == ()
    file.write_text(TEAM + "# a comment\n")
    assert changed_sources(before, open_chain(file)) == (str(file),)
    file.unlink()
    gone = open_chain(file)
    assert changed_sources(before, gone) == (str(file),)
    assert changed_sources(gone, open_chain(file)) == ()


def test_a_source_more_or_less_is_a_difference(file: Path) -> None:
    other = file.with_name("other.yaml")
    other.write_text(TEAM.replace("slug: team", "slug: other"))
    one, two = open_chain(file), open_chain([str(file), str(other)])
    assert changed_sources(one, two) == changed_sources(two, one) == (str(other),)
