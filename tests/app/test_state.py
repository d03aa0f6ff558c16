"""Steps of the state: each gives the next one and leaves the rest as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engineprofiles import Chain, Location, Problem, open_chain
from profiledeck.state import FieldKey, Pane, Ref, State

ROOT = Path(__file__).parents[2]
ENGINE: FieldKey = ("field", ("chat", "engine"))
SECRET: FieldKey = ("field", ("api", "api_keys", "openai-api-key"))


@pytest.fixture(scope="module")
def chain() -> Chain:
    return open_chain(ROOT / "sample-registries")


@pytest.fixture
def state(chain: Chain) -> State:
    return State().opening(chain)


def test_a_first_chain_selects_and_opens_its_default(state: State) -> None:
    assert state.selected == ("user-overrides", "assistant")
    assert state.opened == {"user-overrides"}
    assert state.field == ENGINE


def test_a_chain_without_a_default_selects_nothing() -> None:
    state = State().opening(open_chain([]))
    assert (state.selected, state.field, state.resolution, state.facts) == (None, None, None, None)
    assert state.profile_problems == ()


def test_a_chain_read_again_keeps_what_is_still_there(state: State, chain: Chain) -> None:
    was = replace(state.selecting(("team-agent", "analyst")), opened=frozenset({"team-agent"}), problems=())
    again = was.opening(open_chain(ROOT / "sample-registries"))
    assert (again.selected, again.opened, again.field) == (was.selected, was.opened, was.field)
    assert again.problems is None
    fewer = was.opening(open_chain(ROOT / "sample-registries" / "30-user.yaml"))
    assert fewer.selected == ("user-overrides", "assistant")
    assert "user-overrides" in fewer.opened


@pytest.mark.parametrize(
    ("field", "ref", "kept"),
    [
        (("field", ("chat", "stop")), ("team-agent", "default"), ("field", ("chat", "stop"))),
        (("field", ("chat", "stop")), ("provider-openai", "default"), ENGINE),
        (("section", "openai"), ("provider-openai", "gpt-5"), ("section", "openai")),
        (("section", "openai"), ("provider-openai", "default"), ENGINE),
        (ENGINE, ("provider-openai", "embeddings"), ("field", ("embeddings", "engine"))),
        (("extension", ("app.prompts@v1", "tone")), ("team-agent", "assistant"), None),
        (ENGINE, ("user-overrides", "scratch"), None),
    ],
)
def test_selecting_keeps_the_field_or_takes_the_model(
    state: State, field: FieldKey, ref: Ref, kept: FieldKey | None
) -> None:
    expected = field if field[0] == "extension" else kept
    assert state.having(field=field).selecting(ref).field == expected


@pytest.mark.parametrize("ref", [("nowhere", "x"), ("team-agent", "x"), None])
def test_what_is_not_there_has_no_resolution(state: State, ref: Ref | None) -> None:
    assert replace(state, selected=ref).resolution is None


def test_any_step_hides_the_secret(state: State, chain: Chain) -> None:
    shown = replace(state, field=SECRET, revealed=SECRET)
    for after in (
        shown.having(field=ENGINE),
        shown.selecting(("team-agent", "default")),
        shown.toggling("lab"),
        shown.having(layer=1),
    ):
        assert after.revealed is None


def test_without_an_engine_the_first_field_is_highlighted(tmp_path: Path) -> None:
    settings, extension = tmp_path / "settings.yaml", tmp_path / "extension.yaml"
    settings.write_text("slug: s\nprofiles: {default: {inference_settings: {openai: {reasoning_effort: low}}}}\n")
    extension.write_text("slug: e\nprofiles: {default: {extensions: {app.x@v1: {on: true}}}}\n")
    assert State().opening(open_chain(settings)).field == ("field", ("openai", "reasoning_effort"))
    assert State().opening(open_chain(extension)).field == ("extension", ("app.x@v1", "on"))


def test_toggling_twice_changes_nothing(state: State) -> None:
    assert state.toggling("lab").opened == {"user-overrides", "lab"}
    assert state.toggling("lab").toggling("lab").opened == state.opened


@pytest.mark.parametrize(
    ("pane", "detail"),
    [(Pane.ORIGIN, Pane.ORIGIN), (Pane.PROBLEMS, Pane.PROBLEMS), (Pane.STACK, Pane.MODEL), (Pane.MODEL, Pane.MODEL)],
)
def test_the_detail_in_front_is_the_last_one_gone_to(state: State, pane: Pane, detail: Pane) -> None:
    after = state.going_to(pane)
    assert (after.pane, after.detail) == (pane, detail)
    assert after.going_to(Pane.SETTINGS).detail is detail


def test_a_problem_leads_to_the_profile_it_stands_in(state: State, chain: Chain) -> None:
    for registry in chain.registries:
        for slug in registry.profiles:
            problem = Problem("unknown-key", "odd", location=registry.locate(slug, "inference_settings"))
            assert state.profile_of(problem) == (registry.slug, slug)


@pytest.mark.parametrize(
    "location", [Location(), Location("nowhere.yaml", ("profiles", "default")), Location("30-user.yaml", ("slug",))]
)
def test_other_problems_lead_nowhere(state: State, location: Location) -> None:
    assert state.profile_of(Problem("unknown-key", "odd", location=location)) is None
