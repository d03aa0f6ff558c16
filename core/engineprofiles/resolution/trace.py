"""The trace: for every leaf of a result the layer that set it, those it overrode, and the rule that decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum, StrEnum, auto
from functools import cached_property, lru_cache
from typing import Any, Literal, NamedTuple

from engineprofiles.model.fields import SECTIONS, Merge, field_at
from engineprofiles.model.paths import format_path, parse_path
from engineprofiles.problems import Location, Path
from engineprofiles.resolution.layer import Layer
from engineprofiles.resolution.merge import Merged
from engineprofiles.resolution.reading import Reading

Root = Literal["inference_settings", "extensions"]
"""What a path starts from inside a profile."""


class Rule(StrEnum):
    """How the winning value came to stand."""

    SET = "set"
    MERGED = "merged"
    LIST_REPLACED = "list replaced"
    UNIT_REPLACED = "replaced as a unit"
    BASE = "base"


class Mention(NamedTuple):
    """One layer's value for a path."""

    layer: Layer
    path: Path
    root: Root

    @property
    def value(self) -> Any:
        """The value as the semantics in force reads it."""
        return self.reading.leaves[self.path]

    @property
    def reading(self) -> Reading:
        """All that the layer says from the same root."""
        return self.layer.settings if self.root == "inference_settings" else self.layer.extensions

    @property
    def written(self) -> Any:
        """The value as its author wrote it; ``None`` where the layer has no text of its own.

        A section in which nothing could be read is ``{}`` here too: what stands in it may be a misplaced secret.
        """
        return {} if self.value == {} else self.layer.written((self.root, *self.path))

    @property
    def location(self) -> Location:
        """The source, and the line and column or the row, where the value stands."""
        if self.layer.parts and (parts := self.parts):
            return parts[-1].location
        return self.layer.locate((self.root, *self.path))

    @property
    def parts(self) -> tuple[Mention, ...]:
        """What each part of the layer says, the lowest first: the last one is where the value comes from. Empty where
        the layer has no parts."""
        mentions = [Mention(part, self.path, self.root) for part in self.layer.parts]
        return tuple([mention for mention in mentions if self.path in mention.reading.leaves])

    @property
    def origin(self) -> str:
        """Which part of the layer the value comes from: ``environment``, or a config document; empty where the layer
        has no parts."""
        part = self.parts[-1] if self.parts else None
        return "" if part is None else part.layer.profile if part.layer.is_base else part.location.source


class TraceEntry(NamedTuple):
    """Who mentioned a path, base to leaf, and what came of it.

    ``layers`` are those that mention it. The last one wins, unless the path was dropped from the result: then
    ``dropped_by`` is the layer that dropped it and every mention is lost.
    """

    path: Path
    root: Root
    layers: tuple[Layer, ...]
    dropped_by: Layer | None = None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """What each layer says, base to leaf."""
        return tuple([Mention(layer, self.path, self.root) for layer in self.layers])

    @property
    def winner(self) -> Mention | None:
        return None if self.dropped_by else Mention(self.layers[-1], self.path, self.root)

    @property
    def losers(self) -> tuple[Mention, ...]:
        """The overridden mentions, base to leaf."""
        return self.mentions if self.dropped_by else self.mentions[:-1]

    @property
    def value(self) -> Any:
        """The effective value; ``None`` for a dropped path."""
        return self.winner.value if self.winner else None

    @property
    def layer(self) -> Layer | None:
        """The winning layer."""
        return None if self.dropped_by else self.layers[-1]

    @property
    def rule(self) -> Rule:
        """What decided over the value, or over its going."""
        place = _place(self.root, self.path)
        if self.dropped_by:
            return Rule.UNIT_REPLACED if place is _Place.UNIT else Rule.MERGED
        if self.layers[-1].is_base:
            return Rule.BASE
        if len(self.layers) > 1 and place is _Place.UNIT:
            return Rule.UNIT_REPLACED
        if len(self.layers) > 1 and isinstance(self.value, list):
            return Rule.LIST_REPLACED
        return Rule.MERGED if place is _Place.MAP else Rule.SET


class Trace(Mapping[str, TraceEntry]):
    """The entries of every leaf of a result, by path, in the order of its fields.

    A key prints like ``chat.engine``; a JSON pointer and a tuple are taken too. ``dropped`` holds the paths that
    are not in the result any more; they can be asked for by key but are not iterated over.
    """

    def __init__(self, layers: Sequence[Layer], merged: Merged, root: Root, order: Callable[[Path], Any]) -> None:
        self._layers = layers
        self._merged = merged
        self._root: Root = root
        self._order = order

    def __getitem__(self, key: str | Path) -> TraceEntry:
        path = self._path(key)
        if path in self._merged.mentions:
            return self._entry(path, self._merged.mentions[path])
        if path in self._merged.dropped:
            return self._dropped_entry(path)
        raise KeyError(key)

    @property
    def entries(self) -> list[TraceEntry]:
        """Every entry of the result, in the order of its fields."""
        mentions = self._merged.mentions
        return [self._entry(path, mentions[path]) for path in self.paths]

    def at(self, path: Path) -> TraceEntry | None:
        """The entry of the leaf at ``path``; ``None`` where the result has none."""
        indexes = self._merged.mentions.get(path)
        return self._entry(path, indexes) if indexes else None

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._merged.mentions)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str | tuple) and self._path(key) in self._merged.mentions

    @property
    def dropped(self) -> Mapping[str, TraceEntry]:
        """The entries of the paths that a later layer dropped from the result."""
        paths = sorted(self._merged.dropped, key=self._order)
        return {format_path(path): self._dropped_entry(path) for path in paths}

    @cached_property
    def paths(self) -> Sequence[Path]:
        """The paths of the result, in the order of its fields."""
        return sorted(self._merged.mentions, key=self._order)

    @cached_property
    def _names(self) -> Mapping[str, Path]:
        return {_printed(path): path for path in self.paths}

    def _path(self, key: str | Path) -> Path:
        if isinstance(key, tuple):
            return key
        return self._names.get(key) or parse_path(key)

    def _entry(self, path: Path, indexes: Sequence[int], dropped_by: Layer | None = None) -> TraceEntry:
        layers = self._layers
        return TraceEntry(path, self._root, tuple([layers[index] for index in indexes]), dropped_by)

    def _dropped_entry(self, path: Path) -> TraceEntry:
        dropped = self._merged.dropped[path]
        return self._entry(path, dropped.layers, self._layers[dropped.by])


class _Place(Enum):
    """Where a path stands, as far as the rule that decides depends on it."""

    FIELD = auto()
    MAP = auto()
    UNIT = auto()


_UNITS = tuple(path for path, container in SECTIONS.items() if container.merge is Merge.UNIT)


@lru_cache(16384)
def _place(root: Root, path: Path) -> _Place:
    if root == "extensions":
        return _Place.MAP if len(path) > 1 else _Place.FIELD
    if any(path[: len(unit)] == unit for unit in _UNITS):
        return _Place.UNIT
    field = field_at(path)
    return _Place.MAP if field is not None and len(path) > len(field.path) else _Place.FIELD


_printed = lru_cache(16384)(format_path)
