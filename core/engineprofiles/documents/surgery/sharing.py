"""What a document shares: anchors, and the aliases that repeat what they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

from engineprofiles.documents.events import Event, begins, ends, first_document, is_merge_key
from engineprofiles.documents.surgery.finding import Found
from engineprofiles.documents.surgery.nodes import Entry
from engineprofiles.problems import Path

_NAME = re.compile(r"\*[^\s,\[\]{}]+")
_NAMES = re.compile(rf"{_NAME.pattern}|\[\s*(?:{_NAME.pattern}[\s,]*)*\]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an anchor stands, and the path of what it names."""

    index: int
    path: Path


@dataclass(frozen=True, slots=True)
class Alias:
    """A use of a name: where it stands, where its anchor does, and the path of the value that it is; if a merge key
    names it, of the map that it is merged into."""

    name: str
    index: int
    anchor: int | None
    path: Path


def first_use(text: str, anchors: Iterable[Anchor]) -> tuple[Anchor, Alias] | None:
    """The anchor with the longest path of those of ``anchors`` that ``text`` repeats, and its first alias."""
    by_index = {anchor.index: anchor for anchor in anchors}
    uses = ((by_index[alias.anchor], alias) for alias in aliases(text) if alias.anchor in by_index)
    return max(uses, key=lambda use: len(use[0].path), default=None)


def anchors(found: Found, path: Path) -> list[Anchor]:
    """The anchors that an edit at ``path`` can touch: of what it stands in, of keys on the way, and all inside."""
    met = []
    for level, node in enumerate(found.nodes):
        key = found.place(level).key
        met += [Anchor(part.start, path[:level]) for part in (key, node) if part and part.anchor]
    pending = [(found.nodes[-1], path)] if len(found.steps) == len(path) else []
    while pending:
        node, above = pending.pop()
        for index, entry in enumerate(node.entries):
            inside = (*above, index if entry.key is None else entry.name or "<<")
            met += [Anchor(part.start, inside) for part in (entry.key, entry.value) if part and part.anchor]
            pending.append((entry.value, inside))
    return met


def merged_names(text: str, merge: Entry) -> str:
    """The aliases that a merge key names, in words."""
    written = text[merge.value.start : merge.value.end]
    return " and ".join(_NAME.findall(written)) if _NAMES.fullmatch(written) else "a map"


def names(text: str) -> set[str]:
    """The names of all anchors of ``text``."""
    found = (event for event in first_document(text) if not ends(event) and type(event) is not yaml.AliasEvent)
    return {event.anchor for event in found if event.anchor}


def aliases(text: str) -> Iterator[Alias]:
    """The aliases of ``text``, in order."""
    open_: list[_Open] = []
    given: dict[str, int] = {}
    for event in first_document(text):
        if ends(event):
            open_.pop()
            continue
        if open_:
            open_[-1].take(event)
        kind = type(event)
        if kind is yaml.AliasEvent:
            path = tuple(step for inner in open_ for step in inner.step)
            yield Alias(event.anchor, event.start_mark.index, given.get(event.anchor), path)
        elif event.anchor:
            given[event.anchor] = event.start_mark.index
        if begins(event):
            open_.append(_Open(kind is yaml.MappingStartEvent))


@dataclass(slots=True)
class _Open:
    """A list or map that has begun, and the step to what is met in it: none where that is merged into it."""

    is_map: bool
    expects_key: bool = True
    count: int = 0
    step: Path = ()

    def take(self, event: Event) -> None:
        if not self.is_map:
            self.step = (self.count,)
            self.count += 1
        elif self.expects_key:
            is_key = type(event) is yaml.ScalarEvent and not is_merge_key(event)
            self.step = (event.value,) if is_key else ()
            self.expects_key = False
        else:
            self.expects_key = True
