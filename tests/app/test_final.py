"""Final: the application's own settings beneath the profile, and back."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE, running
from tests.app.home import Home, Watched

from engineprofiles.hosts import DocumentHost, Hosted
from profiledeck.app import ProfiledeckApp
from profiledeck.services import DiskServices
from profiledeck.state import FieldKey, Pane, Role

TIMEOUT: FieldKey = ("field", ("client", "timeout"))
ENGINE: FieldKey = ("field", ("chat", "engine"))
STREAM: FieldKey = ("field", ("chat", "stream"))


async def test_b_puts_the_application_beneath_and_takes_it_away_again(home: Home) -> None:
    async with running(services=home.services(), size=WIDE) as deck:
        assert "overlay · documented · 3 fields" in deck.text
        assert "timeout" not in deck.pane(Pane.SETTINGS)
        alone = deck.text
        await deck.press("b")
        settings = " ".join(deck.pane(Pane.SETTINGS).split())
        assert "final · documented" in settings
        assert "stream true ⓪ built-in" in settings
        assert "⓪ base environment, built-in default" in " ".join(deck.pane(Pane.STACK).split())
        assert "⓪ final" in deck.lines[0]
        await deck.press("b")
        assert deck.text == alone


async def test_a_variable_is_named_as_where_a_value_comes_from(home: Home) -> None:
    async with running(services=home.services(), size=WIDE) as deck:
        await deck.press("b")
        deck.app.state = deck.state.having(field=TIMEOUT)
        await deck.press("3")
        assert deck.cursor_line(Pane.SETTINGS).split() == ["timeout", "30", "seconds", "⓪", "PINOCCHIO_TIMEOUT", "≠"]
        origin = [line.split() for line in deck.pane(Pane.ORIGIN).splitlines()]
        assert [*["│", "⓪"], "30", "seconds", "PINOCCHIO_TIMEOUT", "│"] in origin
        assert [*["│", "⓪"], "60", "seconds", "×", "built-in", "default", "│"] in origin


async def test_every_document_that_says_something_stands_with_its_place(home: Home) -> None:
    async with running(services=home.services(), size=WIDE) as deck:
        await deck.press("b")
        told = [" ".join(line.strip("│ ").split()) for line in deck.pane(Pane.ORIGIN).splitlines()]
        assert told[2:6] == [
            "① gpt-5-mini config-inline/assistant .pinocchio.yml:8:17",
            "① gpt-4.1 × config-inline/assistant config.yaml:11:17",
            "⓪ gpt-3.5-turbo × PINOCCHIO_AI_ENGINE",
            "⓪ gpt-4 × built-in default",
        ]
        assert "A profile wins over the application's variables" in " ".join(told)
        assert "PINOCCHIO_AI_ENGINE has no effect" in " ".join(told)


async def test_the_same_is_said_in_one_line(home: Home) -> None:
    async with running(services=home.services(), size=NARROW) as deck:
        await deck.press("b")
        assert "① gpt-5-mini  .pinocchio.yml:8:17  over gpt-4.1, gpt-3.5-turbo, gpt-4" in deck.text
        deck.app.state = deck.state.having(field=TIMEOUT)
        await deck.pilot.pause()
        assert "⓪ 30 seconds  PINOCCHIO_TIMEOUT  over 60 seconds" in deck.text


async def test_the_editor_opens_the_document_of_the_line_under_the_cursor(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ProfiledeckApp, "suspend", nullcontext)
    services = Watched((), hosted=home.hosted())
    async with running(services=services, size=WIDE) as deck:
        await deck.press("5", "down", "o")
        assert services.opened == [(str(home.user), 11)]


async def test_the_key_that_a_variable_gives_is_never_shown(home: Home) -> None:
    async with running(services=home.services(), size=WIDE) as deck:
        await deck.press("b", "3", "home")
        for key in ("down", "m", "escape", "4", "5"):
            await deck.press(key)
            assert "sk-hidden" not in deck.text
        assert "openai-api-key set" in deck.pane(Pane.MODEL)
        assert "⓪ PINOCCHIO_OPENAI_API_KEY" in deck.pane(Pane.MODEL)


async def test_the_model_pane_tells_what_it_connects_to(home: Home) -> None:
    async with running(services=home.services(), size=WIDE) as deck:
        assert "Connects to" not in deck.text
        await deck.press("b")
        told = [" ".join(line.strip("│ ").split()) for line in deck.pane(Pane.MODEL).splitlines()]
        assert "Connects to as Geppetto does it" in told
        assert "http no timeout" in told  # every merge loses it, whichever reading is shown
        assert "≠ documented: timeout 30 s" in told


async def test_problems_of_the_profile_are_those_of_what_it_comes_to() -> None:
    async with running() as deck:
        deck.app.go_to(("user-overrides", "scratch"))
        assert "api-key-missing" not in {problem.code for problem in deck.state.profile_problems}
        await deck.press("b", "6")
        assert "api-key-missing" in {problem.code for problem in deck.state.profile_problems}
        assert "no layer sets api.api_keys" in " ".join(deck.pane(Pane.PROBLEMS).split())


async def test_a_variable_that_a_profile_beats_is_among_the_problems(home: Home) -> None:
    async with running(services=home.services(), size=WIDE) as deck:
        await deck.press("b", "6")
        listed = " ".join(" ".join(line.strip("│ ") for line in deck.pane(Pane.PROBLEMS).splitlines()).split())
        assert "PINOCCHIO_AI_ENGINE sets chat.engine, but config-inline/assistant wins over it" in listed


async def test_both_readings_work_with_it(home: Home) -> None:
    async with running(services=home.services(), size=MEDIUM) as deck:
        await deck.press("b", "g")
        assert "final · geppetto" in deck.text
        assert "≠ Geppetto's reading" in deck.lines[0]
        await deck.press("b")
        assert "overlay · geppetto" in deck.text


async def test_the_matrix_has_a_column_for_the_application(home: Home) -> None:
    async with running(services=home.services(), size=MEDIUM) as deck:
        await deck.press("b", "m")
        assert "final · documented" in deck.text
        assert "⓪ base" in deck.text
        row = next(line for line in deck.lines if line.strip("│ ").startswith("temperature"))
        assert row.split()[2:] == ["0.7", "×", "0.2", "0.2", "│"]
        await deck.press("b")
        assert "⓪" not in deck.text


async def test_inherited_holds_what_the_application_gives(home: Home) -> None:
    async with running(services=home.services()) as deck:
        await deck.press("b")
        deck.app.state = deck.state.having(role=Role.INHERITED)
        await deck.pilot.pause()
        shown = deck.pane(Pane.SETTINGS)
        assert "⓪ built-in" in shown
        assert "here" not in shown
        deck.app.state = deck.state.having(role=Role.SET_HERE)
        await deck.pilot.pause()
        assert "⓪" not in deck.pane(Pane.SETTINGS)


async def test_a_value_of_the_application_is_overridden_in_the_profile(home: Home) -> None:
    async with running(services=home.services(), size=WIDE) as deck:
        await deck.press("b")
        deck.app.state = deck.state.having(field=TIMEOUT)
        await deck.press("e")
        assert "inherits 30 seconds from ⓪ PINOCCHIO_TIMEOUT" in " ".join(deck.text.split())
        await deck.press("ctrl+a", "ctrl+k")
        await deck.write("45")
        await deck.press("enter")
        assert deck.cursor_line(Pane.SETTINGS).split() == ["•timeout", "45", "seconds", "①", "here", "+1", "≠"]
        assert "PINOCCHIO_TIMEOUT has no effect" in " ".join(deck.pane(Pane.ORIGIN).split())
        await deck.press("u")
        assert "inherits 30 seconds from PINOCCHIO_TIMEOUT" in deck.told


async def test_what_the_profile_does_not_say_cannot_be_unset(home: Home) -> None:
    async with running(services=home.services()) as deck:
        await deck.press("b")
        deck.app.state = deck.state.having(field=TIMEOUT)
        await deck.press("u")
        whose = "client.timeout is the application's own, from PINOCCHIO_TIMEOUT"
        assert deck.told == f"{whose}: e overrides it in config-inline/assistant."
        assert not deck.state.is_drafting


async def test_a_field_that_only_the_application_sets_is_left_with_it(home: Home) -> None:
    async with running(services=home.services()) as deck:
        await deck.press("b")
        deck.app.state = deck.state.having(field=STREAM, layer=0)
        await deck.press("b")
        assert deck.state.field == ENGINE
        assert deck.state.layer is None


async def test_without_an_application_there_are_geppettos_defaults() -> None:
    async with running() as deck:
        await deck.press("b")
        assert deck.told == "No application is known here: beneath the profile lie Geppetto's built-in defaults."
        assert "final · documented" in deck.text
        await deck.press("3", "home")
        assert "⓪ built-in" in deck.pane(Pane.SETTINGS)


@pytest.mark.parametrize(
    ("text", "told"),
    [("chat: [1]\n", "chat"), ("chat: {engine: a\n", "base.yaml"), (None, "there is no file base.yaml")],
)
async def test_a_broken_base_is_told(home: Home, text: str | None, told: str) -> None:
    if text is not None:
        (home.work / "base.yaml").write_text(text, encoding="utf-8")
    hosted = Hosted(DocumentHost("base.yaml", ("team.yaml",)), home.around({}))
    async with running(services=DiskServices((), hosted=hosted), size=WIDE) as deck:
        assert deck.state.problems
        assert any(problem.location.source == "base.yaml" for problem in deck.state.problems)
        await deck.press("b", "6")
        assert told in deck.pane(Pane.PROBLEMS)


async def test_a_value_of_a_base_document_names_its_line(home: Home) -> None:
    (home.work / "base.yaml").write_text("client:\n  timeout: 7\n", encoding="utf-8")
    hosted = Hosted(DocumentHost("base.yaml", ("team.yaml",)), home.around({}))
    async with running(services=DiskServices((), hosted=hosted), size=WIDE) as deck:
        await deck.press("b")
        deck.app.go_to(("team", "plain"))
        deck.app.state = deck.state.having(field=TIMEOUT)
        await deck.press("3")
        assert deck.cursor_line(Pane.SETTINGS).split() == ["timeout", "7", "seconds", "⓪", "base.yaml:2", "≠"]


async def test_the_editor_opens_the_file_of_a_value_of_the_application(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home.work / "base.yaml").write_text("client:\n  timeout: 7\n", encoding="utf-8")
    monkeypatch.setattr(ProfiledeckApp, "suspend", nullcontext)
    services = Watched((), hosted=Hosted(DocumentHost("base.yaml", ("team.yaml",)), home.around({})))
    async with running(services=services, size=WIDE) as deck:
        await deck.press("b")
        deck.app.state = deck.state.having(field=TIMEOUT)
        await deck.press("3", "o")
        assert services.opened == [("base.yaml", 2)]


async def test_two_profiles_are_compared_on_what_they_run_with(home: Home) -> None:
    async with running(services=home.services(), size=WIDE) as deck:
        for number in (3, 54):
            await deck.press("d")
            await deck.write("plain")
            await deck.press("enter")
            assert f"of {number} fields differ" in deck.text
            await deck.press("escape", "b")
