"""Editing a setting in place: the box over its row, what it takes, unsetting, adding, and the layer it happens in."""

from __future__ import annotations

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE, Deck, running
from textual.widgets import Input

from profiledeck.services import DiskServices
from profiledeck.state import FieldKey, Pane

ENGINE: FieldKey = ("field", ("chat", "engine"))
STREAM: FieldKey = ("field", ("chat", "stream"))
STOP: FieldKey = ("field", ("chat", "stop"))
WINDOW: FieldKey = ("field", ("model_info", "context_window"))
API_KEY: FieldKey = ("field", ("api", "api_keys", "openai-api-key"))
TONE: FieldKey = ("extension", ("app.prompts@v1", "tone"))


def stand_on(deck: Deck, field: FieldKey) -> None:
    deck.app.state = deck.state.having(field=field)


def value(deck: Deck, path: str) -> object:
    assert deck.state.resolution is not None
    return deck.state.resolution.trace[path].value


@pytest.mark.parametrize("size", [(60, 16), NARROW, MEDIUM, WIDE])
async def test_a_value_is_set_in_the_selected_profile(sources: list[str], size: tuple[int, int]) -> None:
    async with running(sources, size=size) as deck:
        stand_on(deck, WINDOW)
        await deck.press("e")
        assert "model_info.context_window" in deck.text
        assert "inherits 64,000 tokens from ① base/default" in deck.text
        assert "sets it in ② mine/assistant  mine.yaml" in deck.text
        await deck.write("128k")
        assert "= 128,000 tokens" in deck.text
        await deck.press("enter")
        assert value(deck, "model_info.context_window") == 128_000
        assert "•context_window" in deck.cursor_line(Pane.SETTINGS)
        assert "here" in deck.cursor_line(Pane.SETTINGS) or size[0] < WIDE[0]


async def test_a_text_that_is_not_taken_is_told_below_and_kept(sources: list[str]) -> None:
    async with running(sources) as deck:
        stand_on(deck, WINDOW)
        await deck.press("e")
        await deck.write("many")
        await deck.press("enter")
        assert "model_info.context_window takes a whole number" in deck.text
        assert deck.app.screen.query_one(Input).value == "many"
        assert not deck.state.is_drafting
        await deck.press("escape")
        assert value(deck, "model_info.context_window") == 64_000


async def test_the_inherited_value_needs_no_override(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("e")
        assert "now gpt-5 set here  over gpt-4o from base/default" in deck.text
        assert "no override needed" not in deck.text
        await deck.write("gpt-4o")
        assert "Equals the inherited value: no override needed." in deck.text


async def test_space_turns_a_switch_over(sources: list[str]) -> None:
    async with running(sources) as deck:
        stand_on(deck, STREAM)
        await deck.press("e", "space")
        assert deck.app.screen.query_one(Input).value == "false"
        await deck.press("space", "space", "enter")
        assert value(deck, "chat.stream") is False


async def test_the_arrows_go_through_the_known_values(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("a")
        await deck.write("reasoning_effort")
        await deck.press("enter", "down")
        assert deck.app.screen.query_one(Input).value == "none"
        await deck.press("up", "enter")
        assert value(deck, "openai.reasoning_effort") == "xhigh"
        assert deck.state.field == ("field", ("openai", "reasoning_effort"))


async def test_a_list_takes_a_line_for_each_text(sources: list[str]) -> None:
    async with running(sources) as deck:
        stand_on(deck, STOP)
        await deck.press("e", "end", "enter")
        await deck.write("STOP")
        await deck.press("ctrl+s")
        assert value(deck, "chat.stop") == ["END", "STOP"]


async def test_a_secret_is_neither_shown_nor_taken_when_it_is_empty(sources: list[str]) -> None:
    async with running(sources) as deck:
        stand_on(deck, API_KEY)
        await deck.press("ctrl+r", "e")
        assert "set; type to replace" in deck.text
        await deck.press("enter")
        assert "Nothing is typed yet." in deck.text
        await deck.write("fresh")
        assert "fresh" not in deck.text
        await deck.press("enter")
        assert value(deck, "api.api_keys.openai-api-key") == "fresh"
        assert "fresh" not in deck.text
        assert "sk-of-the-base" not in deck.text


async def test_an_extension_is_typed_as_yaml(sources: list[str]) -> None:
    async with running(sources) as deck:
        stand_on(deck, TONE)
        await deck.press("e")
        assert "YAML" in deck.text
        await deck.write("[a")
        await deck.press("enter")
        assert "✕" in deck.text
        await deck.press("backspace", "backspace")
        await deck.write("7")
        await deck.press("enter")
        assert deck.state.resolution is not None
        assert deck.state.resolution.extension_trace.at(("app.prompts@v1", "tone")).value == 7  # type: ignore[union-attr]


async def test_letters_are_no_commands_while_typing(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("e")
        await deck.write("qXuxtna")
        assert deck.app.screen.query_one(Input).value == "qXuxtna"
        await deck.press("escape")
        assert not deck.state.is_drafting


async def test_letters_typed_in_one_breath_with_the_key_land_in_the_box(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.write("eqwen-q")
        assert deck.app.screen.query_one(Input).value == "qwen-q"


# Unsetting


async def test_u_unsets_and_says_what_is_inherited_instead(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("u")
        assert deck.told == "chat.engine is unset in mine/assistant: inherits gpt-4o from base/default."
        assert value(deck, "chat.engine") == "gpt-4o"


async def test_u_says_where_there_is_nothing_to_unset(sources: list[str]) -> None:
    async with running(sources) as deck:
        stand_on(deck, STREAM)
        await deck.press("u")
        assert "mine/assistant does not set chat.stream itself" in deck.told
        assert not deck.state.is_drafting


async def test_what_nobody_sets_any_more_leaves_the_table(sources: list[str]) -> None:
    async with running(sources) as deck:
        deck.app.go_to(("base", "spare"))
        await deck.press("u")
        assert "nothing sets it now" in deck.text
        assert "gpt-4.1" not in deck.pane(Pane.SETTINGS)


# Adding


async def test_a_finds_a_setting_by_letters(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("a")
        await deck.write("topp")
        assert "chat.top_p" in deck.cursor_line("found")
        await deck.press("enter")
        assert "nothing sets it yet" in deck.text
        await deck.write(".9")
        await deck.press("enter")
        assert value(deck, "chat.top_p") == 0.9
        assert "top_p" in deck.cursor_line(Pane.SETTINGS)


async def test_of_a_map_the_key_is_typed_on(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("a")
        await deck.write("metadata")
        await deck.press("enter")
        assert deck.app.screen.query_one(Input).value == "model_info.metadata."
        await deck.write("family")
        await deck.press("enter")
        await deck.write("gpt-5")
        await deck.press("enter")
        assert value(deck, "model_info.metadata.family") == "gpt-5"


async def test_an_extension_is_added_by_its_key(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("a", *"app.other", "at", *"v2", "full_stop", *"mode", "enter")
        await deck.write("fast")
        await deck.press("enter")
        assert deck.state.field == ("extension", ("app.other@v2", "mode"))
        assert "fast" in deck.cursor_line(Pane.SETTINGS)


async def test_on_a_section_e_looks_for_its_settings(sources: list[str]) -> None:
    async with running(sources) as deck:
        stand_on(deck, ("section", "chat"))
        await deck.press("e")
        assert deck.app.screen.query_one(Input).value == "chat."
        assert "chat.temperature" not in deck.pane("found")
        assert "chat.top_p" in deck.pane("found")


# The layer that edits go to


async def test_edits_go_to_the_layer_that_was_chosen(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("t")
        assert "② mine/assistant  engine gpt-5" in deck.text
        await deck.press("down", "enter")
        assert "edits go to base/default" in deck.pane(Pane.SETTINGS)
        stand_on(deck, STREAM)
        await deck.press("e", "space", "enter")
        assert deck.state.draft is not None
        assert str(deck.state.draft.operations[-1]) == "set chat.stream in base/default"
        await deck.press("1", "down")
        assert "edits go to" not in deck.pane(Pane.SETTINGS)


async def test_a_value_that_a_layer_above_sets_too_is_seen_by_nobody(sources: list[str]) -> None:
    async with running(sources) as deck:
        await deck.press("t", "down", "enter", "e")
        await deck.write("gpt-4")
        assert "② mine/assistant sets it too, and wins." in deck.text


async def test_a_value_that_every_profile_above_sets_itself(sources: list[str]) -> None:
    async with running(sources) as deck:
        deck.app.go_to(("base", "default"))
        stand_on(deck, ENGINE)
        await deck.press("e")
        await deck.write("gpt-4")
        assert "All 2 profiles that stack on it set it themselves." in deck.text
        await deck.press("escape")
        stand_on(deck, STREAM)
        await deck.press("e", "space")
        assert "themselves" not in deck.text


# Sources that take no changes


async def test_a_closed_source_says_so_before_anything_is_typed(sources: list[str]) -> None:
    class Closed(DiskServices):
        def write_refusal(self, source):  # type: ignore[no-untyped-def]
            refusal = DiskServices(self.entries, read_only=True).open().sources[0].store.write_refusal()
            return refusal if source.name == "base.yaml" else None

    async with running(services=Closed(tuple(sources))) as deck:
        deck.app.go_to(("base", "default"))
        await deck.press("e")
        assert "base/default cannot be edited" in deck.text
        assert "opened to be read only" in deck.text
        await deck.press("enter")
        assert "Derive from base/default" in deck.text
        assert "‹ mine ›" in deck.text
        await deck.press("enter")
        assert deck.state.selected == ("mine", "default")
        await deck.press("t")
        assert "opened to be read only" in deck.text


async def test_the_whole_app_can_be_kept_from_writing(sources: list[str]) -> None:
    async with running(services=DiskServices(tuple(sources), read_only=True)) as deck:
        assert "read only" in deck.lines[0]
        for key in ("e", "u", "a", "R", "M", "X", "asterisk", "ctrl+e"):
            await deck.press(key)
            assert "mine/assistant cannot be edited" in deck.text
            assert "Derive" not in deck.text
            await deck.press("escape")
        for key in ("n", "D", "C"):
            await deck.press(key)
            assert deck.told == "No registry of this chain can be written to."
        assert not deck.state.is_drafting


async def test_without_a_profile_there_is_nothing_to_edit() -> None:
    async with running([]) as deck:
        for key in (
            "e",
            "u",
            "a",
            "t",
            "n",
            "D",
            "X",
            "R",
            "M",
            "C",
            "asterisk",
            "ctrl+e",
            "ctrl+z",
            "ctrl+y",
            "ctrl+s",
        ):
            await deck.press(key)
        assert deck.app.is_running
        await deck.press("e")
        assert "No profile is selected." in deck.text
