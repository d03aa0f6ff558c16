"""How yaml.v3 puts a value of a document into a typed Go field, when the document is decoded once.

A node is what :mod:`engineprofiles.documents.reader` gives (text, :class:`Plain`, list, map), or a plain Python
value of a JSON payload. Every function gives ``None`` for null and raises :class:`WrongType` for a value that its
field cannot take. These run for every field of every profile, so the common case comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from engineprofiles.documents.scalars import Plain

T = TypeVar("T")

_INT64 = 1 << 63
# Go takes these as booleans in a typed field only, quoted or not; it takes `true` and `false` only unquoted.
_YES = frozenset(("y", "Y", "yes", "Yes", "YES", "on", "On", "ON"))
_NO = frozenset(("n", "N", "no", "No", "NO", "off", "Off", "OFF"))


MAX_VALUE_DEPTH = 200
"""How deep a free-form value may nest. Go stops at 10,000 levels; no person and no view gets that far."""


class WrongType(ValueError):
    """A value that its field cannot take. Its text names types only: the value itself could be a secret."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(f"expected {expected}, found {found}")
        self.expected = expected
        self.found = found


def kind_of(node: Any) -> str:
    """The type of ``node`` in words, without its value: ``a text``, ``a number``, ``a list``..."""
    value = node.value if type(node) is Plain else node
    match value:
        case None:
            return "nothing"
        case bool():
            return "true/false"
        case int() | float():
            return "a number"
        case date():
            return "a date"
        case str():
            return "a text"
        case list() | tuple():
            return "a list"
    return "a map"


def to_string(node: Any) -> str | None:
    """Any scalar, as its author wrote it: ``4.10`` is ``"4.10"`` and ``yes`` is ``"yes"``."""
    if type(node) is str:
        return node
    if type(node) is Plain:
        return None if node.value is None else node.text
    if isinstance(node, (list, tuple, Mapping)):
        raise WrongType("a text", kind_of(node))
    return None if node is None else _json_text(node)


def to_integer(node: Any) -> int | None:
    """A whole number of 64 bits; a float is cut off toward zero."""
    value = node.value if type(node) is Plain else node
    if type(value) is float and -_INT64 <= value < _INT64:  # which nan and the infinities are not
        value = int(value)
    if value is None or (type(value) is int and -_INT64 <= value < _INT64):
        return value
    if type(value) in (int, float):
        raise WrongType("a whole number of 64 bits", "one that is out of range")
    raise WrongType("a whole number", kind_of(node))


def to_version(node: Any) -> int | None:
    """A whole number of zero or more; unlike any other integer it may have all 64 bits."""
    value = node.value if isinstance(node, Plain) else node
    if type(value) is int and value > 0:
        return value
    version = to_integer(node)
    if version is not None and version < 0:
        raise WrongType("a number of zero or more", "one below zero")
    return version


def to_number(node: Any) -> float | None:
    """Any unquoted number, ``.inf`` and ``.nan`` included; an integer stays one."""
    value = node.value if type(node) is Plain else node
    if value is None or type(value) is float or type(value) is int:
        return value
    raise WrongType("a number", kind_of(node))


def to_boolean(node: Any) -> bool | None:
    """``true``, ``false``, or a word of the yes/no/on/off/y/n family, which may be quoted."""
    value = node.value if type(node) is Plain else node
    if value is None or type(value) is bool:
        return value
    if type(value) is str:
        if value in _YES:
            return True
        if value in _NO:
            return False
    raise WrongType("true or false", kind_of(node))


def to_strings(node: Any) -> list[str] | None:
    """A list of scalars as they were written. Null items are dropped: Geppetto's rule."""
    if is_null(node):
        return None
    if not isinstance(node, (list, tuple)):
        raise WrongType("a list of texts", kind_of(node))
    return [text for text in map(to_string, node) if text is not None]


def to_string_map(node: Any) -> dict[str, str] | None:
    """A map of texts. A null key is dropped; a key whose value is null is not mentioned."""
    return _to_map(node, "a map of texts", to_string)


def to_boolean_map(node: Any) -> dict[str, bool] | None:
    """A map of booleans. A null key is dropped; a key whose value is null is not mentioned."""
    return _to_map(node, "a map of true/false", to_boolean)


def to_free(node: Any) -> Any:
    """A free-form value as plain nested data: keys as their text, scalars by their value, null kept.

    Raises :class:`WrongType` for data that nests deeper than ``MAX_VALUE_DEPTH`` levels.
    """
    return _free(node, MAX_VALUE_DEPTH)


def too_deep() -> WrongType:
    """What is raised for a value that nests deeper than ``MAX_VALUE_DEPTH`` levels."""
    return WrongType("a value", f"one that nests deeper than {MAX_VALUE_DEPTH} levels")


def is_null(node: Any) -> bool:
    """Whether ``node`` is null, in a document or in a payload."""
    return node is None or (type(node) is Plain and node.value is None)


def key_text(key: Any) -> str:
    """A key of a document's map as the text that its author wrote."""
    return key.text if type(key) is Plain else str(key)


def _to_map(node: Any, expected: str, convert: Callable[[Any], T | None]) -> dict[str, T] | None:
    if is_null(node):
        return None
    if not isinstance(node, Mapping):
        raise WrongType(expected, kind_of(node))
    converted = ((key, convert(item)) for key, item in node.items() if not is_null(key))
    return {key_text(key): value for key, value in converted if value is not None}


def _free(node: Any, depth: int) -> Any:
    kind = type(node)
    if kind is str:
        return node
    if kind is Plain:
        return node.value
    if depth < 0:
        raise too_deep()
    if isinstance(node, Mapping):
        return {key_text(key): _free(item, depth - 1) for key, item in node.items()}
    if isinstance(node, (list, tuple)):
        return [_free(item, depth - 1) for item in node]
    return node


def _json_text(value: Any) -> str:
    """A scalar of a JSON payload as text, spelled as JSON spells it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)
