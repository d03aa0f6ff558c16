"""What a field or a section is, in words: its help, its unit, whose it is, which values are known."""

from __future__ import annotations

from engineprofiles.model.fields import SECTIONS, Owner, field_at
from engineprofiles.problems import Path
from profiledeck.presenters.leaves import EXTENSIONS
from profiledeck.presenters.lines import Line, line
from profiledeck.presenters.values import extension_path_text, path_text
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import FieldKey

_EXTENSION_HELP = "A setting of an application, under a key of the form namespace.feature@vN."
_UNKNOWN_HELP = "? unknown: no setting has this name, so Geppetto ignores it."
_OWNED = {Owner.PROFILE: "belongs in a profile", Owner.BASE: "belongs in the application's base"}


def key_text(key: FieldKey) -> str:
    """The path of a row's key as the screens show it, or the name of a section."""
    kind, path = key
    if isinstance(path, str):
        return path
    return extension_path_text(path) if kind == "extension" else path_text(path)


def field_facts(key: FieldKey, path: Path, width: int) -> list[Line]:
    """What the field is: its help, its unit and whose it is, the values that are known."""
    if key[0] == "extension":
        texts = [_EXTENSION_HELP, _OWNED[Owner.PROFILE]]
    elif (field := field_at(path)) is None:
        texts = [section_help(str(path[0]))] if path in SECTIONS else [_UNKNOWN_HELP]
    else:
        unit = f"in {field.unit}" if field.unit else ""
        known = f"known values: {', '.join(field.choices)}" if field.choices else ""
        texts = [field.help, " · ".join(filter(None, (unit, _OWNED[field.owner]))), known]
    return [line((piece, "dim")) for text in texts for piece in wrapped(text, width)]


def section_help(section: str) -> str:
    """What a section is for."""
    if section == EXTENSIONS:
        return "Settings of applications. Their maps merge key by key; a list is replaced as a whole."
    known = SECTIONS.get((section,))
    return known.help if known else _UNKNOWN_HELP
