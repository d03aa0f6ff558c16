"""The other panes and the ways between them: stack, relations, problems, origin; keys and mouse."""

from __future__ import annotations

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE, running

from profiledeck.state import Pane

SIZES = (NARROW, MEDIUM, WIDE)


async def test_a_layer_that_is_chosen_marks_its_rows() -> None:
    async with running() as deck:
        await deck.press("2", "down")
        rows = deck.pane(Pane.SETTINGS).splitlines()
        assert [row.split()[2] for row in rows if "▌" in row] == ["api_type", "stop"]
        assert "◂" in next(row for row in deck.pane(Pane.STACK).splitlines() if "③" in row)
        await deck.press("escape")
        assert "▌" not in deck.pane(Pane.SETTINGS)


async def test_the_highlighted_setting_is_marked_in_the_layers_that_have_it() -> None:
    async with running() as deck:

        def marked() -> list[str]:
            rows = deck.app.browse.pane(Pane.STACK).rows
            return [span.text for row in rows for span in row.line if "marked" in span.tones]

        assert marked() == ["chat.engine", "×chat 2", "×chat.engine", "×chat 3"]
        await deck.press("3", "down", "down", "down")
        assert marked() == ["chat 2", "×chat.stop"]


async def test_enter_on_a_layer_goes_to_its_profile() -> None:
    async with running() as deck:
        await deck.press("2", "down", "enter")
        assert deck.lines[0].startswith(" profiledeck  team-agent/assistant  shadowed by user-overrides/assistant")
        assert deck.cursor_line(Pane.REGISTRIES).split()[:2] == ["○", "assistant"]
        assert deck.state.selected == ("team-agent", "assistant")


async def test_a_broken_layer_leads_nowhere() -> None:
    async with running(["sample-registries/broken/ref-missing-profile.yaml"]) as deck:
        before = deck.lines[0]
        await deck.press("2")
        assert "✕" in deck.pane(Pane.STACK)
        await deck.press("down", "enter")
        assert deck.lines[0] == before


async def test_relations_are_a_tree_that_enter_follows_and_x_leaves_on_the_profile() -> None:
    async with running() as deck:
        await deck.press("x")
        tree = deck.pane(Pane.REGISTRIES)
        assert "Built from" in tree
        assert "Nothing stacks on it." in tree
        await deck.press("down", "down")
        assert "user-overrides/assistant" in deck.lines[0]  # looking is not going
        await deck.press("enter")
        assert "team-agent/default" in deck.lines[0]
        assert deck.is_at(Pane.SETTINGS)
        assert "user-overrides/mutable" in deck.pane(Pane.REGISTRIES)
        await deck.press("1", "x")
        assert deck.cursor_line(Pane.REGISTRIES).split()[:2] == ["★", "default"]
        assert "top wins" in deck.pane(Pane.REGISTRIES)


async def test_enter_on_a_problem_goes_to_its_profile() -> None:
    async with running() as deck:
        await deck.press("6")
        problems = deck.pane(Pane.PROBLEMS)
        assert "This profile: user-overrides/assistant" in problems
        assert "sample-registries/30-user.yaml:16:17" in problems
        wanted = next(
            problem for problem in deck.state.problems or () if "team-agent/assistant sets" in problem.message
        )
        while deck.state.problem is not wanted:
            await deck.press("down")
        await deck.press("enter")
        assert "team-agent/assistant" in deck.lines[0]


async def test_a_broken_source_leads_to_the_problems() -> None:
    async with running(["sample-registries", "sample-registries/broken/yaml-syntax.yaml"]) as deck:
        await deck.press("end")
        assert deck.cursor_line(Pane.REGISTRIES).startswith("✕ yaml-syntax.yaml")
        await deck.press("enter")
        assert "sample-registries/broken/yaml-syntax.yaml" in deck.pane(Pane.PROBLEMS)
        assert deck.is_at(Pane.PROBLEMS)


@pytest.mark.parametrize("size", SIZES)
async def test_number_keys_bring_a_pane_to_the_front(size: tuple[int, int]) -> None:
    async with running(size=size) as deck:
        for number, pane in enumerate(Pane, 1):
            await deck.press(str(number))
            assert deck.pane(pane)
            assert deck.app.focused is deck.app.browse.pane(pane)


@pytest.mark.parametrize("size", SIZES)
async def test_tab_goes_round_all_panes_both_ways(size: tuple[int, int]) -> None:
    async with running(size=size) as deck:
        seen = []
        for _ in Pane:
            await deck.press("tab")
            seen.append(deck.state.pane)
        assert seen == [*list(Pane)[1:], Pane.REGISTRIES]
        await deck.press("shift+tab")
        assert deck.is_at(Pane.PROBLEMS)


async def test_the_narrow_layout_shows_one_pane_and_names_it() -> None:
    async with running(size=NARROW) as deck:
        for number, pane in enumerate(Pane, 1):
            await deck.press(str(number))
            assert [other for other in Pane if deck.pane(other)] == [pane]
            assert f"[{pane.title()}" in deck.lines[1]


async def test_the_tabs_take_clicks() -> None:
    async with running(size=NARROW) as deck:
        for name, pane in (("Origin", Pane.ORIGIN), ("Problems", Pane.PROBLEMS), ("Stack", Pane.STACK)):
            await deck.click_text(name, "tabs")
            assert deck.is_at(pane)
            assert deck.pane(pane)


async def test_a_click_selects_and_a_double_click_chooses() -> None:
    async with running() as deck:
        await deck.click_text("mutable", Pane.REGISTRIES)
        assert "user-overrides/mutable" in deck.lines[0]
        assert deck.is_at(Pane.REGISTRIES)
        await deck.click_text("mutable", Pane.REGISTRIES, times=2)
        assert deck.is_at(Pane.SETTINGS)

        await deck.click_text("lab ", Pane.REGISTRIES)
        assert "▸ lab " in deck.pane(Pane.REGISTRIES)
        await deck.click_text("▸ lab ", Pane.REGISTRIES)
        assert "▾ lab " in deck.pane(Pane.REGISTRIES)

        await deck.click_text("temperature", Pane.SETTINGS)
        assert deck.cursor_line(Pane.SETTINGS).split()[:2] == ["temperature", "0.9"]


async def test_a_click_beside_the_rows_changes_nothing() -> None:
    async with running() as deck:
        before = deck.state.selected
        await deck.pilot.click("#registries", offset=(10, 19))
        assert deck.state.selected == before


async def test_a_setting_that_was_scrolled_to_is_the_one_that_is_clicked() -> None:
    async with running() as deck:
        await deck.press("3", "end")
        await deck.click_text("knowledge_cutoff", Pane.SETTINGS)
        assert deck.state.field == ("field", ("model_info", "metadata", "knowledge_cutoff"))


async def test_the_details_share_a_place_in_the_medium_layout() -> None:
    async with running() as deck:
        assert "w what if" in deck.pane(Pane.MODEL)
        assert not deck.pane(Pane.ORIGIN)
        await deck.press("5", "1")
        assert "chat.engine" in deck.pane(Pane.ORIGIN)
        assert not deck.pane(Pane.MODEL)


async def test_the_layout_follows_the_terminal() -> None:
    async with running(size=WIDE) as deck:
        assert [pane for pane in Pane if deck.pane(pane)] == [*list(Pane)[:5]]
        await deck.resize(MEDIUM)
        assert [pane for pane in Pane if deck.pane(pane)] == [*list(Pane)[:4]]
        await deck.resize(NARROW)
        assert [pane for pane in Pane if deck.pane(pane)] == [Pane.REGISTRIES]
        await deck.resize(WIDE)
        assert "Origin" in deck.text
