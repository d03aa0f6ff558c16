"""The stack matrix."""

from __future__ import annotations

from collections.abc import Callable

Picture = Callable[..., bool]


def test_matrix(picture: Picture) -> None:
    assert picture("m")


def test_scrolled_to_the_base(picture: Picture) -> None:
    assert picture("m left left left down down down")


def test_rates_dropped_with_their_unit(picture: Picture) -> None:
    assert picture("m down down down", at="team-agent/analyst", field=("field", ("model_info", "cost", "input")))


def test_a_diamond(picture: Picture) -> None:
    assert picture("m", at="team-agent/reviewer")
