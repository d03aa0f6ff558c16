"""What a value of a document becomes in a payload: how JSON holds what a field takes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from engineprofiles.documents.json_text import FIRST_WITH_EXPONENT
from engineprofiles.documents.rewritten import canonical
from engineprofiles.documents.scalars import Plain
from engineprofiles.documents.typed import (
    MAX_VALUE_DEPTH,
    WrongType,
    key_text,
    kind_of,
    to_boolean,
    to_boolean_map,
    to_integer,
    to_number,
    to_string,
    to_string_map,
    to_strings,
    to_version,
    too_deep,
)
from engineprofiles.model.fields import Kind

_NANOSECONDS = 1_000_000_000
_INT64 = 1 << 63


@dataclass(frozen=True, slots=True)
class Value:
    """How a value is taken as a whole: ``take`` gives its JSON, or ``None`` for none, and raises ``WrongType``.

    What stands in it, if anything can, is taken by ``item``. One that is ``free`` nests further, and ``null`` in it is
    a value.
    """

    take: Callable[[Any], Any]
    item: Callable[[Any], Any] | None = None
    free: bool = False

    @property
    def inside(self) -> Value | None:
        return Value(self.item, self.item if self.free else None, self.free) if self.item else None


def whole_seconds(nanoseconds: int | None) -> int | None:
    """What Geppetto keeps beside a timeout."""
    if nanoseconds is None:
        return None
    seconds = abs(nanoseconds) // _NANOSECONDS
    return seconds if nanoseconds > 0 else -seconds


def _free(node: Any, depth: int = MAX_VALUE_DEPTH) -> Any:
    """A free-form value as Geppetto keeps it: a date is its text, an empty map ``null``, keys are sorted."""
    if depth < 0:
        raise too_deep()
    if isinstance(node, Mapping):
        entries = {key_text(key): _free(item, depth - 1) for key, item in node.items()}
        return dict(sorted(entries.items())) or None
    if isinstance(node, (list, tuple)):
        return [_free(item, depth - 1) for item in node]
    if type(node) is Plain:
        node = canonical(node) if isinstance(node.value, date) else node.value
    if node is None or isinstance(node, (str, bool)):
        return node
    if isinstance(node, (int, float)):
        return _number(node)
    raise WrongType("a value of JSON", kind_of(node))


def _free_map(node: Any) -> Any:
    if not isinstance(node, Mapping):
        raise WrongType("a map", kind_of(node))
    return _free(node) or {}


def _finite(node: Any) -> float | None:
    value = to_number(node)
    return None if value is None else _number(value)


def _number(value: float) -> float:
    """``value`` as it is when it is read again: a float that Go writes as a whole number is that number."""
    try:
        if math.isfinite(value):
            is_whole = type(value) is float and value.is_integer() and abs(value) < FIRST_WITH_EXPONENT
            return int(Decimal(repr(value))) if is_whole else value
    except OverflowError:
        pass
    raise WrongType("a finite number", "another one")


def _nanoseconds(node: Any) -> int | None:
    """A timeout in seconds: whole ones in YAML, where Go cuts off the rest, and of any length in a payload."""
    if type(node) is float and math.isfinite(node):
        duration: int | None = int(Decimal(repr(node)) * _NANOSECONDS)
    else:
        seconds = to_integer(node)
        duration = None if seconds is None else seconds * _NANOSECONDS
    if duration is not None and not -_INT64 <= duration < _INT64:
        raise WrongType("a time of less than 292 years", "a longer one")
    return duration


def _sorted(take: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda node: dict(sorted(take(node).items()))


TEXT: Final = Value(to_string)
TEXTS: Final = Value(to_strings, to_string)
INTEGER: Final = Value(to_integer)
VERSION: Final = Value(to_version)
TIMEOUT: Final = Value(_nanoseconds)
FREE_MAP: Final = Value(_free_map, _free, free=True)
OF_KIND: Final[Mapping[Kind, Value]] = {
    Kind.STRING: TEXT,
    Kind.INTEGER: INTEGER,
    Kind.NUMBER: Value(_finite),
    Kind.BOOLEAN: Value(to_boolean),
    Kind.STRINGS: TEXTS,
    Kind.STRING_MAP: Value(_sorted(to_string_map), to_string),
    Kind.BOOLEAN_MAP: Value(_sorted(to_boolean_map), to_boolean),
    Kind.FREE_MAP: FREE_MAP,
}
