"""The stack editor in the app: adding, moving, taking out, what is refused, and that leaving keeps the edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.app.deck import MEDIUM, NARROW, Deck, running

from engineprofiles import Problem
from profiledeck.services import DiskServices

CODER, DEFAULT, REVIEWER = ("team-agent", "coder"), ("team-agent", "default"), ("team-agent", "reviewer")


async def editing(deck: Deck, ref: tuple[str, str]) -> None:
    deck.app.go_to(ref)
    await deck.press("S")


def stack_of(deck: Deck, ref: tuple[str, str]) -> list[str]:
    assert deck.state.chain is not None
    return [str(entry) for entry in deck.state.chain.by_slug[ref[0]].profiles[ref[1]].stack]


async def test_letters_and_enter_add_a_profile_on_top() -> None:
    async with running(size=MEDIUM) as deck:
        await editing(deck, CODER)
        await deck.press("a")
        await deck.write("office")
        assert "with user-overrides/office on top" in deck.pane("effect")
        assert "8 settings of team-agent/coder change" in deck.pane("effect")
        await deck.press("enter")
        assert deck.cursor_line("entries").split()[:2] == ["●2", "user-overrides/office"]
        assert stack_of(deck, CODER) == ["default"]
        await deck.press("escape")
        assert stack_of(deck, CODER) == ["default", "user-overrides/office"]
        assert deck.state.draft is not None
        assert len(deck.state.draft.operations) == 1


async def test_a_candidate_has_the_engine_that_the_tree_shows() -> None:
    async with running(size=MEDIUM) as deck:
        await editing(deck, CODER)
        candidates = deck.pane("candidates")
        assert "user-overrides/search       text-embedding-3-small" in candidates
        assert "user-overrides/scratch      no engine" in candidates


async def test_a_whole_edit_is_one_step_to_undo() -> None:
    async with running(size=MEDIUM) as deck:
        await editing(deck, REVIEWER)
        await deck.press("J", "x", "escape")
        assert stack_of(deck, REVIEWER) == ["careful"]
        assert deck.state.draft is not None
        assert str(deck.state.draft.operations[-1]) == "stack team-agent/reviewer on careful"
        assert deck.state.draft.before is not None
        assert not deck.state.draft.before.operations


@pytest.mark.parametrize("keys", [("J",), ("shift+down",), ("ctrl+down",), ("down", "K"), ("down", "shift+up")])
async def test_an_entry_moves_and_the_effect_is_there_at_once(keys: tuple[str, ...]) -> None:
    async with running(size=MEDIUM) as deck:
        await editing(deck, REVIEWER)
        assert "nothing is changed yet" in deck.pane("effect")
        await deck.press(*keys)
        assert "temperature" in deck.pane("effect")
        assert "0.2 → 0" in deck.pane("effect")
        assert deck.pane("entries").index("team-agent/careful") < deck.pane("entries").index("team-agent/coder")


async def test_a_profile_that_leads_back_is_not_added() -> None:
    async with running(size=MEDIUM) as deck:
        await editing(deck, DEFAULT)
        await deck.press("a")
        await deck.write("reviewer")
        assert "would lead back" in deck.pane("candidates")
        assert "Refused: the stack leads back to itself" in deck.pane("effect")
        await deck.press("enter", "escape", "escape")
        assert stack_of(deck, DEFAULT) == ["provider-openai/default"]
        assert not deck.state.is_drafting


async def test_changes_are_taken_back_one_by_one_or_all_at_once() -> None:
    async with running(size=MEDIUM) as deck:
        await editing(deck, REVIEWER)
        await deck.press("x", "x")
        assert "It stacks on nothing." in deck.pane("entries")
        await deck.press("ctrl+z")
        assert "taken out" in deck.pane("entries")
        await deck.press("r")
        assert "nothing is changed yet" in deck.pane("effect")
        await deck.press("escape")
        assert not deck.state.is_drafting


async def test_up_and_down_go_through_the_candidates_and_tab_back() -> None:
    async with running(size=NARROW) as deck:
        await editing(deck, CODER)
        await deck.press("a", "down", "down")
        assert "user-overrides/office on top" in deck.pane("effect")
        await deck.press("tab")
        assert "nothing is changed yet" in deck.pane("effect")


async def test_the_mouse_adds_with_a_second_click() -> None:
    async with running(size=MEDIUM) as deck:
        await editing(deck, CODER)
        await deck.click_text("user-overrides/office", "candidates", times=2)
        assert "added" in deck.pane("entries")


async def test_a_source_that_takes_no_changes_is_left_alone() -> None:
    services = DiskServices(("sample-registries",), read_only=True)
    async with running(size=MEDIUM, services=services) as deck:
        await editing(deck, REVIEWER)
        assert "read only" in deck.pane("effect")
        await deck.press("x", "J", "escape")
        assert stack_of(deck, REVIEWER) == ["careful", "coder"]


async def test_a_stack_that_changes_on_disk_meanwhile_ends_the_edit(tmp_path: Path) -> None:
    file = tmp_path / "team.yaml"
    text = "slug: team\nprofiles:\n  a: {}\n  b: {}\n  default: {stack: [{profile_slug: a}]}\n"
    file.write_text(text)
    async with running([str(file)], size=MEDIUM) as deck:
        await deck.press("S", "x")
        file.write_text(text.replace("slug: a}", "slug: b}"))
        await deck.press("f5")
        await deck.until(lambda: "Stacks on" not in deck.text)
        assert stack_of(deck, ("team", "default")) == ["b"]


async def test_without_a_profile_there_is_nothing_to_edit() -> None:
    async with running([]) as deck:
        await deck.press("S", "E")
        assert "Stacks on" not in deck.text
        assert "set here" not in deck.text


def test_a_refusal_is_that_of_the_store() -> None:
    chain = DiskServices(("sample-registries",), read_only=True).open()
    refusal = DiskServices(()).write_refusal(chain.sources[0])
    assert isinstance(refusal, Problem)
    assert refusal.code == "read-only"


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting_asks_about_a_stack_that_is_not_kept_yet(key: str) -> None:
    async with running(size=NARROW) as deck:
        await editing(deck, CODER)
        await deck.press("x", key)
        assert "Leave with unsaved edits?" in deck.text
        await deck.press("escape")
        assert stack_of(deck, CODER) == []
        assert deck.state.is_drafting
        assert not deck.app._exit
