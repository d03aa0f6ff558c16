"""The stack editor: at rest, adding, with an effect, refused."""

from __future__ import annotations

from collections.abc import Callable

Picture = Callable[..., bool]
REVIEWER = "team-agent/reviewer"


def test_stack(picture: Picture) -> None:
    assert picture("S", at=REVIEWER)


def test_adding(picture: Picture) -> None:
    assert picture("S a l a b down", at=REVIEWER)


def test_added(picture: Picture) -> None:
    assert picture("S a o f f i c e enter", at=REVIEWER)


def test_moved(picture: Picture) -> None:
    assert picture("S J", at=REVIEWER)


def test_taken_out(picture: Picture) -> None:
    assert picture("S x", at="team-agent/default")


def test_leads_back(picture: Picture) -> None:
    assert picture("S a r e v i e w", at="team-agent/default")


def test_no_stack(picture: Picture) -> None:
    assert picture("S", at="provider-openai/default")


def test_keys_of_the_stack_editor(picture: Picture) -> None:
    assert picture("S question_mark", at=REVIEWER)
