"""Where a problem leads, and where what is highlighted is written."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

import pytest

from engineprofiles import Location, Problem, open_chain
from engineprofiles.checks import check_chain
from profiledeck.presenters.jumps import jump_to
from profiledeck.presenters.places import place_of
from profiledeck.state import FieldKey, Pane, Role, State, TreeView

LOW = """\
slug: low
profiles:
  default:
    inference_settings:
      chat: {engine: a, stop: [x, y]}
      model_info: {id: a, cost: {input: 1, output: 2}}
    extensions:
      app.prompts@v1: {text: {size: 3}}
  other: {}
"""
TOP = """\
slug: top
profiles:
  default:
    stack:
      - {registry_slug: low, profile_slug: default}
      - {profile_slug: gone}
    inference_settings:
      chat: {engine: b, max_response_tokens: many}
      model_info: {cost: {input: 5}}
"""


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    """``top`` over ``low`` over a file that is broken and a database that is none."""
    monkeypatch.chdir(tmp_path)
    Path("low.yaml").write_text(LOW)
    Path("top.yaml").write_text(TOP)
    Path("bad.yaml").write_text("slug: [bad\n")
    Path("not.db").write_text("no database")
    chain = open_chain(["not.db", "bad.yaml", "low.yaml", "top.yaml"])
    state = State(chain=chain, problems=check_chain(chain), problem_filter="kept", tree_view=TreeView.RELATIONS)
    return state.selecting(("low", "other")).having(
        role=Role.SET_HERE, settings_filter="zzz", closed_sections=frozenset({"chat", "model_info"})
    )


def at(source: str, *path: str | int) -> Problem:
    return Problem("unknown-key", "x", "", Location(source, path, 1, 1))


@pytest.mark.parametrize(
    ("source", "path", "field"),
    [
        ("low.yaml", "chat.engine", ("field", ("chat", "engine"))),
        ("low.yaml", "chat.stop.1", ("field", ("chat", "stop"))),
        ("low.yaml", "model_info.cost", ("field", ("model_info", "cost", "input"))),
        ("top.yaml", "chat.engine", ("field", ("chat", "engine"))),
    ],
)
def test_a_setting_is_gone_to_with_nothing_in_its_way(state: State, source: str, path: str, field: FieldKey) -> None:
    problem = at(source, "profiles", "default", "inference_settings", *path.split("."))
    shown, row, remark = jump_to(state, problem)
    registry = source.removesuffix(".yaml")
    assert (row, remark) == (("profile", registry, "default"), "")
    assert shown.selected == (registry, "default")
    assert shown.pane is Pane.SETTINGS
    assert shown.field == field
    assert shown.problem == problem
    assert (shown.role, shown.settings_filter) == (Role.ALL, "")
    assert field[1][0] not in shown.closed_sections
    assert registry in shown.opened


def test_an_extension_is_gone_to(state: State) -> None:
    shown, _, remark = jump_to(state, at("low.yaml", "profiles", "default", "extensions", "app.prompts@v1", "text"))
    assert shown.field == ("extension", ("app.prompts@v1", "text", "size"))
    assert remark == ""


@pytest.mark.parametrize(
    ("name", "path", "remark"),
    [
        ("not taken", ("chat", "max_response_tokens"), "chat.max_response_tokens is not in the result: what stands"),
        ("dropped", ("model_info", "cost", "output"), "model_info.cost.output is not in the result: top/default dr"),
        ("a section", ("client",), "client is not in the result: what stands there is not taken."),
    ],
)
def test_a_field_that_is_not_in_the_result_is_said(state: State, name: str, path: tuple[str, ...], remark: str) -> None:
    shown, _, said = jump_to(state, at("top.yaml", "profiles", "default", "inference_settings", *path))
    assert said.startswith(remark)
    assert shown.selected == ("top", "default")
    assert shown.pane is Pane.SETTINGS


def test_a_stack_entry_is_gone_to_as_a_layer(state: State) -> None:
    def layer(*path: str | int) -> str:
        shown, _, _ = jump_to(state, at("top.yaml", "profiles", "default", "stack", *path))
        assert shown.pane is Pane.STACK
        assert shown.resolution is not None
        return next(each.ref for each in shown.resolution.layers if each.index == shown.layer)

    assert layer(0) == "low/default"
    assert layer(0, "registry_slug") == "low/default"
    assert layer(1) == "top/gone"
    assert layer(1, "profile_slug") == "top/gone"
    assert layer(7) == "top/default"


@pytest.mark.parametrize(
    ("problem", "row", "selected"),
    [
        (at("low.yaml", "profiles", "default"), ("profile", "low", "default"), ("low", "default")),
        (at("low.yaml", "profiles", "default", "stack"), ("profile", "low", "default"), ("low", "default")),
        (at("low.yaml", "slug"), ("registry", "low"), ("low", "other")),
        (at("bad.yaml"), ("source", "bad.yaml"), ("low", "other")),
        (at("not.db"), ("source", "not.db"), ("low", "other")),
    ],
)
def test_what_is_about_no_field_leads_to_the_tree(
    state: State, problem: Problem, row: Hashable, selected: tuple[str, str]
) -> None:
    shown, found, remark = jump_to(state, problem)
    assert (found, remark) == (row, "")
    assert shown.pane is Pane.REGISTRIES
    assert shown.selected == selected
    assert shown.tree_filter == ""


def test_what_is_about_no_source_says_so_and_changes_nothing(state: State) -> None:
    shown, row, remark = jump_to(state, Problem("no-sources", "x"))
    assert shown is state
    assert row is None
    assert remark == "This is about the chain as a whole: there is nowhere to go."


# Where it is written


@pytest.mark.parametrize(
    ("key", "label"),
    [
        (("registry", "low"), "low.yaml:1:1"),
        (("profile", "low", "other"), "low.yaml:9:3"),
        (("source", "bad.yaml"), "bad.yaml:1:11"),
        (("source", "not.db"), "not.db"),
        (("layer", 1), "low.yaml:4:5"),
        (("layer", 2), "top.yaml:6:9"),
        (("field", ("chat", "engine")), "top.yaml:8:22"),
        (("field", ("chat", "stop")), "low.yaml:5:31"),
        (("field", ("model_info", "cost", "output")), "low.yaml:6:52"),
        (("extension", ("app.prompts@v1", "text", "size")), "low.yaml:8:37"),
        (("section", "chat"), "top.yaml:8:13"),
        (("section", "extensions"), "top.yaml:3:3"),
        (("mention", 0), "top.yaml:8:22"),
        (("mention", 1), "low.yaml:5:22"),
        (("mention", 2), None),
        (("field", ("chat", "nothing")), None),
        (("registry", "nowhere"), None),
        (("profile", "low", "nowhere"), None),
        (("layer", 9), None),
        (("problem", 999), None),
        (("what-if",), None),
        (None, None),
    ],
)
def test_what_is_highlighted_has_a_place(state: State, key: Hashable, label: str | None) -> None:
    shown = state.selecting(("top", "default")).having(field=("field", ("chat", "engine")))
    place = place_of(shown, key)
    assert (place.label if place else None) == label


def test_a_problem_has_its_place(state: State) -> None:
    place = place_of(state.selecting(("top", "default")), ("problem", 0))
    assert place is not None
    assert place.source == "top.yaml"
    assert place_of(State(), ("problem", 0)) is None
