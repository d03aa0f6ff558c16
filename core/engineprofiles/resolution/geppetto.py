"""How a layer looks after Geppetto has read it into its Go values and written these out for a merge.

The rules are those of ``docs/compatibility.md``. The merge is the same as ever: only what a layer says differs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from engineprofiles.documents.rewritten import rewritten
from engineprofiles.documents.scalars import Plain
from engineprofiles.documents.typed import MAX_VALUE_DEPTH, WrongType, is_null, key_text, to_free, too_deep
from engineprofiles.model.fields import FIELDS, SECTIONS, Container, Field, Kind, Merge, field_at
from engineprofiles.model.registry import Decoded, Tree
from engineprofiles.problems import Location, Path
from engineprofiles.resolution.departures import Departure
from engineprofiles.resolution.reading import Leaves, Reading, SettingsReader, flattened

_COST: Path = ("model_info", "cost")
TIMEOUT: Path = ("client", "timeout")
_EXACT = 1 << 53
"""From here on not every whole number is a float, which is what Go makes of the numbers of a payload."""


class OpaqueMap(dict[str, Any]):
    """A map with keys that are no texts, which Go keeps in a type that its merge does not open."""


def written_settings(tree: Tree, decoded: Decoded, documented: Reading) -> Reading:
    """Go's reading of ``inference_settings``; ``documented`` itself when the two are the same."""
    if documented.plain and decoded is not Decoded.JSON:
        return _written_out(tree, documented)
    reader = _JsonReader() if decoded is Decoded.JSON else _YamlReader()
    tree = rewritten(tree) if decoded is Decoded.TWICE else tree
    reader.read(tree)
    return _departing(_written_out(tree, reader.reading()), documented)


def written_extensions(tree: Tree, decoded: Decoded, documented: Reading) -> Reading:
    """Go's reading of a profile's extensions; ``documented`` itself when the two are the same."""
    if not documented.leaves:
        return documented
    free = _json_free if decoded is Decoded.JSON else _yaml_free
    leaves: dict[Path, Any] = {}
    for key, node in (rewritten(tree) if decoded is Decoded.TWICE else tree).items():
        try:
            leaves.update(flattened((key_text(key),), free(node)))
        except WrongType:  # nests too deeply, which the documented reading tells
            continue
    return _departing(Reading(leaves, loose=leaves.keys()), documented)


_ALWAYS_WRITTEN: Mapping[Path, tuple[Field, ...]] = MappingProxyType(
    {
        section: tuple(field for field in FIELDS.values() if field.always_written and field.path[:-1] == section)
        for section in {field.path[:-1] for field in FIELDS.values() if field.always_written}
    }
)
_ABSENT: Any = object()
_FIELDS: Mapping[Path, Field] = dict(FIELDS.items())
_SECTION_PATHS: frozenset[Path] = frozenset(SECTIONS)
_ENTRIES = (Kind.STRING_MAP, Kind.BOOLEAN_MAP)
_RESETS: Mapping[str | int, Departure] = {
    "openai": Departure.OPENAI_N,
    "embeddings": Departure.EMBEDDINGS,
    "model_info": Departure.COST,
}
_UNITS: tuple[Path, ...] = tuple(path for path, container in SECTIONS.items() if container.merge is Merge.UNIT)
_ZERO: Mapping[Kind, Any] = {Kind.STRING: "", Kind.INTEGER: 0, Kind.NUMBER: 0, Kind.BOOLEAN: False}


def _written_out(tree: Tree, reading: Reading) -> Reading:
    """``reading`` without what Go does not write out and with what it always does; itself where it has all that."""
    dropped = [path for path, value in reading.leaves.items() if not value and not _is_written(path, value)]
    added = [field for field in _always_written(tree) if field.path not in reading.leaves]
    if not dropped and not added:
        return reading
    departures = {path: _departure(path, reading.leaves[path], _ABSENT) for path in dropped}
    departures |= {field.path: _RESETS[field.section] for field in added}
    leaves = dict(reading.leaves)
    for path in dropped:
        del leaves[path]
    for field in added:
        leaves[field.path] = None if field.optional else _ZERO[field.kind]
        leaves.pop(field.path[:-1], None)
    loose = [path for path in reading.loose if path in leaves]
    for section in {path[:1] for path in dropped}:
        if not any(other[:1] == section for other in leaves):
            leaves[section] = {}
            loose.append(section)
    return replace(reading, leaves=leaves, units=_units(leaves), loose=loose, departures=departures)


def _units(leaves: Leaves) -> dict[Path, tuple[Path, ...]]:
    found = {unit: tuple(path for path in leaves if path[: len(unit)] == unit) for unit in _UNITS}
    return {unit: paths for unit, paths in found.items() if paths}


def _always_written(tree: Tree) -> Iterator[Field]:
    """The fields that Go writes whatever they are, of those sections that ``tree`` has."""
    for section, fields in _ALWAYS_WRITTEN.items():
        node: Any = tree
        for step in section:
            node = node.get(step) if isinstance(node, Mapping) else None
        if isinstance(node, Mapping):
            yield from fields


class _YamlReader(SettingsReader):
    """Reads what Go has written out. What is wrong with a layer is told by the documented reading of it."""

    def __init__(self) -> None:
        super().__init__(lambda _path, key=False: Location())

    def report(self, code: str, message: str, path: Path, *, hint: str = "", field: str = "") -> None:
        pass

    def field(self, field: Field, node: Any) -> None:
        super().field(field, node)
        if field.kind in _ENTRIES and isinstance(node, dict):
            nulls = [key_text(key) for key, item in node.items() if is_null(item) and not is_null(key)]
            if nulls and self.leaves.pop(field.path, None) is not None:
                self.loose.remove(field.path)
            for key in nulls:
                self.leaves[*field.path, key] = "" if field.kind is Kind.STRING_MAP else False

    def free(self, node: Any) -> Any:
        return _yaml_free(node)

    def unknown(self, key: str, node: Any, container: Container) -> None:
        pass


class _JsonReader(_YamlReader):
    def field(self, field: Field, node: Any) -> None:
        if field.path == TIMEOUT:  # a duration there, with fractions of a second
            self.leaves[TIMEOUT] = node
        else:
            super().field(field, node)

    def free(self, node: Any) -> Any:
        return _json_free(node)


def _is_written(path: Path, value: Any) -> bool:
    """Whether Go writes an empty or zero value out: not where the field is a list, a map or a plain value."""
    field = _FIELDS.get(path)
    if field is None or field.always_written:
        return True
    if field.kind.is_map or field.kind is Kind.STRINGS:
        return False
    return bool(field.optional)


def _yaml_free(node: Any, depth: int = MAX_VALUE_DEPTH) -> Any:
    """A free-form value. Below its top a map with a key that is no text is a value of its own."""
    if depth < 0:
        raise too_deep()
    if isinstance(node, Mapping):
        opened = {key_text(key): _yaml_free(item, depth - 1) for key, item in node.items()}
        opaque = depth < MAX_VALUE_DEPTH and any(type(key) is Plain for key in node)
        return OpaqueMap(opened) if opaque else opened
    if isinstance(node, (list, tuple)):
        return [_yaml_free(item, depth - 1) for item in node]
    return node.value if type(node) is Plain else node


def _json_free(node: Any) -> Any:
    return _with_floats(to_free(node))


def _with_floats(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_floats(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_floats(item) for item in value]
    return float(value) if type(value) is int and abs(value) > _EXACT else value


def _departing(written: Reading, documented: Reading) -> Reading:
    """``written`` with its departures, or ``documented`` when there are none."""
    ours, theirs = documented.leaves, written.leaves
    if ours == theirs:
        return documented
    departures = {
        path: _departure(path, ours.get(path, _ABSENT), theirs.get(path, _ABSENT))
        for path in dict.fromkeys((*ours, *theirs))
        # What departs in a section is told of its fields, not of the section that is empty without them.
        if path not in _SECTION_PATHS and not (path in ours and path in theirs and same_value(ours[path], theirs[path]))
    }
    return replace(written, departures=departures, problems=documented.problems) if departures else documented


def _departure(path: Path, documented: Any, written: Any) -> Departure:
    """The rule by which the value at ``path`` is ``written`` and not what is documented."""
    field = field_at(path)
    if documented is _ABSENT and field is not None and field.always_written:
        return _RESETS[path[0]]
    if written is _ABSENT:
        return _departure_of_missing(path, documented, field)
    if field is not None and field.kind in _ENTRIES and documented is _ABSENT and not written:
        return Departure.NULL_ENTRY
    if isinstance(written, OpaqueMap):
        return Departure.OPAQUE_MAP
    if isinstance(written, float) and isinstance(documented, int):
        return Departure.LARGE_NUMBER
    return Departure.CANONICAL


def _departure_of_missing(path: Path, documented: Any, field: Field | None) -> Departure:
    if field is None:
        return Departure.CANONICAL if documented == {} else Departure.UNKNOWN_KEY
    if path[:-1] == _COST:
        return Departure.CACHE_RATE
    if documented in ([], {}):
        return Departure.EMPTY
    if field.path == path:
        return Departure.ZERO
    return Departure.OPAQUE_MAP if field.kind is Kind.FREE_MAP else Departure.CANONICAL


def same_value(one: Any, other: Any) -> bool:
    """Whether two values mean the same: numbers by value, a date as its midnight in UTC."""
    if one == other:
        return isinstance(one, bool) is isinstance(other, bool)
    if isinstance(one, date) and isinstance(other, date):
        return _midnight(one) == _midnight(other)
    if isinstance(one, float) and isinstance(other, float):
        return math.isnan(one) and math.isnan(other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_value, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_value(one[key], other[key]) for key in one)
    return False


def _midnight(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day, tzinfo=UTC)
