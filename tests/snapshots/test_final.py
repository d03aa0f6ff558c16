"""An application around the chain: its own settings beneath the profile, its config documents, what stops it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.app.home import Home, furnished

from profiledeck.state import FieldKey

Picture = Callable[..., bool]
TIMEOUT: FieldKey = ("field", ("client", "timeout"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    home = furnished(tmp_path)
    monkeypatch.chdir(home.work)
    return home


def test_chosen_by_a_document(picture: Picture, home: Home) -> None:
    assert picture(services=home.services())


def test_chosen_by_a_variable(picture: Picture, home: Home) -> None:
    assert picture(services=home.services({"PINOCCHIO_PROFILE": "plain"}))


def test_a_document_that_is_not_there_yet(picture: Picture, home: Home) -> None:
    home.local.unlink()
    assert picture(services=home.services())


def test_settings(picture: Picture, home: Home) -> None:
    assert picture("b 3", services=home.services(), field=TIMEOUT)


def test_stack(picture: Picture, home: Home) -> None:
    assert picture("b 2", services=home.services())


def test_origin(picture: Picture, home: Home) -> None:
    assert picture("b 5", services=home.services())


def test_origin_of_a_variable(picture: Picture, home: Home) -> None:
    assert picture("b 5", services=home.services(), field=TIMEOUT)


def test_connection(picture: Picture, home: Home) -> None:
    assert picture("b 4", services=home.services())


def test_matrix(picture: Picture, home: Home) -> None:
    assert picture("b m", services=home.services())


def test_without_an_application(picture: Picture) -> None:
    assert picture("b 3")


def test_what_stops_the_application(picture: Picture, home: Home) -> None:
    home.local.write_text("profile:\n  active: assistent\n", encoding="utf-8")
    assert picture("6", services=home.services())


def test_use_here(picture: Picture, home: Home) -> None:
    assert picture("U", services=home.services({"PINOCCHIO_PROFILE": "reviewer"}), at="team/plain")


def test_used_here_and_reviewed(picture: Picture, home: Home) -> None:
    assert picture("U enter ctrl+s", services=home.services(), at="team/plain")


def test_picking(picture: Picture, home: Home) -> None:
    assert picture("down", services=home.services(), picking=True)
