"""The keys that work, as rows: what ``?`` shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from profiledeck.presenters.lines import Line, Row, Rows, Span, fitted, line, width_of
from profiledeck.presenters.wrapping import wrapped

_LABEL = 14


class Key(NamedTuple):
    """A key as it is printed on it, the group it belongs to and what it does."""

    label: str
    group: str
    help: str


def key_rows(keys: Iterable[Key], width: int) -> Rows:
    """The keys by group, in the order given."""
    by_group: dict[str, list[Key]] = {}
    for key in keys:
        by_group.setdefault(key.group, []).append(key)
    rows: list[Row] = []
    for group, members in by_group.items():
        if rows:
            rows.append(Row(()))
        rows.append(Row(line((group, "heading"))))
        for key in members:
            first, *more = wrapped(key.help, width - _LABEL - 2)
            rows.append(Row(line((f"  {fitted(key.label, _LABEL)}", "key"), first)))
            rows.extend(Row(line(" " * (_LABEL + 2), text)) for text in more)
    return rows


class Hint(NamedTuple):
    """A key of the last line: how it is printed, what it does in a word, and the action that a click on it runs."""

    label: str
    title: str
    action: str


_KEPT = 2


def hints_line(hints: Sequence[Hint], width: int) -> Line:
    """The last line of a screen, two spans a hint. Where it is too long the hints before the last two give way."""
    shown = list(hints)
    while len(shown) > _KEPT and width_of(_hints(shown)) > width:
        del shown[-_KEPT - 1]
    return _hints(shown)


def hint_at(line: Line, hints: Sequence[Hint], span: int) -> Hint:
    """The hint that the span belongs to."""
    label = line[span - span % 2].text.strip()
    return next(hint for hint in hints if hint.label == label)


def _hints(hints: Iterable[Hint]) -> Line:
    return tuple(part for hint in hints for part in (Span(f" {hint.label} ", "key"), Span(f"{hint.title} ")))
