"""Review: nothing is written before it was shown, and what was shown is what is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE, Deck, running
from tests.app.files import BASE, DEFAULT, FILES, SET_ENGINE, TEAM, TOWER, Large, Stubborn, text_of, write_files

import profiledeck.reviewing
from engineprofiles import Location, Problem, Semantics
from engineprofiles.editing import Draft, Plan
from engineprofiles.editing.profiles import Delete
from engineprofiles.editing.settings import Set
from engineprofiles.editing.stacks import SetStack
from engineprofiles.model.slugs import ProfileRef
from engineprofiles.stores.saving import Saved
from profiledeck.drafting import redone, undone
from profiledeck.messages import ReviewReady
from profiledeck.presenters.review import Part
from profiledeck.reviewing import checked, reviewed
from profiledeck.screens import REVIEW
from profiledeck.screens.review import ReviewScreen
from profiledeck.services import DiskServices

SAMPLES = Path(__file__).parents[2] / "sample-registries"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path)
    monkeypatch.chdir(tmp_path)


def is_reviewing(deck: Deck) -> bool:
    return deck.app.screen.id == REVIEW


async def saved(deck: Deck) -> None:
    await deck.until(lambda: not deck.app.is_saving and not is_reviewing(deck))
    await deck.settled()


@pytest.mark.parametrize("size", [MEDIUM, WIDE])
async def test_all_there_is_to_know_stands_on_one_screen(size: tuple[int, int]) -> None:
    async with running(FILES, size=size) as deck:
        deck.app.edit(SET_ENGINE)
        await deck.press("ctrl+s")
        assert "1 file · 1 edit" in deck.lines[0]
        assert "nothing is written yet" in deck.lines[0]
        assert "Can be saved" in deck.lines[0]
        assert "set chat.engine in base/default" in deck.pane(Part.EDITS)
        texts = [each.split() for each in deck.pane(Part.TEXTS).splitlines()]
        assert ["│", "10", "-", "engine:", "gpt-4o", "│"] in texts
        assert ["│", "10", "+", "engine:", "gpt-5", "│"] in texts
        effects = deck.pane(Part.EFFECTS)
        assert "3 change · 1 masked · 1 untouched" in effects
        for profile in ("base/default", "team/default", "team/writer", "team/coder"):
            assert profile in effects
        assert "gpt-4o → gpt-5" in effects
        assert "chat.engine masked by ③ itself" in effects
        assert "no problem appears" in deck.pane(Part.PROBLEMS)


async def test_where_room_is_scarce_the_parts_take_turns() -> None:
    async with running(FILES, size=NARROW) as deck:
        deck.app.edit(SET_ENGINE)
        await deck.press("ctrl+s")
        assert "[Written]" in deck.lines[1]
        assert "engine: gpt-5" in deck.text
        await deck.press("tab")
        assert "[Changes]" in deck.lines[1]
        assert "3 change · 1 masked · 1 untouched" in deck.text
        assert "engine: gpt-5" not in deck.text
        await deck.press("4")
        assert "no problem appears" in deck.text.lower()
        await deck.click_text("Edits")
        assert "[Edits]" in deck.lines[1]
        assert "set chat.engine" in deck.text
        await deck.press("shift+tab")
        assert "[Problems]" in deck.lines[1]


async def test_saving_writes_what_was_shown_and_ends_the_draft() -> None:
    async with running(FILES) as deck:
        deck.app.go_to(("team", "writer"))
        deck.app.edit(SET_ENGINE)
        await deck.press("ctrl+s")
        assert text_of("base.yaml") == BASE
        await deck.press("y")
        await saved(deck)
        assert text_of("base.yaml") == BASE.replace("gpt-4o", "gpt-5")
        assert text_of("team.yaml") == TEAM
        assert not deck.state.is_drafting
        assert deck.state.selected == ("team", "writer")
        assert "gpt-5" in deck.text
        await deck.until(lambda: "Saved" in deck.text and "base.yaml" in deck.text)


async def test_the_key_that_opens_the_review_saves_from_it() -> None:
    async with running(FILES) as deck:
        deck.app.edit(SET_ENGINE)
        await deck.press("ctrl+s", "ctrl+s")
        await saved(deck)
        assert "engine: gpt-5\n" in text_of("base.yaml")


@pytest.mark.parametrize("keys", [["enter"], ["escape"], ["tab", "enter", "escape"], ["n", "p", "enter"]])
async def test_no_other_key_writes(keys: list[str]) -> None:
    async with running(FILES) as deck:
        deck.app.edit(SET_ENGINE)
        draft = deck.state.draft
        await deck.press("ctrl+s", *keys)
        assert is_reviewing(deck) is ("escape" not in keys)
        assert deck.state.draft is draft
        assert text_of("base.yaml") == BASE


async def test_what_is_risky_takes_a_yes() -> None:
    async with running(FILES) as deck:
        deck.app.edit(Delete(("base", "spare")))
        await deck.press("ctrl+s")
        assert "- base/spare  removed" in deck.pane(Part.EFFECTS)
        await deck.press("ctrl+s")
        assert "A profile goes" in deck.text
        assert text_of("base.yaml") == BASE
        await deck.press("y")
        await saved(deck)
        assert "spare" not in text_of("base.yaml")


async def test_an_error_further_up_blocks_and_says_so() -> None:
    Path("tower.yaml").write_text(TOWER)
    async with running((*FILES, "tower.yaml")) as deck:
        deck.app.edit(SetStack(DEFAULT, (ProfileRef(None, "spare"),)))
        await deck.press("ctrl+s")
        assert "✕ Cannot be saved" in deck.lines[0]
        problems = deck.pane(Part.PROBLEMS)
        assert "✕ Cannot be saved: 1 error appears" in problems
        assert "tower/floor-31" in problems
        await deck.press("y")
        assert "Not saved" in deck.text
        assert is_reviewing(deck)
        assert text_of("base.yaml") == BASE
        await deck.resize(NARROW)
        await deck.press("escape", "ctrl+s")
        assert "[Problems ✕1" in deck.lines[1]


async def test_a_source_that_takes_no_changes_is_told_before_saving() -> None:
    async with running(services=Stubborn(FILES, read_only=True)) as deck:
        deck.app.edit(SET_ENGINE)
        await deck.press("ctrl+s")
        assert "✕ Cannot be saved" in deck.lines[0]
        assert "base.yaml was opened to be read only" in " ".join(deck.pane(Part.PROBLEMS).split())


async def test_a_saving_that_fails_keeps_the_draft() -> None:
    full = Problem("write-failed", "no space is left on the device", location=Location("base.yaml"))
    async with running(services=Stubborn(FILES, problems=[full])) as deck:
        deck.app.edit(SET_ENGINE)
        draft = deck.state.draft
        await deck.press("ctrl+s", "y")
        await deck.until(lambda: "no space is left on the device" in deck.text)
        assert "The draft is kept." in deck.text
        assert deck.state.draft is draft
        assert is_reviewing(deck)
        assert "nothing is written yet" in deck.lines[0]
        await deck.press("escape")
        assert not is_reviewing(deck)


async def test_without_an_edit_there_is_nothing_to_review() -> None:
    async with running(FILES) as deck:
        await deck.press("ctrl+s")
        assert "there is nothing to save" in deck.text
        deck.app.edit(SET_ENGINE)
        deck.app.edit(Set(DEFAULT, ("chat", "engine"), "gpt-4o"))
        await deck.press("ctrl+s")
        assert not is_reviewing(deck)
        await deck.press("ctrl+x")
        assert "there is nothing to discard" in deck.text


async def test_a_discarded_draft_can_be_had_again() -> None:
    async with running(FILES) as deck:
        deck.app.edit(SET_ENGINE)
        await deck.press("ctrl+s", "ctrl+x")
        assert "Discard 1 edit?" in deck.text
        assert "set chat.engine in base/default" in deck.text
        await deck.press("enter", "escape")
        assert deck.state.is_drafting
        await deck.press("ctrl+x", "y")
        await deck.until(lambda: not is_reviewing(deck))
        assert not deck.state.is_drafting
        assert redone(deck.state).is_drafting


async def test_a_large_review_is_worked_out_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiledeck.reviewing, "_AT_ONCE", 0)
    async with running(services=Large(FILES)) as deck:
        deck.app.edit(SET_ENGINE)
        await deck.press("ctrl+s")
        await deck.until(lambda: "3 change" in deck.text and "Can be saved" in deck.text)
        await deck.press("y")
        await saved(deck)
        assert "engine: gpt-5\n" in text_of("base.yaml")


async def test_nothing_is_written_before_the_checks_have_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_the_first(screen: ReviewScreen, generation: int, draft: Draft, semantics: Semantics) -> None:
        screen.post_message(ReviewReady(generation - 1, checked(reviewed(draft, semantics))))
        screen.post_message(ReviewReady(generation, reviewed(draft, semantics)))

    monkeypatch.setattr(profiledeck.reviewing, "_AT_ONCE", 0)
    monkeypatch.setattr(ReviewScreen, "_review_in_worker", only_the_first)
    async with running(FILES) as deck:
        deck.app.edit(SET_ENGINE)
        await deck.press("ctrl+s")
        assert "checking…" in deck.lines[0]
        assert "3 change" in deck.text
        await deck.press("y")
        assert "still being worked out" in deck.text
        assert not deck.app.is_saving
        assert text_of("base.yaml") == BASE


async def test_a_fault_while_saving_is_told_and_the_draft_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(_services: DiskServices, _plan: Plan) -> tuple[Saved, ...]:
        raise ZeroDivisionError

    monkeypatch.setattr(DiskServices, "save", fault)
    async with running(FILES) as deck:
        deck.app.edit(SET_ENGINE)
        await deck.press("ctrl+s", "y")
        await deck.until(lambda: "Saving stopped with ZeroDivisionError" in deck.text)
        assert deck.state.is_drafting
        assert not deck.app.is_saving


async def test_secrets_are_nowhere_on_the_review() -> None:
    key = ("api", "api_keys", "openai-api-key")
    async with running(FILES, size=WIDE) as deck:
        deck.app.edit(Set(DEFAULT, key, "sk-another-secret"))
        await deck.press("ctrl+s")
        assert "secret" not in deck.text
        assert "•••••••• → •••••••• (another)" in deck.pane(Part.EFFECTS)


async def test_next_and_previous_go_from_change_to_change() -> None:
    async with running(FILES) as deck:
        deck.app.edit(SET_ENGINE)
        deck.app.edit(Set(("team", "writer"), ("chat", "temperature"), 0.8))
        await deck.press("ctrl+s")
        assert "engine: gpt-4o" in deck.cursor_line(Part.TEXTS)
        await deck.press("n")
        assert "temperature: 0.9" in deck.cursor_line(Part.TEXTS)
        await deck.press("n", "p")
        assert "engine: gpt-4o" in deck.cursor_line(Part.TEXTS)
        await deck.press("3", "n")
        assert "/" in deck.cursor_line(Part.EFFECTS)
        await deck.press("1", "n")
        assert "temperature" in deck.cursor_line(Part.EDITS)


async def test_the_effect_is_of_the_reading_in_force() -> None:
    async with running(FILES) as deck:
        deck.app.edit(Set(("team", "writer"), ("chat", "temperature"), 0.8))
        await deck.press("ctrl+s", "g")
        assert "Geppetto" in deck.lines[0]
        assert "0.9 → 0.8" in deck.pane(Part.EFFECTS)


async def test_what_was_saved_can_be_taken_back() -> None:
    async with running(FILES) as deck:
        deck.app.edit(SET_ENGINE)
        await deck.press("ctrl+s", "y")
        await saved(deck)
        deck.app.show_draft(undone(deck.state))
        assert deck.state.is_drafting
        assert undone(deck.state) is deck.state
        assert not redone(deck.state).is_drafting
        await deck.press("ctrl+s")
        assert "take back what was saved in base.yaml" in deck.pane(Part.EDITS)
        await deck.press("y")
        await saved(deck)
        assert text_of("base.yaml") == BASE


async def test_a_save_that_someone_wrote_over_is_not_taken_back() -> None:
    async with running(FILES) as deck:
        deck.app.edit(SET_ENGINE)
        await deck.press("ctrl+s", "y")
        await saved(deck)
        Path("base.yaml").write_text(BASE)
        await deck.press("f5")
        await deck.until(lambda: "gpt-4o" in deck.text)
        assert undone(deck.state) is deck.state


async def test_the_samples_can_be_edited(tmp_path: Path) -> None:
    for file in SAMPLES.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    Path("base.yaml").unlink()
    Path("team.yaml").unlink()
    async with running(sorted(map(str, Path().glob("*.yaml")))) as deck:
        deck.app.edit(Set(("provider-openai", "default"), ("chat", "engine"), "gpt-5"))
        await deck.press("ctrl+s")
        effects = deck.pane(Part.EFFECTS)
        assert "1 changes · 9 masked · 13 untouched" in effects
        assert "gpt-4o-mini → gpt-5" in effects
        assert "▲ warning" in deck.pane(Part.PROBLEMS)
        await deck.press("y")
        await saved(deck)
        profile = deck.state.chain and deck.state.chain.resolve("provider-openai/default")
        assert profile
        assert profile.trace["chat", "engine"].value == "gpt-5"
        assert "engine: gpt-5" in text_of("10-provider-openai.yaml")
