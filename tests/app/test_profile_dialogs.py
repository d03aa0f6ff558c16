"""The dialogs for whole profiles: new, derived, copied, renamed, moved, deleted, made the default."""

from __future__ import annotations

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE, Deck, running
from textual.widgets import Input

from engineprofiles.stores.yaml_file import YamlFileStore
from profiledeck.state import Pane, Ref


def stack(deck: Deck, ref: Ref) -> list[str]:
    assert deck.state.chain is not None
    return list(map(str, deck.state.chain.by_slug[ref[0]].profiles[ref[1]].stack))


def profiles(deck: Deck, registry: str) -> set[str]:
    assert deck.state.chain is not None
    return set(deck.state.chain.by_slug[registry].profiles)


@pytest.mark.parametrize("size", [(60, 16), NARROW, MEDIUM, WIDE])
async def test_a_new_profile_stacks_on_the_selected_one(sources: list[str], size: tuple[int, int]) -> None:
    async with running(sources, size=size) as deck:
        await deck.press("n")
        assert "Give it a name." in deck.text
        await deck.write("fresh")
        assert "mine/fresh will stack on mine/assistant" in deck.text
        await deck.press("enter")
        assert deck.state.selected == ("mine", "fresh")
        assert stack(deck, ("mine", "fresh")) == ["assistant"]
        assert "fresh •" in deck.cursor_line(Pane.REGISTRIES)


async def test_a_new_profile_in_another_registry_on_nothing(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("n", *"fresh", "tab", "right")
        assert "‹ base ›  2 of 2" in deck.text
        await deck.press("tab", "space")
        assert "base/fresh will stack on nothing" in deck.text
        await deck.press("enter")
        assert deck.state.selected == ("base", "fresh")
        assert stack(deck, ("base", "fresh")) == []


async def test_a_name_is_checked_while_it_is_typed(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("n", *"second")
        assert "✕ mine has a profile `second` already." in deck.text
        await deck.press("enter")
        assert "New profile" in deck.text
        await deck.press("minus")
        assert "is invalid" in deck.text
        await deck.press("2", "enter")
        assert deck.state.selected == ("mine", "second-2")


async def test_a_derived_profile_stacks_on_the_one_and_may_win_over_it(sources: list[str]) -> None:
    async with running(sources) as deck:
        deck.app.go_to(("base", "spare"))
        await deck.press("D")
        assert deck.app.screen.query_one(Input).value == "spare-2"
        await deck.press(*"spare", "tab", "left")
        assert "It will win over base/spare, which `spare` alone finds now." in deck.text
        await deck.press("enter")
        assert deck.state.selected == ("mine", "spare")
        assert stack(deck, ("mine", "spare")) == ["base/spare"]


async def test_a_copy_stands_on_its_own(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("C")
        assert "mine/assistant-2 will say what mine/assistant says now" in deck.text
        await deck.press("enter")
        assert deck.state.selected == ("mine", "assistant-2")
        assert stack(deck, ("mine", "assistant-2")) == ["base/default"]
        assert "gpt-5" in deck.pane(Pane.SETTINGS)


async def test_a_renamed_profile_is_followed(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("R")
        assert "That is its name already." in deck.text
        await deck.press(*"helper")
        assert "Used by 1: mine/second. They will follow." in deck.text
        await deck.press("enter")
        assert deck.state.selected == ("mine", "helper")
        assert stack(deck, ("mine", "second")) == ["helper"]
        await deck.press("ctrl+z")
        assert deck.told == "Undone: rename mine/assistant to helper"
        assert profiles(deck, "mine") == {"assistant", "second"}
        assert deck.state.selected == ("mine", "assistant")


async def test_a_moved_profile_is_followed_and_may_be_hidden(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("M")
        assert "‹ base ›" in deck.text
        assert "Used by 1: mine/second. They will follow." in deck.text
        await deck.press("enter")
        assert deck.state.selected == ("base", "assistant")
        assert stack(deck, ("mine", "second")) == ["base/assistant"]
        assert "base •" in deck.pane(Pane.REGISTRIES)
        assert "mine •" in deck.pane(Pane.REGISTRIES)


async def test_undoing_follows_what_was_moved_and_what_was_made(sources: list[str]) -> None:
    async with running(sources) as deck:
        deck.app.go_to(("base", "spare"))
        await deck.press("M", "enter")
        assert deck.state.selected == ("mine", "spare")
        await deck.press("ctrl+z")
        assert deck.state.selected == ("base", "spare")
        assert "spare" in deck.cursor_line(Pane.REGISTRIES)
        await deck.press("D", "enter")
        assert deck.state.selected == ("base", "spare-2")
        await deck.press("ctrl+z")
        assert deck.state.selected == ("base", "spare")
        await deck.press("X", "down", "enter")
        assert deck.state.selected == ("base", "default")
        await deck.press("ctrl+z", "ctrl+y")
        assert deck.state.selected == ("base", "default")


async def test_with_one_registry_there_is_nowhere_to_move(sources: list[str]) -> None:
    async with running(["base.yaml"]) as deck:
        await deck.press("M")
        assert deck.told == "No other registry of this chain can be written to."


async def test_deleting_asks_and_shows_who_uses_it(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("X")
        assert "Used by 1: mine/second." in deck.text
        await deck.press("enter")
        assert profiles(deck, "mine") == {"assistant", "second"}
        await deck.press("X", "escape")
        assert profiles(deck, "mine") == {"assistant", "second"}
        await deck.press("X", "down", "enter")
        assert profiles(deck, "mine") == {"second"}
        assert stack(deck, ("mine", "second")) == []
        assert deck.told == "Delete mine/assistant and take it out of every stack"


async def test_a_profile_that_a_closed_source_names_stays_where_it_is(
    sources: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = YamlFileStore("mine.yaml", read_only=True).write_refusal
    monkeypatch.setattr(YamlFileStore, "write_refusal", lambda store: closed() if "mine" in store.path else None)
    async with running(sources) as deck:
        deck.app.go_to(("base", "default"))
        await deck.press("X")
        assert deck.told == "mine/assistant names it, and its source takes no changes."
        await deck.press("R", *"other")
        assert "✕ mine/assistant names it" in deck.text
        await deck.press("enter")
        assert deck.state.draft is None


async def test_an_unused_profile_goes_alone(sources: list[str]) -> None:
    async with running(sources) as deck:
        deck.app.go_to(("mine", "second"))
        await deck.press("X")
        assert "No other profile stacks on it." in deck.text
        await deck.press("down", "enter")
        assert deck.told == "Delete mine/second"


async def test_the_selected_profile_becomes_the_default(sources: list[str]) -> None:
    async with running(sources) as deck:
        deck.app.go_to(("mine", "second"))
        await deck.press("asterisk")
        assert deck.told == "Make mine/second the default"
        assert deck.state.default == ("mine", "default")
        assert stack(deck, ("mine", "default")) == ["second"]
        deck.app.go_to(("mine", "default"))
        await deck.press("asterisk")
        assert deck.told == "mine/default is the default of its registry already."


async def test_esc_leaves_everything_as_it_was(sources: list[str]) -> None:
    async with running(sources) as deck:
        for key in "nDCRMX":
            await deck.press(key, "escape")
        assert deck.state.draft is None


async def test_a_click_goes_to_the_next_registry(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("n")
        await deck.click_text("‹ mine ›")
        assert "‹ base ›" in deck.text
