"""The form: all fields of the selected profile by section, each with its value and where that comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from engineprofiles import Problem
from engineprofiles.model.fields import Kind, field_at
from profiledeck.presenters.field_entry import ABSENT, FieldEntry, entry_for, kind_of
from profiledeck.presenters.form_fields import BASE_OWNED, FormField, Standing, form_fields
from profiledeck.presenters.layers import chip
from profiledeck.presenters.leaves import leaf_layer, many
from profiledeck.presenters.lines import Line, Row, Rows, Span, clipped, fitted, fitted_end, line, width_of
from profiledeck.presenters.values import extension_text, one_line, value_text
from profiledeck.state import FieldKey, State

HERE, INHERITED, UNSAVED, NOT_SET = "◆", "◇", "●", "–"
TYPED, WRONG = "✎", "✕"
ELSEWHERE = "belongs to the application"

_NAME = 30
_STANDING = 30
_LEAST_STANDING = 13
_GAP = 2
_MARGIN = 2


@dataclass(frozen=True)
class Form:
    """What the form shows besides the state.

    ``at`` is the row of the cursor. ``typed`` are texts that were typed and not taken yet, ``faults`` says why some of
    them cannot be. ``asks`` says that the row has a box to type in. ``refusal`` is why the profile takes no changes
    at all.
    """

    closed: frozenset[str] = BASE_OWNED
    filter: str = ""
    at: FieldKey | None = None
    typed: Mapping[FieldKey, str] = field(default_factory=dict, repr=False)
    faults: Mapping[FieldKey, str] = field(default_factory=dict)
    asks: bool = False
    refusal: Problem | None = None

    def typing(self, key: FieldKey, text: str, fault: str = "") -> Form:
        """With a text for ``key`` that is not taken yet, and why it cannot be."""
        kept = self.without(key)
        faults = {**kept.faults, key: fault} if fault else kept.faults
        return replace(self, typed={**kept.typed, key: text}, faults=faults)

    def without(self, key: FieldKey) -> Form:
        """Without a text for ``key``."""
        typed = {other: text for other, text in self.typed.items() if other != key}
        return replace(self, typed=typed, faults={k: fault for k, fault in self.faults.items() if k != key})


def form_rows(state: State, form: Form, width: int) -> Rows:
    """A heading for each section and a row for each of its fields.

    Rows have the keys ``("section", name)``, ``("about", name)``, ``("field", path)``, ``("extension", path)``, and
    ``("add", path)`` where something can be added.
    """
    every = form_fields(state, form.typed)
    shown = [each for each in every if _matches(each, form.filter)]
    if not shown:
        nothing = f"No field has “{form.filter.strip()}”." if every else state.why_nothing
        return (Row(clipped(line((nothing, "dim")), width)),)
    rows: list[Row] = []
    section = ""
    for each in shown:
        if each.section != section:
            section = each.section
            members = [other for other in every if other.section == section and not other.adds]
            heading = _heading(section, members, _is_closed(form, section))
            rows.append(Row(clipped(heading, width), ("section", section), folds=True))
        if not _is_closed(form, section):
            rows.append(Row(_line(state, form, each, width), each.key))
    return rows


def box_place(width: int) -> tuple[int, int]:
    """Where in a row of the form its value stands: the first cell, and how many."""
    name, value, _ = _columns(width)
    return _MARGIN + name + _GAP, value


def form_title(state: State) -> Line:
    """The title of the form."""
    ref = "/".join(state.selected) if state.selected else ""
    return line(("Form", "strong"), f"  {ref}")


def form_summary(state: State, form: Form) -> str:
    """How much is set and how much of it is not saved, for the border of the form."""
    fields = form_fields(state)
    here = sum(each.standing is Standing.SET_HERE for each in fields)
    unsaved = sum(each.is_unsaved for each in fields)
    typed = f"{TYPED} {len(form.typed)} not taken" if form.typed else ""
    told = (f"filter: {form.filter}" if form.filter else "", typed, f"{UNSAVED} {unsaved} unsaved" if unsaved else "")
    return " · ".join(filter(None, (*told, f"{HERE} {here} set here")))


def entry_at(state: State, key: FieldKey) -> FieldEntry:
    """How the value of a row is asked for. A list starts with what is inherited: it is replaced as a whole."""
    found = next((each for each in form_fields(state) if each.key == key), None)
    value = found.value if found else ABSENT
    if found and found.standing is not Standing.SET_HERE and kind_of(key) is not Kind.STRINGS:
        value = ABSENT
    return entry_for(key, value)


def _heading(section: str, members: Iterable[FormField], closed: bool) -> Line:
    fields = list(members)
    here = sum(each.standing is Standing.SET_HERE for each in fields)
    counted = f"{here} of {many(len(fields), 'field')} set here" if here or closed else ""
    notes = " · ".join(filter(None, (counted, ELSEWHERE if section in BASE_OWNED else "")))
    return line(("▸ " if closed else "▾ ", "dim"), (section, "heading"), (f"  {notes}" if notes else "", "dim"))


def _line(state: State, form: Form, each: FormField, width: int) -> Line:
    name, value, standing = _columns(width)
    if each.adds:
        return clipped(line("  ", (each.name, "accent")), width)
    typed = form.typed.get(each.key)
    text = value_of(each) if typed is None else _typed(each, typed)
    here = each.standing is Standing.SET_HERE or typed is not None
    parts = [
        Span(" " * _MARGIN),
        Span(fitted_end(each.name, name), "" if here else "dim"),
        Span(" " * _GAP),
        Span(fitted(text, value), "strong" if here else "dim"),
        Span(" " * _GAP),
    ]
    return clipped((*parts, *_standing(state, form, each, standing)), width)


def _standing(state: State, form: Form, each: FormField, width: int) -> Line:
    """Glyph and words. A layer whose name has no room is told by its number."""
    if each.key in form.faults:
        return line((f"{WRONG} not taken", "error"))
    if each.key in form.typed:
        return line((f"{TYPED} typed, not taken", "warning"))
    if each.standing is Standing.UNREADABLE:
        return line((f"{WRONG} cannot be read", "error"))
    unknown = line(("  ? unknown", "warning")) if each.is_unknown else ()
    if each.standing is Standing.SET_HERE:
        said = line((f"{UNSAVED} unsaved", "accent strong")) if each.is_unsaved else line(f"{HERE} set here")
        return (*said, *unknown)
    if each.layer is None or state.resolution is None:
        whence: list[Line] = [line((f"{NOT_SET} not set", "dim"))]
    else:
        number, name = chip(each.layer, each.layer is leaf_layer(state.resolution))
        numbered = (*line((f"{INHERITED} inherited ", "dim")), number)
        whence = [(*numbered, *line((name.text, "dim"))), numbered]
    if each.is_unsaved:
        mark = line((f"{UNSAVED} unset, unsaved", "accent strong"))
        whence = [*((*mark, Span("  "), *said) for said in whence), mark]
    return next((said for said in whence if width_of(said) <= width), whence[-1])


def _typed(each: FormField, text: str) -> str:
    """A text that is not taken. Of several lines only the number: no one knows yet which part of them is a secret."""
    if entry_for(each.key).is_long or "\n" in text:
        return many(text.count("\n") + 1, "line")
    return value_of(replace(each, value=text))


def value_of(each: FormField) -> str:
    """The value of a row in words, a secret masked."""
    value = each.value
    if value is ABSENT:
        return "" if each.standing is Standing.NOT_SET else "…"
    kind, path = each.key
    if kind == "about" or isinstance(path, str):
        return one_line(value if isinstance(value, str) else ", ".join(value))
    return (extension_text if kind == "extension" else value_text)(path, value, masked=True)


def _columns(width: int) -> tuple[int, int, int]:
    """How wide name, value and standing are. The standing gives way first, then the name."""
    room = width - _MARGIN - 2 * _GAP
    standing = max(_LEAST_STANDING, min(_STANDING, room * 7 // 20))
    name = min(_NAME, (room - standing) * 11 // 20)
    return name, room - standing - name, standing


def _is_closed(form: Form, section: str) -> bool:
    return section in form.closed and not form.filter.strip()


def _matches(each: FormField, letters: str) -> bool:
    """Whether every word is in the path, or begins a word of the help or of what is said of the row's standing."""
    words = letters.casefold().split()
    if not words:
        return True
    if each.adds:
        return False
    kind, path = each.key
    help = "" if kind == "about" or isinstance(path, str) else _help(each.key)
    standing = {Standing.SET_HERE: "set here", Standing.INHERITED: "inherited", Standing.NOT_SET: "not set"}
    told = f"{standing.get(each.standing, '')} {'unsaved' if each.is_unsaved else ''}"
    path_text = f"{each.section}.{each.name}".casefold()
    said = f"{help} {told}".casefold().split()
    return all(word in path_text or any(each.startswith(word) for each in said) for word in words)


def _help(key: FieldKey) -> str:
    known = field_at(key[1]) if key[0] == "field" and not isinstance(key[1], str) else None
    return known.help if known else ""
