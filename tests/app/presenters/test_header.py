"""The line at the top, the tabs and the titles, as text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engineprofiles import Chain, Problem, open_chain
from engineprofiles.problems import Code
from profiledeck.presenters.header import detail_titles, header_line, matrix_title, selected_why, tabs_line, totals
from profiledeck.presenters.lines import plain, width_of
from profiledeck.state import Layout, Pane, Ref, State

SAMPLES = Path(__file__).parents[3] / "sample-registries"


@pytest.fixture(scope="module")
def chain() -> Chain:
    return open_chain(SAMPLES)


@pytest.mark.parametrize(
    ("selected", "why"),
    [
        (("user-overrides", "assistant"), "the chain's default · wins over lab/assistant, team-agent/assistant"),
        (("lab", "assistant"), "shadowed by user-overrides/assistant"),
        (("user-overrides", "office"), ""),
        (None, ""),
    ],
)
def test_why_a_profile_is_found(chain: Chain, selected: Ref | None, why: str) -> None:
    assert selected_why(State(chain=chain, selected=selected)) == why


def test_the_totals(chain: Chain) -> None:
    assert totals(State()) == "opening…"
    assert totals(State(chain=chain)) == "7 sources · 26 profiles · checking…"
    assert totals(State(chain=chain, problems=())) == "7 sources · 26 profiles"
    broken = open_chain(SAMPLES / "broken" / "ref-missing-profile.yaml")
    assert totals(State(chain=broken, problems=broken.problems)) == "1 source · 2 profiles · 1 error"


def test_notes_are_not_counted(chain: Chain, note: Code) -> None:
    said, wrong = Problem(note.name, "x"), Problem("unknown-key", "x")
    assert totals(State(chain=chain, problems=(said,))) == "7 sources · 26 profiles"
    assert totals(State(chain=chain, problems=(said, wrong))) == "7 sources · 26 profiles · 1 warning"


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 240])
def test_the_header_fits_and_names_the_profile(chain: Chain, width: int) -> None:
    state = State(chain=chain, selected=("user-overrides", "assistant"), problems=())
    line = header_line(state, width)
    assert width_of(line) <= width
    assert "user-overrides/assistant" in plain(line)
    assert plain(line).endswith("7 sources · 26 profiles ") is (width >= 160)


def test_without_a_profile_the_header_says_so() -> None:
    assert "no profile" in plain(header_line(State(), 80))
    assert "opening…" in plain(header_line(State(), 80))


@pytest.mark.parametrize("pane", list(Pane))
def test_the_tabs_number_the_panes_and_bracket_the_one_in_front(pane: Pane) -> None:
    text = plain(tabs_line(State(pane=pane), "✕1 ▲2", 80))
    assert text.replace("[", " ").replace("]", " ").split() == (
        ["1", "Registries", "2", "Stack", "3", "Settings", "4", "Model", "5", "Origin", "6", "Problems", "✕1", "▲2"]
    )
    assert text.partition("[")[2].lower().startswith(pane)
    assert len(text) <= 80


@pytest.mark.parametrize("pane", list(Pane))
def test_in_little_room_only_the_tab_in_front_is_named_in_full(pane: Pane) -> None:
    tabs = tabs_line(State(pane=pane), "✕10 ▲20", 60)
    assert width_of(tabs) <= 60
    assert f"[{pane.title()}" in plain(tabs)
    assert len(tabs) == 2 * len(Pane)


@pytest.mark.parametrize(
    ("layout", "pane", "title"),
    [
        (Layout.NARROW, Pane.MODEL, "Model"),
        (Layout.NARROW, Pane.PROBLEMS, "Problems ▲2"),
        (Layout.MEDIUM, Pane.ORIGIN, "Model │ Origin │ Problems ▲2"),
        (Layout.WIDE, Pane.PROBLEMS, "Model │ Problems ▲2"),
        (Layout.WIDE, Pane.ORIGIN, "Origin"),
    ],
)
def test_panes_that_share_a_place_share_a_title(layout: Layout, pane: Pane, title: str) -> None:
    line = detail_titles(State(layout=layout), pane, "▲2")
    assert plain(line) == title
    assert [span.text.split()[0].lower() for span in line if span.tones == "strong"] == [pane]


def test_the_title_of_the_matrix_names_the_profile(chain: Chain) -> None:
    state = State(chain=chain, selected=("team-agent", "analyst"))
    assert plain(matrix_title(state)) == "Stack matrix  team-agent/analyst  overlay · documented"
    assert plain(matrix_title(replace(state, selected=None))) == "Stack matrix"
