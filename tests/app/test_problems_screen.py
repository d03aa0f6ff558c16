"""The screen of all problems: reading, narrowing, going to what they are about, and opening it in the editor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE, running

from engineprofiles import Severity, open_chain
from profiledeck.app import ProfiledeckApp
from profiledeck.presenters.lines import text_of
from profiledeck.services import DiskServices
from profiledeck.state import Pane, Severities
from profiledeck.widgets.rows import Rows

BROKEN = "sample-registries/broken"
LIST, TEXT = "problem-list", "problem-text"


@dataclass(frozen=True)
class Editing(DiskServices):
    """The real services but for the editor, which writes down what it was asked for and does as it is told."""

    asked: list[tuple[str, int | None, int | None]] = field(default_factory=list)
    answer: str = ""
    change: tuple[str, str] = ("", "")

    def edit(self, file: str, line: int | None, column: int | None) -> str:
        self.asked.append((file, line, column))
        if self.change[0]:
            path = Path(file)
            path.write_text(path.read_text().replace(*self.change))
        return self.answer


@pytest.fixture
def lent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What becomes of the terminal: it is lent to an editor, and comes back."""
    told: list[str] = []

    @contextmanager
    def suspend(_app: ProfiledeckApp) -> Iterator[None]:
        told.append("lent")
        yield
        told.append("back")

    monkeypatch.setattr(ProfiledeckApp, "suspend", suspend)
    return told


# Reading


@pytest.mark.parametrize("size", [(60, 16), NARROW, MEDIUM, WIDE])
async def test_every_problem_is_reached_and_read_whole(size: tuple[int, int]) -> None:
    async with running([BROKEN], size=size) as deck:
        await deck.press("p", "end", "home")
        found = set()
        for _ in deck.state.problems or ():
            assert deck.cursor_line(LIST)
            problem = deck.state.problem or (deck.state.problems or ())[0]
            text = text_of(deck.app.screen.query_one(f"#{TEXT}", Rows).rows)
            assert problem.code in deck.pane(TEXT)
            assert "".join(problem.message.split()) in "".join(text.split())
            assert "".join(problem.hint.split()) in "".join(text.split())
            found.add(deck.state.problem)
            await deck.press("down")
        assert found == set(deck.state.problems or ())


async def test_the_text_scrolls_where_it_is_long() -> None:
    async with running([BROKEN], size=(60, 16)) as deck:
        await deck.press("p", "slash")
        await deck.write("max_response")
        await deck.press("enter")
        above = deck.pane(TEXT)
        assert "wrong-type" in above
        await deck.press("tab", "end")
        assert deck.pane(TEXT) != above
        assert "wrong-type" not in deck.pane(TEXT)


async def test_the_title_counts_and_the_keys_stand_below() -> None:
    async with running([BROKEN]) as deck:
        await deck.press("p")
        errors = sum(problem.severity is Severity.ERROR for problem in deck.state.problems or ())
        assert f"Problems  {errors} errors · " in deck.pane(LIST)
        assert "o Editor" in deck.lines[-1]
        await deck.press("p")
        assert "Registries" in deck.text


async def test_it_opens_at_what_is_wrong_with_the_selected_profile() -> None:
    async with running([BROKEN]) as deck:
        deck.app.go_to(("legacy-api-keys", "default"))
        await deck.press("p")
        assert "inference_settings.api_keys is no longer" in deck.cursor_line(LIST)


async def test_it_opens_at_the_problem_of_the_pane() -> None:
    async with running([BROKEN]) as deck:
        await deck.press("6", "end")
        wanted = deck.state.problem
        assert wanted is not None
        await deck.press("p")
        assert wanted.message[:30] in deck.cursor_line(LIST)


# Narrowing


async def test_letters_narrow_the_list_and_esc_takes_them_back_before_it_leaves() -> None:
    async with running([BROKEN]) as deck:
        await deck.press("p", "slash")
        await deck.write("sqlite")
        every = len(deck.state.problems or ())
        assert f"filter: sqlite · 3 of {every}" in deck.pane(LIST)
        assert "sqlite" in deck.cursor_line(LIST)
        await deck.press("enter", "escape")
        assert "filter:" not in deck.text
        assert f"of {every}" not in deck.pane(LIST).splitlines()[-1]
        await deck.press("escape")
        assert "Registries" in deck.text


async def test_esc_in_the_box_takes_the_letters_back() -> None:
    async with running([BROKEN]) as deck:
        await deck.press("p", "slash")
        await deck.write("zzz")
        assert "Nothing matches “zzz”: Esc takes the filter back." in deck.pane(LIST)
        assert "No problem is highlighted." in deck.pane(TEXT)
        await deck.press("escape")
        assert "Nothing matches" not in deck.text
        await deck.press("down")
        assert deck.state.problem is not None


async def test_letters_typed_in_one_breath_land_in_the_box() -> None:
    async with running([BROKEN]) as deck:
        await deck.press("p")
        await deck.write("/open")
        assert deck.state.problem_filter == "open"


async def test_f_goes_through_the_severities() -> None:
    async with running([BROKEN]) as deck:
        await deck.press("p")
        seen = []
        for _ in Severities:
            await deck.press("f")
            seen.append(deck.pane(LIST).splitlines()[-1].strip("╰─╯ "))
        problems = deck.state.problems or ()
        errors, warnings, notes = (sum(each.severity is severity for each in problems) for severity in Severity)
        every = len(problems)
        assert seen == [
            f"errors · {errors} of {every}",
            f"errors and warnings · {errors + warnings} of {every}",
            f"notes · {notes} of {every}",
            "",
        ]


async def test_without_problems_it_says_what_was_looked_at() -> None:
    async with running(["sample-registries/10-provider-openai.yaml"]) as deck:
        await deck.press("p")
        assert "No problems. Looked at 1 source, 1 registry and" in deck.pane(LIST)
        await deck.press("enter", "down", "o", "y")
        assert "Nothing that is highlighted stands in a file." in deck.text


# Going there


@pytest.mark.parametrize("size", [NARROW, MEDIUM, WIDE])
@pytest.mark.parametrize(
    ("letters", "pane", "line", "header"),
    [
        ("stands:twice", Pane.SETTINGS, "engine", "duplicate-key/default"),
        ("wrong-type:stop", Pane.SETTINGS, "", "wrong-type/default"),
        ("ref-missing-registry", Pane.STACK, "①", "ref-missing-registry/default"),
        ("no:content", Pane.REGISTRIES, "★ default", "profile-null/default"),
        ("several-documents", Pane.REGISTRIES, "▸ several-docu", ""),
        ("yaml-syntax", Pane.REGISTRIES, "✕ yaml-syntax.yaml", ""),
    ],
)
async def test_enter_goes_to_what_the_problem_is_about(
    size: tuple[int, int], letters: str, pane: Pane, line: str, header: str
) -> None:
    async with running([BROKEN], size=size) as deck:
        await deck.press("p", "slash")
        await deck.write(letters.replace(":", " "))
        await deck.press("enter", "enter")
        assert deck.is_at(pane)
        assert line in deck.cursor_line(pane)
        assert header in deck.lines[0]
        assert deck.app.screen is deck.app.browse


async def test_a_field_that_is_not_in_the_result_is_said() -> None:
    async with running([BROKEN]) as deck:
        await deck.press("p", "slash")
        await deck.write("max_response_tokens")
        await deck.press("enter", "enter")
        assert "chat.max_response_tokens is not in the result" in deck.text
        assert "wrong-type/default" in deck.lines[0]


async def test_the_list_is_come_back_to_where_it_was_left() -> None:
    async with running([BROKEN]) as deck:
        await deck.press("p", "end", "up", "up")
        before = deck.state.problem
        message = deck.cursor_line(LIST)[:50]
        await deck.press("enter", "p")
        assert deck.state.problem is before
        assert deck.cursor_line(LIST).startswith(message)


async def test_enter_in_the_text_and_a_double_click_go_there_too() -> None:
    async with running([BROKEN]) as deck:
        await deck.press("p", "slash")
        await deck.write("stands twice")
        await deck.press("enter", "tab", "enter")
        assert deck.is_at(Pane.SETTINGS)
        await deck.press("p")
        await deck.click_text("the key 'engine'", LIST, times=2)
        assert deck.is_at(Pane.SETTINGS)


async def test_a_click_highlights_and_the_hints_take_clicks() -> None:
    async with running([BROKEN]) as deck:
        await deck.press("p", "home")
        await deck.click_text("chat.enigne", LIST)
        assert "chat.enigne" in deck.pane(TEXT)
        await deck.click_text("Severities")
        assert deck.state.severities is Severities.ERRORS
        await deck.click_text("Go there")
        assert deck.app.screen is deck.app.browse


async def test_enter_in_the_pane_goes_to_the_field() -> None:
    async with running([f"{BROKEN}/unknown-key.yaml"]) as deck:
        await deck.press("6", "down", "enter")
        assert deck.is_at(Pane.SETTINGS)
        assert "stream_include_usage" in deck.cursor_line(Pane.SETTINGS)


async def test_the_pane_shows_a_profile_s_own_problems_again_when_another_is_looked_at() -> None:
    async with running([BROKEN]) as deck:
        await deck.press("6", "end")
        assert "This profile" not in deck.pane(Pane.PROBLEMS)
        await deck.press("1", "slash")
        await deck.write("unknown-key/default")
        await deck.press("enter")
        assert "This profile: unknown-key/default" in deck.pane(Pane.PROBLEMS)


async def test_copying_takes_the_problem_along_and_no_field_is_touched_unseen() -> None:
    async with running([BROKEN]) as deck:
        await deck.press("p", "slash")
        await deck.write("chat.stop: expected")
        await deck.press("enter", "Y", "ctrl+r")
        assert deck.app.clipboard == ""
        assert deck.state.revealed is None
        await deck.press("y")
        assert deck.app.clipboard == (
            f"{BROKEN}/wrong-type.yaml:10:15: error wrong-type: chat.stop: expected a list of texts, found a text"
        )


# The editor


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        ("p slash a b enter o", None),
        ("6 o", ("unknown-key.yaml", 8, 9)),
        ("3 o", ("unknown-key.yaml", 9, 19)),
        ("3 5 o", ("unknown-key.yaml", 9, 19)),
        ("1 o", ("unknown-key.yaml", 5, 3)),
        ("1 up o", ("unknown-key.yaml", 3, 1)),
        ("2 o", ("unknown-key.yaml", 6, 5)),
        ("m o", ("unknown-key.yaml", 9, 19)),
        ("p down o", ("unknown-key.yaml", 11, 9)),
        ("p down tab o", ("unknown-key.yaml", 11, 9)),
    ],
)
async def test_o_opens_the_editor_at_what_is_highlighted(
    lent: list[str], keys: str, asked: tuple[str, int, int] | None
) -> None:
    services = Editing((f"{BROKEN}/unknown-key.yaml",))
    async with running(services=services) as deck:
        await deck.press(*keys.split())
        assert services.asked == ([(f"{BROKEN}/{asked[0]}", *asked[1:])] if asked else [])
        assert lent == (["lent", "back"] if asked else [])


async def test_after_the_editor_the_sources_are_read_again_and_the_place_is_kept(
    lent: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "team.yaml"
    path.write_text("slug: team\nprofiles:\n  default:\n    inference_settings:\n      chat: {engin: a, stopp: b}\n")
    services = Editing((str(path),), change=("engin:", "engine:"))
    async with running(services=services, size=WIDE) as deck:
        before = deck.state.chain
        await deck.press("p")
        assert "chat.engin is" in deck.cursor_line(LIST)
        await deck.press("o")
        await deck.until(lambda: deck.state.chain is not before)
        await deck.settled()
        assert "chat.stopp is" in deck.cursor_line(LIST)
        assert "Problems  1 warning" in deck.pane(LIST)
        assert deck.state.selected == ("team", "default")


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("must say which", "default-missing.db#default-missing is no text file: there is nothing to open."),
        ("database-empty", "database-empty.db is no text file: there is nothing to open."),
    ],
)
async def test_a_database_has_no_file_to_open(lent: list[str], letters: str, said: str) -> None:
    services = Editing((BROKEN,))
    async with running(services=services, size=WIDE) as deck:
        await deck.press("p", "slash")
        await deck.write(letters)
        await deck.press("enter", "o")
        assert said in " ".join(next(iter(deck.app._notifications)).message.split())
        assert not services.asked
        assert not lent


async def test_an_editor_that_cannot_be_started_is_told(lent: list[str]) -> None:
    services = Editing((f"{BROKEN}/unknown-key.yaml",), answer="no-such-editor cannot be started: it is not there.")
    async with running(services=services, size=WIDE) as deck:
        await deck.press("o")
        assert "no-such-editor cannot be started" in deck.text
        assert lent == ["lent", "back"]


async def test_a_terminal_that_cannot_be_lent_is_told() -> None:
    services = Editing((f"{BROKEN}/unknown-key.yaml",))
    async with running(services=services, size=WIDE) as deck:
        await deck.press("o")
        assert "This terminal cannot be lent to an editor." in deck.text
        assert not services.asked


async def test_a_hint_says_what_the_editor_key_does_where_there_is_nothing(lent: list[str]) -> None:
    async with running(services=Editing(())) as deck:
        await deck.press("o", "4", "o")
        assert "Nothing that is highlighted stands in a file." in deck.text
        assert not lent


def test_a_prefix_is_no_part_of_the_file() -> None:
    chain = open_chain([f"yaml:{BROKEN}/unknown-key.yaml"])
    assert chain.file_of(chain.problems[0].location) == f"{BROKEN}/unknown-key.yaml"
