"""Entries of lists and maps in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from engineprofiles.documents.surgery.changes import Cell, Change, InTheWay, Kept, applied
from engineprofiles.documents.surgery.nodes import Node
from engineprofiles.documents.surgery.places import places

_SEPARATOR = re.compile(r"(?:(\s*),)?([ \t]*#[^\r\n]*)?(.*)", re.DOTALL)
_LAST_BREAK = re.compile(r"\r?\n[ \t]*\Z")


class _Written(NamedTuple):
    """An entry: what leads to it from the comma before, itself, what stands before its own comma, and the comment on
    its line."""

    lead: str
    start: int
    end: int
    before_comma: str = ""
    comment: str = ""


def rebuilt(text: str, node: Node, cells: Sequence[Cell], line_break: str) -> Change:
    """The collection ``node`` with ``cells`` as its entries."""
    brackets = text[node.first], text[node.end - 1]
    if brackets not in (("{", "}"), ("[", "]")):
        raise InTheWay("a map without braces stands in a list here", node.first)
    if not cells:
        return Change(node.first, node.end, "".join(brackets))
    written, has_last_comma, tail = _taken_apart(text, node)
    between = _between(written)
    parts = [brackets[0]]
    for position, cell in enumerate(cells):
        is_last = position == len(cells) - 1
        comma = "," if not is_last or has_last_comma else ""
        first_lead = written[0].lead if written else ""
        if not isinstance(cell, Kept):
            parts += [between if position else _blank(first_lead), cell, comma]
            continue
        entry = written[cell.index]
        lead = entry.lead
        if "#" not in lead and bool(position) is not bool(cell.index):
            lead = between if position else _blank(first_lead)
        part = applied(text, cell.changes, entry.start, entry.end)
        before_comma = entry.before_comma or (" " if part.endswith(":") else "")  # `a:,` would be a text
        parts += [lead, part, before_comma if comma else "", comma, entry.comment]
        if entry.comment and is_last and "\n" not in tail:
            parts.append(line_break)
    parts += [tail, brackets[1]]
    return Change(node.first, node.end, "".join(parts))


def _taken_apart(text: str, node: Node) -> tuple[list[_Written], bool, str]:
    """The entries of ``node``, whether a comma follows the last, and what stands before the closing bracket."""
    entries = zip(node.entries, places(text, node), strict=True)
    spans = [(place.start, max(entry.end, place.slot or 0)) for entry, place in entries]
    stops = [start for start, _ in spans[1:]] + [node.end - 1]
    lead = text[node.first + 1 : spans[0][0] if spans else node.end - 1]
    written = []
    comma: str | None = None
    for (start, end), stop in zip(spans, stops, strict=True):
        match = _SEPARATOR.fullmatch(text, end, stop)
        comma, comment, rest = match.groups() if match else ("", "", "")
        written.append(_Written(lead, start, end, comma or "", comment or ""))
        lead = rest
    return written, comma is not None, lead if written else ""


def _between(written: Sequence[_Written]) -> str:
    """What stands between a comma and the next entry."""
    if len(written) > 1:
        return _blank(written[-1].lead)
    return _blank(written[0].lead) if written and "\n" in written[0].lead else " "


def _blank(lead: str) -> str:
    """``lead`` without its comments."""
    if "#" not in lead:
        return lead
    match = _LAST_BREAK.search(lead)
    return match[0] if match else " "
