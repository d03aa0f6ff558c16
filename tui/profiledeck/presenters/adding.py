"""Settings that can be added: those of the model that the profile does not have yet, found by a few letters."""

from __future__ import annotations

import re

from engineprofiles import ProfilesError
from engineprofiles.model.fields import FIELDS, Field, field_at
from engineprofiles.model.paths import parse_path
from engineprofiles.model.slugs import ExtensionKey
from engineprofiles.problems import Path
from profiledeck.presenters.lines import Row, Rows, clipped, fitted, line
from profiledeck.presenters.tree import has_letters
from profiledeck.presenters.values import extension_path_text, path_text
from profiledeck.state import FieldKey, State

NOTHING = "No setting is called so. Of a map, type the key too: api.api_keys.NAME; an extension: app.prompts@v1.tone"
_EXTENSION = re.compile(r"([^@\s]+@v[0-9]+)\.?(.*)")


def addable_rows(state: State, text: str, width: int) -> Rows:
    """The settings whose path or help has what was typed. A row has the key of its setting, or ``("map", path)``
    for a map, whose own key is still to be typed."""
    own = _spelled_out(text)
    if own is not None:
        kind, path = own
        name = extension_path_text(path) if kind == "extension" else path_text(path)
        return (Row(clipped(line((name, "strong"), ("  a key of its own", "dim")), width), own),)
    found = _found([field for field in FIELDS.values() if not state.shows(("field", field.path))], text)
    if not found:
        return (Row(clipped(line((NOTHING, "dim")), width)),)
    widest = min(max(len(path_text(field.path)) for field in found), width // 2)
    return [
        Row(
            clipped(line(fitted(path_text(field.path), widest), (f"  {field.help}", "dim")), width),
            ("map" if field.kind.is_map else "field", field.path),
        )
        for field in found
    ]


def typed_on(key: FieldKey) -> str:
    """What the box holds once a map is chosen: its path, for the key to be typed on."""
    path = key[1]
    return f"{path if isinstance(path, str) else path_text(path)}."


def _spelled_out(text: str) -> tuple[str, Path] | None:
    """The key of a map or of an extension that was typed in full."""
    text = text.strip()
    try:
        if match := _EXTENSION.fullmatch(text):
            return "extension", (str(ExtensionKey.parse(match[1])), *(parse_path(match[2]) if match[2] else ()))
        path = parse_path(text)
    except ProfilesError:
        return None
    field = field_at(path)
    return ("field", path) if field and field.kind.is_map and len(path) > len(field.path) else None


def _found(fields: list[Field], text: str) -> list[Field]:
    """Those with ``text`` in the path, then those with it in the help; without any, those with its letters."""
    wanted = text.strip().casefold()
    named = [field for field in fields if wanted in path_text(field.path)]
    told = [field for field in fields if wanted in field.help.casefold() and field not in named]
    return named + told or [field for field in fields if has_letters(wanted, path_text(field.path))]
