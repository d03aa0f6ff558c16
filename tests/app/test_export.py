"""What is shown handed to something else: to the clipboard, or as a new file."""

from __future__ import annotations

from pathlib import Path

from tests.app.deck import Deck, running
from tests.app.home import Home


async def _export(deck: Deck, downs: int, *then: str) -> None:
    await deck.press("O", *["down"] * downs, "enter", *then)


async def test_the_overlay_is_copied_as_yaml(sources: list[str]) -> None:
    async with running(sources) as deck:
        deck.app.go_to(("mine", "assistant"))
        await _export(deck, 0, "enter")
        assert "chat:\n  engine: gpt-5\n" in deck.app.clipboard
        assert "sk-of-the-base" not in deck.app.clipboard
        assert deck.told.startswith("Copied ")


async def test_final_settings_are_written_as_a_base_document(home: Home) -> None:
    async with running(services=home.services()) as deck:
        await deck.press("b")
        await _export(deck, 3, "down", "enter")
        assert deck.told == "Wrote assistant.base.yaml, secrets masked."
        written = Path("assistant.base.yaml").read_text(encoding="utf-8")
        assert "proxy_from_environment: true" in written

        await _export(deck, 3, "down", "enter")
        assert deck.told == "There is a file assistant.base.yaml already: nothing was written."
    assert Path("assistant.base.yaml").read_text(encoding="utf-8") == written


async def test_variables_are_those_of_the_application(home: Home) -> None:
    async with running(services=home.services()) as deck:
        await _export(deck, 4, "enter")
        assert "export PINOCCHIO_AI_ENGINE=" in deck.app.clipboard


async def test_nothing_happens_without_an_answer(home: Home) -> None:
    async with running(services=home.services()) as deck:
        await deck.press("O", "escape")
        await _export(deck, 0, "escape")
        assert deck.app.clipboard == ""
