"""The keys that work, as rows: what ``?`` shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from profiledeck.presenters.lines import Row, Rows, fitted, line
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
