"""Chains of all kinds: without a source, empty, broken, and with names that would like to be more than names."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE, Deck, running

from profiledeck.state import Pane

BROKEN = ("yaml-syntax.yaml", "registries-bundle.yaml", "sqlite-not-a-database.db")


async def _usable(deck: Deck) -> None:
    """Every key that does something is pressed; the app is still there."""
    await deck.press("down", "enter", "3", "f", "down", "enter", "2", "enter", "4", "enter", "escape")
    await deck.press("5", "6", "down", "enter", "x", "x", "slash", "a", "escape", "ctrl+r", "y", "Y", "m", "escape")
    assert deck.app.is_running
    assert deck.lines[0].startswith(" profiledeck")


async def test_no_source_at_all() -> None:
    async with running([]) as deck:
        assert "no profile" in deck.lines[0]
        assert "No source was named." in deck.pane(Pane.REGISTRIES)
        assert "No source was named. Name registries: profiledeck FILE.yaml" in deck.pane(Pane.SETTINGS)
        assert "No source was named." in deck.pane(Pane.STACK)
        await _usable(deck)


async def test_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("none").mkdir()
    async with running(["none"]) as deck:
        assert "no profile" in deck.lines[0]
        await deck.press("6")
        assert "none" in deck.pane(Pane.PROBLEMS) + deck.pane(Pane.REGISTRIES)
        await _usable(deck)


async def test_only_broken_sources() -> None:
    async with running([f"sample-registries/broken/{name}" for name in BROKEN]) as deck:
        for name in BROKEN:
            assert f"✕ {name[:12]}" in deck.pane(Pane.REGISTRIES)
        assert "3 sources · 0 profiles" in deck.lines[0]
        await deck.press("6")
        assert any(name in deck.pane(Pane.PROBLEMS) for name in BROKEN)
        await _usable(deck)


async def test_a_source_that_is_not_there() -> None:
    async with running(["nowhere.yaml"]) as deck:
        assert "✕ nowhere.yaml" in deck.pane(Pane.REGISTRIES)
        await deck.press("enter")
        assert "nowhere.yaml" in deck.pane(Pane.PROBLEMS)
        assert deck.is_at(Pane.PROBLEMS)


async def test_every_broken_sample_can_be_looked_at() -> None:
    async with running(["sample-registries/broken"], size=WIDE) as deck:
        for _ in deck.app.browse.pane(Pane.REGISTRIES).rows:
            await deck.press("right", "down")
        await _usable(deck)


async def test_a_chain_without_a_default_lets_one_choose() -> None:
    async with running(["sample-registries/broken/default-missing.db"]) as deck:
        assert "no profile" in deck.lines[0]
        await deck.press("enter", "down")
        assert "no profile" not in deck.lines[0]


ODD = """\
slug: odd
display_name: "[b]bold[/b] \\e[31m"
profiles:
  default:
    display_name: "[red]name[/red] \\e]0;title\\a [/]"
    stack: [{profile_slug: "plain"}]
    inference_settings:
      chat:
        engine: "[b]gpt[/b] \\e[2J \\r\\n[/nope]"
        stop: ["[@click=app.quit]x[/]", "\\e[5m"]
    extensions:
      "x.[b]@v1":
        "[/k]": "\\x9b31m"
  plain:
    inference_settings:
      chat: {api_type: openai}
"""


@pytest.mark.parametrize("size", [NARROW, MEDIUM, WIDE])
async def test_names_and_values_are_text_and_nothing_else(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("[b]odd.yaml").write_text(ODD)
    async with running(["[b]odd.yaml"], size=size) as deck:
        assert deck.state.selected == ("odd", "default")
        seen = []
        for keys in ("1", "2", "3", "4", "5", "6", "x", "x 3 end", "Y", "y", "5", "m", "escape", "1 slash [ b ] enter"):
            await deck.press(*keys.split())
            seen.append(deck.text)
        text = "\n".join(seen)
        assert "[b]gpt[/b]" in text
        assert "[b]odd.yaml" in text
        assert not {code for code in text if (code < " " and code != "\n") or "\x7f" <= code < "\xa0"}
        assert deck.app.clipboard
