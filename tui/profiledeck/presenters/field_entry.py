"""How a value is asked for, whichever screen asks: what it takes in words, what a text means, which values come next.

A value is named by the key of its row: ``("field", path)``, ``("extension", path)``, or ``("about", name)`` for the
profile's own ``display_name``, ``description`` and ``tags``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from engineprofiles import Layer, ProfilesError
from engineprofiles.documents.writer import scalar, write
from engineprofiles.editing.about import Describe
from engineprofiles.editing.entry import kind_at, parse_free, parse_setting, spelled
from engineprofiles.editing.settings import SETTINGS, Set, Unset
from engineprofiles.model.fields import Kind, Merge, Owner, field_at
from engineprofiles.model.registry import Profile
from engineprofiles.model.secrecy import Secret
from engineprofiles.problems import Path
from engineprofiles.redact import redact_under, secrecy
from engineprofiles.resolution.trace import Root
from profiledeck.presenters.meaning import key_text
from profiledeck.state import FieldKey, Ref

if TYPE_CHECKING:
    from engineprofiles.editing import Operation

ABOUT: Mapping[str, str] = {
    "display_name": "What people call the profile.",
    "description": "What the profile is for.",
    "tags": "Words to find the profile by, with commas between them.",
}
"""What a profile says about itself, and its help."""

_TAKES = {
    Kind.STRING: "a text",
    Kind.INTEGER: "a whole number, such as 4096 or 128k",
    Kind.NUMBER: "a number, such as 0.2",
    Kind.BOOLEAN: "true or false",
    Kind.STRINGS: "a list, one text on each line",
    Kind.STRING_MAP: "a map, `key: text` on each line",
    Kind.BOOLEAN_MAP: "a map, `key: true` on each line",
    Kind.FREE_MAP: "a map, `key: value` on each line",
}
_ANY_TEXT = "any text"
_LONG = frozenset((Kind.STRINGS, Kind.STRING_MAP, Kind.BOOLEAN_MAP, Kind.FREE_MAP))


class Absent(Enum):
    """Where a profile says nothing. ``None`` is a value: an extension may hold it."""

    ABSENT = 0


ABSENT: Final = Absent.ABSENT


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """How one value is asked for.

    ``takes`` says in words what it takes. ``text`` is what the asking starts with: nothing where a secret would show,
    and then ``is_hidden``. A value that ``is_long`` needs several lines. ``steps`` are the texts that a key goes
    through one after the other, and after the last one the value is inherited again.
    """

    key: FieldKey
    label: str
    takes: str
    text: str = field(default="", repr=False)
    is_hidden: bool = False
    is_long: bool = False
    steps: tuple[str, ...] = ()

    def after(self, text: str | None) -> str | None:
        """The step after ``text``; the first one after ``None`` or any other text, and ``None`` after the last."""
        place = self.steps.index(text) + 1 if text in self.steps else 0
        return self.steps[place] if place < len(self.steps) else None

    def neighbour(self, text: str, by: int) -> str:
        """The step so many before or after ``text``, round and round; ``text`` itself where nothing steps."""
        if not self.steps:
            return text
        place = self.steps.index(text) if text in self.steps else -1 if by > 0 else 0
        return self.steps[(place + by) % len(self.steps)]


def entry_for(key: FieldKey, own: Any = ABSENT) -> FieldEntry:
    """How the value of ``key`` is asked for, starting from what the profile itself says."""
    kind = kind_of(key)
    secret = secret_of(key)
    hidden = secret is Secret.WHOLE or (own is not ABSENT and _redacted(key, own) != own)
    steps: tuple[str, ...] = ()
    if kind is Kind.BOOLEAN:
        steps = ("true", "false")
    elif kind is Kind.STRING and key[0] == "field":
        setting = field_at(_path(key))
        steps = setting.choices if setting else ()
    text = "" if hidden or own is ABSENT else text_of_value(key, own)
    return FieldEntry(
        key,
        label=key_text(key) if key[0] != "about" else str(key[1]),
        takes=_takes(key, kind),
        text=text,
        is_hidden=hidden,
        is_long=kind is None or kind in _LONG or "\n" in text,
        steps=steps,
    )


def text_of_value(key: FieldKey, value: Any) -> str:
    """``value`` as it can be typed again. A secret is spelled out: ask only where none is, or for the step it is."""
    if key[0] == "about":
        return value if isinstance(value, str) else ", ".join(value)
    if kind_of(key) is not None:
        return spelled(value)
    # Where anything can stand a text must not read as something else.
    return write(value).rstrip("\n") if isinstance(value, list | dict) else scalar(value)


def parsed(key: FieldKey, text: str) -> Any:
    """The value that ``text`` means for ``key``. Raises ``ProfilesError``, which does not show the text."""
    kind, path = key
    if kind == "about":
        words = tuple(filter(None, (word.strip() for word in text.split(","))))
        return words if path == "tags" else text.strip()
    return parse_free(text) if kind == "extension" else parse_setting(_path(key), text)


def fault(key: FieldKey, text: str) -> str:
    """Why ``text`` cannot be taken, in a sentence; nothing where it can."""
    try:
        parsed(key, text)
    except ProfilesError as error:
        return error.problem.message
    return ""


def setting(of: Ref, key: FieldKey, text: str) -> Operation:
    """The operation that takes ``text`` for ``key`` of the profile. Raises as :func:`parsed` does."""
    value = parsed(key, text)
    return _saying(of, key, value) if key[0] == "about" else Set(of, _path(key), value, _root(key))


def unsetting(of: Ref, key: FieldKey) -> Operation:
    """The operation after which the value of ``key`` is inherited again, or is not there."""
    if key[0] == "about":
        return _saying(of, key, () if key[1] == "tags" else "")
    return Unset(of, _path(key), _root(key))


def own_value(profile: Profile, layer: Layer, key: FieldKey) -> Any:
    """What the profile itself says: a value, of a map all that stands in it, or ``ABSENT``."""
    if key[0] == "about":
        said = {"display_name": profile.display_name, "description": profile.description, "tags": profile.metadata.tags}
        return said[str(key[1])] or ABSENT
    reading = layer.extensions if key[0] == "extension" else layer.settings
    return value_at(reading.leaves.items(), _path(key))


def value_at(leaves: Iterable[tuple[Path, Any]], path: Path) -> Any:
    """The value at ``path`` put together from the leaves at and below it; ``ABSENT`` without any."""
    from engineprofiles.resolution.nesting import nested

    below = [((".", *inner[len(path) :]), value) for inner, value in leaves if inner[: len(path)] == path]
    return nested(below)["."] if below else ABSENT


def kind_of(key: FieldKey) -> Kind | None:
    """The kind of what ``key`` takes; ``None`` for YAML of any kind."""
    if key[0] == "about":
        return Kind.STRING
    return kind_at(_path(key)) if key[0] == "field" else None


def secret_of(key: FieldKey) -> Secret:
    """How secret the value of ``key`` is, whatever it holds."""
    if key[0] == "extension":
        return Secret.WHOLE if _redacted(key, _ANY_TEXT) != _ANY_TEXT else Secret.NONE
    return secrecy(_path(key)) if key[0] == "field" else Secret.NONE


def merge_words(key: FieldKey) -> str:
    """What happens to what is inherited when a profile says something itself."""
    kind, path = key
    if kind == "about":
        return "never inherited"
    if kind == "extension":
        return "maps merge key by key with what is inherited, a list replaces it"
    known = field_at(_path(key))
    if known is None:
        return ""
    match known.merge:
        case Merge.UNIT:
            return f"all of {path[-2]} counts as one: with one of them set here, none of them is inherited"
        case Merge.BY_KEY:
            return "merges key by key with what is inherited"
    return "replaces the whole inherited list" if known.kind is Kind.STRINGS else "replaces what is inherited"


def is_base_owned(key: FieldKey) -> bool:
    """Whether the setting belongs to the application rather than to a profile."""
    known = field_at(_path(key)) if key[0] == "field" else None
    return known is not None and known.owner is Owner.BASE


def _saying(of: Ref, key: FieldKey, value: Any) -> Describe:
    return replace(Describe(of), **{str(key[1]): value})


def _takes(key: FieldKey, kind: Kind | None) -> str:
    if kind is None:
        return "YAML: a text, a number, a list or a map"
    known = field_at(_path(key)) if key[0] == "field" else None
    unit = f", in {known.unit}" if known and known.unit else ""
    words = "words with commas between them" if key == ("about", "tags") else _TAKES[kind]
    return f"{words}{unit}"


def _redacted(key: FieldKey, value: Any) -> Any:
    return value if key[0] == "about" else redact_under(_root(key), _path(key), value)


def _root(key: FieldKey) -> Root:
    return "extensions" if key[0] == "extension" else SETTINGS


def _path(key: FieldKey) -> Path:
    path = key[1]
    assert not isinstance(path, str), "a heading has no value"
    return path
