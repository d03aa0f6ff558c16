"""Finds what a path leads to, by the events of the text and no further than is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import yaml

from engineprofiles.documents.events import Event, begins, document_events, ends, is_merge_key
from engineprofiles.documents.surgery.nodes import Entry, Kind, Node
from engineprofiles.documents.surgery.places import Place, place_of, place_of_root
from engineprofiles.problems import Path

_BLOCK_SCALARS = ("|", ">")


@dataclass(frozen=True, slots=True)
class Found:
    """The nodes that a path leads through, as far as it leads, from the root on.

    The last is whole when the path leads to it. Else it has all its entries, and what is in these is left out; so has
    the one before the last. Those further out have their entries up to the one that the path takes: ``steps`` has its
    index.
    """

    text: str
    nodes: tuple[Node, ...]
    steps: tuple[int, ...]

    def place(self, depth: int) -> Place:
        """The place of the node at ``depth``; that of the root is 0."""
        return place_of(self.text, self.nodes[depth - 1], self.steps[depth - 1]) if depth else self.root

    @property
    def root(self) -> Place:
        return place_of_root(self.nodes[0])


def find(text: str, path: Path) -> Found | None:
    """What ``path`` leads to in the first document of ``text``, which can be read; ``None`` where it has no document.

    The path does not lead into aliases, nor to what a merge key names.
    """
    with document_events(text) as next_event:
        first = next_event()
        if first is None:
            return None
        finder = _Finder(text, next_event)
        finder.follow(first, path)
    return Found(text, tuple(finder.nodes), tuple(finder.steps))


class _Finder:
    """Makes nodes of events. What no path leads to is passed over."""

    def __init__(self, text: str, next_event: Callable[[], Event]) -> None:
        self.text = text
        self.next_event = next_event
        self.nodes: list[Node] = []
        self.steps: list[int] = []

    def follow(self, event: Event, path: Path) -> Node:
        """The node that begins with ``event``, and those that ``path`` leads to from there."""
        if not path or not begins(event):
            node = self.whole(event)
            self.nodes.append(node)
            return node
        node = self.begun(event)
        self.nodes.append(node)
        found = False
        event = self.next_event()
        while not ends(event):
            key = None
            if node.kind == "map":
                key = self.span(event)
                event = self.next_event()
            entry = Entry(key, node)
            node.entries.append(entry)
            if not found and _leads(entry, path[0], len(node.entries) - 1):
                found = True
                self.steps.append(len(node.entries) - 1)
                entry.value = self.follow(event, path[1:])
                if len(path) > 1:
                    return node
            else:
                entry.value = self.span(event)
            event = self.next_event()
        self.close(node, event)
        return node

    def whole(self, event: Event) -> Node:
        """The node that begins with ``event``, with all that is in it."""
        root = self.begun(event)
        open_ = [root] if begins(event) else []
        keys: list[Node | None] = [None]
        while open_:
            event = self.next_event()
            inner = open_[-1]
            if ends(event):
                self.close(inner, event)
                open_.pop()
                keys.pop()
                continue
            node = self.begun(event)
            if inner.kind == "map" and keys[-1] is None:
                keys[-1] = node
            else:
                inner.entries.append(Entry(keys[-1], node))
                keys[-1] = None
            if begins(event):
                open_.append(node)
                keys.append(None)
        return root

    def span(self, event: Event) -> Node:
        """The node that begins with ``event``, without what is in it. Most of a large document passes here."""
        node = self.begun(event)
        if not begins(event):
            return node
        scalar, mapping_end, sequence_end = yaml.ScalarEvent, yaml.MappingEndEvent, yaml.SequenceEndEvent
        alias, next_event = yaml.AliasEvent, self.next_event
        depth = 1
        last = event
        while depth:
            event = next_event()
            kind = type(event)
            if kind is scalar or kind is alias:
                last = event
            elif kind is mapping_end or kind is sequence_end:
                depth -= 1
                if event.end_mark.index > event.start_mark.index:  # a bracket
                    last = event
            else:
                depth += 1
        node.end = self.end_of(last)
        return node

    def begun(self, event: Event) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        if type(event) is yaml.ScalarEvent:
            end = self.end_of(event)
            start = min(start, end)
            node = Node("scalar", start, end, start, style=event.style or "", anchor=event.anchor, text=event.value)
            node.merges = is_merge_key(event)
            return node
        if isinstance(event, yaml.AliasEvent):
            return Node("alias", start, end, start, text=event.anchor or "")
        kind: Kind = "map" if type(event) is yaml.MappingStartEvent else "list"
        flow = event.flow_style
        # The event can end with its bracket, or with its dash in a list that is no further in than its key.
        is_past = start < end if flow else kind == "list" and self.text[end : end + 1] != "-"
        return Node(kind, start, end, end - 1 if is_past else end, flow, anchor=event.anchor)

    def close(self, node: Node, event: Event) -> None:
        node.end = event.end_mark.index if node.flow and _is_bracket(event) else _last_end(node)

    def end_of(self, event: Event) -> int:
        """Just past the last character of a scalar, an alias, or the bracket that ends a collection."""
        start: int = event.start_mark.index
        end: int = event.end_mark.index
        if type(event) is not yaml.ScalarEvent:
            return end
        if start == end:  # nothing is written: its mark can be that of what follows
            while self.text[start - 1 : start].isspace():
                start -= 1
            return start
        if event.style in _BLOCK_SCALARS:
            return start + _length(self.text[start:end])
        return end


def _leads(entry: Entry, step: str | int, index: int) -> bool:
    if entry.key is None:
        return step == index
    return entry.name == step and not entry.merges


def _is_bracket(event: Event) -> bool:
    return bool(event.end_mark.index > event.start_mark.index)


def _last_end(node: Node) -> int:
    return node.entries[-1].end if node.entries else node.end


def _length(block: str) -> int:
    """The length of a block scalar without the line breaks after it, of which one that keeps them lacks the last."""
    if "+" in block.split("\n", 1)[0].split("#", 1)[0]:
        return len(block.removesuffix("\n").removesuffix("\r"))
    return len(block.rstrip())
