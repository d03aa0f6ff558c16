"""The box in which a setting is edited: what it asks for, what it starts with, and what a text in it comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engineprofiles import Problem, ProfilesError
from engineprofiles.documents.edits import same
from engineprofiles.documents.writer import scalar, write
from engineprofiles.editing.entry import parse_free, parse_setting, spelled
from engineprofiles.model.fields import Kind, field_at
from engineprofiles.model.secrecy import Secret
from engineprofiles.problems import Path
from engineprofiles.redact import redact_extension_value, redact_value, secrecy
from engineprofiles.resolution import Mention
from profiledeck.presenters.inheriting import hidden_by, inherited, layer_of, own_mention
from profiledeck.presenters.layers import ring, tone
from profiledeck.presenters.lines import Line, Row, Rows, clipped, line
from profiledeck.presenters.meaning import key_text, section_help
from profiledeck.presenters.values import extension_text, value_text
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import FieldKey, State

EQUAL = "Equals the inherited value: no override needed."
EMPTY_SECRET = "Nothing is typed yet."
_ANY_TEXT = "any text"
_SWITCH = ("true", "false")
_KINDS = {
    Kind.STRING: "text",
    Kind.INTEGER: "whole number",
    Kind.NUMBER: "number",
    Kind.BOOLEAN: "true or false",
    Kind.STRINGS: "list, one text on each line",
    Kind.STRING_MAP: "map, `key: text` on each line",
    Kind.BOOLEAN_MAP: "map, `key: true` on each line",
    Kind.FREE_MAP: "map, `key: value` on each line",
}
_ONE_OF = {Kind.STRINGS: Kind.STRING, Kind.STRING_MAP: Kind.STRING, Kind.BOOLEAN_MAP: Kind.BOOLEAN}
_OF_LINES = frozenset((Kind.STRINGS, Kind.STRING_MAP, Kind.BOOLEAN_MAP, Kind.FREE_MAP))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the box asks for: the text that it starts with, whether that takes several lines or may not be seen, and
    the ``choices`` to go through; of a switch they are all there is."""

    key: FieldKey
    title: str
    text: str
    placeholder: str = ""
    secret: bool = False
    lines: bool = False
    choices: tuple[str, ...] = ()
    switch: bool = False

    @property
    def hint(self) -> str:
        """The keys that work in it."""
        done = "Ctrl+S set" if self.lines else "Enter set"
        choose = "Space switch" if self.switch else "↑ ↓ choose" if self.choices else ""
        return " · ".join(filter(None, (done, choose, "Esc drop what was typed")))


def asked(state: State, key: FieldKey) -> Asked:
    """What the box for the setting ``key`` asks for."""
    path = _path(key)
    kind = _kind(key, path)
    mention = own_mention(state, key) or inherited(state, key)
    value = mention.value if mention else None
    choices = _SWITCH if kind is Kind.BOOLEAN else _choices(key, path, kind)
    if _is_secret(key, path, value):
        placeholder = "set; type to replace" if mention else "type the secret"
        return Asked(key, key_text(key), "", placeholder, secret=True)
    text = _typed(kind, value) if mention else "true" if kind is Kind.BOOLEAN else ""
    lines = kind in _OF_LINES or "\n" in text or (kind is None and isinstance(value, list | dict))
    return Asked(key, key_text(key), text, "", False, lines, choices, kind is Kind.BOOLEAN)


def asked_rows(state: State, key: FieldKey, width: int) -> Rows:
    """What the setting is, and what it is now and from where."""
    path = _path(key)
    kind = _kind(key, path)
    field = None if key[0] == "extension" else field_at(path)
    what = _KINDS[kind] if kind else "YAML: a text, a number, a list or a map"
    unit = f" in {field.unit}" if field and field.unit else ""
    help = field.help if field else section_help("extensions" if key[0] == "extension" else str(path[0]))
    rows = [Row(line((piece, "dim"))) for piece in wrapped(f"{help} · {what}{unit}", width)]
    if choices := _choices(key, path, kind):
        rows += [Row(line((piece, "dim"))) for piece in wrapped(f"known: {', '.join(choices)}", width)]
    return (*rows, *(Row(clipped(each, width)) for each in _now(state, key)))


def target_line(state: State, width: int) -> Line:
    """Where the value will be set."""
    ref = state.edit_target
    assert ref is not None
    assert state.chain is not None
    layer = layer_of(state, ref)
    number = (f"{ring(layer.index)} ", tone(layer.index)) if layer else ""
    source = state.chain.by_slug[ref[0]].source.rpartition("/")[2]
    return clipped(line("sets it in ", number, ("/".join(ref), "strong"), (f"  {source}", "dim")), width)


def parsed(key: FieldKey, text: str) -> Any:
    """The value that ``text`` means for the setting. Raises ``ValidationError``, which does not show the text."""
    return parse_free(text) if key[0] == "extension" else parse_setting(_path(key), text)


def remark(state: State, key: FieldKey, text: str) -> Line:
    """What there is to say about ``text`` while it is typed: what is wrong with it, that it changes nothing, or what
    a number comes to."""
    path = _path(key)
    below = inherited(state, key)
    if _is_secret(key, path, below.value if below else None) and not text:
        return line((EMPTY_SECRET, "dim"))
    try:
        value = parsed(key, text)
    except ProfilesError as error:
        return wrong(error.problem)
    if below is not None and same(below.value, value):
        return line(("▲ ", "warning"), (EQUAL, "warning"))
    if hidden := hidden_by(state, key):
        return line(("▲ ", "warning"), (hidden, "warning"))
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    meaning = _shown(key, path, value) if is_number else ""
    return line((f"= {meaning}", "dim")) if meaning and meaning != text else ()


def wrong(problem: Problem) -> Line:
    """Why a text was not taken."""
    return line(("✕ ", "error"), (problem.message, "error"))


def unset_words(state: State, key: FieldKey) -> str:
    """What a setting has become in the edited layer, now that this says nothing of it itself."""
    below = inherited(state, key)
    if below is None:
        return "nothing sets it now"
    return f"inherits {_shown(key, _path(key), below.value)} from {below.layer.ref}"


def _now(state: State, key: FieldKey) -> Iterator[Line]:
    """What it is now in the edited layer, and who sets it too."""
    own, below = own_mention(state, key), inherited(state, key)
    if own is not None:
        over = (f"  over {_value(key, below)} from {below.layer.ref}", "dim") if below else ""
        where = " set here" if state.edit_target == state.selected else " set there"
        yield line("now ", (_value(key, own), "strong"), where, over)
    elif below is not None:
        number = (f"{ring(below.layer.index)} ", tone(below.layer.index))
        yield line("inherits ", (_value(key, below), "strong"), " from ", number, below.layer.ref)
    else:
        yield line(("nothing sets it yet", "dim"))


def _path(key: FieldKey) -> Path:
    path = key[1]
    assert not isinstance(path, str)
    return path


def _kind(key: FieldKey, path: Path) -> Kind | None:
    """The kind of what stands there; ``None`` for anything at all."""
    field = None if key[0] == "extension" else field_at(path)
    if field is None or path == field.path:
        return field.kind if field else None
    return _ONE_OF.get(field.kind)


def _choices(key: FieldKey, path: Path, kind: Kind | None) -> tuple[str, ...]:
    field = field_at(path) if key[0] != "extension" and kind in (Kind.STRING, Kind.STRINGS) else None
    return field.choices if field else ()


def _is_secret(key: FieldKey, path: Path, value: Any) -> bool:
    """Whether the value must not be seen: by its name, or since it holds a password."""
    if key[0] == "extension":
        return any(redact_extension_value(path, each) != each for each in (_ANY_TEXT, value))
    return secrecy(path) is Secret.WHOLE or bool(redact_value(path, value) != value)


def _typed(kind: Kind | None, value: Any) -> str:
    """The value as it would be typed. Where anything can stand a text must not read as something else."""
    if kind is not None:
        return spelled(value)
    return write(value).rstrip("\n") if isinstance(value, list | dict) else scalar(value)


def _value(key: FieldKey, mention: Mention) -> str:
    return _shown(key, _path(key), mention.value)


def _shown(key: FieldKey, path: Path, value: Any) -> str:
    shown = extension_text if key[0] == "extension" else value_text
    return shown(path, value, masked=True)
