"""The draft as a whole: what shows that there is one, taking steps back, and what is asked before it would be lost."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE, Deck, running

from profiledeck.screens import REVIEW
from profiledeck.state import Pane


async def set_engine(deck: Deck, engine: str) -> None:
    await deck.press("e")
    await deck.write(engine)
    await deck.press("enter")


@pytest.mark.parametrize("size", [(60, 16), NARROW, MEDIUM, WIDE])
async def test_what_is_edited_is_marked_until_it_is_set_back(sources: list[str], size: tuple[int, int]) -> None:
    async with running(sources, size=size) as deck:
        await set_engine(deck, "o4-mini")
        assert "✎ 1 edit" in deck.lines[0]
        assert "•engine" in deck.cursor_line(Pane.SETTINGS)
        await deck.press("1")
        tree = deck.pane(Pane.REGISTRIES)
        assert "mine •" in tree
        assert "assistant •" in tree
        assert "second •" not in tree
        assert "base •" not in tree
        await set_engine(deck, "gpt-5")
        assert "✎" not in deck.text
        await deck.press("1")
        assert " •" not in deck.pane(Pane.REGISTRIES)
        assert "•engine" not in deck.text
        assert not deck.state.is_drafting


async def test_every_screen_tells_of_the_draft(sources: list[str]) -> None:
    async with running(sources) as deck:
        await set_engine(deck, "o4-mini")
        for key in ("m", "p"):
            await deck.press(key)
            assert "✎ 1 edit" in deck.text
            await deck.press("escape")


async def test_a_field_is_marked_wherever_it_is_inherited(sources: list[str]) -> None:
    async with running(sources) as deck:
        await set_engine(deck, "o4-mini")
        await deck.press("1", "down")
        assert deck.state.selected == ("mine", "second")
        assert "•engine" in deck.pane(Pane.SETTINGS)
        assert "second •" not in deck.pane(Pane.REGISTRIES)


async def test_steps_are_taken_back_and_done_again(sources: list[str]) -> None:
    async with running(sources) as deck:
        await set_engine(deck, "o4-mini")
        await deck.press("u")
        assert "✎ 2 edits" in deck.lines[0]
        await deck.press("ctrl+z")
        assert deck.told == "Undone: unset chat.engine in mine/assistant"
        assert "o4-mini" in deck.cursor_line(Pane.SETTINGS)
        await deck.press("ctrl+z")
        assert deck.told == "Undone: set chat.engine in mine/assistant"
        assert "✎" not in deck.lines[0]
        await deck.press("ctrl+z")
        assert deck.told == "Nothing to undo."
        await deck.press("ctrl+y")
        assert deck.told == "Redone: set chat.engine in mine/assistant"
        assert "o4-mini" in deck.cursor_line(Pane.SETTINGS)
        await deck.press("ctrl+y", "ctrl+y")
        assert deck.told == "Nothing to redo."


async def test_a_new_edit_ends_what_could_be_done_again(sources: list[str]) -> None:
    async with running(sources) as deck:
        await set_engine(deck, "o4-mini")
        await deck.press("ctrl+z")
        await set_engine(deck, "o3")
        await deck.press("ctrl+y")
        assert deck.told == "Nothing to redo."
        assert "o3" in deck.cursor_line(Pane.SETTINGS)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_leaving_with_a_draft_asks(sources: list[str], key: str) -> None:
    async with running(sources) as deck:
        await set_engine(deck, "o4-mini")
        await deck.press(key)
        assert "1 edit of mine.yaml is not saved." in deck.text
        await deck.press(key)
        assert len(deck.app.screen_stack) == 2, "it asks once"
        await deck.press("end", "enter")
        assert not deck.app._exit
        assert "✎ 1 edit" in deck.lines[0]
        await deck.press(key, "escape")
        assert not deck.app._exit
        await deck.press(key, "down", "enter")
        assert deck.app._exit


async def test_reading_again_keeps_the_draft(sources: list[str]) -> None:
    async with running(sources) as deck:
        await set_engine(deck, "o4-mini")
        await deck.press("f5")
        await deck.settled()
        assert "o4-mini" in deck.pane(Pane.SETTINGS)
        assert "✎ 1 edit" in deck.lines[0]


async def test_the_question_leads_to_the_review(sources: list[str]) -> None:
    async with running(sources) as deck:
        await set_engine(deck, "o4-mini")
        await deck.press("q", "enter")
        assert deck.app.screen.id == REVIEW
        assert not deck.app._exit


async def test_what_was_saved_can_be_taken_back(sources: list[str]) -> None:
    before = Path("mine.yaml").read_bytes()
    async with running(sources) as deck:
        await set_engine(deck, "o4-mini")
        await deck.press("ctrl+s", "y")
        await deck.until(lambda: not deck.app.is_saving and not deck.state.is_drafting)
        assert Path("mine.yaml").read_bytes() != before
        await deck.press("ctrl+z")
        assert deck.told == "The last save is taken back in the draft."
        await deck.press("ctrl+y")
        assert deck.told == "What was saved is there again."
        assert not deck.state.is_drafting
        await deck.press("ctrl+z")
        await deck.press("ctrl+s", "y")
        await deck.until(lambda: not deck.app.is_saving and not deck.state.is_drafting)
        assert Path("mine.yaml").read_bytes() == before


async def test_what_is_told_takes_the_place_of_what_was_told_before(sources: list[str]) -> None:
    async with running(sources) as deck:
        deck.app.notify("An error.", severity="error")
        await deck.press("ctrl+z", "ctrl+y")
        assert "Nothing to redo." in deck.text
        assert "Nothing to undo." not in deck.text
        assert "An error." in deck.text


async def test_where_nothing_is_seen_a_draft_is_not_left(sources: list[str]) -> None:
    async with running(sources, size=NARROW) as deck:
        await set_engine(deck, "o4-mini")
        await deck.resize((50, 12))
        assert "Edits are not saved" in deck.text
        await deck.press("ctrl+q")
        assert not deck.app._exit
        await deck.resize(NARROW)
        assert "✎ 1 edit" in deck.lines[0]


async def test_nothing_is_written_before_it_is_saved(sources: list[str]) -> None:
    before = [Path(source).read_bytes() for source in sources]
    async with running(sources) as deck:
        await set_engine(deck, "o4-mini")
        await deck.press("u", "ctrl+z")
    assert [Path(source).read_bytes() for source in sources] == before


async def test_letters_are_no_commands_where_a_box_may_come(sources: list[str]) -> None:
    async with running(sources) as deck:
        await set_engine(deck, "o4-mini")
        await deck.press("X", "T", "g", "q")
        assert len(deck.app.screen_stack) == 2
        assert "Delete mine/assistant?" in deck.text


async def test_editing_a_file_elsewhere_keeps_the_draft(sources: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(sources) as deck:
        await set_engine(deck, "o4-mini")
        monkeypatch.setattr(type(deck.app.services), "edit", lambda *_: "")
        monkeypatch.setattr(type(deck.app), "suspend", lambda _app: nullcontext())
        await deck.press("o")
        await deck.settled()
        assert "o4-mini" in deck.pane(Pane.SETTINGS)
        assert deck.state.is_drafting
