"""How a document is laid out, as seen from one place in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from engineprofiles.documents.surgery.lines import column, line_break, line_start
from engineprofiles.documents.surgery.nodes import Node
from engineprofiles.documents.surgery.spelling import Layout

_KEY_ALONE = r"^( *)(?![\s#-])[^\n]*:[ \t]*(?:[&!]\S+[ \t]*)?(?:#[^\n]*)?\r?\n"
_MAP_BELOW = re.compile(rf"{_KEY_ALONE}(\1 +)(?![\s#-])", re.MULTILINE)
_LIST_BELOW = re.compile(rf"{_KEY_ALONE}(\1 *)- ", re.MULTILINE)


def layout(text: str, around: Sequence[Node]) -> Layout:
    """The layout for what is put into the first of ``around``, which stands in the second and so on.

    What stands nearest decides: an entry of these, or else whatever comes first inside the first, or in ``text``.
    """
    usual = Layout()
    inner = around[0]
    return Layout(
        step=_distance(text, around, "map") or _seen(_MAP_BELOW, text, inner) or usual.step,
        offset=_first(_distance(text, around, "list"), _seen(_LIST_BELOW, text, inner), usual.offset),
        quote=_quote(inner),
        line_break=line_break(text),
        blocks="\n" in text[inner.end :],
    )


def _distance(text: str, around: Iterable[Node], kind: str) -> int | None:
    """How much further in than its key the nearest block of ``kind`` begins."""
    for node in around:
        for entry in reversed(node.entries):
            value = entry.value
            if entry.key and value.kind == kind and not value.flow and "\n" in text[entry.key.end : value.first]:
                return column(text, value.first) - column(text, entry.key.start)
    return None


def _seen(pattern: re.Pattern[str], text: str, inner: Node) -> int | None:
    """What ``pattern`` finds in the last of the entries of ``inner`` that has lines of its own, or else in ``text``."""
    for entry in reversed(inner.entries):
        start = line_start(text, (entry.key or entry.value).start)
        if "\n" in text[start : entry.end]:
            if match := pattern.search(text, start, entry.end):
                return len(match[2]) - len(match[1])
            break
    match = pattern.search(text, inner.start) or pattern.search(text)
    return len(match[2]) - len(match[1]) if match else None


def _first(*found: int | None) -> int:
    return next(distance for distance in found if distance is not None)


def _quote(node: Node) -> str:
    """The quotes that all keys of a map are in, or all texts of a list inside brackets."""
    styles = {(entry.key or entry.value).style for entry in node.entries if not entry.merges}
    return styles.pop() if len(styles) == 1 and (node.kind == "map" or node.flow) else ""
