"""The rows of the review: exact lines, effects field by field, and how many of what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.app.files import DEFAULT, FILES, SET_ENGINE, write_files

from engineprofiles import Chain, Location, Problem, Semantics, open_chain
from engineprofiles.editing import Operation, TextChange
from engineprofiles.editing.impact import Impact
from engineprofiles.editing.profiles import Create, Delete
from engineprofiles.editing.settings import Set, Unset
from engineprofiles.editing.text_diff import DiffLine
from engineprofiles.stores.saving import Saved
from profiledeck.presenters.lines import plain, text_of
from profiledeck.presenters.review import review_header
from profiledeck.presenters.review_effects import EffectRows, effect_counts
from profiledeck.presenters.review_problems import problem_changes, review_problem_rows
from profiledeck.presenters.review_texts import TextRows
from profiledeck.presenters.saving import refused_text, saved_text
from profiledeck.reviewing import Findings, Review, checked, reviewed
from profiledeck.state import State

LONG = "the same words again and again until at last they are "


@pytest.fixture
def chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chain:
    write_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    return open_chain(FILES)


def review_of(chain: Chain, *operations: Operation) -> Review:
    return checked(reviewed(chain.edit().doing(*operations), Semantics.DOCUMENTED))


def effects(chain: Chain, *operations: Operation, width: int = 60) -> list[str]:
    rows = EffectRows(review_of(chain, *operations).impact, width)
    assert all(cell_len(plain(row.line)) <= width for row in rows)
    return text_of(rows).splitlines()


# Texts


def change(*lines: tuple[str, str, int]) -> TextChange:
    found = tuple(
        DiffLine(sign, text, None if sign == "+" else number, None if sign == "-" else number)  # type: ignore[arg-type]
        for sign, text, number in lines
    )
    return TextChange("a.yaml", (found,))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([("-", "a: 1", 1), ("+", "a: 2", 1)], "1 line changes"),
        ([("-", "a: 1", 1), ("-", "b: 1", 2), ("+", "a: 2", 1), ("+", "b: 2", 2)], "2 lines change"),
        ([("+", "a: 2", 1)], "+1 line"),
        ([("-", "a: 2", 1), ("-", "b: 2", 2), ("+", "c: 1", 1)], "-2 +1 lines"),
    ],
)
def test_a_file_says_how_many_lines_go_and_come(lines: list[tuple[str, str, int]], said: str) -> None:
    assert plain(TextRows([change(*lines)], 40)[0].line) == f"a.yaml  {said}"


def test_every_line_has_its_number_and_its_sign() -> None:
    rows = TextRows([change((" ", "a:", 9), ("-", "  b: 1", 10), ("+", "  b: 2", 10), (" ", "c:", 11))], 40)
    assert text_of(rows[1:]).splitlines() == [" 9   a:", "10 -   b: 1", "10 +   b: 2", "11   c:"]
    assert rows.stops == [2]


def test_a_line_that_is_too_long_is_shown_whole() -> None:
    text = "key: " + "x" * 40 + " end"
    rows = TextRows([change(("+", text, 1))], 24)
    assert all(cell_len(plain(row.line)) <= 24 for row in rows)
    assert "".join(plain(row.line)[4:] for row in rows[1:]) == text
    assert [plain(row.line)[2] for row in rows[1:]] == ["+", " ", " "]


def test_what_would_steer_the_terminal_is_made_visible() -> None:
    assert "\x1b" not in text_of(TextRows([change(("+", "a: \x1b[2J", 1))], 40))


def test_between_places_of_a_file_something_is_left_out() -> None:
    one, two = change(("+", "a: 1", 1)).hunks[0], change(("+", "b: 1", 90)).hunks[0]
    rows = TextRows([TextChange("a.yaml", (one, two)), TextChange("b.yaml", (one,))], 40)
    assert [text.strip() for text in text_of(rows).splitlines()] == [
        "a.yaml  +2 lines", "1 + a: 1", "⋮", "90 + b: 1", "", "b.yaml  +1 line", "1 + a: 1",
    ]  # fmt: skip
    assert rows.stops == [1, 3, 6]


# Effects


def test_counts_say_only_what_there_is(chain: Chain) -> None:
    assert effect_counts(review_of(chain, SET_ENGINE).impact) == "3 change · 1 masked · 1 untouched"
    both = (Create(("team", "new")), Delete(("base", "spare")))
    assert effect_counts(review_of(chain, *both).impact) == "1 new · 1 removed · 4 untouched"
    nothing = Impact(chain, chain, (), (), (), (), 5)
    assert effect_counts(nothing) == "no setting changes · 5 untouched"


def test_a_field_tells_before_after_and_which_layer(chain: Chain) -> None:
    assert effects(chain, SET_ENGINE) == [
        "3 change · 1 masked · 1 untouched",
        "team/default",
        "  chat.engine  gpt-4o → gpt-5  ① base/default",
        "team/writer",
        "  chat.engine  gpt-4o → gpt-5  ① base/default",
        "base/default",
        "  chat.engine  gpt-4o → gpt-5  ① here",
        "",
        "Masked: a layer above the edit sets the value",
        "team/coder  chat.engine masked by ③ itself",
    ]


def test_what_goes_and_what_comes_stands_first(chain: Chain) -> None:
    found = effects(chain, SET_ENGINE, Create(("team", "new")), Delete(("base", "spare")))
    assert found[1:3] == ["- base/spare  removed", "+ team/new  new"]


def test_a_value_that_comes_or_goes_says_so(chain: Chain) -> None:
    assert "  chat.temperature  0.5 → not set  ① here" in effects(chain, Unset(DEFAULT, ("chat", "temperature")))
    assert "  chat.top_p  not set → 0.5  ① here" in effects(chain, Set(DEFAULT, ("chat", "top_p"), 0.5))


def test_long_values_show_where_they_differ(chain: Chain) -> None:
    before = chain.edit().set_extension(DEFAULT, ("app.x@v1", "text"), f"{LONG}long").chain
    change = Set(DEFAULT, ("app.x@v1", "text"), f"{LONG}short", "extensions")
    found = effects(before, change, width=50)
    assert "  extensions app.x@v1.text  ① here" in found
    assert "    before …hey are long" in found
    assert "    after  …hey are short" in found
    more = Set(DEFAULT, ("app.x@v1", "text"), f"{LONG}longer still", "extensions")
    assert "    after  …are longer still" in effects(before, more, width=50)


def test_several_masked_fields_stand_below_their_profile(chain: Chain) -> None:
    mine = chain.edit().set(("team", "coder"), ("chat", "temperature"), 0.3).chain
    found = effects(mine, SET_ENGINE, Set(DEFAULT, ("chat", "temperature"), 0.1))
    assert found[-3:] == [
        "team/coder",
        "  chat.engine       masked by ③ itself",
        "  chat.temperature  masked by ③ itself",
    ]


# Problems and the frame


def test_problems_are_told_the_worst_first_and_not_without_end(chain: Chain) -> None:
    review = review_of(chain, SET_ENGINE)
    assert text_of(review_problem_rows(review, 60)) == "Can be saved: no problem appears"
    assert problem_changes(review) == ""
    warnings = tuple(Problem("model-info-stale", f"number {n}", location=Location("a.yaml")) for n in range(120))
    error = Problem("cycle", "round and round")
    worse = replace(review, findings=Findings((error,), (*warnings, error), warnings[:1]))
    lines = text_of(review_problem_rows(worse, 60)).splitlines()
    assert lines[0] == "✕ Cannot be saved: 1 error · 120 warnings appear"
    assert "round and round" in lines[1]
    assert "… and 21 more" in lines
    assert lines[-2:] == ["Mended: 1 problem", "✓ number 0"]
    assert problem_changes(worse) == "✕1 ▲120 ✓1"


@pytest.mark.parametrize("width", [30, 60, 80, 120])
def test_the_verdict_is_never_cut_from_the_header(chain: Chain, width: int) -> None:
    review = review_of(chain, SET_ENGINE)
    state = State().opening(chain).drafting(review.draft)
    shown = plain(review_header(state, review, width, saving=False))
    assert "Can be saved" in shown
    assert cell_len(shown) <= width
    changed = plain(review_header(replace(state, changed_on_disk=True), review, max(width, 40), saving=True))
    assert "▲ changed on disk" in changed


def test_the_header_says_what_goes_on(chain: Chain) -> None:
    review = review_of(chain, SET_ENGINE)
    state = State().opening(chain).drafting(review.draft)
    assert "checking…" in plain(review_header(state, replace(review, findings=None), 80, saving=False))
    assert text_of(review_problem_rows(replace(review, findings=None), 60)).strip() == "Checking the chain…"
    assert "working…" in plain(review_header(state, None, 80, saving=False))
    assert "saving…" in plain(review_header(state, review, 80, saving=True))
    assert "nothing is edited" in plain(review_header(State().opening(chain), None, 80, saving=False))


def test_what_was_written_is_named_with_its_copy() -> None:
    saved = [Saved("a.yaml", "a.yaml.bak"), *(Saved(f"{n}.yaml", None) for n in range(4))]
    assert saved_text(saved).splitlines() == [
        "a.yaml", "  before: a.yaml.bak", "0.yaml", "1.yaml", "and 2 more", "Ctrl+Z takes it back.",
    ]  # fmt: skip
    refused = refused_text(Problem("write-failed", "no space", "Make room.", Location("a.yaml")))
    assert refused == "a.yaml: no space. Make room.\nThe draft is kept."
    assert refused_text(Problem("write-failed", "no space", "Make room.")).startswith("no space. Make room.")
