"""Keys of a map whose entries stand on lines of their own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from engineprofiles.documents.surgery.changes import Change
from engineprofiles.documents.surgery.lines import (
    beyond_blank_lines,
    blank_lines_before,
    column,
    comments_above,
    end_with_comments,
    is_inline,
    line_end,
    line_start,
    next_line,
)
from engineprofiles.documents.surgery.nodes import Node
from engineprofiles.documents.surgery.places import Place, place_of
from engineprofiles.documents.surgery.replacing import end_of_properties
from engineprofiles.documents.surgery.spelling import Layout, map_lines


def added(text: str, node: Node, after: int, entries: dict[Any, Any], layout: Layout) -> Change:
    """``entries`` after the entry of ``node`` at the index ``after``, as far apart as its last two are."""
    own = column(text, node.first)
    at = end_with_comments(text, node.entries[after].end, own)
    breaks = layout.line_break * (1 + _gap(text, node))
    written = (layout.line_break.join(map_lines({key: value}, own, layout)) for key, value in entries.items())
    return Change(at, at, "".join(f"{breaks}{lines}" for lines in written))


def without(text: str, node: Node, gone: Collection[int], *, is_root: bool) -> list[Change]:
    """``node`` without the entries of the indexes ``gone``, of which others are left.

    The comments directly above an entry go with it, and those after it that stand further in; so do the blank lines
    above it, or below it when it is the first. What stands above the first key of a document is no comment on it.
    """
    own = column(text, node.first)
    starts_inline = is_inline(text, node.first)
    changes = []
    for index in sorted(gone):
        start = place_of(text, node, index).start
        end = end_with_comments(text, node.entries[index].end, own)
        is_first = all(before in gone for before in range(index))
        if index or not (is_root or starts_inline):
            start = comments_above(text, start, node.entries[index - 1].end if index else 0)
        elif not starts_inline:
            start = line_start(text, start)
        if is_first:
            end = beyond_blank_lines(text, next_line(text, end))
        if is_first and starts_inline:
            start, end = _beyond_indent(text, start), _beyond_indent(text, end)
        changes.append(Change(start if is_first else end_above(text, start), end))
    return changes


def emptied(text: str, place: Place) -> list[Change]:
    """The block collection at ``place`` without its only entry: empty brackets, and the comments that stay."""
    node = place.value
    brackets = "{}" if node.kind == "map" else "[]"
    end = end_with_comments(text, node.end, column(text, node.first))
    if place.slot is None or is_inline(text, node.first):
        return [Change(node.first, end, brackets)]
    head_end = end_of_properties(text, node) if "\n" not in text[place.slot : node.start] else place.slot
    start = comments_above(text, node.first, next_line(text, head_end))
    return [Change(head_end, head_end, f" {brackets}"), Change(end_above(text, start), end)]


def end_above(text: str, start: int) -> int:
    """The end of the last line above the one that begins at ``start`` that is not blank."""
    line = start
    for _ in range(blank_lines_before(text, start) + 1):
        line = line_start(text, line - 1)
    return line_end(text, line)


def _gap(text: str, node: Node) -> int:
    """How many blank lines stand before the last entry of ``node``."""
    last = len(node.entries) - 1
    if not last:
        return 0
    start = place_of(text, node, last).start
    return blank_lines_before(text, comments_above(text, start, node.entries[last - 1].end))


def _beyond_indent(text: str, index: int) -> int:
    while text[index : index + 1] == " ":
        index += 1
    return index
