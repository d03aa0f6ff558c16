"""The stack editor as text: entries, candidates, what a change does, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import Problem, ProfileRef, open_chain
from profiledeck.drafting import edited
from profiledeck.presenters.field_entry import setting
from profiledeck.presenters.lines import plain, text_of, width_of
from profiledeck.presenters.stack_editor import (
    StackEdit,
    begun,
    candidate_rows,
    effect_title,
    entry_rows,
    is_current,
    stack_effect_rows,
    why_not,
)
from profiledeck.presenters.stack_effect import above, tried
from profiledeck.state import Ref, State

BASE = """\
slug: base
profiles:
  default:
    display_name: Ground
    inference_settings: {api: {api_keys: {k: sk-base}}, chat: {engine: small, temperature: 0.1}}
  other:
    inference_settings: {api: {api_keys: {k: sk-other}}, chat: {engine: large}}
"""
TEAM = """\
slug: team
profiles:
  default:
    stack: [{registry_slug: base, profile_slug: default}, {profile_slug: gone}]
    inference_settings: {chat: {stop: [x]}}
  user:
    stack: [{profile_slug: default}]
  masking:
    stack: [{profile_slug: default}]
    inference_settings: {chat: {engine: mine}, api: {api_keys: {k: sk-mine}}}
"""
DEFAULT: Ref = ("team", "default")
OTHER: Ref = ("base", "other")


@pytest.fixture
def state(tmp_path: Path) -> State:
    (tmp_path / "10.yaml").write_text(BASE)
    (tmp_path / "20.yaml").write_text(TEAM)
    return State(chain=open_chain([tmp_path]), selected=DEFAULT)


def begin(state: State, of: Ref = DEFAULT) -> StackEdit:
    assert state.chain is not None
    return begun(state.chain, of)


def squeezed(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_entries_stand_as_in_the_lineage(state: State) -> None:
    assert squeezed(text_of(entry_rows(state, begin(state), 60))) == [
        "team/default its own settings win",
        "2 team/gone ✕ no such profile",
        "1 base/default small",
    ]
    assert [row.key for row in entry_rows(state, begin(state), 60)] == [None, ("entry", 1), ("entry", 0)]


def test_what_was_added_and_taken_out_is_told(state: State) -> None:
    edit = begin(state)
    edit = edit.having(edit.without(0))
    edit = edit.having(edit.with_candidate(OTHER))
    assert squeezed(text_of(entry_rows(state, edit, 60))) == [
        "team/default its own settings win",
        "●2 base/other added large",
        "1 team/gone ✕ no such profile",
        "– base/default taken out",
    ]


def test_a_stack_of_nothing_says_so(state: State) -> None:
    assert "It stacks on nothing." in text_of(entry_rows(state, begin(state, OTHER), 60))


def test_entries_move_as_far_as_there_are_places() -> None:
    a, b, c = (ProfileRef(None, slug) for slug in "abc")
    edit = StackEdit(DEFAULT, ((a, b, c),))
    assert edit.moved(0, 1) == (b, a, c)
    assert edit.moved(2, -1) == (a, c, b)
    assert edit.moved(2, 1) == edit.moved(0, -1) == (a, b, c)


def test_every_change_can_be_taken_back() -> None:
    a, b = (ProfileRef(None, slug) for slug in "ab")
    edit = StackEdit(DEFAULT, ((a,),))
    changed = edit.having((a, b)).having((b,))
    assert changed.is_changed
    assert [changed.back().stack, changed.back().back().stack] == [(a, b), (a,)]
    assert not edit.back().is_changed
    assert edit.having((a,)) is edit


def test_a_profile_of_the_same_registry_is_named_without_it(state: State) -> None:
    edit = begin(state, ("team", "user"))
    assert edit.with_candidate(("team", "masking"))[-1] == ProfileRef(None, "masking")
    assert edit.with_candidate(OTHER)[-1] == ProfileRef("base", "other")


def test_candidates_have_their_engine_or_the_reason_why_not(state: State) -> None:
    assert squeezed(text_of(candidate_rows(state, begin(state), 60))) == [
        "team/default itself",
        "team/masking would lead back",
        "team/user would lead back",
        "base/default in the stack",
        "base/other large",
    ]
    assert "small · shadowed by team" in text_of(candidate_rows(state, begin(state, ("team", "user")), 80))


def test_letters_find_names_and_display_names(state: State) -> None:
    rows = candidate_rows(state, StackEdit(DEFAULT, ((),), letters="GROUND base"), 60)
    assert [row.key for row in rows] == [("candidate", ("base", "default"))]
    nothing = candidate_rows(state, StackEdit(DEFAULT, ((),), letters="zz "), 60)
    assert text_of(nothing) == "No profile has “zz”."


def effect(state: State, edit: StackEdit, width: int = 80) -> list[str]:
    return squeezed(text_of(stack_effect_rows(state, edit, width)))


def test_the_effect_is_that_of_the_candidate_on_top(state: State) -> None:
    edit = StackEdit(DEFAULT, begin(state).steps, candidate=OTHER)
    assert plain(effect_title(edit)) == "Effect  with base/other on top"
    assert effect(state, edit) == [
        "2 settings of team/default change.",
        "1 of 2 profiles above it changes: team/user.",
        "api.api_keys.k •••••••• set → another one",
        "chat.engine small → large",
    ]


def test_what_is_no_longer_there_is_gone(state: State) -> None:
    edit = begin(state)
    edit = edit.having(edit.without(0))
    assert "chat.temperature 0.1 → gone" in effect(state, edit)
    edit = edit.having(edit.with_candidate(OTHER))
    assert "chat.engine small → large" in effect(state, edit)


def test_a_change_without_effect_says_so(state: State) -> None:
    edit = begin(state)
    assert effect(state, edit.having(edit.moved(0, 1))) == [
        "The effective settings stay the same.",
        "No change reaches the 2 profiles above it.",
    ]
    assert "No profile stacks on it." in effect(state, StackEdit(("team", "user"), ((),), candidate=OTHER))


def test_before_anything_is_changed_the_lineage_stands_there(state: State) -> None:
    assert plain(effect_title(begin(state))) == "Effect  nothing is changed yet"
    assert any(line.startswith("① base/default") for line in effect(state, begin(state)))


def test_the_draft_is_what_the_effect_starts_from(state: State) -> None:
    state = edited(state, setting(OTHER, ("field", ("chat", "engine")), "huge"))
    edit = StackEdit(DEFAULT, begin(state).steps, candidate=OTHER)
    assert "chat.engine small → huge" in effect(state, edit)


def test_a_stack_that_leads_back_is_refused_with_the_way(state: State) -> None:
    edit = StackEdit(DEFAULT, begin(state).steps, candidate=("team", "user"))
    assert effect(state, edit, 100)[0] == (
        "✕ Refused: the stack leads back to itself: team/default -> team/user -> team/default."
    )
    twice = StackEdit(DEFAULT, begin(state).steps, candidate=("base", "default"))
    assert effect(state, twice) == ["It is there already: a profile counts once."]


@pytest.fixture
def tower(tmp_path: Path) -> State:
    """Two towers of profiles: p1 to p30, and q1 to q5, with a roof on q5."""
    lines = ["slug: tower", "profiles:"]
    for letter, height in (("p", 30), ("q", 5)):
        for number in range(1, height + 1):
            stack = f"[{{profile_slug: {letter}{number - 1}}}]" if number > 1 else "[]"
            lines.append(f"  {letter}{number}: {{stack: {stack}}}")
    (tmp_path / "tower.yaml").write_text("\n".join(lines))
    return State(chain=open_chain([tmp_path / "tower.yaml"]), selected=("tower", "q1"))


def test_a_stack_that_would_be_too_deep_is_refused(tower: State) -> None:
    edit = begin(tower, ("tower", "q5"))
    assert why_not(tower, edit, ("tower", "p27")) == ""
    assert why_not(tower, edit, ("tower", "p30")) == ""
    high = begin(tower, ("tower", "p30"))
    assert why_not(tower, high, ("tower", "q1")) == ""
    low = begin(tower, ("tower", "q1"))
    problem = tried(tower, ("tower", "q1"), low.with_candidate(("tower", "p30"))).problem
    assert problem is not None
    assert problem.code == "depth"
    assert "which stands on it" in problem.message
    assert effect(tower, StackEdit(low.of, low.steps, candidate=("tower", "p30")))[0].startswith("✕ Refused:")
    assert tried(tower, ("tower", "q1"), low.with_candidate(("tower", "p20"))).problem is None


def test_who_stands_above(state: State) -> None:
    assert state.chain is not None
    assert above(state.chain, ("base", "default")) == {DEFAULT, ("team", "user"), ("team", "masking")}
    assert above(state.chain, ("team", "user")) == frozenset()


def test_why_nothing_can_be_changed_is_told(state: State) -> None:
    edit = StackEdit(DEFAULT, begin(state).steps, refusal=Problem("read-only", "team.yaml takes no changes"))
    assert effect(state, edit)[0].startswith("✕ team.yaml takes no changes.")


def test_an_edit_is_current_while_the_profile_says_what_it_did(state: State) -> None:
    edit = begin(state)
    assert is_current(state, edit)
    assert not is_current(state, StackEdit(DEFAULT, ((),)))
    assert not is_current(state, StackEdit(("team", "nobody"), ((),)))
    assert not is_current(State(), edit)


@pytest.mark.parametrize("width", [28, 44, 60, 120])
def test_rows_keep_to_their_width(state: State, width: int) -> None:
    edit = begin(state)
    chosen = StackEdit(DEFAULT, edit.steps, candidate=OTHER)
    for rows in (entry_rows(state, edit, width), candidate_rows(state, edit, width)):
        assert max(width_of(row.line) for row in rows) <= width
    assert max(width_of(row.line) for row in stack_effect_rows(state, chosen, width)) <= width
