"""Comparing in the app: with what, which rows, copying a value over, swapping, and the ways out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE, Deck, running
from tests.app.home import Home

from engineprofiles import Problem
from engineprofiles.editing.profiles import Delete
from engineprofiles.editing.settings import Set
from engineprofiles.hosts import Hosted, Surroundings
from engineprofiles.hosts.document_host import DocumentHost
from profiledeck.commands import COMMANDS
from profiledeck.screens import COMPARE
from profiledeck.services import DiskServices
from profiledeck.state import Pane, Ref, Role
from profiledeck.widgets.rows import Rows

CODER, ASSISTANT, MINE = ("team-agent", "coder"), ("user-overrides", "assistant"), ("mine", "assistant")


async def comparing(deck: Deck, other: str, ref: Ref | None = None) -> None:
    """Compares the selected profile, or ``ref``, with what has the letters of ``other``."""
    if ref is not None:
        deck.app.go_to(ref)
    await deck.press("d")
    await deck.write(other)
    await deck.press("enter")
    assert deck.app.screen.id == COMPARE


async def stand_on(deck: Deck, field: str) -> None:
    """Puts the cursor on the row of a field, by its name inside its section."""
    rows = deck.app.screen.query_one("#compared", Rows)
    await deck.press("home")
    for _ in range(len(rows.rows)):
        if deck.cursor_line("compared").split()[1] == field:
            return
        await deck.press("down")
    raise AssertionError(f"there is no row {field}:\n{deck.text}")


def own(deck: Deck, ref: Ref) -> dict[Any, Any]:
    assert deck.state.chain is not None
    return dict(deck.state.chain.layer(*ref).settings.leaves)


def below(deck: Deck) -> list[str]:
    """What is told of the highlighted row, a line each."""
    return [line.strip("│▄ ") for line in deck.pane("pair").splitlines()[1:-1]]


# What with


@pytest.mark.parametrize("size", [NARROW, MEDIUM, WIDE])
async def test_d_asks_for_the_other_profile_and_shows_both(size: tuple[int, int]) -> None:
    async with running(size=size) as deck:
        await deck.press("d")
        assert "Compare user-overrides/assistant with" in deck.text
        assert "user-overrides/mutable" in deck.cursor_line("found")
        await deck.write("coder")
        await deck.press("enter")
        assert "user-overrides/assistant" in deck.lines[2]
        assert "team-agent/coder" in deck.lines[2]
        assert deck.cursor_line("compared").split()[:3] == ["≠", "engine", "gpt-5-nano"]
        assert "20 of 28 fields differ" in deck.text
        assert below(deck)[:5] == [
            "chat.engine   differs",
            "left   gpt-5-nano",
            "④ user-overrides/assistant  sample-registries/30-user.yaml:16:17",
            "right  gpt-4.1",
            "③ team-agent/coder  sample-registries/20-team.yaml:107:17",
        ]


async def test_esc_takes_back_the_question() -> None:
    async with running() as deck:
        before = deck.text
        await deck.press("d", "escape")
        assert deck.text == before


async def test_letters_typed_in_one_breath_with_d_find_the_profile() -> None:
    async with running() as deck:
        await deck.pilot.press("d", "c", "o", "d", "e", "r", "enter")
        await deck.until(lambda: deck.app.screen.id == COMPARE)
        assert "team-agent/coder" in deck.lines[2]


async def test_without_a_profile_there_is_nothing_to_compare() -> None:
    async with running([]) as deck:
        await deck.press("d")
        assert deck.told == "No profile is selected."


async def test_the_saved_version_comes_first_while_something_is_edited() -> None:
    async with running() as deck:
        assert deck.app.edit(Set(ASSISTANT, ("chat", "engine"), "o3"))
        await deck.press("d")
        assert deck.cursor_line("found").startswith("its saved version")
        await deck.press("enter")
        assert "as edited · 4 layers" in deck.lines[3]
        assert "as it was saved · 4 layers" in deck.lines[3]
        assert deck.cursor_line("compared").split() == ["≠", "engine", "o3", "④", "here", "gpt-5-nano", "④", "here"]
        await deck.press("ctrl+z")
        assert "Nothing differs: both sides come to the same 27 fields." in deck.text
        await deck.press("ctrl+y")
        assert "1 of 27 fields differs" in deck.text


async def test_geppettos_reading_where_it_differs() -> None:
    async with running() as deck:
        await comparing(deck, "geppetto's", ("team-agent", "careful"))
        assert "as documented" in deck.lines[3]
        assert "as Geppetto reads it" in deck.lines[3]
        assert deck.cursor_line("compared").split()[:5] == ["≠", "stream", "false", "③", "here"]
        assert [line.split()[1] for line in deck.pane("compared").splitlines() if "≠" in line] == ["stream"]


async def test_overlay_against_final(sources: list[str]) -> None:
    Path("app.yaml").write_text("chat: {engine: own, top_p: 0.5}\n", encoding="utf-8")
    host = Hosted(DocumentHost("app.yaml", tuple(sources)), Surroundings({}, "", "", ""))
    async with running(services=DiskServices((), hosted=host)) as deck:
        await comparing(deck, "final", MINE)
        assert "overlay · 2 layers" in deck.lines[3]
        assert "final, on the base · 3 layers" in deck.lines[3]
        assert deck.cursor_line("compared").split() == ["≠", "top_p", "not", "set", "0.5", "⓪", "app.yaml:1"]
        assert below(deck)[3] == "⓪ base  app.yaml:1:28"
        await deck.press("enter")
        assert deck.told == "mine/assistant itself has no chat.top_p to go to."
        await deck.press("c")
        assert own(deck, MINE)["chat", "top_p"] == 0.5


# What is shown


async def test_f_shows_what_is_the_same_and_keeps_the_row() -> None:
    async with running(size=WIDE) as deck:
        await comparing(deck, "coder")
        await stand_on(deck, "context_window")
        assert "stream " not in deck.pane("compared")
        await deck.press("f")
        assert "= stream" in deck.pane("compared")
        assert deck.cursor_line("compared").split()[1] == "context_window"
        await stand_on(deck, "metadata.prices.as_of")
        assert below(deck)[0] == "model_info.metadata.prices.as_of   the same on both sides"
        await deck.press("f")
        assert "stream " not in deck.pane("compared")
        assert deck.cursor_line("compared").split()[1] == "app.prompts@v1.examples.farewell"


async def test_the_filter_narrows_and_esc_takes_it_back() -> None:
    async with running(size=MEDIUM) as deck:
        await comparing(deck, "coder")
        await deck.press("slash")
        await deck.write("cost")
        assert [line.split()[1] for line in deck.pane("compared").splitlines() if "≠" in line] == [
            "cost.input", "cost.output", "cost.cache_read", "cost.cache_write",
        ]  # fmt: skip
        await deck.press("enter")
        assert deck.cursor_line("compared").split()[1] == "cost.input"
        assert "filter: cost" in deck.text
        await deck.press("escape")
        assert "engine" in deck.pane("compared")
        await deck.press("slash", "z", "z", "escape")
        assert "Nothing matches" not in deck.text
        await deck.press("escape")
        assert deck.is_at(Pane.REGISTRIES)


async def test_s_swaps_the_sides_and_back() -> None:
    async with running(size=MEDIUM) as deck:
        await comparing(deck, "coder")
        before = deck.text
        await deck.press("s")
        assert deck.lines[2].split()[1:3] == ["team-agent/coder", "user-overrides/assistant"]
        assert deck.cursor_line("compared").split()[:5] == ["≠", "engine", "gpt-4.1", "③", "here"]
        await deck.press("s")
        assert deck.text == before


async def test_it_follows_the_reading_of_the_app() -> None:
    async with running(size=MEDIUM) as deck:
        await comparing(deck, "team-agent/default", ("team-agent", "careful"))
        assert "≠ stream" in deck.pane("compared")
        await deck.press("g")
        assert "Geppetto's reading" in deck.lines[0]
        assert "stream" not in deck.pane("compared")


async def test_it_follows_a_change_on_disk(sources: list[str]) -> None:
    async with running(sources) as deck:
        await comparing(deck, "base/spare", MINE)
        Path("base.yaml").write_text(Path("base.yaml").read_text().replace("gpt-4.1", "gpt-5"), encoding="utf-8")
        await deck.press("f5")
        await deck.until(lambda: "gpt-4.1" not in deck.pane("compared"))
        assert "≠ engine" not in deck.pane("compared")


async def test_a_side_that_goes_is_told() -> None:
    async with running() as deck:
        await comparing(deck, "coder")
        assert deck.app.edit(Delete(CODER, from_stacks=True))
        await deck.pilot.pause()
        assert "team-agent/coder is not in the chain any more." in deck.pane("compared")
        await deck.press("c", "s", "f", "enter", "o")
        await deck.press("ctrl+z")
        assert "20 of 28 fields differ" in deck.text


async def test_secrets_differ_and_are_not_shown() -> None:
    async with running(size=MEDIUM) as deck:
        await comparing(deck, "team-agent/default", ("user-overrides", "mutable"))
        await stand_on(deck, "api_keys.openai-api-key")
        await deck.press("ctrl+r", "y", "Y")
        assert deck.cursor_line("compared").count("••••••••") == 2
        assert "(differs)" in deck.cursor_line("compared")
        assert "demo-" not in deck.text
        assert deck.app.clipboard == ""


# Copying


async def test_c_copies_the_right_value_to_the_left_as_one_edit() -> None:
    async with running(size=MEDIUM) as deck:
        await comparing(deck, "coder")
        await deck.press("c")
        assert deck.told == "chat.engine is in user-overrides/assistant as on the right."
        assert own(deck, ASSISTANT)["chat", "engine"] == "gpt-4.1"
        assert deck.cursor_line("compared").split()[1] == "api_type", "the row went, and the next one came"
        assert "19 of 28 fields differ" in deck.text
        assert "✎ 1 edit" in deck.lines[0]
        await deck.press("ctrl+z")
        assert "20 of 28 fields differ" in deck.text
        assert own(deck, ASSISTANT)["chat", "engine"] == "gpt-5-nano"
        await deck.press("ctrl+y")
        assert own(deck, ASSISTANT)["chat", "engine"] == "gpt-4.1"


async def test_what_is_copied_keeps_the_spelling_of_its_author() -> None:
    async with running(size=MEDIUM) as deck:
        await comparing(deck, "coder")
        await stand_on(deck, "context_window")
        await deck.press("c")
        assert deck.state.draft is not None
        (text,) = deck.state.draft.plan().texts
        added = [each.text.strip() for hunk in text.hunks for each in hunk if each.sign == "+"]
        assert "context_window: 1_047_576" in added


async def test_an_extension_is_copied() -> None:
    async with running(size=WIDE) as deck:
        await comparing(deck, "coder")
        await stand_on(deck, "app.prompts@v1.tone")
        await deck.press("c")
        assert deck.state.resolution is not None
        assert deck.state.resolution.extensions["app.prompts@v1"]["tone"] == "neutral"


async def test_prices_are_copied_as_a_whole() -> None:
    async with running(size=MEDIUM) as deck:
        analyst = ("team-agent", "analyst")
        await comparing(deck, "coder", analyst)
        await stand_on(deck, "cost.input")
        await deck.press("c")
        assert deck.told == "model_info.cost counts as a whole: all of it is in team-agent/analyst as on the right."
        assert {path[2]: value for path, value in own(deck, analyst).items() if path[1] == "cost"} == {
            "input": 2.0, "output": 8.0, "cache_read": 0.5, "cache_write": 2.0,
        }  # fmt: skip
        assert "cost." not in deck.pane("compared")
        await deck.press("ctrl+z")
        assert "cost.cache_read" in deck.pane("compared")


async def test_rates_that_the_right_side_lacks_go() -> None:
    async with running(size=MEDIUM) as deck:
        await comparing(deck, "analyst", CODER)
        await stand_on(deck, "cost.input")
        await deck.press("c")
        assert {path[2] for path in own(deck, CODER) if path[1] == "cost"} == {"input", "output"}
        assert "cost." not in deck.pane("compared")


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("api_keys.openai-api-key", "is secret, and secrets are not copied: go there with Enter and type it."),
        ("temperature", "chat.temperature is not set on the right: there is nothing to copy."),
        ("engine", "chat.engine is the same on both sides."),
    ],
)
async def test_what_cannot_be_copied_is_told(field: str, told: str) -> None:
    async with running(size=WIDE) as deck:
        await comparing(deck, "team-agent/default", ("user-overrides", "mutable"))
        await deck.press("f")
        await stand_on(deck, field)
        await deck.press("c")
        assert deck.told.endswith(told)
        assert not deck.state.is_drafting


@pytest.mark.parametrize(("other", "words"), [("saved", "as it was saved"), ("geppetto's", "as Geppetto reads it")])
async def test_a_side_that_is_no_profile_takes_no_edits(other: str, words: str) -> None:
    careful = ("team-agent", "careful")
    async with running(size=MEDIUM) as deck:
        assert deck.app.edit(Set(careful, ("chat", "engine"), "o3"))
        await comparing(deck, other, careful)
        await deck.press("s", "c")
        assert deck.told == f"The left side ({words}) takes no edits: swap the sides with s."
        assert deck.state.draft is not None
        assert len(deck.state.draft.operations) == 1
        await deck.press("s", "c")
        assert "takes no edits" not in deck.told


@dataclass(frozen=True)
class Closed(DiskServices):
    """Sources that cannot be written to."""

    problem: Problem = field(default=Problem("read-only", "it cannot be written to"))

    def write_refusal(self, source: object) -> Problem | None:
        return self.problem


async def test_a_source_that_takes_no_changes_is_told() -> None:
    async with running(services=Closed(("sample-registries",)), size=MEDIUM) as deck:
        await comparing(deck, "coder")
        await deck.press("c")
        assert deck.told.startswith("it cannot be written to. ")
        assert not deck.state.is_drafting


async def test_what_the_draft_refuses_is_told(sources: list[str]) -> None:
    more = "    inference_settings: {chat: {engin: x}}\n"
    Path("mine.yaml").write_text(Path("mine.yaml").read_text() + more, encoding="utf-8")
    async with running(sources, size=MEDIUM) as deck:
        await comparing(deck, "second", MINE)
        await stand_on(deck, "engin")
        await deck.press("c")
        assert deck.told.startswith("chat.engin is no setting")


# Ways out


async def test_enter_goes_to_the_field_of_the_left_side() -> None:
    async with running(size=MEDIUM) as deck:
        deck.app.state = deck.state.having(role=Role.SET_HERE, settings_filter="engine")
        await comparing(deck, "coder")
        await deck.press("s")
        await stand_on(deck, "context_window")
        await deck.press("enter")
        assert deck.state.selected == CODER
        assert deck.is_at(Pane.SETTINGS)
        assert deck.cursor_line(Pane.SETTINGS).split()[0] == "context_window"
        assert "team-agent/coder" in deck.lines[0]


async def test_enter_goes_to_the_right_side_where_the_left_has_no_such_field() -> None:
    async with running(size=MEDIUM) as deck:
        await comparing(deck, "coder")
        await stand_on(deck, "temperature")
        await deck.press("enter")
        assert deck.state.selected == CODER
        assert deck.cursor_line(Pane.SETTINGS).split()[0] == "temperature"


@pytest.mark.parametrize("key", ["escape", "d"])
async def test_esc_and_d_go_back_to_where_one_was(key: str) -> None:
    async with running(size=WIDE) as deck:
        before = deck.text
        await comparing(deck, "coder")
        await deck.press("s", key)
        assert deck.text == before


async def test_o_opens_the_file_of_the_left_value_or_else_of_the_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[str, int | None]] = []

    def edit(services: DiskServices, file: str, line: int | None, column: int | None) -> str:
        opened.append((Path(file).name, line))
        return ""

    monkeypatch.setattr(DiskServices, "edit", edit)
    async with running(size=MEDIUM) as deck:
        await comparing(deck, "coder")
        place = deck.app.screen.highlighted_place  # type: ignore[attr-defined]
        assert place().label == "sample-registries/30-user.yaml:16:17"
        await stand_on(deck, "temperature")
        assert place().label == "sample-registries/20-team.yaml:108:22"


async def test_the_help_lists_what_works_there() -> None:
    async with running() as deck:
        await comparing(deck, "coder")
        await deck.press("question_mark")
        shown = " ".join(row.line[-1].text for row in deck.app.screen.query_one("#keys", Rows).rows if row.line)
        for command in COMMANDS:
            here = command.everywhere and not command.of_field
            assert (command.help() in shown) is (here or command.id in ("undo", "redo", "final")), command.id
        assert "Put the left side on the right." in shown


async def test_profiles_are_compared_on_the_base_where_the_app_shows_them_so(home: Home) -> None:
    async with running(services=home.services(), size=WIDE) as deck:
        await comparing(deck, "plain", ("config-inline", "assistant"))
        assert "final" not in deck.text
        await deck.press("b", "f")
        assert "final · " in deck.text
        await stand_on(deck, "timeout")
        assert deck.cursor_line("compared").split() == [
            "=", "timeout", "30", "⓪", "PINOCCHIO_TIMEOUT", "30", "⓪", "PINOCCHIO_TIMEOUT",
        ]  # fmt: skip
        assert below(deck)[2] == "⓪ PINOCCHIO_TIMEOUT"


async def test_commands_of_the_first_screen_are_off_there() -> None:
    async with running(size=MEDIUM) as deck:
        await comparing(deck, "coder")
        before = deck.text
        await deck.press("m", "x", "w", "e", "n", "6")
        assert deck.text == before
