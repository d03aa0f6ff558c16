"""The box in which a setting is edited: what it asks for, what it starts with, and what a text in it comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engineprofiles import Problem, ProfilesError
from engineprofiles.documents.edits import same
from engineprofiles.model.fields import Kind, field_at
from engineprofiles.problems import Path
from engineprofiles.resolution import Mention
from profiledeck.presenters.field_entry import ABSENT, entry_for, kind_of, parsed
from profiledeck.presenters.inheriting import hidden_by, inherited, layer_of, own_mention
from profiledeck.presenters.layers import ring, tone
from profiledeck.presenters.lines import Line, Row, Rows, clipped, line
from profiledeck.presenters.meaning import section_help
from profiledeck.presenters.mentions import who
from profiledeck.presenters.values import extension_text, value_text
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import FieldKey, State

EQUAL = "Equals the inherited value: no override needed."
NOTHING_TYPED = "Nothing is typed yet."


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
    mention = own_mention(state, key) or inherited(state, key)
    value = mention.value if mention else ABSENT
    entry = entry_for(key, value)
    if entry.is_hidden:
        placeholder = "set; type to replace" if mention else "type the secret"
        return Asked(key, entry.label, "", placeholder, secret=True)
    kind = kind_of(key)
    is_switch = kind is Kind.BOOLEAN
    text = "true" if is_switch and mention is None else entry.text
    # A free value needs no second line before it has one.
    lines = entry.is_long and (kind is not None or "\n" in text or isinstance(value, list | dict))
    return Asked(key, entry.label, text, "", False, lines, entry.steps, is_switch)


def asked_rows(state: State, key: FieldKey, width: int) -> Rows:
    """What the setting is, and what it is now and from where."""
    field = None if key[0] == "extension" else field_at(_path(key))
    help = field.help if field else section_help("extensions" if key[0] == "extension" else str(_path(key)[0]))
    rows = [Row(line((piece, "dim"))) for piece in wrapped(f"{help} Takes {entry_for(key).takes}.", width)]
    if field and field.choices and kind_of(key) in (Kind.STRING, Kind.STRINGS):
        rows += [Row(line((piece, "dim"))) for piece in wrapped(f"known: {', '.join(field.choices)}", width)]
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


def remark(state: State, key: FieldKey, text: str) -> Line:
    """What there is to say about ``text`` while it is typed: what is wrong with it, that it changes nothing, or what
    a number comes to."""
    path = _path(key)
    below = inherited(state, key)
    if entry_for(key, below.value if below else ABSENT).is_hidden and not text:
        return line((NOTHING_TYPED, "dim"))
    try:
        value = parsed(key, text)
    except ProfilesError as error:
        return wrong(error.problem) if text else line((NOTHING_TYPED, "dim"))
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
    return f"inherits {_shown(key, _path(key), below.value)} from {who(below)}"


def _now(state: State, key: FieldKey) -> Iterator[Line]:
    """What it is now in the edited layer, and who sets it too."""
    own, below = own_mention(state, key), inherited(state, key)
    if own is not None:
        over = (f"  over {_value(key, below)} from {who(below)}", "dim") if below else ""
        where = "here" if state.edit_target == state.selected else "there"
        said = _value(key, own).removesuffix(" set") if entry_for(key).is_hidden else _value(key, own)
        yield line("now ", (said, "strong"), f" set {where}", over)
    elif below is not None:
        number = (f"{ring(below.layer.index)} ", tone(below.layer.index))
        yield line("inherits ", (_value(key, below), "strong"), " from ", number, who(below))
    else:
        yield line(("nothing sets it yet", "dim"))


def _path(key: FieldKey) -> Path:
    path = key[1]
    assert not isinstance(path, str)
    return path


def _value(key: FieldKey, mention: Mention) -> str:
    return _shown(key, _path(key), mention.value)


def _shown(key: FieldKey, path: Path, value: Any) -> str:
    shown = extension_text if key[0] == "extension" else value_text
    return shown(path, value, masked=True)
