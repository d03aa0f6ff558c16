"""The form: at rest, filtered, and every way in which a value is asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engineprofiles import Problem
from profiledeck.services import DiskServices

Picture = Callable[..., bool]
CODER = "team-agent/coder"


def test_form(picture: Picture) -> None:
    assert picture("E", at="user-overrides/assistant")


def test_filtered(picture: Picture) -> None:
    assert picture("E slash t o k e n s", at=CODER)


def test_number(picture: Picture) -> None:
    assert picture("E slash m a x underscore r e s p enter enter 6 4 k", at=CODER)


def test_unsaved(picture: Picture) -> None:
    assert picture("E down down enter 6 4 k enter down down u", at=CODER)


def test_invalid(picture: Picture) -> None:
    assert picture("E down down enter m a n y enter", at=CODER)


def test_left_in_its_row(picture: Picture) -> None:
    assert picture("E down down enter 6 4 k escape", at=CODER)


def test_choice(picture: Picture) -> None:
    assert picture("E slash r e a s o n i n g underscore e f f enter space enter", at=CODER)


def test_list(picture: Picture) -> None:
    assert picture("E slash c h a t full_stop s t o p enter enter enter E N D", at=CODER)


def test_map_that_is_none(picture: Picture) -> None:
    assert picture("E slash a l l o w underscore h t t p enter enter o l l a m a ctrl+s", at=CODER)


def test_secret(picture: Picture) -> None:
    assert picture("E slash o p e n a i minus a p i enter enter s k minus 1 2 3", at="user-overrides/mutable")


def test_secret_before_it_is_typed(picture: Picture) -> None:
    assert picture("E slash o p e n a i minus a p i enter enter", at="user-overrides/mutable")


def test_application_owned(picture: Picture) -> None:
    assert picture("E slash p r o x y enter", at="user-overrides/office")


def test_read_only(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = Problem("read-only", "20-team.yaml was opened to be read only")
    monkeypatch.setattr(DiskServices, "write_refusal", lambda services, source: closed)
    assert picture("E", at=CODER)


def test_keys_of_the_form(picture: Picture) -> None:
    assert picture("E question_mark", at=CODER)
