"""Switching the view to Geppetto's reading, and what differs in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.app.deck import NARROW, WIDE, Deck, running

from profiledeck.state import Pane

REGISTRY = """\
slug: team
profiles:
  base:
    inference_settings:
      chat: {engine: 4.10, stream: true}
      openai: {n: 2}
      client: {timeout: 30}
  quiet:
    stack: [{profile_slug: base}]
    inference_settings:
      chat: {stream: false}
      openai: {reasoning_effort: low}
"""


@pytest.fixture
async def deck(tmp_path: Path) -> AsyncIterator[Deck]:
    path = tmp_path / "team.yaml"
    path.write_text(REGISTRY)
    async with running([str(path)], size=WIDE) as deck:
        await deck.press("down", "down", "3")
        yield deck


async def test_g_switches_the_whole_view_and_says_so(deck: Deck) -> None:
    assert "Geppetto's reading" not in deck.text
    assert "4.10" in deck.pane(Pane.REGISTRIES)
    await deck.press("g")
    assert "≠ Geppetto's reading" in deck.text
    assert "overlay · geppetto" in deck.text
    assert "4.10" not in deck.pane(Pane.REGISTRIES)
    assert "timeout" not in deck.pane(Pane.SETTINGS)
    await deck.press("g")
    assert "Geppetto's reading" not in deck.text
    assert "30 seconds" in deck.pane(Pane.SETTINGS)


async def test_a_row_that_differs_is_marked_and_its_origin_tells_the_other_value(deck: Deck) -> None:
    await deck.press("home", "down", "down")
    assert deck.cursor_line(Pane.SETTINGS).split()[:2] == ["stream", "false"]
    assert "≠" in deck.cursor_line(Pane.SETTINGS)
    assert "≠ Geppetto uses true: a false" in deck.pane(Pane.ORIGIN)
    await deck.press("g")
    assert deck.cursor_line(Pane.SETTINGS).split()[:2] == ["stream", "true"]
    assert "≠ documented is false: a false" in deck.pane(Pane.ORIGIN)


async def test_the_last_role_shows_only_what_differs(deck: Deck) -> None:
    await deck.press(*"fffff")
    shown = deck.pane(Pane.SETTINGS)
    assert "differs in Geppetto · 4 of 5 fields" in deck.text
    assert "reasoning_effort" not in shown
    assert all(name in shown for name in ("engine", "stream", "timeout"))


async def test_in_a_narrow_terminal_the_line_beneath_tells_it(deck: Deck) -> None:
    await deck.resize(NARROW)
    await deck.press("home", "down", "down")
    assert "≠ Geppetto uses true" in deck.text
