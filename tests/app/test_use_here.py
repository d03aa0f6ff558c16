"""Use here: the selected profile named in a config document."""

from __future__ import annotations

from tests.app.deck import MEDIUM, WIDE, Deck, running
from tests.app.home import Home

from engineprofiles.editing import impact
from profiledeck.presenters.use_here import documents_to_name_it, taken_instead, without_effect


async def _use(deck: Deck, ref: tuple[str, str]) -> None:
    deck.app.go_to(ref)
    await deck.press("U")


async def test_the_nearest_document_is_offered_first(home: Home) -> None:
    names = [text.file.name for text in documents_to_name_it(home.chain())]
    assert names[:2] == [".pinocchio.yml", ".pinocchio.override.yml"]
    assert names[-1].endswith("etc/pinocchio/config.yaml")
    async with running(services=home.services()) as deck:
        await _use(deck, ("team", "plain"))
        assert "Where is plain to be used?" in deck.text
        assert deck.cursor_line("picking").split()[0] == ".pinocchio.yml"


async def test_the_profile_is_named_reviewed_and_saved(home: Home) -> None:
    before = home.local.read_text(encoding="utf-8")
    async with running(services=home.services(), size=WIDE) as deck:
        await _use(deck, ("team", "plain"))
        await deck.press("enter")
        assert deck.told == ".pinocchio.yml names plain."
        assert "plain: from profile.active in .pinocchio.yml:3" in deck.lines[0]
        await deck.press("ctrl+s")
        await deck.until(lambda: "What it changes" in deck.text)
        assert "pinocchio takes team/plain, not config-inline/assistant" in " ".join(deck.text.split())
        await deck.press("y")
        await deck.until(lambda: not deck.state.is_drafting and not deck.app.is_saving)
    assert home.local.read_text(encoding="utf-8") == before.replace("active: assistant", "active: plain")


async def test_a_document_is_made_where_there_is_none(home: Home) -> None:
    home.local.unlink()
    async with running(services=home.services({})) as deck:
        await _use(deck, ("team", "plain"))
        assert "will be made" in deck.cursor_line("picking")
        await deck.press("enter", "ctrl+s")
        await deck.until(lambda: "What is written" in deck.text)
        await deck.press("y")
        await deck.until(lambda: not deck.state.is_drafting and not deck.app.is_saving)
    assert home.local.read_text(encoding="utf-8") == "profile:\n  active: plain\n"


async def test_undo_takes_it_back(home: Home) -> None:
    async with running(services=home.services()) as deck:
        await _use(deck, ("team", "plain"))
        await deck.press("enter", "ctrl+z")
        assert not deck.state.is_drafting
        assert "active assistant" in " ".join(deck.text.split())


async def test_what_is_named_already_is_no_edit(home: Home) -> None:
    async with running(services=home.services()) as deck:
        await _use(deck, ("config-inline", "assistant"))
        await deck.press("enter")
        assert deck.told == ".pinocchio.yml names assistant already."
        assert not deck.state.is_drafting


async def test_a_variable_that_names_another_one_is_told_before_and_after(home: Home) -> None:
    async with running(services=home.services({"PINOCCHIO_PROFILE": "reviewer"})) as deck:
        await _use(deck, ("team", "plain"))
        assert "PINOCCHIO_PROFILE names reviewer: that is asked before" in deck.text
        await deck.press("enter")
        assert deck.told == (
            ".pinocchio.yml names plain. It has no effect here: PINOCCHIO_PROFILE names reviewer, and wins over every "
            "document."
        )


async def test_a_higher_document_that_names_another_one_is_told(home: Home) -> None:
    async with running(services=home.services({}), size=MEDIUM) as deck:
        await _use(deck, ("config-inline", "reviewer"))
        await deck.press("down", "down", "enter")
        assert "~/.config/pinocchio/config.yaml names reviewer. It has no effect yet:" in deck.told
        assert "profile.active in .pinocchio.yml:3 names assistant" in deck.told


async def test_a_document_that_cannot_be_made_is_not_offered(home: Home) -> None:
    async with running(services=home.services(), size=WIDE) as deck:
        await _use(deck, ("team", "plain"))
        assert "no such folder" in " ".join(deck.text.split())
        await deck.press("end")
        assert deck.cursor_line("picking").split()[0].endswith(".config/pinocchio/config.yaml")


async def test_what_another_profile_of_the_slug_hides_cannot_be_named(home: Home) -> None:
    async with running(services=home.services()) as deck:
        await _use(deck, ("team", "assistant"))
        await deck.press("enter")
        assert "assistant alone is config-inline/assistant" in deck.told
        assert not deck.state.is_drafting


async def test_esc_names_nothing(home: Home) -> None:
    async with running(services=home.services()) as deck:
        await _use(deck, ("team", "plain"))
        await deck.press("escape")
        assert not deck.state.is_drafting


async def test_without_an_application_there_is_no_document() -> None:
    async with running() as deck:
        await deck.press("U")
        assert "No config document belongs to these sources" in deck.told


async def test_what_is_opened_to_be_read_names_nothing(home: Home) -> None:
    from profiledeck.services import DiskServices

    async with running(services=DiskServices((), read_only=True, hosted=home.hosted())) as deck:
        await deck.press("U")
        assert "read only" in deck.told
        assert "to be used?" not in deck.text


def test_which_profile_is_taken_instead(home: Home) -> None:
    before, after = home.chain({}), home.chain({"PINOCCHIO_PROFILE": "plain"})
    lost = home.chain({"PINOCCHIO_PROFILE": "nobody"})
    assert taken_instead(impact(before, after)) == "pinocchio takes team/plain, not config-inline/assistant"
    assert taken_instead(impact(before, lost)) == "pinocchio takes no profile, not config-inline/assistant"
    assert taken_instead(impact(lost, after)) == "pinocchio takes team/plain"
    assert taken_instead(impact(before, before)) == ""
    assert without_effect(before, ".pinocchio.yml") == ""


async def test_once_a_profile_that_is_there_is_named_the_application_no_longer_stops(home: Home) -> None:
    home.local.write_text("profile:\n  active: assistent\n", encoding="utf-8")
    async with running(services=home.services({})) as deck:
        assert "pinocchio stops here" in deck.lines[0]
        await _use(deck, ("team", "plain"))
        await deck.press("enter")
        await deck.until(lambda: "stops here" not in deck.lines[0])
        assert "plain: from profile.active in .pinocchio.yml:2" in deck.lines[0]
        await deck.press("ctrl+z")
        await deck.until(lambda: "pinocchio stops here" in deck.lines[0])
