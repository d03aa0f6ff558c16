"""Comparing: the question, two profiles, all their fields, what was saved, both readings, and nothing that differs."""

from __future__ import annotations

from collections.abc import Callable

Picture = Callable[..., bool]


def test_what_with(picture: Picture) -> None:
    assert picture("d", at="team-agent/careful")


def test_two_profiles(picture: Picture) -> None:
    assert picture("d c o d e r enter")


def test_all_fields(picture: Picture) -> None:
    assert picture("d t e a m minus a g e n t slash d e f enter f home", at="user-overrides/mutable")


def test_saved_version(picture: Picture) -> None:
    assert picture("e o 3 enter u d enter")


def test_both_readings(picture: Picture) -> None:
    assert picture("d r e a d i n g enter", at="team-agent/careful")


def test_nothing_differs(picture: Picture) -> None:
    assert picture("d p r o v i d e r minus l o c a l slash c h a t enter", at="provider-local/default")


def test_filtered(picture: Picture) -> None:
    assert picture("d c o d e r enter slash c o s t")


def test_copied(picture: Picture) -> None:
    assert picture("d c o d e r enter c")
