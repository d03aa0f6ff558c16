"""Built from and used by, as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import open_chain
from profiledeck.presenters.lines import text_of, width_of
from profiledeck.presenters.relations import relation_rows
from profiledeck.state import State

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "sample-registries"


def state_of(folder: Path, selected: str, **stacks: str) -> State:
    """A registry ``r`` whose profiles stack on the comma-separated names."""
    bodies = (
        f"  {name}:\n    stack: [{', '.join(f'{{profile_slug: {below}}}' for below in stack.split(',') if below)}]\n"
        for name, stack in stacks.items()
    )
    file = folder / "r.yaml"
    file.write_text(f"slug: r\nprofiles:\n{''.join(bodies)}")
    return State(chain=open_chain([file]), selected=("r", selected))


def sample(registry: str, profile: str) -> State:
    return State(chain=open_chain(SAMPLES), selected=(registry, profile))


def test_a_diamond_is_shown_once_and_then_named() -> None:
    rows = relation_rows(sample("team-agent", "reviewer"), 60)
    assert text_of(rows) == (
        "team-agent/reviewer  Code reviewer\n"
        "Built from  lowest layer first\n"
        "  ├ team-agent/careful  Careful\n"
        "  │ └ team-agent/default  Team default\n"
        "  │   └ provider-openai/default  GPT-4o Mini\n"
        "  └ team-agent/coder  Coder\n"
        "    └ team-agent/default  already above\n"
        "Used by\n"
        "  Nothing stacks on it."
    )


def test_users_of_users_are_found_too(tmp_path: Path) -> None:
    rows = relation_rows(state_of(tmp_path, "low", low="", mid="low", top="mid", other="low"), 40)
    assert text_of(rows).splitlines()[1:] == [
        "Built from  lowest layer first",
        "  It stacks on nothing.",
        "Used by",
        "  ├ r/mid",
        "  │ └ r/top",
        "  └ r/other",
    ]


def test_each_profile_can_be_chosen_once() -> None:
    keys = [row.key for row in relation_rows(sample("provider-openai", "default"), 60) if row.key is not None]
    assert keys[0] == ("profile", "provider-openai", "default")
    assert ("profile", "user-overrides", "assistant") in keys
    assert ("profile", "team-agent", "reviewer") in keys
    assert len(keys) == len(set(keys))


def test_what_is_missing_is_marked_and_cannot_be_chosen(tmp_path: Path) -> None:
    state = state_of(tmp_path, "a", a="gone,b", b="")
    rows = relation_rows(state, 40)
    assert text_of(rows).splitlines()[2:4] == ["  ├ r/gone  ✕ no such profile", "  └ r/b"]
    assert [row.key for row in rows[2:4]] == [None, ("profile", "r", "b")]


def test_a_registry_that_is_not_open_is_named(tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_text("slug: r\nprofiles:\n  a:\n    stack: [{registry_slug: far, profile_slug: x}]\n")
    rows = relation_rows(State(chain=open_chain([file]), selected=("r", "a")), 50)
    assert "  └ far/x  ✕ registry not opened" in text_of(rows)


def test_a_cycle_ends_where_it_leads_back(tmp_path: Path) -> None:
    rows = relation_rows(state_of(tmp_path, "a", a="b", b="c", c="a"), 50)
    assert text_of(rows).splitlines()[2:5] == ["  └ r/b", "    └ r/c", "      └ r/a  ↺ leads back"]
    assert text_of(rows).splitlines()[6:] == ["  └ r/c", "    └ r/b", "      └ r/a  ↺ leads back"]


def test_a_stack_without_end_stops(tmp_path: Path) -> None:
    stacks = {f"p{number:03}": f"p{number + 1:03}" for number in range(200)}
    rows = relation_rows(state_of(tmp_path, "p000", **stacks, p200=""), 120)
    assert text_of(rows).count("deeper than 32") == 1
    assert len(rows) < 50


def test_very_many_users_are_cut_off(tmp_path: Path) -> None:
    rows = relation_rows(state_of(tmp_path, "low", low="", **{f"u{number}": "low" for number in range(900)}), 60)
    assert len(rows) < 520
    assert text_of(rows).splitlines()[-1] == "  … and more"


def test_without_a_profile_it_says_so() -> None:
    assert text_of(relation_rows(State(), 30)) == "Opening the sources…"


@pytest.mark.parametrize("width", range(30, 121, 5))
def test_no_line_is_wider_than_the_pane(tmp_path: Path, width: int) -> None:
    name = "p" * 110
    deep = {f"{name}{number:02}": f"{name}{number + 1:02}" for number in range(40)}
    states = [
        state_of(tmp_path, f"{name}00", **deep),
        sample("provider-openai", "default"),
        sample("user-overrides", "assistant"),
    ]
    assert max(width_of(row.line) for state in states for row in relation_rows(state, width)) <= width
