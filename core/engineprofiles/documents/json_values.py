"""JSON the way Go's encoding/json takes it: which texts are JSON, and which values fit a typed field.

Unlike YAML nothing is converted: ``5.0`` is no integer and ``5`` no text. ``None`` never comes here, since for Go
``null`` leaves a field as it is; inside lists and maps it stands for the zero value.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

T = TypeVar("T")

_LOWEST, _HIGHEST = -(2**63), 2**63 - 1
# Half of a surrogate pair is no character. An escaped backslash and a whole pair are matched to be stepped over.
_SURROGATES = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u([dD][89a-fA-F][0-9a-fA-F]{2})"
)


class NotJson(ValueError):
    """A text that is not one JSON value. Its message shows nothing of the text."""


class Misfit(ValueError):
    """A JSON value of a type that its field does not take. Its message names types, never the value."""

    def __init__(self, wanted: str, value: Any) -> None:
        super().__init__(f"takes {wanted}, not {_described(value)}")


def parse_json(content: str | bytes) -> Any:
    """The value that ``content`` is. Raises :class:`NotJson`.

    Bytes that are no UTF-8 and halves of surrogate pairs become U+FFFD; of two equal keys the last one counts.
    """
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    try:
        return json.loads(_SURROGATES.sub(_replaced, text), parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise NotJson(f"{error.msg} at line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise NotJson("it nests too deeply") from None
    except ValueError:
        raise NotJson("it holds a number that is no number, or one too long") from None


def text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise Misfit("a text", value)


def integer(value: Any) -> int:
    """A number of 64 bits, written without fraction and exponent."""
    if type(value) is int and _LOWEST <= value <= _HIGHEST:
        return value
    raise Misfit("a whole number", value)


def unsigned(value: Any) -> int:
    """A number of 64 bits that is zero or more."""
    if type(value) is int and 0 <= value < 2**64:
        return value
    raise Misfit("a whole number of zero or more", value)


def number(value: Any) -> int | float:
    if type(value) in (int, float) and _is_finite(value):
        return value  # type: ignore[no-any-return]
    raise Misfit("a number", value)


def boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise Misfit("true or false", value)


def texts(value: Any) -> list[str]:
    """A list of texts; ``null`` in it is an empty text."""
    if not isinstance(value, list):
        raise Misfit("a list of texts", value)
    return ["" if item is None else _inside("a list of texts", text, item) for item in value]


def text_map(value: Any) -> dict[str, str]:
    """Texts by key; ``null`` is an empty text."""
    wanted = "an object of texts"
    return {key: "" if item is None else _inside(wanted, text, item) for key, item in _mapping(wanted, value).items()}


def boolean_map(value: Any) -> dict[str, bool]:
    """Booleans by key; ``null`` is ``False``."""
    wanted = "an object of true and false"
    return {
        key: False if item is None else _inside(wanted, boolean, item) for key, item in _mapping(wanted, value).items()
    }


def free_map(value: Any) -> Mapping[str, Any]:
    """Anything by key, as it stands."""
    return _mapping("an object", value)


def _mapping(wanted: str, value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    raise Misfit(wanted, value)


def _inside(wanted: str, read: Callable[[Any], T], item: Any) -> T:
    try:
        return read(item)
    except Misfit:
        raise Misfit(f"{wanted} alone", item) from None


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


_TYPES: Final = {type(None): "null", bool: "true or false", str: "a text", list: "a list", dict: "an object"}


def _described(value: Any) -> str:
    if type(value) is float and math.isfinite(value):
        return "a number with a fraction or an exponent"
    if type(value) is int and _LOWEST <= value <= _HIGHEST:
        return "a number below zero" if value < 0 else "a number"
    return _TYPES.get(type(value), "a number as large as that")


def _replaced(match: re.Match[str]) -> str:
    return r"\ufffd" if match[1] else match[0]


def _no_constant(name: str) -> Any:
    raise ValueError(name)
