"""A value in place of another."""

from __future__ import annotations

import re
from typing import Any

from engineprofiles.documents.surgery.changes import Change, InTheWay
from engineprofiles.documents.surgery.lines import column, end_with_comments, is_inline, line_end, line_start
from engineprofiles.documents.surgery.nodes import Node
from engineprofiles.documents.surgery.places import Place, beyond_properties
from engineprofiles.documents.surgery.spelling import (
    Layout,
    Spelled,
    after_dash,
    below_key,
    block_lines,
    in_flow,
    one_line,
)

_SPACE_BEFORE_COMMA = re.compile(r"[ \t]+(?=,)")
_BLOCK_SIGN = re.compile(r"[|>][-+0-9]*")


def replaced(text: str, place: Place, value: Any, layout: Layout) -> list[Change]:
    """``value`` in place of the one at ``place``, whose anchor stays, as do comments on the line of its key."""
    if place.in_flow:
        return [_in_flow(text, place, value, layout)]
    if place.is_root:
        return [_root(text, place.value, value, layout)]
    if place.slot is None:
        raise InTheWay("the key stands here without a colon", place.start)
    node, slot = place.value, place.slot
    end = end_with_comments(text, node.end, column(text, place.start))
    if not node.is_block and end > line_end(text, node.end):  # the comments below would become lines of a block
        layout = layout._replace(blocks=False)
    spelled = _spelled(text, place, value, layout)
    below = "".join(f"{layout.line_break}{line}" for line in spelled.below)
    starts_inline = "\n" not in text[slot : node.start]
    pad = text[slot : node.start] if starts_inline and node.start < node.end else " "
    inline = _anchored(node, spelled.inline)
    head = f"{pad or ' '}{inline}" if inline else ""
    if not node.is_block and starts_inline:
        if node.style in ("|", ">"):
            sign = _BLOCK_SIGN.match(text, beyond_properties(text, node))
            sign_end = sign.end() if sign else node.end
            return [Change(slot, sign_end, head), Change(line_end(text, sign_end), node.end, below)]
        after = line_end(text, node.end)
        return [Change(slot, node.end, head), Change(after, after, below)]
    if not node.is_block and not below and node.style not in ("|", ">"):
        return [Change(node.start, node.end, inline)]
    if node.is_block and "\n" not in text[slot : node.first]:
        return [Change(slot, end, head + below)]
    head_end = end_of_properties(text, node) if starts_inline else slot
    return [Change(slot, head_end, head), Change(line_end(text, head_end), end, below)]


def end_of_properties(text: str, node: Node) -> int:
    """Just past the anchor and tag of ``node``, or its start if it has none."""
    return node.start + len(text[node.start : beyond_properties(text, node)].rstrip())


def _in_flow(text: str, place: Place, value: Any, layout: Layout) -> Change:
    node = place.value
    quote = node.style if node.kind == "scalar" and node.style else layout.quote
    written = _anchored(node, in_flow(value, quote))
    if place.slot is None and place.key is not None:
        return Change(place.key.end, place.key.end, f": {written}")
    if node.start < node.end:
        return Change(node.start, node.end, written)
    at = place.slot or node.start
    space = _SPACE_BEFORE_COMMA.match(text, at)
    return Change(at, space.end() if space else at, f" {written}")


def _root(text: str, node: Node, value: Any, layout: Layout) -> Change:
    start = node.start if is_inline(text, node.start) else line_start(text, node.start)
    lines = block_lines(value, 0, layout)
    if not lines:
        lines = [_anchored(node, one_line(value, node.style))]
    elif node.anchor:
        lines.insert(0, f"&{node.anchor}")
    if is_inline(text, node.start) or (node.start == node.end and node.start):
        lines.insert(0, "")
        start = len(text[:start].rstrip(" \t"))
    end = end_with_comments(text, node.end, 0) if node.is_block else node.end
    return Change(start, end, layout.line_break.join(lines))


def _spelled(text: str, place: Place, value: Any, layout: Layout) -> Spelled:
    node, start = place.value, column(text, place.start)
    if place.key is not None:
        return below_key(value, start, layout, node.style)
    if node.anchor:
        spelled = after_dash(value, start + 2, layout, node.style)
        is_block = isinstance(value, (dict, list)) and value
        return Spelled("", (" " * (start + 2) + spelled.inline, *spelled.below)) if is_block else spelled
    is_beside = node.start < node.end and "\n" not in text[place.start : node.start]
    return after_dash(value, column(text, node.start) if is_beside else start + 2, layout, node.style)


def _anchored(node: Node, written: str) -> str:
    anchor = f"&{node.anchor}" if node.anchor else ""
    return f"{anchor} {written}" if anchor and written else anchor or written
