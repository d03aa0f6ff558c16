"""The first screen: what it opens with, and that everything on it follows the tree."""

from __future__ import annotations

from tests.app.deck import NARROW, WIDE, running

from profiledeck.state import Pane


async def test_it_opens_with_the_profile_that_the_chain_gives() -> None:
    async with running(size=WIDE) as deck:
        assert "user-overrides/assistant  the chain's default" in deck.lines[0]
        assert deck.cursor_line(Pane.REGISTRIES).split()[:3] == ["●", "assistant", "gpt-5-nano"]
        layers = [line.split()[2] for line in deck.pane(Pane.STACK).splitlines() if "/" in line]
        assert layers == [
            "user-overrides/assistant",
            "team-agent/assistant",
            "team-agent/default",
            "provider-openai/default",
        ]
        assert deck.cursor_line(Pane.SETTINGS).split()[:2] == ["engine", "gpt-5-nano"]
        assert "27 fields" in deck.pane(Pane.SETTINGS)
        assert "GPT-4o Mini" in deck.pane(Pane.MODEL)


async def test_the_origin_of_the_engine_is_told_from_the_start() -> None:
    async with running(size=WIDE) as deck:
        origin = deck.pane(Pane.ORIGIN).splitlines()
        assert "chat.engine" in origin[1]
        assert [line.split()[1:3] for line in origin[2:6]] == [
            ["④", "gpt-5-nano"],
            ["③", "gpt-5-mini"],
            ["②", "gpt-4o-mini"],
            ["①", "gpt-4o-mini"],
        ]
        assert "30-user.yaml:16:17" in origin[2]


async def test_the_narrow_layout_tells_it_in_one_line() -> None:
    async with running(size=NARROW) as deck:
        assert "④ gpt-5-nano  30-user.yaml:16:17  over gpt-5-mini, gpt-4o-mini" in deck.lines[-2]


async def test_moving_in_the_tree_changes_everything() -> None:
    async with running(size=WIDE) as deck:
        await deck.press("down", "down")

        assert "user-overrides/office" in deck.lines[0]
        assert "② user-overrides/office" in deck.pane(Pane.STACK)
        assert "① provider-anthropic/default" in deck.pane(Pane.STACK)
        assert "proxy_url" in deck.pane(Pane.SETTINGS)
        assert "Claude Sonnet 4.5" in deck.pane(Pane.MODEL)
        assert "claude-sonnet-4-5" in deck.pane(Pane.ORIGIN)
        assert deck.state.selected == ("user-overrides", "office")


async def test_a_profile_without_a_model_says_so() -> None:
    async with running() as deck:
        await deck.press("down", "down", "down", "down")
        assert "user-overrides/scratch" in deck.lines[0]
        assert "This stack sets nothing." in deck.pane(Pane.SETTINGS)
        assert "No model. No layer sets" in deck.pane(Pane.MODEL)
        assert "sets nothing" in deck.pane(Pane.STACK)


async def test_the_highlighted_setting_stays_where_another_profile_has_it_too() -> None:
    async with running() as deck:
        await deck.press("3", "down", "down", "1", "down", "down")
        assert deck.cursor_line(Pane.SETTINGS).split()[0] == "max_response_tokens"
        await deck.press("down", "down", "down")  # a profile without: the model again
        assert deck.state.selected == ("user-overrides", "search")
        assert deck.cursor_line(Pane.SETTINGS).split()[0] == "engine"
        assert "text-embedding-3" in deck.cursor_line(Pane.SETTINGS)


async def test_registries_fold_with_the_arrows_and_with_enter() -> None:
    async with running() as deck:
        assert "office" in deck.pane(Pane.REGISTRIES)
        await deck.press("left")
        assert deck.cursor_line(Pane.REGISTRIES).startswith(" ▾ user-overrides"[1:])
        await deck.press("left")
        assert "office" not in deck.pane(Pane.REGISTRIES)
        assert "user-overrides/assistant" in deck.lines[0]
        await deck.press("right")
        assert "office" in deck.pane(Pane.REGISTRIES)
        await deck.press("enter")
        assert "office" not in deck.pane(Pane.REGISTRIES)
        await deck.press("enter", "down")
        assert deck.cursor_line(Pane.REGISTRIES).split()[1] == "assistant"


async def test_sections_fold_with_the_arrows_and_with_enter() -> None:
    async with running() as deck:
        await deck.press("3", "up")
        assert deck.cursor_line(Pane.SETTINGS) == "▾ chat"
        await deck.press("left")
        assert deck.cursor_line(Pane.SETTINGS).split() == ["▸", "chat", "5", "fields"]
        assert "api_type" not in deck.pane(Pane.SETTINGS)
        await deck.press("right")
        assert "api_type" in deck.pane(Pane.SETTINGS)
        await deck.press("enter")
        assert "api_type" not in deck.pane(Pane.SETTINGS)


async def test_enter_goes_from_the_tree_to_the_settings_to_the_origin_and_esc_back() -> None:
    async with running() as deck:
        await deck.press("enter")
        assert deck.is_at(Pane.SETTINGS)
        await deck.press("enter")
        assert deck.is_at(Pane.ORIGIN)
        assert "chat.engine" in deck.pane(Pane.ORIGIN)
        await deck.press("escape")
        assert deck.is_at(Pane.REGISTRIES)


async def test_the_origin_follows_the_settings() -> None:
    async with running() as deck:
        await deck.press("5", "3", "down", "down", "down")
        assert "chat.stop" in deck.pane(Pane.ORIGIN)
        assert "list replaced" in deck.pane(Pane.ORIGIN)
        await deck.press("end")
        assert deck.cursor_line(Pane.SETTINGS).split()[0].endswith("tone")
        assert "friendly" in deck.pane(Pane.ORIGIN)


async def test_the_highlighted_row_stays_in_sight_when_the_terminal_shrinks() -> None:
    async with running(size=WIDE) as deck:
        await deck.press("3", "end")
        await deck.resize(NARROW)
        assert deck.cursor_line(Pane.SETTINGS).split()[0].endswith("tone")


async def test_the_stale_facts_are_pointed_out_everywhere() -> None:
    async with running(size=WIDE) as deck:
        assert "6 warnings" in deck.lines[0]
        assert deck.cursor_line(Pane.REGISTRIES).rstrip().endswith("▲")
        assert "▾ model_info  ▲ stale" in deck.pane(Pane.SETTINGS)
        assert "▲ facts are of gpt-4o-mini" in deck.pane(Pane.MODEL)
        assert "Problems ▲6" in deck.pane(Pane.MODEL).splitlines()[0]
