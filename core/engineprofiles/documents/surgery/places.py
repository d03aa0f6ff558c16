"""Where the values of a YAML text stand: after which key, colon or dash."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engineprofiles.documents.surgery.nodes import Node

_BETWEEN = re.compile(r"(?:[ \t\r\n]|(?<=[ \t\r\n])#[^\r\n]*)*")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:\s+|$)?)*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands.

    ``start`` is where its entry begins, ``slot`` is just past the colon or the dash. ``slot`` is ``None`` for the root
    of a document, and for a key of a flow map that has no colon; ``start`` is then that of the value, or of the key.
    """

    value: Node
    start: int
    slot: int | None
    in_flow: bool = False
    key: Node | None = None

    @property
    def is_root(self) -> bool:
        return self.slot is None and self.key is None


def beyond_space(text: str, index: int) -> int:
    """The next character at or after ``index`` that is neither space, line break nor comment."""
    match = _BETWEEN.match(text, index)
    return match.end() if match else index


def beyond_properties(text: str, node: Node) -> int:
    """Where ``node`` begins without its anchor and tag."""
    match = _PROPERTIES.match(text, node.start, node.end)
    return match.end() if match else node.start


def place_of_root(node: Node) -> Place:
    return Place(node, node.start, None)


def place_of(text: str, parent: Node, index: int) -> Place:
    """The place of the value of ``parent.entries[index]``."""
    entry = parent.entries[index]
    if entry.key is not None:
        colon = beyond_space(text, entry.key.end)
        slot = colon + 1 if text[colon : colon + 1] == ":" else None
        return Place(entry.value, _start_of_key(text, entry.key), slot, parent.flow, entry.key)
    if parent.flow:
        return Place(entry.value, entry.value.start, entry.value.start, True)
    dash = parent.first if not index else beyond_space(text, parent.entries[index - 1].end)
    return Place(entry.value, dash, dash + 1)


def places(text: str, parent: Node) -> list[Place]:
    """The places of all entries of ``parent``."""
    return [place_of(text, parent, index) for index in range(len(parent.entries))]


def _start_of_key(text: str, key: Node) -> int:
    """Where ``key`` begins, with the ``?`` that may stand before it."""
    line = text.rfind("\n", 0, key.start) + 1
    before = text[line : key.start].rstrip(" \t")
    return line + len(before) - 1 if before.endswith("?") else key.start
