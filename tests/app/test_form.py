"""The form in the app: every accepted value is in the draft at once, and no text is lost."""

from __future__ import annotations

from typing import Any

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE, Deck, running
from textual.widgets import Input, TextArea

from profiledeck.services import DiskServices
from profiledeck.widgets.rows import Rows

CODER, MUTABLE = ("team-agent", "coder"), ("user-overrides", "mutable")


async def form(deck: Deck, ref: tuple[str, str] = CODER, filter: str = "") -> None:
    """Opens the form, and goes to the first field that the filter finds."""
    deck.app.go_to(ref)
    await deck.press("E")
    if filter:
        await deck.press("slash")
        await deck.write(filter)
        await deck.press("enter")


async def clear(deck: Deck) -> None:
    await deck.press("end", *["backspace"] * 8)


def value(deck: Deck, *path: str) -> Any:
    assert deck.state.resolution is not None
    entry = deck.state.resolution.trace.at(path)
    return entry.value if entry else None


def own(deck: Deck, ref: tuple[str, str] = CODER) -> Any:
    assert deck.state.chain is not None
    return deck.state.chain.layer(*ref).settings.leaves


async def test_a_number_is_typed_in_its_row_and_is_in_the_draft_at_once() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck, filter="max_response_tokens")
        assert "8,192 tokens" in deck.cursor_line("form")
        await deck.press("enter")
        await deck.write("64k")
        await deck.press("enter")
        assert value(deck, "chat", "max_response_tokens") == 64_000
        assert "64,000 tokens" in deck.cursor_line("form")
        assert "● unsaved" in deck.cursor_line("form")
        assert "64,000 tokens" in deck.pane("preview")
        await deck.press("ctrl+z")
        assert "◇ inherited" in deck.cursor_line("form")
        assert deck.told == "Undone: set chat.max_response_tokens in team-agent/coder"
        await deck.press("ctrl+y")
        assert "● unsaved" in deck.cursor_line("form")


async def test_a_text_that_is_no_number_is_told_in_place_and_kept() -> None:
    async with running(size=NARROW) as deck:
        await form(deck, filter="chat.temperature")
        await deck.press("enter")
        await clear(deck)
        await deck.write("warm")
        await deck.press("enter")
        assert "chat.temperature takes a number, such as 0.2" in deck.pane("strip")
        assert isinstance(deck.app.focused, Input)
        await deck.press("escape")
        assert "warm" in deck.cursor_line("form")
        assert "✕ not taken" in deck.cursor_line("form")
        assert value(deck, "chat", "temperature") == 0.2
        await deck.press("enter")
        await clear(deck)
        await deck.write("0.7")
        await deck.press("enter")
        assert value(deck, "chat", "temperature") == 0.7
        assert "✕" not in deck.pane("form")


async def test_esc_leaves_a_text_in_its_row_and_the_form_only_after_a_word() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck, filter="chat.temperature")
        await deck.press("enter")
        await deck.write("0.9")
        await deck.press("escape")
        assert "✎ typed, not taken" in deck.cursor_line("form")
        assert value(deck, "chat", "temperature") == 0.2
        await deck.press("escape", "escape")
        assert "1 text typed and not taken" in deck.text
        assert "What comes of it" in deck.text
        await deck.press("escape")
        assert "What comes of it" not in deck.text


async def test_quitting_from_the_form_tells_of_a_text_first() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck, filter="max_response_tokens")
        await deck.press("enter", "x", "escape", "q")
        assert deck.told == "1 text typed and not taken. The same again leaves without."
        assert not deck.app._exit
        await deck.press("q")
        assert deck.app._exit


async def test_u_drops_a_text_first_and_then_what_is_set() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck, filter="chat.temperature")
        await deck.press("enter")
        await deck.write("9")
        await deck.press("escape", "u")
        assert "◆ set here" in deck.cursor_line("form")
        await deck.press("u")
        assert ("chat", "temperature") not in own(deck)
        assert "● unset, unsaved" in deck.cursor_line("form")
        await deck.press("u")
        assert "does not set chat.temperature itself" in deck.text


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_a_switch_goes_to_true_to_false_and_back(key: str) -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck, filter="chat.stream")
        seen = []
        for _ in range(3):
            await deck.press(key)
            seen.append(own(deck).get(("chat", "stream")))
        assert seen == [True, False, None]


async def test_known_values_come_one_after_the_other_and_others_can_be_typed() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck, filter="inference.reasoning_effort")
        await deck.press("space", "space")
        assert value(deck, "inference", "reasoning_effort") == "minimal"
        await deck.press("enter", "down", "enter")
        assert value(deck, "inference", "reasoning_effort") == "low"
        await deck.press("enter")
        await clear(deck)
        await deck.write("huge")
        await deck.press("enter")
        assert value(deck, "inference", "reasoning_effort") == "huge"


async def test_space_says_so_where_nothing_steps() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck, filter="chat.temperature")
        await deck.press("space")
        assert "Nothing to step through here" in deck.text
        assert not deck.state.is_drafting


async def test_a_list_is_edited_line_by_line() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck, filter="chat.stop")
        await deck.press("enter", "enter")
        await deck.write("END")
        await deck.press("ctrl+s")
        assert value(deck, "chat", "stop") == ["```end", "END"]


async def test_a_list_has_the_letters_typed_in_one_breath_with_the_key_that_takes_it() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck, filter="allow_http")
        await deck.press("enter", *"a", "colon", "space", *"tru", "ctrl+s")
        assert "api.allow_http takes a map" in deck.text
        await deck.press("e", "ctrl+s")
        assert own(deck)["api", "allow_http", "a"] is True


async def test_a_map_that_is_none_is_told_and_its_text_stays() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck, filter="allow_http")
        await deck.press("enter")
        await deck.write("ollama")
        await deck.press("ctrl+s")
        assert "api.allow_http takes a map" in deck.text
        await deck.press("escape")
        assert "1 line" in deck.cursor_line("form")
        assert "✕ not taken" in deck.cursor_line("form")
        await deck.press("enter")
        assert deck.app.screen.query_one(TextArea).text == "ollama"
        deck.app.screen.query_one(TextArea).text = "ollama: true"
        await deck.press("ctrl+s")
        assert own(deck)["api", "allow_http", "ollama"] is True


async def test_a_secret_is_never_shown_and_only_replaced() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck, MUTABLE, filter="api.api_keys.openai")
        await deck.press("enter")
        box = deck.app.focused
        assert isinstance(box, Input)
        assert (box.value, box.password) == ("", True)
        await deck.press("enter")
        assert not deck.state.is_drafting
        await deck.press("enter")
        await deck.write("sk-typed")
        assert "sk-typed" not in deck.text
        await deck.press("escape")
        assert "sk-typed" not in deck.text
        await deck.press("enter", "enter")
        assert own(deck, MUTABLE)["api", "api_keys", "openai-api-key"] == "sk-typed"
        assert "sk-typed" not in deck.text
        assert "demo-personal" not in deck.text


async def test_a_key_is_added_by_its_name_and_then_its_value() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck)
        deck.app.screen.query_one("#form").cursor = 6  # type: ignore[attr-defined]
        await deck.press("enter")
        await deck.write("new-key")
        await deck.press("enter")
        await deck.write("sk-new")
        await deck.press("enter")
        assert own(deck)["api", "api_keys", "new-key"] == "sk-new"
        assert "sk-new" not in deck.text
        assert "new-key" in deck.cursor_line("form")


async def test_a_new_key_without_a_value_is_not_taken() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck)
        deck.app.screen.query_one("#form").cursor = 6  # type: ignore[attr-defined]
        await deck.press("enter", *"spare", "enter", *"sk-1", "escape")
        assert "spare" in deck.cursor_line("form")
        assert "✎ typed, not taken" in deck.cursor_line("form")
        assert "sk-1" not in deck.text
        await deck.press("u")
        assert "spare" not in deck.pane("form")
        assert not deck.state.is_drafting


async def test_an_extension_is_added_by_its_key_and_then_as_yaml() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck)
        await deck.press("end", "enter")
        await deck.write("notes")
        await deck.press("enter")
        assert "namespace.feature@vN" in deck.pane("strip")
        await clear(deck)
        await deck.press(*"app", "full_stop", *"notes", "at", "v", "1", "enter")
        await deck.write("a: 1")
        await deck.press("ctrl+s")
        assert deck.state.chain is not None
        assert deck.state.chain.layer(*CODER).extensions.leaves["app.notes@v1", "a"] == 1


async def test_what_the_profile_is_called_is_edited_too() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck)
        await deck.press("home", "down", "enter")
        await clear(deck)
        await deck.write("Typist")
        await deck.press("enter", "down", "down", "u")
        assert deck.state.chain is not None
        profile = deck.state.chain.by_slug["team-agent"].profiles["coder"]
        assert (profile.display_name, profile.metadata.tags) == ("Typist", ())


async def test_sections_fold_and_what_belongs_to_the_application_is_folded_at_first() -> None:
    async with running(size=WIDE) as deck:
        await form(deck)
        await deck.press("left")
        assert deck.cursor_line("form").startswith("▸ chat")
        await deck.press("right")
        assert deck.cursor_line("form").startswith("▾ chat")
        await deck.press("enter")
        assert deck.cursor_line("form").startswith("▸ chat")
        await deck.press("pagedown")
        assert "▸ client" in deck.pane("form")


async def test_the_form_begins_at_the_highlighted_field_and_the_first_screen_goes_on_from_it() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck)
        assert deck.cursor_line("form").split()[0] == "engine"
        await deck.press("down", "escape")
        assert deck.state.field == ("field", ("chat", "api_type"))


async def test_the_row_stays_when_the_filter_goes() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck, filter="inference.seed")
        await deck.press("escape")
        assert deck.cursor_line("form").split()[0] == "seed"
        assert "display_name" not in deck.cursor_line("form")
        await deck.press("home")
        assert deck.cursor_line("form").startswith("▾ profile")


async def test_the_preview_highlights_the_same_field_or_none() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck)
        preview = deck.app.screen.query_one("#preview", Rows)
        assert preview.current is not None
        assert preview.current.key == ("field", ("chat", "engine"))
        await deck.press("down", "down", "down")
        assert deck.cursor_line("form").split()[0] == "top_p"
        assert preview.current is None


async def test_a_click_elsewhere_leaves_the_text_in_its_row() -> None:
    async with running(size=MEDIUM) as deck:
        await form(deck)
        await deck.press("enter")
        await deck.write("gpt-9")
        await deck.click_text("top_p", "form")
        assert "gpt-9" in deck.pane("form")
        assert "✎ typed, not taken" in deck.pane("form")
        assert deck.cursor_line("form").split()[0] == "top_p"


async def test_a_source_that_takes_no_changes_is_only_shown() -> None:
    services = DiskServices(("sample-registries",), read_only=True)
    async with running(size=MEDIUM, services=services) as deck:
        await form(deck, filter="chat.temperature")
        assert "opened to be read only" in deck.pane("strip")
        await deck.press("enter", "space", "u")
        assert not isinstance(deck.app.focused, Input)
        assert not deck.state.is_drafting


async def test_the_preview_shows_every_setting_whatever_the_first_screen_filters() -> None:
    async with running(size=MEDIUM) as deck:
        deck.app.state = deck.state.having(settings_filter="zzz")
        await form(deck)
        assert "gpt-4.1" in deck.pane("preview")


async def test_the_box_goes_along_when_the_terminal_changes() -> None:
    async with running(size=WIDE) as deck:
        await form(deck, filter="chat.temperature")
        await deck.press("enter")
        await deck.write("0.4")
        await deck.resize(NARROW)
        assert "0.4" in deck.cursor_line("form")
        await deck.press("enter")
        assert value(deck, "chat", "temperature") == 0.4
