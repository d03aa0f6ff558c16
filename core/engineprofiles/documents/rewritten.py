"""A document after Geppetto's first pass: it reads a registry into untyped values, writes these out and reads that.

What is in between is a text that nobody sees. Scalars that are no strings stand in it in canonical form, so ``4.10``
in a place for text arrives as ``4.1``; a quoted key ``"<<"`` stands there without quotes and merges.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from operator import is_
from typing import Any

from engineprofiles.documents.scalars import Plain, Scalar, resolve
from engineprofiles.documents.typed import MAX_VALUE_DEPTH

_MERGE = "<<"
_FRACTION = re.compile(r":\d\d?[.,](\d+)")


def rewritten(node: Any, depth: int = MAX_VALUE_DEPTH) -> Any:
    """``node`` written out and read again; the same object where that changes nothing."""
    kind = type(node)
    if kind is str or depth < 0:
        return node
    if kind is Plain:
        return _rewritten_scalar(node)
    if kind is dict:
        return _rewritten_map(node, depth)
    if kind is list:
        items = [rewritten(item, depth - 1) for item in node]
        return node if all(map(is_, items, node)) else items
    return node


def canonical(node: Plain) -> str:
    """The text that Go writes for the value of ``node``: what arrives in a place for text."""
    value = node.value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return go_float(value)
    if isinstance(value, date):
        return _moment(value, node.text)
    return str(value)


def go_float(value: float) -> str:
    """A float as Go writes it: the fewest digits that mean it, with an exponent from a million up and below 0.0001."""
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    shortest = Decimal(repr(value))
    sign = "-" if shortest.is_signed() else ""
    digits = "".join(map(str, shortest.as_tuple().digits)).rstrip("0")
    power = shortest.adjusted()
    if not digits:
        return f"{sign}0"
    if -4 <= power < 6:
        return sign + f"{shortest.copy_abs():f}".removesuffix(".0")
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{fraction}e{power:+03d}"


@lru_cache(16384)
def _rewritten_scalar(scalar: Plain) -> Scalar:
    text = canonical(scalar)
    return scalar if text == scalar.text or scalar.value is None else resolve(text)


def _rewritten_map(node: dict[Any, Any], depth: int) -> dict[Any, Any]:
    result = {rewritten(key): rewritten(value, depth - 1) for key, value in node.items()}
    if _MERGE in result:
        return _merged(result)
    same_keys = len(result) == len(node) and all(map(is_, result, node))
    return node if same_keys and all(map(is_, result.values(), node.values())) else result


def _merged(node: dict[Any, Any]) -> dict[Any, Any]:
    """``node`` with what its key ``<<`` names; one that names no map stays, for it cannot be read at all."""
    operand = node[_MERGE]
    sources = operand if type(operand) is list else [operand]
    if not all(type(source) is dict for source in sources):
        return node
    result = {key: value for key, value in node.items() if key != _MERGE}
    for source in sources:
        for key, value in source.items():
            result.setdefault(key, value)
    return result


def _moment(value: date, written: str) -> str:
    """A date or time in the form of RFC 3339, with as much of a second as was written."""
    if not isinstance(value, datetime):
        return f"{value.isoformat()}T00:00:00Z"
    fraction = match[1].rstrip("0") if (match := _FRACTION.search(written)) else ""
    zone = value.isoformat()[-6:]
    return f"{value:%Y-%m-%dT%H:%M:%S}{'.' * bool(fraction)}{fraction}{'Z' if zone == '+00:00' else zone}"
