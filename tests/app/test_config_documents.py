"""Pinocchio's config documents in the app: in the tree, in the header, as what stops it, edited and saved."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE, running
from tests.app.home import Home, Watched

from engineprofiles import Location, Problem
from profiledeck.app import ProfiledeckApp
from profiledeck.presenters.lines import Row
from profiledeck.presenters.tree import TreeRows, badges
from profiledeck.state import Pane, State


async def test_the_documents_stand_above_the_registries_with_what_they_give(home: Home) -> None:
    async with running(services=home.services(), size=NARROW) as deck:
        tree = [line.strip("│ ").split() for line in deck.pane(Pane.REGISTRIES).splitlines()[1:7]]
        assert [" ".join(words) for words in tree] == [
            "config documents",
            "● .pinocchio.yml active assistant · 2 profiles ▲",
            "~/.config/pinocchio/config.yaml active plain · 1 profile · lists 1 …",
            "▾ config-inline config documents ▲",
            "● assistant gpt-5-mini",
            "○ reviewer gpt-5-mini ▲",
        ]


async def test_a_document_that_can_be_made_is_listed_before_it_is_there(home: Home) -> None:
    home.local.unlink()
    async with running(services=home.services(), size=NARROW) as deck:
        assert ".pinocchio.yml not there" in " ".join(deck.pane(Pane.REGISTRIES).split())
        assert ".pinocchio.override.yml" not in deck.text


async def test_without_inline_profiles_their_registry_is_not_shown(home: Home) -> None:
    home.local.unlink()
    home.user.write_text("profile: {registries: [team.yaml]}\n", encoding="utf-8")
    async with running(services=home.services(), size=WIDE) as deck:
        assert "config-inline" not in deck.pane(Pane.REGISTRIES)
        assert "lists 1 source" in deck.pane(Pane.REGISTRIES)


@pytest.mark.parametrize("key", ["enter", "o"])
async def test_a_document_opens_in_the_editor(home: Home, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ProfiledeckApp, "suspend", nullcontext)
    services = Watched((), hosted=home.hosted())
    async with running(services=services) as deck:
        await deck.press("home", key)
        assert services.opened == [(str(home.local), None)]


async def test_problems_of_a_document_are_on_its_row_and_lead_there(home: Home) -> None:
    home.local.write_text("profile:\n  active: assistent\n", encoding="utf-8")
    async with running(services=home.services(), size=MEDIUM) as deck:
        row = next(line for line in deck.pane(Pane.REGISTRIES).splitlines() if ".pinocchio.yml" in line)
        assert row.split()[-2] == "✕"
        await deck.press("6", "home", "enter")
        assert deck.is_at(Pane.REGISTRIES)
        assert ".pinocchio.yml" in deck.cursor_line(Pane.REGISTRIES)


async def test_what_stops_the_application_is_over_everything_and_first_among_the_problems(home: Home) -> None:
    home.local.write_text("profile:\n  active: assistent\n", encoding="utf-8")
    async with running(services=home.services(), size=MEDIUM) as deck:
        assert "✕ pinocchio stops here" in deck.lines[0]
        assert "assistent  cannot be had: from profile.active in .pinocchio.yml:2" in deck.lines[0]
        problems = [" ".join(line.strip("│ ").split()) for line in deck.pane(Pane.PROBLEMS).splitlines()]
        assert problems[1] == "pinocchio stops here"
        assert problems[2].startswith("✕ error profile.active is 'assistent'")
        await deck.press("end")
        assert "team" in deck.cursor_line(Pane.REGISTRIES)


async def test_where_the_profile_is_there_nothing_stops(home: Home) -> None:
    async with running(services=home.services(), size=MEDIUM) as deck:
        assert "stops here" not in deck.text


async def test_what_stops_the_application_is_told_once(home: Home) -> None:
    (home.work / "team.yaml").write_text("slug: team\nprofiles: [\n", encoding="utf-8")
    async with running(services=home.services(), size=WIDE) as deck:
        await deck.press("6")
        stops = deck.state.refusals
        assert stops
        listed = deck.pane(Pane.PROBLEMS)
        assert listed.count(stops[0].message[:20]) == 1


@pytest.mark.parametrize(
    ("environment", "profile", "why"),
    [
        ({}, "", "assistant: from profile.active in .pinocchio.yml:3 · in config-inline · shadows team/assistant"),
        ({"PINOCCHIO_PROFILE": "plain"}, "", "plain: from PINOCCHIO_PROFILE · in team"),
        ({"PINOCCHIO_PROFILE": "plain"}, "reviewer", "reviewer: from --profile · in config-inline"),
    ],
)
async def test_the_header_says_who_names_the_profile(
    home: Home, environment: dict[str, str], profile: str, why: str
) -> None:
    async with running(services=home.services(environment, profile), size=WIDE) as deck:
        assert why in deck.lines[0]
        deck.app.go_to(("team", "assistant"))
        await deck.pilot.pause()
        assert "team/assistant  shadowed by config-inline/assistant" in deck.lines[0]


async def test_an_inline_profile_is_edited_reviewed_saved_and_taken_back(home: Home) -> None:
    before = home.local.read_text(encoding="utf-8")
    async with running(services=home.services(), size=WIDE) as deck:
        await deck.press("3", "e", "ctrl+a", "ctrl+k")
        await deck.write("gpt-5")
        await deck.press("enter")
        row = next(line for line in deck.pane(Pane.REGISTRIES).splitlines() if " .pinocchio.yml" in line)
        assert "•" in row
        await deck.press("ctrl+s")
        await deck.until(lambda: "What is written" in deck.text and "gpt-5-mini → gpt-5" in " ".join(deck.text.split()))
        assert ".pinocchio.yml" in deck.text
        assert "~/.config" not in deck.pane("texts")
        await deck.press("y")
        await deck.until(lambda: not deck.state.is_drafting and not deck.app.is_saving)
        assert home.local.read_text(encoding="utf-8") == before.replace("gpt-5-mini", "gpt-5")
        await deck.press("ctrl+z", "ctrl+s")
        await deck.until(lambda: "What is written" in deck.text)
        await deck.press("y")
        await deck.until(lambda: not deck.state.is_drafting and not deck.app.is_saving)
        assert home.local.read_text(encoding="utf-8") == before


async def test_what_only_the_lower_document_says_is_edited_there(home: Home) -> None:
    async with running(services=home.services(), size=WIDE) as deck:
        deck.app.state = deck.state.having(field=("field", ("chat", "temperature")))
        await deck.press("3", "e", "ctrl+a", "ctrl+k")
        await deck.write("0.9")
        await deck.press("enter", "ctrl+s")
        await deck.until(lambda: "What is written" in deck.text)
        await deck.press("y")
        await deck.until(lambda: not deck.state.is_drafting and not deck.app.is_saving)
    assert "temperature: 0.9" in home.user.read_text(encoding="utf-8")


async def test_a_document_that_someone_else_changed_is_a_conflict(home: Home) -> None:
    async with running(services=home.services(), size=WIDE) as deck:
        await deck.press("3", "e", "ctrl+a", "ctrl+k")
        await deck.write("gpt-5")
        await deck.press("enter")
        home.local.write_text(home.local.read_text(encoding="utf-8") + "# by someone else\n", encoding="utf-8")
        await deck.press("ctrl+s")
        await deck.until(lambda: "What is written" in deck.text)
        await deck.press("y")
        await deck.until(lambda: deck.state.changed_on_disk)
        assert deck.state.is_drafting
        assert "# by someone else" in home.local.read_text(encoding="utf-8")


def test_only_the_rows_in_sight_are_made(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    many = "".join(f"  p{number}: {{}}\n" for number in range(500))
    (home.work / "team.yaml").write_text(f"slug: team\nprofiles:\n{many}", encoding="utf-8")
    state = State(opened=frozenset({"team"})).opening(home.chain())
    assert state.chain is not None
    made: list[object] = []
    row = TreeRows.row

    def counted(self: TreeRows, key: tuple[str, ...]) -> Row:
        made.append(key)
        return row(self, key)

    monkeypatch.setattr(TreeRows, "row", counted)
    rows = TreeRows(state, state.chain, 60)
    assert len(rows) > 500
    _ = rows[:10]
    assert len(made) == 10


def test_a_filter_looks_for_profiles_alone(home: Home) -> None:
    state = State(tree_filter="plain").opening(home.chain())
    assert state.chain is not None
    assert [row.key for row in TreeRows(state, state.chain, 60)] == [("registry", "team"), ("profile", "team", "plain")]


def test_a_problem_of_no_document_is_on_no_document(home: Home) -> None:
    chain = home.chain()
    problem = Problem("unknown-key", "odd", location=Location("team.yaml"))
    assert all(key[0] != "document" for key in badges(chain, [problem]))
