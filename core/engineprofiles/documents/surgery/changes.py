"""Pieces of a text and what stands there instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Change(NamedTuple):
    """``text`` in place of what stands from ``start`` up to ``end``."""

    start: int
    end: int
    text: str = ""


class InTheWay(ValueError):
    """What keeps an edit from being made, and the index of where it stands."""

    def __init__(self, message: str, index: int) -> None:
        super().__init__(message)
        self.message = message
        self.index = index


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry of a collection that stays, with ``changes`` in it. ``index`` is where it was among the others."""

    index: int
    changes: Sequence[Change] = ()


Cell = Kept | str
"""An entry of a collection that is put together anew; one that was not there before is its text."""


def applied(text: str, changes: Iterable[Change], start: int = 0, end: int | None = None) -> str:
    """``text`` from ``start`` to ``end``, with ``changes`` made in it.

    Of those at one place, what is put in comes in the order given; pieces that are taken out may overlap. Raises
    :class:`InTheWay` for any other overlap.
    """
    parts = []
    at = start
    last = Change(start, start)
    for change in sorted(changes, key=lambda change: change[:2]):
        if change.start < at and (change.text or last.text):
            raise InTheWay("two edits want to change the same text", change.start)
        parts += [text[at : change.start], change.text]
        at = max(at, change.end)
        last = change
    parts.append(text[at:end])
    return "".join(parts)
