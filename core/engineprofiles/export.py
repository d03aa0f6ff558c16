"""Settings as documents that something else takes in: a base document, and variables of the environment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from engineprofiles.documents.edits import node_at
from engineprofiles.documents.scalars import resolve
from engineprofiles.documents.writer import write
from engineprofiles.hosts.flag_values import NotForFlag, from_text
from engineprofiles.hosts.flags import FLAGS, Flag, flag_of
from engineprofiles.hosts.selection_variables import variable
from engineprofiles.model.fields import Kind
from engineprofiles.model.paths import format_path
from engineprofiles.redact import redact_value
from engineprofiles.resolution import LayeredSettings

MASKED = "Secrets are masked here."


def base_document(settings: LayeredSettings, *, reveal: bool = False) -> str:
    """``settings`` as a YAML document that :func:`~engineprofiles.hosts.read_settings` reads back as the same values.

    Unless ``reveal`` is given, secrets are masked, and a comment says so.
    """
    text = write(_spelled(settings.masked_values(reveal)))
    return text if settings.masked_values(reveal) == settings.values else f"# {MASKED}\n{text}"


def environment(settings: LayeredSettings, prefix: str, *, reveal: bool = False) -> str:
    """``settings`` as lines for a POSIX shell that export the variables of an application whose names begin with
    ``prefix``.

    The application's base then has these values. What no variable can set is named in a comment, and so is a secret
    unless ``reveal`` is given: a masked one would be taken for the key.
    """
    exports, comments = [], []
    for flag in FLAGS:
        value = _value_at(settings.values, flag)
        name, path = variable(prefix, flag.name), format_path(flag.path)
        if value is None:
            continue
        if not reveal and redact_value(flag.path, value) != value:
            comments.append(f"{name} is left out: it is a secret")
        elif (text := _text(flag, value)) is None:
            comments.append(f"{name} is left out: no line gives it what {path} is here")
        else:
            exports.append(f"export {name}={_quoted(text)}\n")
    comments += [f"no variable sets {path}" for path in _without_flag(settings)]
    # A line break in a path would end the comment, and the shell would run what follows.
    return "".join((*exports, *(f"# {' '.join(comment.splitlines())}\n" for comment in comments)))


def _value_at(values: Mapping[str, Any], flag: Flag) -> Any:
    try:
        return node_at(values, flag.path)
    except KeyError:
        return None


def _text(flag: Flag, value: Any) -> str | None:
    """What the variable must hold to give ``value``; ``None`` where nothing does that a terminal can be shown."""
    if flag.kind is Kind.BOOLEAN:
        text = "true" if value else "false"
    elif isinstance(value, list):
        text = ",".join(map(str, value))
    elif isinstance(value, dict):
        text = ",".join(f"{key}={each}" for key, each in value.items())
    else:
        text = str(value)
    try:
        return text if _is_harmless(text) and from_text(flag, text) == value else None
    except NotForFlag:
        return None


def _is_harmless(text: str) -> bool:
    return all(letter.isprintable() or letter in "\n\t" for letter in text)


def _without_flag(settings: LayeredSettings) -> Iterator[str]:
    return (format_path(path) for path in settings.trace.paths if flag_of(path) is None)


def _quoted(text: str) -> str:
    """``text`` in single quotes, inside of which a shell changes nothing."""
    return "'" + text.replace("'", "'\\''") + "'"


def _spelled(value: Any) -> Any:
    """``value`` with dates as YAML has them."""
    if isinstance(value, dict):
        return {key: _spelled(child) for key, child in value.items()}
    if isinstance(value, list):
        return list(map(_spelled, value))
    return resolve(value.isoformat()) if isinstance(value, date) else value
