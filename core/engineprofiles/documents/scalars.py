"""What a YAML scalar is, as Go's yaml.v3 decides it."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal

Tag = Literal["null", "bool", "int", "float", "timestamp"]
ScalarValue = None | bool | int | float | date | datetime


@dataclass(frozen=True, slots=True)
class Plain:
    """A scalar that is not a string: what it means, and the text its author wrote.

    Equal only when the text is equal too: ``1.0`` and ``1`` are two values. A timestamp's ``value`` is exact
    to the microsecond; its ``text`` holds the rest.
    """

    text: str
    value: ScalarValue
    tag: Tag


Scalar = str | Plain

NULL = Plain("", None, "null")
"""What is read where nothing is written."""

_INT64 = 1 << 63
_UINT64 = 1 << 64

_SPELLINGS: tuple[tuple[str, ScalarValue, Tag], ...] = (
    ("true True TRUE", True, "bool"),
    ("false False FALSE", False, "bool"),
    ("~ null Null NULL", None, "null"),
    (".nan .NaN .NAN", float("nan"), "float"),
    (".inf .Inf .INF +.inf +.Inf +.INF", float("inf"), "float"),
    ("-.inf -.Inf -.INF", float("-inf"), "float"),
)
_WORDS = {word: Plain(word, value, tag) for words, value, tag in _SPELLINGS for word in words.split()} | {"": NULL}

_LETTERS = frozenset("nNtTfF~")
NOT_TEXT_AT_FIRST = _LETTERS | frozenset("+-.0123456789") | {""}
"""First letters of the scalars that can be something other than a string; every other scalar is one."""

# yaml.v3 tries Go's base prefixes first, then reads what follows a lower-case 0b or 0o with a sign of its own.
_INTEGER = re.compile(
    r"(?P<sign>[-+]?)(?:0[xX](?P<hexadecimal>[0-9a-fA-F]+)|0[bB](?P<binary>[01]+)|0[oO]?(?P<octal>[0-7]+)"
    r"|(?P<decimal>0|[1-9][0-9]*))|0b(?P<signed_binary>[-+][01]+)|0o(?P<signed_octal>[-+][0-7]+)"
)
_EVERYDAY_INTEGER = re.compile(r"-?[1-9][0-9]{0,17}")
_BASES = {"hexadecimal": 16, "binary": 2, "octal": 8, "decimal": 10, "signed_binary": 2, "signed_octal": 8}
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
# A number that starts with its point goes to Go's float parser as it stands, underscores between digits and all.
_POINT_FLOAT = re.compile(r"\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?")

_CLOCK = r"(\d\d?):(\d\d?):(\d\d?)(?:[.,](\d{1,9}))?"
_TIMESTAMP = re.compile(
    rf"(\d{{4}})-(\d\d?)-(\d\d?)(?:[Tt]{_CLOCK}(?:(Z)|([-+])(\d\d):([0-5]\d))| +{_CLOCK})?", re.ASCII
)


class WrongTag(ValueError):
    """A text that its explicit tag, such as ``!!int``, does not allow. Carries the tag's short name."""


@lru_cache(16384)
def resolve(text: str) -> Scalar:
    """What the plain scalar ``text`` is: ``text`` itself for a string, a :class:`Plain` for anything else.

    The rule is yaml.v3's in an untyped place: ``yes``, ``12:30`` and ``1e400`` are strings, ``010`` is 8,
    ``08`` the float 8, integers go up to 64 bits unsigned and become floats beyond.
    """
    if text[:1] not in NOT_TEXT_AT_FIRST:
        return text
    if text[:1] in _LETTERS:
        return _WORDS.get(text, text)
    return _WORDS.get(text) or _timestamp(text) or _number(text) or text


def resolve_tagged(text: str, tag: str) -> Scalar:
    """What ``text`` is under an explicit ``tag``, which is short (``!!int``) or long (``tag:yaml.org,2002:int``).

    A tag that yaml.v3 does not know leaves the text a string. Raises :class:`WrongTag` when the text is not
    of the tag's type, as in ``!!bool yes``.
    """
    name = tag.removeprefix("tag:yaml.org,2002:").removeprefix("!!")
    if name == "binary":
        return _decoded(text)
    if name not in ("null", "bool", "int", "float", "timestamp"):
        return text
    # Under a tag of another type yaml.v3 does not try whether a number could be a date.
    found = resolve(text) if name == "timestamp" else _WORDS.get(text) or _number(text)
    if isinstance(found, Plain):
        if found.tag == name:
            return found
        if name == "float" and isinstance(found.value, int) and found.tag == "int" and found.value < _INT64:
            return Plain(text, float(found.value), "float")
    raise WrongTag(name)


def _decoded(text: str) -> str:
    """Base64 as Go reads it: only line breaks are skipped. Bytes that are not UTF-8 show as U+FFFD."""
    try:
        return base64.b64decode(text.replace("\n", "").replace("\r", ""), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        raise WrongTag("binary") from None


def _number(text: str) -> Plain | None:
    if _EVERYDAY_INTEGER.fullmatch(text):
        return Plain(text, int(text), "int")
    if text[:1] == ".":
        return _float(text, text.replace("_", "")) if _POINT_FLOAT.fullmatch(text) else None
    digits = text.replace("_", "")
    if match := _INTEGER.fullmatch(digits):
        name = match.lastgroup or ""
        sign = match["sign"] or ""
        value = int(sign + match[name], _BASES[name])
        if -_INT64 <= value < (_INT64 if sign else _UINT64):
            return Plain(text, value, "int")
    return _float(text, digits) if _FLOAT.fullmatch(digits) else None


def _float(text: str, digits: str) -> Plain | None:
    """The float that ``digits`` spells; none when it is too large for one, which leaves it a string."""
    value = float(digits)
    return None if value in (float("inf"), float("-inf")) else Plain(text, value, "float")


def _timestamp(text: str) -> Plain | None:
    match = _TIMESTAMP.fullmatch(text) if text[4:5] == "-" else None
    if match is None:
        return None
    try:
        return Plain(text, _moment(*match.groups()), "timestamp")
    except ValueError:  # no such day or hour: a string
        return None


def _moment(year: str, month: str, day: str, *clock: str | None) -> date | datetime:
    """A date, or a moment: ``clock`` holds hour, minute, second, fraction, ``Z``, sign, hours and minutes of a zoned
    time, then hour, minute, second and fraction of one without a zone, which is UTC."""
    if clock[0] is None and clock[8] is None:
        return date(int(year), int(month), int(day))
    hour, minute, second, fraction = clock[:4] if clock[0] is not None else clock[8:]
    zone: timezone = UTC
    if clock[5]:
        offset = timedelta(hours=int(clock[6] or 0), minutes=int(clock[7] or 0))
        zone = timezone(-offset if clock[5] == "-" else offset)
    microsecond = int((fraction or "")[:6].ljust(6, "0"))
    return datetime(
        int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), microsecond, zone
    )
