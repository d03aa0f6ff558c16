"""Items of a list that stand on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from engineprofiles.documents.surgery.changes import Cell, Change, Kept, applied
from engineprofiles.documents.surgery.lines import column, comments_above, end_with_comments, is_inline, next_line
from engineprofiles.documents.surgery.nodes import Node
from engineprofiles.documents.surgery.places import Place, places
from engineprofiles.documents.surgery.spelling import Layout, list_lines

_DASH = re.compile(r"- +(?=[^\s#])")


def fresh(text: str, node: Node, value: Any, layout: Layout) -> str:
    """``value`` as an item among those of ``node``, from its dash on."""
    dash = _DASH.match(text, node.first)
    own = column(text, node.first)
    return layout.line_break.join(list_lines([value], own, layout, dash[0] if dash else "- "))[own:]


def rebuilt(text: str, place: Place, cells: Sequence[Cell], line_break: str) -> Change:
    """The list at ``place`` with ``cells`` as its items, of which there is one or more.

    The comments directly above an item and those after it that stand further in go where it goes, or away with it.
    """
    node = place.value
    own = column(text, node.first)
    indent = " " * own
    chunks = _chunks(text, place)
    start = chunks[0][0]
    gaps = ["", *(text[end:begin] for (_, end), (begin, _) in pairwise(chunks))]
    parts: list[str] = []
    before: Cell = ""
    for position, cell in enumerate(cells):
        if isinstance(cell, Kept):
            part = applied(text, cell.changes, *chunks[cell.index])
            part = f"{indent}{part}" if not cell.index and is_inline(text, node.first) else part
            follows = isinstance(before, Kept) and before.index + 1 == cell.index
        else:
            part, follows = f"{indent}{cell}", False
        if position:
            if isinstance(cell, Kept) and (follows or gaps[cell.index].strip()):
                parts.append(gaps[cell.index])
            else:
                blank = gaps[min(position, len(gaps) - 1)].count("\n")
                parts.append(line_break * max(blank, 1))
        elif is_inline(text, node.first):
            part = part[own:]
        parts.append(part)
        before = cell
    return Change(start, chunks[-1][1], "".join(parts))


def _chunks(text: str, place: Place) -> list[tuple[int, int]]:
    """From where to where the lines of each item go."""
    node = place.value
    own = column(text, node.first)
    floor = 0 if place.slot is None else next_line(text, place.slot)
    chunks = []
    for entry, item in zip(node.entries, places(text, node), strict=True):
        start = item.start if is_inline(text, item.start) else comments_above(text, item.start, floor)
        floor = end_with_comments(text, entry.end, own)
        chunks.append((start, floor))
    return chunks
