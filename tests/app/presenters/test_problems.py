"""The problems as text, in their order, and found again by their rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import Location, Problem, open_chain
from engineprofiles.problems import Code
from profiledeck.presenters.lines import text_of, width_of
from profiledeck.presenters.problems import problem_at, problem_count, problem_key, problem_rows
from profiledeck.state import State

SAMPLES = Path(__file__).parents[3] / "sample-registries"

BAD = """\
slug: bad
profiles:
  default:
    stack: [{profile_slug: gone}]
    inference_settings:
      chat: {engin: x}
"""


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    """A profile with an error and a warning; another source with an error."""
    monkeypatch.chdir(tmp_path)
    Path("bad.yaml").write_text(BAD)
    Path("odd.yaml").write_text("slug: odd\nprofiles:\n  default:\n    stack: [{profile_slug: nowhere}]\n")
    chain = open_chain(["bad.yaml", "odd.yaml"])
    return State(chain=chain, selected=("bad", "default"), problems=chain.problems)


def test_the_selected_profile_s_problems_come_first_and_only_once(bad: State) -> None:
    assert text_of(problem_rows(bad, 48)) == (
        "This profile: bad/default\n"
        "✕ error  registry 'bad' has no profile 'gone'\n"
        "  bad.yaml:4:13\n"
        "  Correct profile_slug, or add the profile.\n"
        "▲ warning  chat.engin is not a setting that\n"
        "  Geppetto knows\n"
        "  bad.yaml:6:14\n"
        "  Did you mean chat.engine?\n"
        "odd.yaml\n"
        "✕ error  registry 'odd' has no profile 'nowhere'\n"
        "  odd.yaml:4:13\n"
        "  Correct profile_slug, or add the profile."
    )


def test_notes_come_after_all_others_and_are_not_counted(bad: State, note: Code) -> None:
    said = Problem(note.name, "this is how it is", "", Location("bad.yaml", ("slug",), 1, 7))
    state = bad.having(problems=(said, *(bad.problems or ())))
    assert text_of(problem_rows(state, 48)).endswith("bad.yaml\n· note  this is how it is\n  bad.yaml:1:7\n  Leave it.")
    assert problem_count(state) == problem_count(bad) == "✕2 ▲1"


def test_the_highlighted_problem_keeps_its_row(bad: State) -> None:
    assert problem_key(bad) == ("problem", 0)
    for number in range(3):
        problem = problem_at(bad, ("problem", number))
        assert problem_key(bad.having(problem=problem)) == ("problem", number)


def test_a_row_leads_to_its_problem(bad: State) -> None:
    keys = [row.key for row in problem_rows(bad, 48) if row.key is not None]
    found = [problem_at(bad, key) for key in keys]
    assert [problem.code for problem in found if problem] == [
        "ref-missing-profile",
        "unknown-key",
        "ref-missing-profile",
    ]
    assert found[2] is not None
    assert found[2].location.source == "odd.yaml"


@pytest.mark.parametrize("key", [None, ("problem", 3), ("problem", -1), ("layer", 0), "problem"])
def test_other_keys_lead_nowhere(bad: State, key: object) -> None:
    assert problem_at(bad, key) is None


def test_the_title_counts_each_severity(bad: State) -> None:
    assert problem_count(bad) == "✕2 ▲1"
    assert problem_count(State()) == ""


def test_a_stale_model_is_a_warning_of_the_profile() -> None:
    state = State(chain=open_chain(SAMPLES), selected=("user-overrides", "assistant"), problems=())
    text = text_of(problem_rows(state, 110))
    assert "▲ warning  user-overrides/assistant sets the engine gpt-5-nano, but model_info is still that of" in text
    assert "30-user.yaml:16:17" in text
    assert problem_count(state) == "▲1"


def test_it_says_what_was_looked_at_when_all_is_well(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text("slug: r\nprofiles:\n  default: {}\n")
    chain = open_chain([tmp_path / "r.yaml"])
    assert text_of(problem_rows(State(chain=chain, problems=()), 80)) == (
        "No problems. Looked at 1 source, 1 registry and 1 profile."
    )


def test_it_says_that_the_check_still_runs(bad: State) -> None:
    assert text_of(problem_rows(bad.having(problems=None, selected=None), 40)) == "Checking…"
    assert text_of(problem_rows(bad.having(problems=None), 40)).endswith("Checking the rest of the chain…")
    assert text_of(problem_rows(State(), 40)) == "Nothing is open."


def test_very_many_problems_are_cut_off_and_all_counted(bad: State) -> None:
    many = tuple(
        Problem("unknown-key", f"key {number}", "", Location("m.yaml", (), number, 1)) for number in range(1200)
    )
    state = bad.having(problems=many, selected=None)
    assert problem_count(state) == "▲1200"
    text = text_of(problem_rows(state, 60))
    assert text.endswith("… and 900 more: p lists them all.")


def test_a_place_that_is_too_long_keeps_its_line(bad: State) -> None:
    place = Location(f"{'folder/' * 20}team.yaml", (), 12, 7)
    state = bad.having(problems=(Problem("unknown-key", "x", "", place),), selected=None)
    assert f"  …{place.label[-37:]}" in text_of(problem_rows(state, 40)).splitlines()


@pytest.mark.parametrize("width", range(30, 121, 5))
def test_no_line_is_wider_than_the_pane(width: int) -> None:
    chain = open_chain(SAMPLES / "broken")
    long = Problem("unknown-key", f"{'x' * 300} {'日本' * 90}", "日本" * 90, Location("日本" * 90, (), 1, 1))
    state = State(chain=chain, problems=(*chain.problems, long))
    assert max(width_of(row.line) for row in problem_rows(state, width)) <= width
