"""What stands around the form: what the row of the cursor is, and what a box or the small editor asks for."""

from __future__ import annotations

from engineprofiles.model.fields import field_at
from profiledeck.presenters.field_entry import ABOUT, ABSENT, FieldEntry, entry_for, is_base_owned, merge_words
from profiledeck.presenters.form import ELSEWHERE, TYPED, WRONG, Form, value_of
from profiledeck.presenters.form_fields import BASE_OWNED, PROFILE, FormField, Standing, form_fields
from profiledeck.presenters.leaves import EXTENSIONS
from profiledeck.presenters.lines import Line, Row, Rows, line
from profiledeck.presenters.meaning import section_help
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import FieldKey, State

_KEPT = "The text is kept: Enter goes on with it, u drops it."


def strip_title(form: Form) -> Line:
    """The name of the row of the cursor, for the border of the strip."""
    kind, path = form.at or ("", "")
    if kind == "add":
        return line("Something new")
    if kind in ("section", "about") or not form.at:
        return line((str(path), "strong"))
    return line((entry_for(form.at).label, "strong"))


def strip_keys(form: Form) -> str:
    """The keys of the box, for the border of the strip."""
    if not form.asks:
        return ""
    return (
        "Enter goes on · Esc back" if form.at and form.at[0] == "add" else "Enter takes it · Esc leaves it in the row"
    )


def strip_rows(state: State, form: Form, width: int) -> Rows:
    """What the row of the cursor is: its fault first, then what it takes, its help and how it merges."""
    lines: list[Line] = []
    key = form.at
    if form.refusal is not None:
        lines += _said(f"{WRONG} {form.refusal.message}. {form.refusal.hint}", width, "warning")
    if key is None:
        return tuple(map(Row, lines))
    kind, path = key
    if fault := form.faults.get(key):
        lines += _said(f"{WRONG} {fault}.{'' if form.asks else f' {_KEPT}'}", width, "error")
    elif key in form.typed and not form.asks:
        lines += _said(f"{TYPED} Typed and not taken. {_KEPT}", width, "warning")
    if kind == "section":
        lines += _said(_section_about(str(path)), width, "dim")
    elif kind == "about":
        lines += _said(f"{ABOUT[str(path)]} Takes {entry_for(key).takes}; {merge_words(key)}.", width, "dim")
    elif kind == "add":
        what = "an extension: its key, such as app.prompts@v1" if path == EXTENSIONS else "an entry: its name"
        lines += _said(f"Enter asks for {what}, and then for the value.", width, "dim")
    else:
        for text in _meaning(key):
            lines += _said(text, width, "dim")
    return tuple(map(Row, lines))


def placeholder(state: State, entry: FieldEntry) -> str:
    """What stands in the empty box."""
    found = _field(state, entry.key)
    if entry.is_hidden:
        return "set; type to replace" if found and found.value is not ABSENT else "not set; type it"
    if found and found.standing is Standing.INHERITED:
        return f"inherited: {value_of(found)}"
    return entry.takes


def asked_lines(state: State, entry: FieldEntry) -> str:
    """What stands above the small editor: help, what it takes, and what it starts from or leaves as it is."""
    found = _field(state, entry.key)
    said = _meaning(entry.key)
    if entry.is_hidden:
        said.append("What is set holds a secret and is not shown: what you write replaces it.")
    elif found and found.standing is Standing.INHERITED and entry.text:
        said.append("Starts with what is inherited.")
    elif found and found.standing is Standing.INHERITED:
        said.append(f"Inherited: {value_of(found)}")
    return "\n".join(said)


def _meaning(key: FieldKey) -> list[str]:
    """Help, what it takes and which keys go on, known values, how it merges and whose it is."""
    entry, known = entry_for(key), field_at(key[1]) if key[0] == "field" and not isinstance(key[1], str) else None
    if key[0] == "field" and known is None:
        return ["No setting has this name, so Geppetto ignores it. u takes it out."]
    hidden = "; it is never shown, and what is typed replaces it" if entry.is_hidden else ""
    help = known.help if known else "A setting of an application."
    texts = [f"{help} Takes {entry.takes}{hidden}."]
    if entry.steps:
        texts.append(f"Space goes through {', '.join(entry.steps)}, inherited.")
    elif known and known.choices:
        texts.append(f"Known values: {', '.join(known.choices)}.")
    whose = " Belongs to the application's base, not to a profile." if is_base_owned(key) else ""
    return [*texts, f"{_sentence(merge_words(key))}{whose}"]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _section_about(section: str) -> str:
    if section == PROFILE:
        return "What the profile says about itself."
    mine = f" {ELSEWHERE.capitalize()}: what is set here fits no other place." if section in BASE_OWNED else ""
    return f"{section_help(section)}{mine}"


def _said(text: str, width: int, tones: str) -> list[Line]:
    return [line((piece, tones)) for piece in wrapped(text, width)]


def _field(state: State, key: FieldKey) -> FormField | None:
    return next((each for each in form_fields(state) if each.key == key), None)
