"""All problems: the list with the whole text of one, narrowed, without a hit, and when all is well."""

from __future__ import annotations

from collections.abc import Callable

Picture = Callable[..., bool]
BROKEN = ("sample-registries/broken",)
WELL = ("sample-registries/10-provider-openai.yaml",)


def test_problems(picture: Picture) -> None:
    assert picture("p down down down", entries=BROKEN)


def test_only_errors(picture: Picture) -> None:
    assert picture("p f end up up up", entries=BROKEN)


def test_filtered(picture: Picture) -> None:
    assert picture("p slash c h a t", entries=BROKEN)


def test_filter_without_a_hit(picture: Picture) -> None:
    assert picture("p slash z z z", entries=BROKEN)


def test_no_problems(picture: Picture) -> None:
    assert picture("p", entries=WELL)


def test_gone_to_a_field_that_is_not_taken(picture: Picture) -> None:
    assert picture("p slash m a x underscore enter enter", entries=BROKEN)


def test_keys_of_the_problems(picture: Picture) -> None:
    assert picture("p question_mark", entries=BROKEN)
