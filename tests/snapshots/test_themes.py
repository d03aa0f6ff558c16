"""The first screen in light, in high contrast and without colour."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Picture = Callable[..., bool]


@pytest.mark.parametrize("theme", ["textual-light", "high-contrast"])
def test_theme(picture: Picture, theme: str) -> None:
    assert picture(theme=theme)


def test_no_colour(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert picture()


def test_no_colour_with_a_layer_marked(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert picture("2 down")


def test_light_matrix(picture: Picture) -> None:
    assert picture("m", at="team-agent/analyst", theme="textual-light")
