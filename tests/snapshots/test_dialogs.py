"""What lies on the first screen: help, palette, the what-if dialog, the card, messages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE

Picture = Callable[..., bool]

SIZES = pytest.mark.parametrize("size", [NARROW, MEDIUM, WIDE], ids=["80x24", "120x36", "160x45"])


@SIZES
def test_help(picture: Picture, size: tuple[int, int]) -> None:
    assert picture("question_mark", size=size)


def test_help_of_the_matrix(picture: Picture) -> None:
    assert picture("m question_mark", size=MEDIUM)


@pytest.mark.parametrize("size", [NARROW, MEDIUM], ids=["80x24", "120x36"])
def test_what_if(picture: Picture, size: tuple[int, int]) -> None:
    assert picture("w", size=size)


def test_what_if_refused(picture: Picture) -> None:
    assert picture("w end x enter", size=MEDIUM)


def test_palette(picture: Picture) -> None:
    assert picture("ctrl+p", size=MEDIUM)


def test_copied(picture: Picture) -> None:
    assert picture("Y", size=MEDIUM)


def test_too_small(picture: Picture) -> None:
    assert picture(size=(59, 15))


def test_as_small_as_it_gets(picture: Picture) -> None:
    assert picture(size=(60, 16))
