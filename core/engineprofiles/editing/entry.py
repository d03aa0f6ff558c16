"""Values as a person types them: ``128k`` for a limit, ``yes`` for a switch, YAML for lists and maps."""

from __future__ import annotations

import re
from typing import Any

from engineprofiles.documents.reader import read
from engineprofiles.documents.scalars import Plain
from engineprofiles.model.fields import Kind, field_at
from engineprofiles.model.paths import format_path
from engineprofiles.problems import Path, Problem, ProfilesError

_NUMBER = re.compile(r"(?P<digits>[-+]?(?:[0-9][0-9_,]*\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?)\s*(?P<scale>[km]?)", re.I)
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000}
_WORDS = {
    **dict.fromkeys(("true", "yes", "on", "y"), True),
    **dict.fromkeys(("false", "no", "off", "n"), False),
}
_WANTED = {
    Kind.INTEGER: "a whole number, such as 4096 or 128k",
    Kind.NUMBER: "a number, such as 0.2",
    Kind.BOOLEAN: "true or false",
    Kind.STRINGS: "a list: one text on each line, or [a, b]",
    Kind.STRING_MAP: "a map: `key: text` on each line",
    Kind.BOOLEAN_MAP: "a map: `key: true` on each line",
    Kind.FREE_MAP: "a map: `key: value` on each line",
}


def parse_setting(path: Path, text: str) -> Any:
    """The value that ``text`` means for the setting at ``path``.

    Whole numbers take ``k`` and ``m`` for thousands and millions. Raises ``ValidationError`` (``wrong-type``) for a
    text that the setting does not take, ``path-invalid`` where there is no setting; neither shows the text.
    """
    if field_at(path) is None:
        raise Problem("path-invalid", f"{format_path(path)} is no setting").error()
    kind = kind_at(path)
    value = _parsed(kind, text)
    if value is None and kind is not None:
        raise Problem("wrong-type", f"{format_path(path)} takes {_WANTED[kind]}").error()
    return value


def parse_free(text: str) -> Any:
    """The value that ``text`` is as YAML: a text, a number, a list, a map. Raises ``ProfilesError`` for no YAML."""
    document = read(text, "the value")
    for problem in document.problems:
        raise problem.error()
    return _python(document.tree)


def spelled(value: Any) -> str:
    """``value`` as it can be typed again: one item of a list, or one key of a map, on each line."""
    from engineprofiles.documents.writer import scalar, write

    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) and "\n" not in item for item in value):
        return "\n".join(value)
    return write(value).rstrip("\n") if isinstance(value, (dict, list)) else scalar(value)


def kind_at(path: Path) -> Kind | None:
    """The kind of what stands at ``path``; ``None`` below a free-form map, where anything can, and without a field."""
    field = field_at(path)
    if field is None:
        return None
    if path == field.path:
        return field.kind
    return {Kind.STRING_MAP: Kind.STRING, Kind.BOOLEAN_MAP: Kind.BOOLEAN, Kind.STRINGS: Kind.STRING}.get(field.kind)


def _parsed(kind: Kind | None, text: str) -> Any:
    match kind:
        case None:
            return parse_free(text)
        case Kind.STRING:
            return text
        case Kind.BOOLEAN:
            return _WORDS.get(text.strip().lower())
        case Kind.INTEGER | Kind.NUMBER:
            return _number(text.strip(), whole=kind is Kind.INTEGER)
        case Kind.STRINGS:
            return _texts(text)
    try:
        value = parse_free(text) if text.strip() else {}
    except ProfilesError:
        return None
    return value if isinstance(value, dict) and _fits(kind, value) else None


def _number(text: str, *, whole: bool) -> int | float | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = match["digits"].replace("_", "").replace(",", "")
    value = round(float(digits) * _SCALES[match["scale"].lower()], 9)
    if whole or (value.is_integer() and "." not in digits):
        return int(value) if value.is_integer() else None
    return value


def _texts(text: str) -> list[str] | None:
    if not text.lstrip().startswith("["):
        return text.split("\n") if text else []
    try:
        value = parse_free(text)
    except ProfilesError:
        return None
    return value if isinstance(value, list) and all(isinstance(item, str) for item in value) else None


def _fits(kind: Kind, value: dict[str, Any]) -> bool:
    of = {Kind.STRING_MAP: str, Kind.BOOLEAN_MAP: bool}.get(kind, object)
    return all(isinstance(item, of) for item in value.values())


def _python(node: Any) -> Any:
    if isinstance(node, Plain):
        return node.text if node.tag == "timestamp" else node.value
    if isinstance(node, dict):
        return {key.text if isinstance(key, Plain) else key: _python(value) for key, value in node.items()}
    return [_python(value) for value in node] if isinstance(node, list) else node
