"""Where Geppetto uses another value than is documented, and by which rule."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from engineprofiles.model.fields import Kind, Merge, field_at
from engineprofiles.model.paths import format_path
from engineprofiles.problems import Location, Path, Problem
from engineprofiles.redact import redact_under
from engineprofiles.resolution.departures import MENDS, Departure
from engineprofiles.resolution.geppetto import OpaqueMap, same_value
from engineprofiles.resolution.layer import Layer
from engineprofiles.resolution.lost_in_merge import departs, loses_timeout
from engineprofiles.resolution.merge import Merged
from engineprofiles.resolution.nesting import nested
from engineprofiles.resolution.reading import Reading
from engineprofiles.resolution.semantics import Semantics
from engineprofiles.resolution.trace import Root

if TYPE_CHECKING:
    from engineprofiles.resolution.layered import LayeredSettings


@dataclass(frozen=True, slots=True)
class Difference:
    """One path with both effective values, ``None`` where there is none; ``layer`` is the one whose reading departs."""

    path: Path
    root: Root
    documented: Any
    geppetto: Any
    departure: Departure
    layer: Layer

    @property
    def name(self) -> str:
        """The path as a person writes it."""
        return format_path(self.path if self.root == "inference_settings" else (self.root, *self.path))

    @property
    def location(self) -> Location:
        """Where the departing layer sets the value, or the section that has the effect."""
        return self.layer.locate((self.root, *self.path))

    def shown(self, value: Any) -> str:
        """One of the two values in words, a secret masked."""
        if value is None:
            return "nothing"
        return json.dumps(redact_under(self.root, self.path, value), ensure_ascii=False, default=_moment)

    @property
    def problem(self) -> Problem:
        """The difference as a problem, at the place of the departing layer."""
        values = f"Geppetto uses {self.shown(self.geppetto)} for {self.name}, not {self.shown(self.documented)}"
        message = f"{values}: {self.departure}"
        hint = MENDS.get(self.departure, "")
        return Problem(
            "geppetto-differs", message, hint, self.location, f"profile.{self.root}.{format_path(self.path)}"
        )


def differences(documented: LayeredSettings) -> Iterator[Difference]:
    """Where Geppetto's reading of ``documented`` comes to another value."""
    layers = documented.layers
    if not departs(layers):
        return
    written = [layer.geppetto for layer in layers]
    if _each_in_its_place(written) and not loses_timeout(layers):
        yield from _of_fields(layers, written)
    else:
        yield from _of_merges(documented, documented.in_semantics(Semantics.GEPPETTO))


_IN_PLACE = frozenset(
    (
        Departure.ZERO,
        Departure.EMPTY,
        Departure.NULL_ENTRY,
        Departure.CANONICAL,
        Departure.OPENAI_N,
        Departure.EMBEDDINGS,
    )
)
"""Departures that change nothing but the value of their own path."""


def _each_in_its_place(written: Sequence[Layer]) -> bool:
    """Whether every departure is of a field by itself: then no merge is needed to see what comes of it."""
    return all(
        not layer.extensions.departures
        and all(
            departure in _IN_PLACE and (field := field_at(path)) is not None and not field.kind.is_map
            for path, departure in layer.settings.departures.items()
        )
        for layer in written
    )


def _of_fields(layers: Sequence[Layer], written: Sequence[Layer]) -> Iterator[Difference]:
    for path in dict.fromkeys(path for layer in written for path in layer.settings.departures):
        value, other = _topmost(layers, path), _topmost(written, path)
        if not same_value(value, other) and not _same_effect(path, "inference_settings", value, other):
            place, departure = _departing(path, [layer.settings for layer in written])
            yield Difference(path, "inference_settings", value, other, departure, layers[place])


def _topmost(layers: Sequence[Layer], path: Path) -> Any:
    return next((layer.settings.leaves[path] for layer in reversed(layers) if path in layer.settings.leaves), None)


def _of_merges(documented: LayeredSettings, geppetto: LayeredSettings) -> Iterator[Difference]:
    for root in documented.roots:
        ours = [_reading(layer, root) for layer in documented.layers]
        theirs = [_reading(layer, root) for layer in geppetto.layers]
        value_of = _Effective(documented.merged_of(root), ours)
        other_of = _Effective(geppetto.merged_of(root), theirs)
        for path in dict.fromkeys((*value_of.merged.mentions, *other_of.merged.mentions)):
            value, other = value_of(path), other_of(path)
            if isinstance(other, OpaqueMap):
                value = value_of.below(path) or value
            elif other is None and any(isinstance(other_of(path[:depth]), OpaqueMap) for depth in range(2, len(path))):
                continue  # told of the map that holds it
            if not same_value(value, other) and not _same_effect(path, root, value, other):
                place, departure = _departing(path, theirs)
                yield Difference(path, root, value, other, departure, documented.layers[place])


class _Effective:
    """The effective values of one reading by path."""

    def __init__(self, merged: Merged, readings: Sequence[Reading]) -> None:
        self.merged = merged
        self.readings = readings

    def __call__(self, path: Path) -> Any:
        """The value at ``path``; ``None`` where there is none."""
        mentions = self.merged.mentions.get(path)
        return self.readings[mentions[-1]].leaves[path] if mentions else None

    def below(self, path: Path) -> dict[str, Any]:
        """What stands below ``path``, as nested maps."""
        paths = [other for other in self.merged.mentions if other[: len(path)] == path and other != path]
        return nested([(other[len(path) :], self(other)) for other in paths])


def _reading(layer: Layer, root: Root) -> Reading:
    return layer.settings if root == "inference_settings" else layer.extensions


def _same_effect(path: Path, root: Root, one: Any, other: Any) -> bool:
    """Whether two values that are not the same do the same: what is empty or zero is, for Go, as good as not there."""
    if root != "inference_settings" or not (one is None or other is None):
        return False
    value = other if one is None else one
    field = field_at(path)
    if field is None or (value in ([], {}) and field.path == path):
        return True  # an unknown key, which is told by itself, or nothing at all
    if field.kind is Kind.FREE_MAP or field.path != path:
        return False
    if field.merge is Merge.UNIT:
        return other is None and not value
    return not field.optional and not value


def _departing(path: Path, readings: Sequence[Reading]) -> tuple[int, Departure]:
    """The topmost layer whose reading departs at ``path``, or at what holds it or is in it, and by which rule."""
    for place in range(len(readings) - 1, -1, -1):
        if (departure := readings[place].departures.get(path)) is not None:
            return place, departure
    found = [
        (min(len(path), len(other)), place, departure)
        for place, reading in enumerate(readings)
        for other, departure in reading.departures.items()
        if other[: len(path)] == path[: len(other)]
    ]
    _, place, departure = max(found, key=lambda each: each[:2])
    return place, departure


def _moment(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
