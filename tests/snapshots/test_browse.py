"""The first screen: in every size, filtered, folded, broken, empty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.app.deck import MEDIUM, NARROW, WIDE

from profiledeck.app import ProfiledeckApp

Picture = Callable[..., bool]

SIZES = pytest.mark.parametrize("size", [NARROW, MEDIUM, WIDE], ids=["80x24", "120x36", "160x45"])
BROKEN = ("yaml-syntax.yaml", "sqlite-not-a-database.db", "ref-missing-profile.yaml", "unknown-key.yaml")


@SIZES
def test_first_screen(picture: Picture, size: tuple[int, int]) -> None:
    assert picture(size=size)


@SIZES
def test_broken_sources(picture: Picture, size: tuple[int, int]) -> None:
    assert picture(
        entries=("sample-registries/30-user.yaml", *(f"sample-registries/broken/{name}" for name in BROKEN)), size=size
    )


@SIZES
def test_relations(picture: Picture, size: tuple[int, int]) -> None:
    assert picture("x", at="team-agent/default", size=size)


@SIZES
def test_layer_marked(picture: Picture, size: tuple[int, int]) -> None:
    assert picture("2 down" if size != NARROW else "2 down 3", size=size)


def test_stack_with_a_broken_layer(picture: Picture) -> None:
    assert picture("2", entries=("sample-registries/broken/ref-missing-profile.yaml",), size=MEDIUM)


def test_tree_filtered(picture: Picture) -> None:
    assert picture("slash d e f", size=MEDIUM)


def test_tree_without_a_hit(picture: Picture) -> None:
    assert picture("slash z z z", size=MEDIUM)


def test_no_source(picture: Picture) -> None:
    assert picture(entries=(), size=MEDIUM)


def test_only_broken_sources(picture: Picture) -> None:
    assert picture(entries=("sample-registries/broken/yaml-syntax.yaml", "nowhere.yaml"), size=MEDIUM)


@SIZES
def test_opening(picture: Picture, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ProfiledeckApp, "reload", lambda app: None)  # a reading that never comes to an end
    assert picture(size=size, opening=True)
