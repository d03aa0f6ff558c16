"""Sources that change on disk, and readings that come too late."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

import pytest
from tests.app.deck import WIDE, running
from tests.app.only_reading import OnlyReading

import profiledeck.app
from engineprofiles import Chain, Problem, open_chain
from profiledeck.messages import ChainChecked, ChainOpened
from profiledeck.state import Pane

BASE = """\
slug: base
profiles:
  default:
    inference_settings:
      chat: {engine: gpt-4o, temperature: 0.5}
  spare:
    inference_settings:
      chat: {engine: gpt-4.1}
"""
TOP = """\
slug: top
profiles:
  default:
    stack: [{registry_slug: base, profile_slug: default}]
  other:
    inference_settings:
      chat: {engine: o4-mini}
"""


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two files, ``top.yaml`` above ``base.yaml``, in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(BASE)
    Path("top.yaml").write_text(TOP)
    return ["base.yaml", "top.yaml"]


async def test_a_change_on_disk_is_noticed_by_itself(sources: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiledeck.app, "_LOOK_EVERY", 0.01)
    async with running(sources, size=WIDE) as deck:
        assert "gpt-4o" in deck.cursor_line(Pane.SETTINGS)
        Path("base.yaml").write_text(BASE.replace("gpt-4o", "gpt-5-mini-2025"))
        await deck.until(lambda: "gpt-5-mini-2025" in deck.pane(Pane.SETTINGS))
        await deck.until(lambda: "A source changed on disk" in deck.text)
        assert "gpt-5-mini-2025" in deck.pane(Pane.ORIGIN)


async def test_f5_reads_again_and_keeps_what_was_looked_at(sources: list[str]) -> None:
    async with running(sources, size=WIDE) as deck:
        await deck.press("end", "right", "down", "down", "3", "home", "down", "1")
        before = deck.state
        assert before.selected == ("base", "spare")
        Path("top.yaml").write_text(TOP.replace("o4-mini", "o3-mini"))
        await deck.press("f5")
        await deck.until(lambda: deck.state.chain is not before.chain)
        await deck.settled()
        assert deck.state.selected == before.selected
        assert deck.state.opened == before.opened == {"base", "top"}
        assert deck.state.field == before.field
        assert deck.cursor_line(Pane.REGISTRIES).split()[1] == "spare"
        assert "o3-mini" in deck.pane(Pane.REGISTRIES)


async def test_a_profile_that_is_gone_falls_back_to_the_default(sources: list[str]) -> None:
    async with running(sources, size=WIDE) as deck:
        await deck.press("down")
        assert "top/other" in deck.lines[0]
        Path("top.yaml").write_text(TOP.partition("  other:")[0])
        await deck.press("f5")
        await deck.until(lambda: "top/other" not in deck.lines[0])
        assert "top/default  the chain's default" in deck.lines[0]
        assert deck.cursor_line(Pane.REGISTRIES).split()[:2] == ["●", "default"]
        assert "gpt-4o" in deck.pane(Pane.SETTINGS)


async def test_a_file_that_breaks_becomes_a_problem_and_the_rest_stays(sources: list[str]) -> None:
    async with running(sources, size=WIDE) as deck:
        Path("base.yaml").write_text("slug: [base\n")
        await deck.press("f5")
        await deck.until(lambda: "✕ base.yaml" in deck.pane(Pane.REGISTRIES))
        await deck.settled()
        assert "top/default" in deck.lines[0]
        assert "errors" in deck.lines[0]
        assert "✕" in deck.pane(Pane.STACK)
        await deck.press("6")
        assert "base.yaml" in deck.pane(Pane.PROBLEMS)
        Path("base.yaml").write_text(BASE)
        await deck.press("f5")
        await deck.until(lambda: "✕ base.yaml" not in deck.pane(Pane.REGISTRIES))
        assert "gpt-4o" in deck.pane(Pane.SETTINGS)


async def test_every_source_may_go_away(sources: list[str]) -> None:
    async with running(sources, size=WIDE) as deck:
        for name in sources:
            Path(name).unlink()
        await deck.press("f5")
        await deck.until(lambda: "no profile" in deck.lines[0])
        await deck.settled()
        assert "✕ top.yaml" in deck.pane(Pane.REGISTRIES)
        assert "No source holds a registry: see Problems." in deck.pane(Pane.SETTINGS)


async def test_a_field_that_is_gone_leaves_the_highlight_on_the_model(sources: list[str]) -> None:
    async with running(sources, size=WIDE) as deck:
        await deck.press("3", "down")
        assert "chat.temperature" in deck.pane(Pane.ORIGIN)
        Path("base.yaml").write_text(BASE.replace(", temperature: 0.5", ""))
        await deck.press("f5")
        await deck.until(lambda: "temperature" not in deck.pane(Pane.SETTINGS))
        assert deck.cursor_line(Pane.SETTINGS).split()[0] == "engine"
        assert "chat.engine" in deck.pane(Pane.ORIGIN)


class Recorded(OnlyReading):
    """Services that count and answer from a list; ``changed`` says that the disk differs from what was read."""

    def __init__(self, *chains: Chain) -> None:
        self.chains = list(chains)
        self.opened = 0
        self.changed = False

    def open(self) -> Chain:
        self.opened += 1
        return self.chains[min(self.opened, len(self.chains)) - 1]

    def opens_at_once(self) -> bool:
        return True

    def stamp(self) -> Hashable:
        return self.changed

    def check(self, chain: Chain) -> tuple[Problem, ...]:
        return chain.problems


async def test_a_late_answer_is_dropped(sources: list[str]) -> None:
    old, new = open_chain(["base.yaml"]), open_chain(sources)
    async with running(services=Recorded(old, new)) as deck:
        await deck.press("f5")
        await deck.until(lambda: deck.state.chain is new)
        await deck.settled()
        shown = deck.text
        deck.app.post_message(ChainOpened(1, old, "old"))
        deck.app.post_message(ChainChecked(1, (Problem("unknown-key", "late"),), {}))
        await deck.pilot.pause()
        assert deck.state.chain is new
        assert deck.text == shown


async def test_looking_again_does_not_start_a_reading_over(sources: list[str]) -> None:
    services = Recorded(open_chain(sources))
    async with running(services=services) as deck:
        services.changed = True
        deck.app._look()
        deck.app._look()
        await deck.until(lambda: services.opened == 2)
        await deck.settled()
        deck.app._look()
        await deck.app.workers.wait_for_complete()
        assert services.opened == 2
