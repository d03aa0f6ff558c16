"""How one value of a field is written: on one line, with its unit, and never more of a secret than may be seen."""

from __future__ import annotations

import json
import math
import re
from datetime import date
from functools import lru_cache
from typing import Any

from engineprofiles.model.fields import Field, Kind, field_at
from engineprofiles.model.model_info import PRICE
from engineprofiles.model.secrecy import MASK, Secret
from engineprofiles.problems import Path
from engineprofiles.redact import redact_extension_value, redact_value, secrecy
from profiledeck.presenters.figures import count, rate

NEWLINE = "⏎"
_CONTROLS = {"\n": NEWLINE, "\t": "⇥"}
_ONE = {"tokens": "token", "seconds": "second", "bytes": "byte", "entries": "entry"}
_UNQUOTED = re.compile(r'[^."\[\]\s]+')

# A key that no field has is compared with all that it could mean, which is too slow to do at every cursor key.
_secrecy = lru_cache(4096)(secrecy)


def value_text(path: Path, value: Any, *, masked: bool, unit: bool = True) -> str:
    """The value at ``path`` of the settings: ``128,000 tokens``, ``text, image``, ``•••••••• set``.

    Without ``unit`` it is the short form for narrow cells: ``128,000``, ``$0.15``, ``••••••••``.
    """
    secret = _secrecy(path) if masked else Secret.NONE
    if secret is not Secret.NONE:
        value = redact_value(path, value)
    if secret is Secret.WHOLE and isinstance(value, str):
        return _sealed(value, unit)
    field = field_at(path)
    if isinstance(value, int | float) and not isinstance(value, bool) and field is not None:
        return _number(value, field, unit)
    return _text(value)


def extension_text(path: Path, value: Any, *, masked: bool, unit: bool = True) -> str:
    """The value at ``path`` of the extensions, as :func:`value_text` writes one of the settings."""
    shown = redact_extension_value(path, value) if masked else value
    return _sealed(MASK, unit) if shown == MASK and shown != value else _text(shown)


def one_line(text: str) -> str:
    """``text`` on one line: a line break is shown as a glyph, and so is what a terminal would obey."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else _visible(letter) for letter in text)


def path_text(path: Path) -> str:
    """``path`` as the screens show it: ``api_keys.openai-api-key``; only keys with dots or blanks are quoted."""
    return one_line("".join(map(_step, path)).removeprefix("."))


def extension_path_text(path: Path) -> str:
    """A path of the extensions: the key as it is, dots included, and what follows as in :func:`path_text`."""
    key, *inner = path
    return one_line(str(key)) + "".join(one_line(_step(step)) for step in inner)


def _sealed(shown: str, unit: bool) -> str:
    if not shown:
        return "empty"
    return f"{shown} set" if unit else shown


def _number(value: int | float, field: Field, unit: bool) -> str:
    if not math.isfinite(value):
        return repr(value)
    if field.unit == PRICE:
        return f"{rate(value)} /1M" if unit else rate(value)
    if field.unit:
        word = _ONE[field.unit] if value == 1 else field.unit
        return f"{count(value)} {word}" if unit else count(value)
    return repr(value).removesuffix(".0") if field.kind is Kind.NUMBER else repr(value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return one_line(value) or '""'
    if isinstance(value, list):
        return ", ".join(map(_item, value)) or "[]"
    if isinstance(value, dict):
        return _item(value)
    return _plain(value)


def _item(value: Any) -> str:
    """A value inside a list or map: brackets tell where it begins and ends."""
    if isinstance(value, list):
        return f"[{', '.join(map(_item, value))}]"
    if isinstance(value, dict):
        inside = ", ".join(f"{one_line(str(key))}: {_item(child)}" for key, child in value.items())
        return f"{{{inside}}}"
    return _text(value)


def _plain(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return one_line(value.isoformat() if isinstance(value, date) else str(value))


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _UNQUOTED.fullmatch(step) else f".{json.dumps(step, ensure_ascii=False)}"


def _visible(letter: str) -> str:
    if letter in _CONTROLS:
        return _CONTROLS[letter]
    return chr(0x2400 + ord(letter)) if letter < " " else "�"
