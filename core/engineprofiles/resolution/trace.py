"""The trace: for every leaf of a result the layer that set it, those it overrode, and the rule that decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from engineprofiles.model.fields import Kind, Merge, SECTIONS, field_at
from engineprofiles.model.paths import format_path, parse_path
from engineprofiles.problems import Location, Path
from engineprofiles.resolution.layer import Layer
from engineprofiles.resolution.merge import Merged

Root = Literal["inference_settings", "extensions"]
"""What a path starts from inside a profile."""


class Rule(StrEnum):
    """How the winning value came to stand."""

    SET = "set"
    MERGED = "merged"
    LIST_REPLACED = "list replaced"
    UNIT_REPLACED = "replaced as a unit"
    BASE = "base"


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One layer's value for a path."""

    layer: Layer
    path: Path
    root: Root

    @property
    def value(self) -> Any:
        """The value as the semantics in force reads it."""
        reading = self.layer.settings if self.root == "inference_settings" else self.layer.extensions
        return reading.leaves[self.path]

    @property
    def written(self) -> Any:
        """The value as its author wrote it; ``None`` where the layer has no text of its own."""
        return self.layer.written((self.root, *self.path))

    @property
    def location(self) -> Location:
        """The source, and the line and column or the row, where the value stands."""
        return self.layer.locate((self.root, *self.path))


@dataclass(frozen=True, slots=True, eq=False)
class TraceEntry:
    """Who mentioned a path, base to leaf, and what came of it.

    The last of ``mentions`` is the winner, unless the path was dropped from the result: then ``dropped_by`` is the
    layer that dropped it and every mention is lost.
    """

    path: Path
    mentions: tuple[Mention, ...]
    rule: Rule
    dropped_by: Layer | None = None

    @property
    def winner(self) -> Mention | None:
        return None if self.dropped_by else self.mentions[-1]

    @property
    def losers(self) -> tuple[Mention, ...]:
        """The overridden mentions, base to leaf."""
        return self.mentions if self.dropped_by else self.mentions[:-1]

    @property
    def value(self) -> Any:
        """The effective value; ``None`` for a dropped path."""
        return None if self.dropped_by else self.mentions[-1].value

    @property
    def layer(self) -> Layer | None:
        """The winning layer."""
        return None if self.dropped_by else self.mentions[-1].layer


class Trace(Mapping[str, TraceEntry]):
    """The entries of every leaf of a result, by path, in the order of the paths.

    A key prints like ``chat.engine``; a JSON pointer and a tuple are taken too. ``dropped`` holds the paths that
    are not in the result any more; they can be asked for by key but are not iterated over.
    """

    def __init__(self, layers: Sequence[Layer], merged: Merged, root: Root) -> None:
        self._layers = layers
        self._merged = merged
        self._root: Root = root

    def __getitem__(self, key: str | Path) -> TraceEntry:
        path = parse_path(key) if isinstance(key, str) else key
        if path in self._merged.mentions:
            return self._entry(path)
        if path in self._merged.dropped:
            return self._dropped_entry(path)
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return map(format_path, sorted(self._merged.mentions, key=_as_texts))

    def __len__(self) -> int:
        return len(self._merged.mentions)

    def __contains__(self, key: object) -> bool:
        path = parse_path(key) if isinstance(key, str) else key
        return path in self._merged.mentions

    @property
    def dropped(self) -> Mapping[str, TraceEntry]:
        """The entries of the paths that a later layer dropped from the result."""
        paths = sorted(self._merged.dropped, key=_as_texts)
        return {format_path(path): self._dropped_entry(path) for path in paths}

    def _entry(self, path: Path) -> TraceEntry:
        mentions = self._mentions(path, self._merged.mentions[path])
        return TraceEntry(path, mentions, self._rule(path, mentions))

    def _dropped_entry(self, path: Path) -> TraceEntry:
        dropped = self._merged.dropped[path]
        rule = Rule.UNIT_REPLACED if self._root == "inference_settings" and _in_unit(path) else Rule.MERGED
        return TraceEntry(path, self._mentions(path, dropped.layers), rule, self._layers[dropped.by])

    def _mentions(self, path: Path, layers: Sequence[int]) -> tuple[Mention, ...]:
        return tuple([Mention(self._layers[index], path, self._root) for index in layers])

    def _rule(self, path: Path, mentions: tuple[Mention, ...]) -> Rule:
        if mentions[-1].layer.is_base:
            return Rule.BASE
        if self._root == "inference_settings" and _in_unit(path):
            return Rule.UNIT_REPLACED if len(mentions) > 1 else Rule.SET
        if isinstance(mentions[-1].value, list) and len(mentions) > 1:
            return Rule.LIST_REPLACED
        return Rule.MERGED if self._inside_map(path) else Rule.SET

    def _inside_map(self, path: Path) -> bool:
        if self._root == "extensions":
            return len(path) > 1
        field = field_at(path)
        return field is not None and len(path) > len(field.path) and field.kind is not Kind.STRINGS


def _in_unit(path: Path) -> bool:
    return any(path[:depth] in SECTIONS and SECTIONS[path[:depth]].merge is Merge.UNIT for depth in range(1, len(path)))


def _as_texts(path: Path) -> tuple[str, ...]:
    return tuple(map(str, path))
