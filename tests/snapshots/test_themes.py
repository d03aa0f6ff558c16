"""The first screen in light, in high contrast and without colour."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.app.deck import MEDIUM, NARROW

Picture = Callable[..., bool]

SIZES = pytest.mark.parametrize("size", [NARROW, MEDIUM], ids=["80x24", "120x36"])


@SIZES
@pytest.mark.parametrize("theme", ["textual-light", "high-contrast"])
def test_theme(picture: Picture, theme: str, size: tuple[int, int]) -> None:
    assert picture(size=size, theme=theme)


@SIZES
def test_no_colour(picture: Picture, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert picture(size=size)


def test_no_colour_with_a_layer_marked(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert picture("2 down", size=MEDIUM)


def test_light_matrix(picture: Picture) -> None:
    assert picture("m", at="team-agent/analyst", size=MEDIUM, theme="textual-light")
