"""Where the keys and values of a YAML text stand.

Computed on demand, by a second pass over the events of the text: reading itself keeps no positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from engineprofiles.documents.events import Event, begins, ends, first_document, is_merge_key
from engineprofiles.problems import Path


class Position(NamedTuple):
    """Line and column of a value, and of its key when it has one. All count from 1, columns in characters."""

    line: int
    column: int
    key_line: int | None = None
    key_column: int | None = None

    @property
    def key(self) -> tuple[int, int]:
        """Line and column of the key, or of the value where there is none: list items, the root."""
        if self.key_line is None or self.key_column is None:
            return self.line, self.column
        return self.key_line, self.key_column


class Repeat(NamedTuple):
    """A key that stands in its mapping a second time, and the line of the first."""

    path: Path
    line: int
    column: int
    first_line: int


@dataclass(slots=True)
class _Node:
    """A value's place and what is inside it. ``text`` is that of a scalar, which an alias can make a key."""

    position: Position
    is_map: bool = False
    text: str | None = None
    children: dict[str | int, _Node] = field(default_factory=dict)


class _Key(NamedTuple):
    """A key at its place. Without ``text`` (a list or map as key) its value has no path."""

    text: str | None
    line: int
    column: int
    merges: bool = False


@dataclass(slots=True)
class _Open:
    """A collection that has begun: the step that leads to it, the key that waits for its value, what ``<<`` names."""

    node: _Node
    step: str | int | None
    key: _Key | None = None
    merged: _Node | None = None


class Positions(Mapping[Path, Position]):
    """The position of every value of a document by its path, in which every key is its text.

    A value begins at its anchor or tag, if it has one. A value that an alias stands for has the alias's place;
    what is inside it, and what a merge key (``<<``) brings in, has the place where it is written. Of a repeated
    key the first counts.
    """

    def __init__(self, root: _Node | None, repeats: tuple[Repeat, ...]) -> None:
        self._root = root
        self.repeats = repeats

    def __getitem__(self, path: Path) -> Position:
        found = self.nearest(path)
        if found is None or not found[1]:
            raise KeyError(path)
        return found[0]

    def __iter__(self) -> Iterator[Path]:
        pending: list[tuple[Path, _Node]] = [((), self._root)] if self._root else []
        while pending:
            path, node = pending.pop()
            yield path
            pending += [((*path, step), child) for step, child in reversed(node.children.items())]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def nearest(self, path: Path) -> tuple[Position, bool] | None:
        """The position at ``path`` and ``True``, or of its nearest parent and ``False``; ``None`` without a text."""
        node = self._root
        if node is None:
            return None
        for step in path:
            child = node.children.get(step)
            if child is None:
                return node.position, False
            node = child
        return node.position, True


def positions(text: str) -> Positions:
    """The positions of the first document in ``text``; of a broken one, as far as it can be read."""
    placer = _Placer()
    try:
        for event in first_document(text):
            placer.take(event)
    except yaml.YAMLError:
        pass
    return Positions(placer.root, tuple(placer.repeats))


class _Placer:
    """Turns events into nodes. The collections that are still open are on ``open``, the innermost last."""

    def __init__(self) -> None:
        self.root: _Node | None = None
        self.repeats: list[Repeat] = []
        self.open: list[_Open] = []
        self.anchors: dict[str, _Node] = {}
        self.depth_of_key = 0

    def take(self, event: Event) -> None:
        if self.depth_of_key or (self.expects_key and begins(event)):
            self.pass_over(event)
        elif type(event) is yaml.ScalarEvent:
            self.scalar(event)
        elif type(event) is yaml.AliasEvent:
            self.alias(event)
        elif ends(event):
            self.end()
        else:
            self.begin(event)

    @property
    def expects_key(self) -> bool:
        return bool(self.open) and self.open[-1].node.is_map and self.open[-1].key is None

    def pass_over(self, event: Event) -> None:
        """A list or map as a key: nothing inside it has a path."""
        self.depth_of_key += begins(event) - ends(event)
        if not self.depth_of_key:
            self.key(event, None)

    def scalar(self, event: Event) -> None:
        node = _Node(self.position(event), text=event.value)
        if event.anchor:
            self.anchors[event.anchor] = node
        if self.expects_key:
            self.key(event, event.value, merges=is_merge_key(event))
        else:
            self.attach(node)

    def alias(self, event: Event) -> None:
        here = self.position(event)
        target = self.anchors.get(event.anchor)
        if target is None or any(target is collection.node for collection in self.open):
            target = _Node(here)
        if self.expects_key:
            self.key(event, target.text)
        else:
            self.attach(_Node(here, target.is_map, target.text, target.children))

    def begin(self, event: Event) -> None:
        node = _Node(self.position(event), type(event) is yaml.MappingStartEvent)
        if event.anchor:
            self.anchors[event.anchor] = node
        self.open.append(_Open(node, self.attach(node)))

    def end(self) -> None:
        closed = self.open.pop()
        if closed.merged:
            sources = [closed.merged] if closed.merged.is_map else closed.merged.children.values()
            for source in sources:
                closed.node.children = source.children | closed.node.children

    def position(self, event: Event) -> Position:
        mark = event.start_mark
        key = self.open[-1].key if self.open else None
        return Position(mark.line + 1, mark.column + 1, key and key.line, key and key.column)

    def key(self, event: Event, text: str | None, *, merges: bool = False) -> None:
        inner = self.open[-1]
        inner.key = _Key(text, event.start_mark.line + 1, event.start_mark.column + 1, merges)
        if text is None:
            return
        first = inner.node.children.get(text) or (inner.merged if text == "<<" else None)
        if first is not None:
            path = (*(collection.step for collection in self.open if collection.step is not None), text)
            self.repeats.append(Repeat(path, inner.key.line, inner.key.column, first.position.key[0]))

    def attach(self, node: _Node) -> str | int | None:
        """Puts ``node`` where it belongs; gives the step of its path that leads to it."""
        if not self.open:
            self.root = node
            return None
        inner = self.open[-1]
        if not inner.node.is_map:
            index = len(inner.node.children)
            inner.node.children[index] = node
            return index
        key, inner.key = inner.key, None
        if key is None or key.text is None:
            return None
        if key.merges:
            inner.merged = inner.merged or node
            return None
        inner.node.children.setdefault(key.text, node)
        return key.text
