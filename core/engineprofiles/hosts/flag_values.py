"""What a flag makes of a text in a variable, and of a value in a config file. Glazed's rules, which are stricter than
those of profiles: a number is no text, ``yes`` is not true, and nothing at all makes the application crash."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engineprofiles.documents.scalars import Plain
from engineprofiles.hosts.flags import Flag
from engineprofiles.hosts.selection_variables import split_list
from engineprofiles.model.fields import Kind
from engineprofiles.model.slugs import trimmed

_INTEGER = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(
    r"nan|[-+]?(?:inf|infinity|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:e[-+]?[0-9]+)?)", re.IGNORECASE
)
_INT64 = 1 << 63
_BOOLEANS: Mapping[str, bool] = {
    **dict.fromkeys(("1", "t", "T", "TRUE", "true", "True", "on"), True),
    **dict.fromkeys(("0", "f", "F", "FALSE", "false", "False", "off"), False),
}
_CRASH_WHEN_EMPTY: frozenset[str] = frozenset(("inference-stop",))
"""Lists without a default: glazed makes nil of an empty one, and does not survive it."""


class NotForFlag(ValueError):
    """A value that its flag does not take. Its text says what the flag takes, and keeps the value to itself."""


def from_text(flag: Flag, text: str) -> Any:
    """The value that ``text`` in a variable gives ``flag``; ``None`` for a list without anything in it, which leaves
    the default. A list stands between commas. Raises ``NotForFlag``."""
    if flag.kind not in (Kind.STRINGS, Kind.STRING_MAP):
        return _scalar(flag, text)
    items = split_list(text)
    if not items and flag.name in _CRASH_WHEN_EMPTY:
        raise NotForFlag("a list with something in it: the application crashes over an empty one")
    return _listed(flag, items) if items else None


def from_node(flag: Flag, node: Any) -> Any:
    """The value that ``node`` of a config file gives ``flag``. Raises ``NotForFlag``."""
    if isinstance(node, str):
        return _listed(flag, (node,)) if flag.kind in (Kind.STRINGS, Kind.STRING_MAP) else _scalar(flag, node)
    value = node.value if isinstance(node, Plain) else node
    if value is None:
        raise NotForFlag("something: the application crashes over nothing")
    return _TYPED[flag.kind](value)


def _scalar(flag: Flag, text: str) -> Any:
    if flag.kind is Kind.INTEGER:
        return _integer(text)
    if flag.kind is Kind.NUMBER:
        return _number(text)
    if flag.kind is Kind.BOOLEAN:
        if text not in _BOOLEANS:
            raise NotForFlag("true or false")
        return _BOOLEANS[text]
    if flag.choices and text not in flag.choices:
        raise NotForFlag(" or ".join(choice or "nothing" for choice in flag.choices))
    return text


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text) or not -_INT64 <= int(text) < _INT64:
        raise NotForFlag("a whole number")
    return int(text)


def _number(text: str) -> float:
    try:
        number = float(text) if _NUMBER.fullmatch(text) else None
    except ValueError:
        number = None
    if number is None or (math.isinf(number) and "inf" not in text.lower()):
        raise NotForFlag("a number")
    return int(number) if number.is_integer() else number


def _listed(flag: Flag, items: Sequence[str]) -> Any:
    return list(items) if flag.kind is Kind.STRINGS else dict(map(_pair, items))


def _pair(item: str) -> tuple[str, str]:
    """``key=value``, or ``key:value`` where there is no ``=``."""
    key, _, value = item.partition("=" if "=" in item else ":")
    if item.startswith("@"):
        raise NotForFlag("pairs such as 50256=-100: a file of them is not followed here")
    if not trimmed(key) or not trimmed(value):
        raise NotForFlag("pairs such as 50256=-100")
    return trimmed(key), trimmed(value)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1 or abs(value) >= _INT64:
        raise NotForFlag("a whole number")
    return int(value)


def _any_number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotForFlag("a number")
    return value


def _true_or_false(value: Any) -> bool:
    if not isinstance(value, bool):
        raise NotForFlag("true or false")
    return value


def _text(value: Any) -> str:
    raise NotForFlag("a text, in quotes where it looks like a number" if _is_scalar(value) else "a text")


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise NotForFlag("a list of texts")
    return value


def _map_of_texts(value: Any) -> dict[str, str]:
    texts = isinstance(value, dict) and all(isinstance(each, str) for pair in value.items() for each in pair)
    if not texts:
        raise NotForFlag("a map of texts")
    return dict(value)


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, list | dict)


_TYPED: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.STRING: _text,
    Kind.INTEGER: _whole,
    Kind.NUMBER: _any_number,
    Kind.BOOLEAN: _true_or_false,
    Kind.STRINGS: _texts,
    Kind.STRING_MAP: _map_of_texts,
}
