"""Filters and roles: fewer rows, and why there are none."""

from __future__ import annotations

import pytest
from tests.app.deck import MEDIUM, NARROW, running

from profiledeck.state import Pane


async def test_the_tree_shows_the_profiles_with_the_letters_and_enter_keeps_that() -> None:
    async with running() as deck:
        await deck.press("slash")
        await deck.write("opus")
        assert [line.split()[2] for line in deck.pane(Pane.REGISTRIES).splitlines()[1:3]] == [
            "provider-anthropic",
            "opus",
        ]
        await deck.press("enter")
        assert "filter: opus" in deck.pane(Pane.REGISTRIES)
        await deck.press("down")
        assert "provider-anthropic/opus" in deck.lines[0]
        await deck.press("escape")
        assert "filter:" not in deck.text
        assert "team-agent" in deck.pane(Pane.REGISTRIES)


async def test_esc_takes_the_filter_back_while_it_is_written() -> None:
    async with running() as deck:
        before = deck.pane(Pane.REGISTRIES)
        await deck.press("slash")
        await deck.write("opus")
        await deck.press("escape")
        assert deck.pane(Pane.REGISTRIES) == before
        assert deck.is_at(Pane.REGISTRIES)


async def test_the_first_hit_is_shown_while_typing_and_left_again_with_escape() -> None:
    async with running() as deck:
        await deck.press("slash")
        await deck.write("opus")
        assert "provider-anthropic/opus" in deck.lines[0]
        assert "opus" in deck.cursor_line(Pane.REGISTRIES)
        await deck.press("escape")
        assert "user-overrides/assistant" in deck.lines[0]
        assert "assistant" in deck.cursor_line(Pane.REGISTRIES)


async def test_letters_typed_in_one_breath_with_the_slash_land_in_the_box() -> None:
    async with running() as deck:
        await deck.write("/quick")
        assert deck.state.tree_filter == "quick"


async def test_a_filter_that_matches_nothing_says_so() -> None:
    async with running() as deck:
        await deck.press("slash")
        await deck.write("zzz")
        assert "No profile matches “zzz”." in deck.pane(Pane.REGISTRIES)
        await deck.press("escape", "3", "slash")
        await deck.write("zzz")
        assert "Nothing matches “zzz”." in deck.pane(Pane.SETTINGS)
        await deck.press("escape")
        assert "27 fields" in deck.pane(Pane.SETTINGS)


async def test_the_settings_are_filtered_when_they_are_in_front() -> None:
    async with running() as deck:
        await deck.press("3", "slash")
        await deck.write("cost")
        settings = deck.pane(Pane.SETTINGS)
        assert "cost.cache_read" in settings
        assert "engine" not in settings
        assert "4 of 27 fields" in settings
        await deck.press("enter")
        assert deck.is_at(Pane.SETTINGS)
        await deck.press("down")
        assert deck.cursor_line(Pane.SETTINGS).split()[0].startswith("cost.")
        await deck.press("escape")
        assert "27 fields" in deck.pane(Pane.SETTINGS)
        assert "of 27" not in deck.pane(Pane.SETTINGS)


async def test_going_to_another_pane_closes_the_box_and_keeps_the_filter() -> None:
    async with running() as deck:
        await deck.press("slash")
        await deck.write("opus")
        await deck.press("tab")
        assert deck.state.tree_filter == "opus"
        await deck.press("f")
        assert "set here" in deck.pane(Pane.SETTINGS)  # a key is a command again, no letter


@pytest.mark.parametrize("text", ["[b]", "[/b]", "[/", "[", "[red]x", "[@click=app.quit]"])
async def test_brackets_in_a_filter_are_letters(text: str) -> None:
    async with running() as deck:
        await deck.press("slash")
        await deck.write(text)
        assert f"filter: {text}" in deck.pane(Pane.REGISTRIES)


async def test_roles_follow_each_other_with_f() -> None:
    async with running() as deck:
        seen = []
        for _ in range(6):
            seen.append(deck.pane(Pane.SETTINGS).splitlines()[-1].strip("╰─╯ "))
            await deck.press("f")
        assert [summary.removeprefix("overlay · documented · ") for summary in seen] == [
            "27 fields",
            "set here · 4 of 27 fields",
            "inherited · 23 of 27 fields",
            "overridden · 7 of 27 fields",
            "redundant · 0 of 27 fields",
            "differs in Geppetto · 0 of 27 fields",
        ]
        assert deck.pane(Pane.SETTINGS).splitlines()[-1].strip("╰─╯ ") == seen[0]


async def test_a_role_without_a_row_says_why() -> None:
    async with running(size=MEDIUM) as deck:
        await deck.press("f", "f", "f", "f")
        assert "No field is redundant here." in deck.pane(Pane.SETTINGS)


async def test_every_pane_speaks_of_the_field_that_is_highlighted_among_those_shown() -> None:
    async with running(size=NARROW) as deck:
        await deck.press("3", "f", "f")
        assert deck.cursor_line(Pane.SETTINGS).split()[0] == "api_keys.openai-api-key"
        assert "10-provider-openai.yaml:17:27" in deck.lines[-2]
        await deck.press("Y")
        assert deck.app.clipboard == 'api.api_keys."openai-api-key"'
        await deck.press("f", "f", "f", "f", "slash")
        await deck.write("cost")
        await deck.press("enter")
        assert deck.cursor_line(Pane.SETTINGS).split()[0] == "cost.input"
        assert deck.lines[-2].startswith("① $0.15")
        await deck.press("down", "escape")
        assert deck.cursor_line(Pane.SETTINGS).split()[0] == "cost.output"


async def test_a_filter_lets_the_matrix_stand_on_what_was_dropped() -> None:
    async with running() as deck:
        deck.app.go_to(("team-agent", "analyst"))
        await deck.press("3", "slash")
        await deck.write("cost")
        await deck.press("enter", "m", "end")
        assert "model_info.cost.cache_write" in deck.pane(Pane.ORIGIN)
        assert "dropped by" in deck.pane(Pane.ORIGIN)
