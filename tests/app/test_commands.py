"""Commands: keys, help, palette, keymap, clipboard, secrets, the what-if dialog, themes, and the card."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE, Deck, running
from textual.binding import Binding, BindingType
from textual.dom import DOMNode

import profiledeck.screens.adding
import profiledeck.screens.browse
import profiledeck.screens.compare
import profiledeck.screens.finding
import profiledeck.screens.form
import profiledeck.screens.help
import profiledeck.screens.lines
import profiledeck.screens.matrix
import profiledeck.screens.picking
import profiledeck.screens.problems
import profiledeck.screens.profile
import profiledeck.screens.setting
import profiledeck.screens.stack_editor
import profiledeck.screens.too_small
import profiledeck.screens.usage
import profiledeck.widgets.ask_box
import profiledeck.widgets.choice_line
import profiledeck.widgets.compare
import profiledeck.widgets.form
import profiledeck.widgets.matrix
import profiledeck.widgets.panes
import profiledeck.widgets.rows
import profiledeck.widgets.stack_editor
import profiledeck.widgets.state_line
from profiledeck.app import ProfiledeckApp
from profiledeck.commands import COMMANDS
from profiledeck.presenters.lines import text_of
from profiledeck.state import Pane, Role, Severities
from profiledeck.widgets.rows import Rows

ROOMS = (
    profiledeck.screens.adding,
    profiledeck.screens.browse,
    profiledeck.screens.compare,
    profiledeck.screens.finding,
    profiledeck.screens.form,
    profiledeck.screens.help,
    profiledeck.screens.lines,
    profiledeck.screens.matrix,
    profiledeck.screens.picking,
    profiledeck.screens.problems,
    profiledeck.screens.profile,
    profiledeck.screens.setting,
    profiledeck.screens.stack_editor,
    profiledeck.screens.too_small,
    profiledeck.screens.usage,
    profiledeck.widgets.ask_box,
    profiledeck.widgets.choice_line,
    profiledeck.widgets.compare,
    profiledeck.widgets.form,
    profiledeck.widgets.matrix,
    profiledeck.widgets.panes,
    profiledeck.widgets.rows,
    profiledeck.widgets.stack_editor,
    profiledeck.widgets.state_line,
)


# The table of commands


def test_every_command_says_what_it_does() -> None:
    for command in COMMANDS:
        assert command.help().endswith(".")
        assert command.title
        assert command.group


def test_no_two_commands_share_a_key_or_an_id() -> None:
    assert len({command.key for command in COMMANDS}) == len(COMMANDS)
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def _bindings() -> Iterator[tuple[type, BindingType]]:
    """Every binding that is declared in the app."""
    classes: set[type[DOMNode]] = {ProfiledeckApp}
    for room in ROOMS:
        classes |= {each for _, each in inspect.getmembers(room, inspect.isclass) if issubclass(each, DOMNode)}
    for each in classes:
        if each.__module__.startswith("profiledeck."):
            yield from ((each, binding) for binding in vars(each).get("BINDINGS", ()))


def test_every_key_can_be_remapped() -> None:
    found = list(_bindings())
    assert len(found) > 30
    for owner, binding in found:
        assert isinstance(binding, Binding), f"{owner.__name__}: {binding}"
        assert binding.id, f"{owner.__name__}: {binding.key} has no id"


async def test_a_keymap_gives_a_command_another_key() -> None:
    app = ProfiledeckApp(["sample-registries"])
    app.set_keymap({"matrix": "g", "rows.down": "n"})
    async with running(app=app) as deck:
        await deck.press("n")
        assert "user-overrides/mutable" in deck.lines[0]
        await deck.press("g")
        assert "Stack matrix" in deck.text


# Help and palette


def _keys(deck: Deck) -> str:
    """Every line of the help, those out of sight too."""
    return text_of(deck.app.screen.query_one("#keys", Rows).rows)


async def test_the_help_lists_what_works_on_the_first_screen() -> None:
    async with running() as deck:
        await deck.press("question_mark")
        shown = " ".join(_keys(deck).split())
        for command in COMMANDS:
            assert command.help() in shown
        await deck.press("escape")
        assert "Keys that work here" not in deck.text


async def test_the_help_of_the_matrix_lists_what_works_there() -> None:
    async with running() as deck:
        await deck.press("m", "question_mark")
        shown = " ".join(_keys(deck).split())
        for command in COMMANDS:
            assert (command.help() in shown) is command.everywhere
        await deck.press("q")
        assert "Stack matrix" in deck.text


@pytest.mark.parametrize("size", [(60, 16), NARROW, MEDIUM])
async def test_the_help_fits_and_scrolls(size: tuple[int, int]) -> None:
    async with running(size=size) as deck:
        await deck.press("question_mark")
        assert "One row up or down." in deck.text
        await deck.press(*["down"] * 120)
        assert "Leave profiledeck." in deck.text


@pytest.mark.parametrize(("there", "back"), [("end", "home"), ("pagedown", "pageup")])
async def test_the_help_is_paged(there: str, back: str) -> None:
    async with running(size=NARROW) as deck:
        await deck.press("question_mark", *[there] * 9)
        assert "Leave profiledeck." in deck.text
        await deck.press(*[back] * 9)
        assert "One row up or down." in deck.text


async def test_the_help_has_a_key_once_and_as_it_is_called_elsewhere() -> None:
    async with running() as deck:
        await deck.press("question_mark")
        assert {"Ctrl+S", "Ctrl+Z", "F5", "e", "E", "*"} <= {row.split()[0] for row in _keys(deck).splitlines() if row}
        await deck.press("escape", "S", "question_mark")
        shown = _keys(deck)
        assert [shown.count(said) for said in ("Choose a profile to add on top.", "\n  Esc ")] == [1, 1]


async def test_the_help_of_the_problems_lists_what_works_there() -> None:
    async with running() as deck:
        await deck.press("p", "question_mark")
        shown = " ".join(_keys(deck).split())
        for command in COMMANDS:
            assert (command.help() in shown) is (command.everywhere and not command.of_field)
        for key in ("/ Show only the problems", "f Show all problems", "y Copy the problem", "p Leave"):
            assert key in shown


async def test_the_palette_of_the_problems_runs_what_works_there() -> None:
    async with running() as deck:
        await deck.press("p", "ctrl+p")
        await deck.write("severities")
        await deck.until(lambda: "one after the other" in deck.text)
        await deck.press("enter")
        await deck.until(lambda: deck.state.severities is Severities.ERRORS)


async def test_the_palette_has_what_several_keys_do_once() -> None:
    async with running() as deck:
        await deck.press("S")
        titles = [command.title for command in deck.app.get_system_commands(deck.app.screen)]
        assert titles.count("Take out") == 1


async def test_the_palette_has_every_command_and_runs_it() -> None:
    async with running() as deck:
        found = {each.title: each.help for each in deck.app.get_system_commands(deck.app.screen)}
        assert found == {command.title: command.help() for command in COMMANDS}
        await deck.press("ctrl+p")
        await deck.write("roles")
        await deck.until(lambda: "not the same in Geppetto" in deck.text)
        await deck.press("enter")
        await deck.until(lambda: deck.state.role is Role.SET_HERE)
        assert "4 of 27 fields" in deck.pane(Pane.SETTINGS)


# Secrets and the clipboard


async def test_one_secret_is_shown_until_the_highlight_moves() -> None:
    async with running(size=WIDE) as deck:
        await deck.press("3", "home", "down")
        assert "openai-api-key" in deck.pane(Pane.ORIGIN)
        assert "demo-openai-key" not in deck.text
        await deck.press("ctrl+r")
        assert "demo-openai-key" in deck.pane(Pane.SETTINGS)
        assert "demo-openai-key" in deck.pane(Pane.ORIGIN)
        await deck.press("down")
        assert "demo-openai-key" not in deck.text
        await deck.press("up")
        assert "demo-openai-key" not in deck.text
        await deck.press("ctrl+r", "ctrl+r")
        assert "demo-openai-key" not in deck.text


@pytest.mark.parametrize("leave", ["1 down", "f", "2 down", "slash", "x"])
async def test_any_other_step_hides_the_secret_too(leave: str) -> None:
    async with running(size=WIDE) as deck:
        await deck.press("3", "home", "down", "ctrl+r")
        assert "demo-openai-key" in deck.text
        await deck.press(*leave.split())
        if leave == "slash":
            await deck.write("api")
        assert "demo-openai-key" not in deck.text


async def test_a_secret_is_copied_masked_unless_it_is_shown() -> None:
    async with running() as deck:
        await deck.press("3", "home", "down", "y")
        assert deck.app.clipboard == "••••••••"
        await deck.press("ctrl+r", "y")
        assert deck.app.clipboard == "demo-openai-key"


async def test_value_and_path_are_copied_and_that_is_said() -> None:
    async with running() as deck:
        await deck.press("y")
        assert deck.app.clipboard == "gpt-5-nano"
        assert "Copied the value." in deck.text
        await deck.press("Y")
        assert deck.app.clipboard == "chat.engine"
        assert "Copied chat.engine" in deck.text


async def test_where_nothing_is_highlighted_nothing_is_copied() -> None:
    async with running([]) as deck:
        await deck.press("y")
        assert deck.app.clipboard == ""
        assert "Nothing to copy here." in deck.text


# What if


async def test_the_token_counts_of_the_cost_line_change() -> None:
    async with running() as deck:
        assert "10k in + 2k out = $0.0027" in deck.pane(Pane.MODEL)
        await deck.press("w")
        assert "What if: tokens of a call" in deck.text
        await deck.press("end", *["backspace"] * 3)
        await deck.write("1M")
        await deck.press("enter")
        assert "1M in + 2k out = $0.151" in deck.pane(Pane.MODEL)


async def test_bad_counts_are_refused_with_the_reason() -> None:
    async with running() as deck:
        await deck.press("w", "end", *["backspace"] * 3)
        await deck.write("many")
        await deck.press("enter")
        assert "Write counts such as 2000, 10k or 1.5M" in deck.text
        await deck.press("escape")
        assert "10k in + 2k out" in deck.pane(Pane.MODEL)


async def test_esc_leaves_the_counts_as_they_were() -> None:
    async with running() as deck:
        await deck.press("4", "enter", "end", "backspace")
        await deck.press("escape")
        assert "10k in + 2k out" in deck.pane(Pane.MODEL)


async def test_q_is_a_letter_in_a_dialog() -> None:
    async with running() as deck:
        await deck.press("w", "q")
        assert deck.app.is_running
        assert "What if" in deck.text


# Themes


async def test_themes_follow_each_other_and_come_back() -> None:
    async with running() as deck:
        first, seen = deck.app.theme, []
        for _ in deck.app.available_themes:
            await deck.press("T")
            seen.append(deck.app.theme)
        assert sorted(seen) == sorted(deck.app.available_themes)
        assert deck.app.theme == first
        assert f"Theme: {first}" in deck.text


# The card


async def test_too_small_a_terminal_shows_a_card_until_it_grows() -> None:
    async with running(size=NARROW) as deck:
        await deck.resize((59, 15))
        assert "60 × 16 at least" in deck.text
        assert "Registries" not in deck.text
        await deck.resize((60, 16))
        assert "60 × 16" not in deck.text
        assert "assistant" in deck.pane(Pane.REGISTRIES)


async def test_the_card_swallows_every_key_but_the_one_that_quits() -> None:
    async with running(size=NARROW) as deck:
        await deck.resize((59, 15))
        before = deck.state
        await deck.press("m", "f", "x", "down", "tab", "question_mark", "ctrl+p", "T", "w", "ctrl+r", "q")
        assert deck.app.is_running
        assert deck.state is before
        await deck.resize(NARROW)
        assert "Too small" not in deck.text
        assert [type(screen).__name__ for screen in deck.app.screen_stack] == ["BrowseScreen"]
        await deck.resize((59, 15))
        await deck.press("ctrl+q")
        assert deck.app._exit


async def test_the_card_lies_on_a_dialog_too() -> None:
    async with running(size=NARROW) as deck:
        await deck.press("w")
        await deck.resize((40, 10))
        assert "Too small" in deck.text
        await deck.resize(NARROW)
        assert "What if" in deck.text


async def test_a_terminal_that_is_too_small_from_the_start() -> None:
    async with running(size=(40, 10)) as deck:
        assert "Too small" in deck.text
        await deck.resize(NARROW)
        assert "assistant" in deck.pane(Pane.REGISTRIES)


async def test_q_quits() -> None:
    async with running() as deck:
        await deck.press("q")
        assert deck.app.return_code == 0
        assert deck.app._exit
