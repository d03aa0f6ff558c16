"""Writes a tree as YAML that reads back as the same tree, in Go's yaml.v3 and in readers of YAML 1.1 alike."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from engineprofiles.documents.scalars import Plain, resolve

# Everything that can stand in a text as it is: no control character, no line break of any kind, no byte order mark.
_ORDINARY = re.compile("[ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
_ORDINARY_LINES = re.compile("[\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
# What makes a text something else when nothing is around it, whatever it means.
_NEEDS_QUOTES = re.compile(r"""[-?:,\[\]{}#&*!|>'"%@` ]|.*(?::(?: |$)| #| $)|\.\.\.|=$|<<$""")
# Go takes these for booleans where one is expected; PyYAML does not know them.
_LETTERS_OF_YES_AND_NO = frozenset("yYnN")
_BLANK_LINE = re.compile(r"^[ \t]+$", re.MULTILINE)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_LONGEST_SIMPLE_KEY = 1000
"""YAML finds the ``:`` of a key within 1,024 characters, or else wants a ``?`` before it."""


def write(tree: Any) -> str:
    """``tree`` as block YAML: an indent of 2, keys in their order, a line break at the end.

    A tree is made of dicts, lists, texts, :class:`Plain`, ``None``, booleans, integers and floats. A ``Plain`` keeps
    the text of its author, any other text is quoted where it would be read as something else. What a tree shares is
    written out each time. Raises ``TypeError`` for any other value.
    """
    if not (isinstance(tree, (dict, list)) and tree):
        return f"{_placed('', tree, 0)}\n".lstrip(" ")
    lines: list[str] = []
    open_ = [_Open(_entries(tree), 0)]
    while open_:
        inner = open_[-1]
        entry = next(inner.entries, None)
        if entry is None:
            open_.pop()
            continue
        key, value = entry
        start, inner.lead = inner.lead or " " * inner.indent, ""
        head = f"{start}-"
        if key is not None:
            if len(key) > _LONGEST_SIMPLE_KEY:
                lines.append(f"{start}? {key}")
                start, key = " " * inner.indent, ""
            head = f"{start}{key}:"
        if isinstance(value, (dict, list)) and value:
            below = _Open(_entries(value), inner.indent + 2)
            if key is None:
                below.lead = f"{head} "
            else:
                lines.append(head)
            open_.append(below)
        else:
            lines.append(_placed(head, value, inner.indent))
    return "\n".join(lines) + "\n"


def scalar(value: Any) -> str:
    """A scalar on one line, as it can stand after a key, a dash, or as a key. Raises ``TypeError`` for no scalar."""
    if isinstance(value, str):
        return value if _is_safe(value) else _quoted(value)
    if isinstance(value, Plain):
        if value.text and resolve(value.text) == value:
            return value.text
        return f"!!{value.tag} {_quoted(value.text)}"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"YAML has no {type(value).__name__}")


@dataclass(slots=True)
class _Open:
    """A collection being written. ``lead`` stands before its first entry, on the line of the list around it."""

    entries: Iterator[tuple[str | None, Any]]
    indent: int
    lead: str = ""


def _entries(collection: Any) -> Iterator[tuple[str | None, Any]]:
    if isinstance(collection, Mapping):
        return ((scalar(key), value) for key, value in collection.items())
    return ((None, value) for value in collection)


def _placed(head: str, value: Any, indent: int) -> str:
    """The line, or the lines, of a value that opens no block of its own."""
    if isinstance(value, (dict, list)):
        return f"{head} {'{}' if isinstance(value, dict) else '[]'}"
    if isinstance(value, str) and "\n" in value and _is_literal(value):
        return f"{head} {_literal(value, ' ' * (indent + 2))}"
    if isinstance(value, Plain) and not value.text and value.value is None and head:
        return head
    return f"{head} {scalar(value)}"


def _is_safe(text: str) -> bool:
    """Whether every reader takes ``text`` for itself when nothing is around it."""
    if not _ORDINARY.fullmatch(text) or _NEEDS_QUOTES.match(text) or text in _LETTERS_OF_YES_AND_NO:
        return False
    if not isinstance(resolve(text), str):
        return False
    candidates: list[tuple[str, re.Pattern[str]]] = yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], [])
    return not any(pattern.match(text) for _, pattern in candidates)


def _quoted(text: str) -> str:
    if "'" not in text and ('"' in text or "\\" in text) and _ORDINARY.fullmatch(text):
        return f"'{text}'"
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if _ORDINARY.fullmatch(letter):
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _is_literal(text: str) -> bool:
    """Whether a literal block gives back ``text`` exactly."""
    starts_with_text = text[0] not in " \t\n"
    return starts_with_text and bool(_ORDINARY_LINES.fullmatch(text)) and not _BLANK_LINE.search(text)


def _literal(text: str, indent: str) -> str:
    body = text.rstrip("\n")
    breaks = len(text) - len(body)
    sign = "|-" if not breaks else "|" if breaks == 1 else "|+"
    lines = (f"{indent}{line}" if line else "" for line in body.split("\n"))
    return "\n".join((sign, *lines)) + "\n" * max(breaks - 1, 0)


def _number(value: float) -> str:
    """A float with the point that YAML 1.1 wants in one."""
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    digits, e, exponent = repr(value).partition("e")
    return f"{digits if '.' in digits else f'{digits}.0'}{e}{exponent}"
