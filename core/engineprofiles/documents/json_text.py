"""Writes JSON the way Go's encoding/json does, to the byte."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

# Go keeps its JSON fit for a script inside a web page; half of a surrogate pair is no character.
_ESCAPED = re.compile("[<>&\u2028\u2029\ud800-\udfff]")

FIRST_WITH_EXPONENT = 1e21
"""Go writes floats below it without an exponent, and whole ones then without a point."""


def json_text(value: Any) -> str:
    """``value`` on one line and without spaces, its members in their order.

    A value is made of dicts with texts as keys, lists, texts, ``None``, booleans and finite numbers. Raises
    ``TypeError`` for any other, ``ValueError`` for a number that is not finite, ``RecursionError`` for one that nests
    too deeply.
    """
    if isinstance(value, str):
        return _ESCAPED.sub(_escape, json.dumps(value, ensure_ascii=False))
    if isinstance(value, Mapping):
        return "{" + ",".join([f"{json_text(key)}:{json_text(item)}" for key, item in value.items()]) + "}"
    if isinstance(value, list):
        return "[" + ",".join([json_text(item) for item in value]) + "]"
    if isinstance(value, float):
        return _number(value)
    if value is None or isinstance(value, (bool, int)):
        return json.dumps(value)
    raise TypeError(f"JSON has no {type(value).__name__}")


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return r"\ufffd" if 0xD800 <= code < 0xE000 else f"\\u{code:04x}"


def _number(value: float) -> str:
    """The fewest digits that mean ``value``, with an exponent only where it is very large or very small."""
    if not math.isfinite(value):
        raise ValueError("JSON has finite numbers only")
    shortest = Decimal(repr(value))
    if not value or 1e-6 <= abs(value) < FIRST_WITH_EXPONENT:
        return f"{shortest:f}".removesuffix(".0")
    digits = "".join(map(str, shortest.as_tuple().digits)).rstrip("0")
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{'-' * shortest.is_signed()}{digits[0]}{fraction}e{shortest.adjusted():+d}"
