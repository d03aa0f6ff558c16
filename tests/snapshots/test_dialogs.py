"""What lies on the first screen: help, palette, the what-if dialog, the card, messages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Picture = Callable[..., bool]


def test_help(picture: Picture) -> None:
    assert picture("question_mark")


def test_help_of_the_matrix(picture: Picture) -> None:
    assert picture("m question_mark")


def test_what_if(picture: Picture) -> None:
    assert picture("w")


def test_what_if_refused(picture: Picture) -> None:
    assert picture("w end x enter")


def test_palette(picture: Picture) -> None:
    assert picture("ctrl+p")


def test_copied(picture: Picture) -> None:
    assert picture("Y")


@pytest.mark.parametrize("size", [(59, 15), (60, 16)], ids=["59x15", "60x16"])
def test_small(picture: Picture) -> None:
    assert picture()
