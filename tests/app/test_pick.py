"""The app as a picker: a profile is chosen, and nothing can be edited."""

from __future__ import annotations

import pytest
from tests.app.deck import MEDIUM, NARROW, running
from tests.app.home import Home

from profiledeck.app import ProfiledeckApp
from profiledeck.commands import COMMANDS


def picker(home: Home) -> ProfiledeckApp:
    return ProfiledeckApp(services=home.services(), picking=True)


async def test_enter_on_a_profile_ends_with_it(home: Home) -> None:
    app = picker(home)
    async with running(app=app) as deck:
        await deck.press("down", "enter")
    assert app.return_value == "config-inline/reviewer"


async def test_enter_on_a_registry_only_opens_it(home: Home) -> None:
    app = picker(home)
    async with running(app=app) as deck:
        await deck.press("end", "enter", "end")
        assert app.return_value is None
        assert "plain" in deck.cursor_line("registries")
        await deck.press("enter")
    assert app.return_value == "team/plain"


async def test_what_a_filter_finds_is_picked(home: Home) -> None:
    app = picker(home)
    async with running(app=app) as deck:
        await deck.press("slash")
        await deck.write("plain")
        await deck.press("enter", "enter")
    assert app.return_value == "team/plain"


async def test_q_picks_nothing(home: Home) -> None:
    app = picker(home)
    async with running(app=app) as deck:
        await deck.press("q")
    assert app.return_value is None


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
async def test_the_last_line_says_what_enter_does(home: Home, size: tuple[int, int]) -> None:
    async with running(app=picker(home), size=size) as deck:
        assert deck.lines[-1].startswith(" Enter picks")
        assert "Edit" not in deck.lines[-1]
        assert "New" not in deck.lines[-1]


async def test_a_click_on_the_hint_picks(home: Home) -> None:
    app = picker(home)
    async with running(app=app) as deck:
        await deck.click_text("picks")
    assert app.return_value == "config-inline/assistant"


@pytest.mark.parametrize("key", [command.key for command in COMMANDS if command.edits])
async def test_no_editing_key_does_anything(home: Home, key: str) -> None:
    async with running(app=picker(home)) as deck:
        before = deck.text
        await deck.press(key)
        assert deck.text == before
        assert not deck.state.is_drafting


async def test_the_palette_offers_no_edit_either(home: Home) -> None:
    app = picker(home)
    async with running(app=app) as deck:
        titles = {command.title for command in app.get_system_commands(deck.app.screen)}
        assert not titles & {command.title for command in COMMANDS if command.edits}
        assert "Filter" in titles


async def test_otherwise_enter_goes_on_to_the_settings(home: Home) -> None:
    app = ProfiledeckApp(services=home.services())
    async with running(app=app) as deck:
        await deck.press("enter")
        assert app.return_value is None
        assert deck.lines[-1].startswith(" / Filter")
