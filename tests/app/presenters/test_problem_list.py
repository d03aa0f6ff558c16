"""The list of all problems as text: its order, what narrows it, and the whole text of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import Location, Problem, open_chain
from engineprofiles.checks import check_chain
from engineprofiles.problems import Code
from profiledeck.presenters.lines import plain, text_of, width_of
from profiledeck.presenters.problem_list import (
    ProblemListRows,
    problem_list_key,
    problem_list_rows,
    problem_list_summary,
    problem_list_title,
    problem_text_rows,
)
from profiledeck.presenters.problem_order import highlighted, successor
from profiledeck.state import Severities, State

SAMPLES = Path(__file__).parents[3] / "sample-registries"

LOW = """\
slug: low
profiles:
  default:
    inference_settings:
      chat: {engin: x, stop: word}
  gone:
    stack: [{profile_slug: nowhere}]
"""
TOP = """\
slug: top
profiles:
  default:
    inference_settings:
      chat: {temprature: 1}
"""


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, note: Code) -> State:
    """``top`` over ``low``, errors, warnings and a note in ``low``, a warning in ``top``."""
    monkeypatch.chdir(tmp_path)
    Path("low.yaml").write_text(LOW)
    Path("top.yaml").write_text(TOP)
    chain = open_chain(["low.yaml", "top.yaml"])
    said = Problem(note.name, "low is the lowest", "", Location("low.yaml", ("slug",), 1, 7))
    return State(chain=chain, selected=("top", "default"), problems=(said, *check_chain(chain)))


def listed(state: State, width: int = 76) -> list[str]:
    return text_of(problem_list_rows(state, width)).splitlines()


def test_by_source_from_the_top_errors_first_and_notes_after_all_others(state: State) -> None:
    assert listed(state) == [
        "top.yaml  1 warning",
        "▲ 5:14  chat.temprature is not a setting that Geppetto knows",
        "low.yaml  2 errors · 1 warning",
        "✕ 5:30  chat.stop: expected a list of texts, found a text",
        "✕ 7:13  registry 'low' has no profile 'nowhere'",
        "▲ 5:14  chat.engin is not a setting that Geppetto knows",
        "low.yaml  1 note",
        "·  1:7  low is the lowest",
    ]
    assert plain(problem_list_title(state)) == "Problems  2 errors · 2 warnings · 1 note"
    assert problem_list_summary(state) == ""


def test_more_room_has_the_code_and_then_the_profile(state: State) -> None:
    message = "registry 'low' has no profile 'nowhere'"
    assert f"✕ 7:13  ref-missing-profile  {message}" in listed(state, 90)
    row = next(row for row in listed(state, 130) if message in row)
    assert row.split()[1:3] == ["7:13", "ref-missing-profile"]
    assert row.endswith("low/gone")


@pytest.mark.parametrize(
    ("letters", "messages"),
    [
        ("nowhere", ["✕ 7:13"]),
        ("UNKNOWN-key", ["▲ 5:14", "▲ 5:14"]),
        ("low.yaml", ["✕ 5:30", "✕ 7:13", "▲ 5:14", "· 1:7"]),
        ("low/gone", ["✕ 7:13"]),
        ("chat stop", ["✕ 5:30"]),
        ("  ", ["▲ 5:14", "✕ 5:30", "✕ 7:13", "▲ 5:14", "· 1:7"]),
    ],
)
def test_letters_are_looked_for_in_code_message_source_and_profile(
    state: State, letters: str, messages: list[str]
) -> None:
    rows = problem_list_rows(state.having(problem_filter=letters), 76)
    assert [" ".join(plain(row.line).split()[:2]) for row in rows if row.key is not None] == messages


@pytest.mark.parametrize(
    ("severities", "marks", "summary"),
    [
        (Severities.ALL, "▲✕✕▲·", ""),
        (Severities.ERRORS, "✕✕", "errors · 2 of 5"),
        (Severities.ERRORS_AND_WARNINGS, "▲✕✕▲", "errors and warnings · 4 of 5"),
        (Severities.NOTES, "·", "notes · 1 of 5"),
    ],
)
def test_each_severity_by_itself(state: State, severities: Severities, marks: str, summary: str) -> None:
    narrowed = state.having(severities=severities)
    rows = problem_list_rows(narrowed, 76)
    assert "".join(plain(row.line)[0] for row in rows if row.key is not None) == marks
    assert problem_list_summary(narrowed) == summary


def test_the_border_says_what_narrows_the_list(state: State) -> None:
    narrowed = state.having(severities=Severities.ERRORS, problem_filter="chat")
    assert problem_list_summary(narrowed) == "errors · filter: chat · 1 of 5"


def test_columns_stay_where_they_are_when_filtered(state: State) -> None:
    before = next(row for row in listed(state, 120) if "nowhere" in row)
    assert before in listed(state.having(problem_filter="nowhere"), 120)


def test_an_empty_list_says_why(state: State) -> None:
    assert listed(State()) == ["Nothing is open."]
    assert listed(state.having(problems=None)) == ["Checking…"]
    assert listed(state.having(problems=())) == ["No problems. Looked at 2 sources, 2 registries and 3 profiles."]
    assert listed(state.having(problem_filter="zzz")) == ["Nothing matches “zzz”: Esc takes the filter back."]
    notes = state.having(problem_filter="zzz", severities=Severities.NOTES)
    assert listed(notes) == ["Nothing matches “zzz” among the notes: Esc takes the filter back."]
    only_warnings = state.having(problems=state.problems[-1:] if state.problems else ())
    assert listed(only_warnings.having(severities=Severities.NOTES)) == ["No problem is a note: f shows the others."]
    assert text_of(problem_text_rows(state.having(problems=()), 60)) == "No problem is highlighted."
    assert plain(problem_list_title(state.having(problems=()))) == "Problems"


def test_the_text_of_a_problem_is_whole(state: State) -> None:
    wanted = next(problem for problem in state.problems or () if problem.code == "ref-missing-profile")
    assert text_of(problem_text_rows(state.having(problem=wanted), 60)).splitlines()[:8] == [
        "✕ error  ref-missing-profile",
        "registry 'low' has no profile 'nowhere'",
        "Where    low.yaml:7:13",
        "Path     profiles.gone.stack[0]",
        "Profile  low/gone",
        "Means    A stack names a profile that its registry does not",
        "         have.",
        "Mend     Correct profile_slug, or add the profile.",
    ]


def test_examples_are_shown_as_they_are_written(state: State) -> None:
    said = next(problem for problem in state.problems or () if problem.code == "a-note")
    text = text_of(problem_text_rows(state.having(problem=said), 60))
    assert text.splitlines()[-3:] == ["Wrong    chat:", "           engine: a", "Right    chat: {}"]
    assert "Registry low" in text


def test_the_selected_profile_s_first_problem_is_highlighted_until_another_is(state: State) -> None:
    def message(state: State) -> str:
        found = highlighted(state)
        return found.problem.message if found else ""

    assert message(state) == "chat.temprature is not a setting that Geppetto knows"
    assert message(state.selecting(("low", "default"))) == "chat.stop: expected a list of texts, found a text"
    other = (state.problems or ())[0]
    assert problem_list_key(state.having(problem=other)) == ("problem", other)
    assert message(state.having(problem=other, severities=Severities.ERRORS)).startswith("chat.stop")


def test_after_another_reading_the_nearest_problem_is_highlighted(state: State) -> None:
    low = Location("low.yaml")
    before = Problem("unknown-key", "x", "", Location("low.yaml", ("a",), 9, 1))
    moved = Problem("unknown-key", "x", "", Location("low.yaml", ("a",), 40, 1))
    beside = Problem("cycle", "y", "", Location("low.yaml", ("b",), 10, 1))
    far = Problem("cycle", "y", "", Location("low.yaml", ("c",), 90, 1))
    elsewhere = Problem("unknown-key", "x", "", Location("top.yaml", ("a",), 9, 1))
    for found, wanted in (
        ((before, beside), before),
        ((elsewhere, beside, moved), moved),
        ((elsewhere, far, beside), beside),
        ((elsewhere,), None),
    ):
        assert successor(state.having(problem=before, problems=found)) == wanted
    assert successor(state.having(problem=None, problems=(Problem("cycle", "", "", low),))) is None


def test_only_the_lines_that_are_looked_at_are_made(state: State) -> None:
    many = tuple(
        Problem("unknown-key", f"key {number}", "", Location("low.yaml", (), number, 1)) for number in range(20_000)
    )
    rows = problem_list_rows(state.having(problems=many), 76)
    assert isinstance(rows, ProblemListRows)
    assert len(rows) == 20_001
    assert rows.index_of(("problem", many[19_999])) == 20_000
    assert plain(rows[20_000].line).rstrip() == "▲ 19999:1  key 19999"
    assert len(rows._made) == 1


@pytest.mark.parametrize("width", range(30, 161, 10))
def test_no_line_is_wider_than_the_pane(width: int) -> None:
    chain = open_chain(SAMPLES / "broken")
    place = Location("日本" * 90, ("profiles", "日本" * 90), 123_456, 789)
    long = Problem("unknown-key", f"{'x' * 300} {'日本' * 90}", "日本" * 90, place)
    state = State(chain=chain, problems=(*chain.problems, long))
    assert max(width_of(row.line) for row in problem_list_rows(state, width)) <= width
    assert max(width_of(row.line) for row in problem_text_rows(state.having(problem=long), width)) <= width
