"""Two texts compared line by line, secrets masked in what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from engineprofiles.stores.content import Lines

CONTEXT = 3
"""Lines that are shown around a change."""

Sign = Literal[" ", "-", "+"]


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line that stays, goes or comes, as it may be shown. The numbers count from 1."""

    sign: Sign
    text: str
    old: int | None
    new: int | None


Hunk = tuple[DiffLine, ...]
"""Changed lines that lie close together, with a few around them."""


def hunks(before: Lines, after: Lines) -> tuple[Hunk, ...]:
    """Where the two differ, exactly; what is shown of it is masked."""
    start, end = _common(before, after)
    # What is the same at both ends, most of a long file, is not worth comparing piece by piece.
    old_middle = before.exact[start : len(before.exact) - end]
    new_middle = after.exact[start : len(after.exact) - end]
    changes = [
        (old + start, old_end + start, new + start, new_end + start)
        for tag, old, old_end, new, new_end in SequenceMatcher(None, old_middle, new_middle).get_opcodes()
        if tag != "equal"
    ]
    groups: list[list[tuple[int, int, int, int]]] = []
    for change in changes:
        if groups and change[0] - groups[-1][-1][1] <= 2 * CONTEXT:
            groups[-1].append(change)
        else:
            groups.append([change])
    return tuple(tuple(_hunk(group, before, after)) for group in groups)


def _common(before: Lines, after: Lines) -> tuple[int, int]:
    """How many lines are the same at the beginning and at the end."""
    shorter = min(len(before.exact), len(after.exact))
    start = next((at for at in range(shorter) if before.exact[at] != after.exact[at]), shorter)
    rest = shorter - start
    end = next((at for at in range(rest) if before.exact[-1 - at] != after.exact[-1 - at]), rest)
    return start, end


def _hunk(group: list[tuple[int, int, int, int]], before: Lines, after: Lines) -> Iterator[DiffLine]:
    old, new = group[0][0] - CONTEXT, group[0][2] - CONTEXT
    skip = max(0, -old, -new)
    old, new = old + skip, new + skip
    for old_start, old_end, new_start, new_end in group:
        yield from _same(before, old, old_start, new)
        for at in range(old_start, old_end):
            yield DiffLine("-", before.shown[at], at + 1, None)
        for at in range(new_start, new_end):
            yield DiffLine("+", after.shown[at], None, at + 1)
        old, new = old_end, new_end
    yield from _same(before, old, min(old + CONTEXT, len(before.shown)), new)


def _same(before: Lines, old: int, end: int, new: int) -> Iterator[DiffLine]:
    for at in range(old, end):
        yield DiffLine(" ", before.shown[at], at + 1, new + at - old + 1)
