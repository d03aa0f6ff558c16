"""The stack matrix."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE

Picture = Callable[..., bool]

SIZES = pytest.mark.parametrize("size", [NARROW, MEDIUM, WIDE], ids=["80x24", "120x36", "160x45"])


@SIZES
def test_matrix(picture: Picture, size: tuple[int, int]) -> None:
    assert picture("m", size=size)


def test_scrolled_to_the_base(picture: Picture) -> None:
    assert picture("m left left left down down down")


def test_rates_dropped_with_their_unit(picture: Picture) -> None:
    assert picture(
        "m down down down", at="team-agent/analyst", field=("field", ("model_info", "cost", "input")), size=MEDIUM
    )


def test_a_diamond(picture: Picture) -> None:
    assert picture("m", at="team-agent/reviewer", size=MEDIUM)
