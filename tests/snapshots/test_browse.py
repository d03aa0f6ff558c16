"""The first screen: in every size, filtered, folded, broken, empty."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from profiledeck.app import ProfiledeckApp
from profiledeck.services import DiskServices

Picture = Callable[..., bool]
BROKEN = ("yaml-syntax.yaml", "sqlite-not-a-database.db", "ref-missing-profile.yaml", "unknown-key.yaml")


def test_first_screen(picture: Picture) -> None:
    assert picture()


def test_broken_sources(picture: Picture) -> None:
    assert picture(entries=("sample-registries/30-user.yaml", *(f"sample-registries/broken/{name}" for name in BROKEN)))


def test_relations(picture: Picture) -> None:
    assert picture("x", at="team-agent/default")


def test_layer_marked(picture: Picture) -> None:
    assert picture("2 down 3")


def test_stack_with_a_broken_layer(picture: Picture) -> None:
    assert picture("2", entries=("sample-registries/broken/ref-missing-profile.yaml",))


def test_tree_filtered(picture: Picture) -> None:
    assert picture("slash d e f")


def test_tree_without_a_hit(picture: Picture) -> None:
    assert picture("slash z z z")


def test_no_source(picture: Picture) -> None:
    assert picture(entries=())


def test_only_broken_sources(picture: Picture) -> None:
    assert picture(entries=("sample-registries/broken/yaml-syntax.yaml", "nowhere.yaml"))


def test_opening(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DiskServices, "opens_at_once", lambda services: False)
    monkeypatch.setattr(ProfiledeckApp, "reload", lambda app: None)  # a reading that never comes to an end
    assert picture(opening=True)


def test_geppettos_reading(picture: Picture) -> None:
    assert picture("g 3", at="team-agent/careful", field=("field", ("chat", "stream")))


def test_what_differs_in_geppetto(picture: Picture) -> None:
    assert picture("3 f f f f f", at="user-overrides/office")
