"""The stack on one page."""

from __future__ import annotations

from tests.app.deck import MEDIUM, NARROW, WIDE, running

from profiledeck.state import Pane


async def test_m_shows_every_layer_and_the_result() -> None:
    async with running(size=MEDIUM) as deck:
        await deck.press("m")
        assert "Stack matrix  user-overrides/assistant" in deck.lines[1]
        assert [ring for ring in "①②③④" if ring in deck.lines[2]] == [*"①②③④"]
        assert "result" in deck.lines[2]
        engine = next(line for line in deck.lines if line.startswith("│   engine"))
        assert [word for word in engine.split() if word.startswith("gpt")] == [
            "gpt-4o-mini",
            "gpt-4o-mini",
            "gpt-5-mini",
            "gpt-5-nano",
            "gpt-5-nano",
        ]


async def test_the_origin_beneath_follows_and_the_first_screen_keeps_the_field() -> None:
    async with running(size=MEDIUM) as deck:
        await deck.press("m", "down", "down", "down")
        assert "chat.stop" in deck.pane("origin")
        await deck.press("escape")
        assert deck.cursor_line(Pane.SETTINGS).split()[0] == "stop"


async def test_left_and_right_scroll_where_not_all_layers_fit() -> None:
    async with running(size=NARROW) as deck:
        await deck.press("m")
        first = deck.lines[2]
        assert "④" in first
        assert "①" not in first
        await deck.press("left", "left", "left", "left")
        assert "①" in deck.lines[2]
        assert "④" not in deck.lines[2]
        assert "result" in deck.lines[2]
        await deck.press("right", "right", "right", "right")
        assert deck.lines[2] == first


async def test_m_and_esc_go_back() -> None:
    async with running(size=WIDE) as deck:
        before = deck.text
        await deck.press("m", "m")
        assert deck.text == before
        await deck.press("m", "escape")
        assert deck.text == before


async def test_commands_of_the_first_screen_are_off_there() -> None:
    async with running(size=MEDIUM) as deck:
        await deck.press("m", "f", "x", "slash", "w", "6")
        assert "Stack matrix" in deck.lines[1]
        await deck.press("escape")
        assert "27 fields" in deck.pane(Pane.SETTINGS)
        assert "Built from ·" not in deck.text


async def test_a_chain_without_profiles_has_no_matrix() -> None:
    async with running([]) as deck:
        await deck.press("m")
        assert "Stack matrix" not in deck.text
