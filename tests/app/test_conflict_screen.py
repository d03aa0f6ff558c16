"""A source that someone else changes under a draft: reload, keep mine, compare."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.app.deck import NARROW, Deck, running
from tests.app.files import BASE, ENGINE, FILES, SET_ENGINE, Large, Stubborn, text_of, write_files

import profiledeck.app
from engineprofiles import Location, Problem
from engineprofiles.editing.profiles import Create
from engineprofiles.editing.settings import Set
from profiledeck.presenters.review import Part
from profiledeck.screens import CONFLICT, REVIEW
from profiledeck.services import DiskServices
from profiledeck.state import State

THEIRS = BASE.replace("temperature: 0.5", "temperature: 0.7")


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path)
    monkeypatch.chdir(tmp_path)


def value(state: State, ref: str, *path: str) -> object:
    assert state.chain is not None
    return state.chain.resolve(ref).trace[path].value


def is_in_front(deck: Deck, screen: str) -> bool:
    return deck.app.screen.id == screen


async def in_conflict(deck: Deck, theirs: str = THEIRS) -> None:
    """Edits, has someone else write ``theirs``, and tries to save."""
    deck.app.edit(SET_ENGINE)
    Path("base.yaml").write_text(theirs)
    await deck.press("f5")
    await deck.until(lambda: deck.state.changed_on_disk)
    await deck.press("ctrl+s")
    assert "changed on disk" in deck.lines[0]
    await deck.press("y")
    await deck.until(lambda: is_in_front(deck, CONFLICT))
    await deck.until(lambda: "1 file changed on disk" in deck.lines[0])


async def test_a_change_on_disk_leaves_the_draft_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiledeck.app, "_LOOK_EVERY", 0.01)
    async with running(FILES) as deck:
        deck.app.edit(SET_ENGINE)
        draft = deck.state.draft
        Path("base.yaml").write_text(THEIRS + "\n")
        await deck.until(lambda: deck.state.changed_on_disk)
        assert deck.state.draft is draft
        assert "Your draft is kept" in deck.text
        assert "▲ changed on disk" in deck.lines[0]
        Path("base.yaml").write_text(BASE)
        await deck.press("f5")
        await deck.until(lambda: not deck.state.changed_on_disk)
        assert deck.state.draft is draft


async def test_the_same_text_written_again_is_no_change() -> None:
    async with running(FILES) as deck:
        deck.app.edit(SET_ENGINE)
        Path("base.yaml").write_text(BASE)
        await deck.press("f5")
        await deck.app.workers.wait_for_complete()
        await deck.settled()
        assert not deck.state.changed_on_disk
        assert deck.state.is_drafting


@pytest.mark.parametrize("services", [DiskServices(FILES), Large(FILES)], ids=["at once", "in a worker"])
async def test_the_conflict_shows_what_they_changed(services: DiskServices) -> None:
    async with running(services=services) as deck:
        await in_conflict(deck)
        assert "- " in deck.pane("disk")
        assert "temperature: 0.5" in deck.pane("disk")
        assert "temperature: 0.7" in deck.pane("disk")
        await deck.press("c")
        assert "temperature: 0.5" in deck.cursor_line("disk")
        await deck.press("n", "p", "escape")
        assert is_in_front(deck, REVIEW)
        assert deck.state.is_drafting
        assert text_of("base.yaml") == THEIRS


async def test_keeping_mine_makes_the_edits_again() -> None:
    async with running(FILES) as deck:
        await in_conflict(deck)
        await deck.press("m")
        assert is_in_front(deck, REVIEW)
        assert not deck.state.changed_on_disk
        assert value(deck.state, "base/default", *ENGINE) == "gpt-5"
        assert value(deck.state, "base/default", "chat", "temperature") == 0.7
        assert "temperature: 0.5" not in deck.pane(Part.TEXTS)
        await deck.press("y")
        await deck.until(lambda: not deck.state.is_drafting)
        assert text_of("base.yaml") == THEIRS.replace("gpt-4o", "gpt-5")


async def test_an_edit_that_cannot_be_made_again_is_told_and_left_out_when_agreed() -> None:
    theirs = BASE.partition("  spare:")[0]
    async with running(FILES, size=NARROW) as deck:
        deck.app.edit(Set(("base", "spare"), ENGINE, "gpt-5-mini"))
        await in_conflict(deck, theirs)
        draft = deck.state.draft
        await deck.press("m")
        assert "1 of 2 edits cannot be made any more" in deck.text
        assert "set chat.engine in base/spare" in deck.text
        assert "profile 'spare' not found" in " ".join(deck.text.split())
        await deck.press("enter", "escape")
        assert deck.state.draft is draft
        assert is_in_front(deck, CONFLICT)
        await deck.press("m", "y")
        await deck.until(lambda: is_in_front(deck, REVIEW))
        assert deck.state.draft is not None
        assert [str(done) for done in deck.state.draft.operations] == [str(SET_ENGINE)]
        assert text_of("base.yaml") == theirs


async def test_when_no_edit_is_left_the_draft_ends() -> None:
    async with running(FILES) as deck:
        await in_conflict(deck, BASE.replace("gpt-4o", "gpt-5"))
        await deck.press("m")
        await deck.until(lambda: not is_in_front(deck, CONFLICT) and not is_in_front(deck, REVIEW))
        assert not deck.state.is_drafting
        assert "No edit is left" in deck.text


async def test_reloading_drops_the_draft_once_that_is_confirmed() -> None:
    async with running(FILES) as deck:
        await in_conflict(deck)
        await deck.press("r")
        assert "Drop 1 edit?" in deck.text
        await deck.press("escape")
        assert deck.state.is_drafting
        await deck.press("r", "y")
        await deck.until(lambda: not deck.state.is_drafting)
        await deck.until(lambda: not is_in_front(deck, REVIEW))
        assert value(deck.state, "base/default", *ENGINE) == "gpt-4o"
        assert value(deck.state, "base/default", "chat", "temperature") == 0.7
        assert text_of("base.yaml") == THEIRS


async def test_the_ways_out_can_be_chosen_from_the_list() -> None:
    async with running(FILES) as deck:
        await in_conflict(deck)
        await deck.press("down", "enter")
        assert is_in_front(deck, REVIEW)
        assert not deck.state.changed_on_disk


async def test_a_save_that_meets_a_change_asks_too() -> None:
    changed = Problem("changed-on-disk", "base.yaml was changed", location=Location("base.yaml"))
    async with running(services=Stubborn(FILES, problems=[changed])) as deck:
        deck.app.edit(SET_ENGINE)
        Path("base.yaml").write_text(THEIRS)
        await deck.press("ctrl+s", "y")
        await deck.until(lambda: is_in_front(deck, CONFLICT))
        assert value(deck.state, "base/default", *ENGINE) == "gpt-5"


async def test_a_discarded_draft_shows_what_is_on_disk_now() -> None:
    async with running(FILES) as deck:
        await in_conflict(deck)
        await deck.press("escape", "ctrl+x", "y")
        await deck.until(lambda: value(deck.state, "base/default", "chat", "temperature") == 0.7)
        assert not deck.state.changed_on_disk


async def test_a_new_profile_is_still_shown_when_it_was_kept() -> None:
    async with running(FILES) as deck:
        deck.app.edit(Create(("team", "mine")))
        deck.app.go_to(("team", "mine"))
        await in_conflict(deck)
        await deck.press("m")
        await deck.settled()
        assert deck.state.is_drafting
        assert deck.state.selected == ("team", "mine")


async def test_a_refusal_while_nothing_is_seen_waits_until_it_is() -> None:
    async with running(FILES) as deck:
        deck.app.edit(SET_ENGINE)
        await deck.press("ctrl+s")
        await deck.resize((40, 10))
        deck.app.editing.saving.refused(Problem("changed-on-disk", "base.yaml was changed", "", Location("base.yaml")))
        await deck.resize(NARROW)
        assert "changed on disk: saving asks" in deck.text
        await deck.press("y")
        await deck.until(lambda: is_in_front(deck, CONFLICT))
