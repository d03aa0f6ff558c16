"""What an edit does to the profiles that are run: before and after, field by field, and who masks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.cells import cell_len

from engineprofiles.editing.impact import FieldChange, Impact, Masked, ProfileImpact
from engineprofiles.editing.operation import Node
from engineprofiles.problems import Path
from engineprofiles.resolution import Layer
from engineprofiles.resolution.trace import Root
from profiledeck.presenters.layers import ring, tone
from profiledeck.presenters.leaves import EXTENSIONS
from profiledeck.presenters.lines import Line, Row, RowsOnDemand, Span, clipped, fitted, fitted_end, line, width_of
from profiledeck.presenters.values import extension_path_text, extension_text, path_text, value_text
from profiledeck.presenters.wrapping import wrapped

ARROW = " → "
NOTHING = "not set"
CHANGED = " (another)"
"""Follows the second of two values that are shown alike, such as secrets."""

_INDENT = 2
_VALUE = 11
"""Where a value begins that has a line of its own."""

_KEPT = 8
"""Letters that are shown of what two long values have in common."""


class Hidden(NamedTuple):
    """A field that was edited below and is set above, too."""

    name: str
    by: Layer
    here: bool


class Profile(NamedTuple):
    """The heading of a profile; what is ``hidden`` from it stands beside where there is room."""

    node: Node
    mark: str = ""
    remark: str = ""
    hidden: Hidden | None = None


class Text(NamedTuple):
    """A line of its own."""

    line: Line


class Values(NamedTuple):
    """One field before and after, and who sets it."""

    name: str
    before: str
    after: str
    change: FieldChange
    here: bool
    width: int = 0


class Long(NamedTuple):
    """One of two values that do not fit side by side."""

    label: str
    text: str
    tone: str


Entry = Profile | Text | Values | Hidden | Long


def effect_counts(impact: Impact) -> str:
    """``3 change · 5 masked · 41 untouched``, of all profiles."""
    counts = (
        (len(impact.changed), "changes" if len(impact.changed) == 1 else "change"),
        (len(impact.masked), "masked"),
        (len(impact.created), "new"),
        (len(impact.removed), "removed"),
    )
    parts = [f"{number:,} {word}" for number, word in counts if number]
    return " · ".join((*(parts or ["no setting changes"]), f"{impact.untouched:,} untouched"))


class EffectRows(RowsOnDemand[Entry]):
    """The rows in ``width`` cells, below what there is to say ``first``. ``stops`` are the rows of the profiles."""

    def __init__(self, impact: Impact, width: int, first: str = "") -> None:
        self._width = width
        names = [
            name_of(root, path)
            for effect in (*impact.changed, *impact.masked)
            for root, path in (
                *((change.root, change.path) for change in effect.changes),
                *((masked.root, masked.path) for masked in effect.masked),
            )
        ]
        self._node = max((cell_len("/".join(effect.node)) for effect in impact.masked), default=0)
        self._name = min(max(map(cell_len, names), default=0), max(14, width * 2 // 5))
        entries = [*(Text(line((text, "strong"))) for text in wrapped(first, width)), *self._listed(impact)]
        self.stops = [index for index, entry in enumerate(entries) if isinstance(entry, Profile)]
        super().__init__(entries)

    def _listed(self, impact: Impact) -> Iterator[Entry]:
        yield Text(line((effect_counts(impact), "strong")))
        yield from (Profile(node, "-", "removed") for node in impact.removed)
        yield from (Profile(node, "+", "new") for node in impact.created)
        for effect in impact.changed:
            yield Profile(effect.node)
            for change in effect.changes:
                yield from self._changed(change, effect.node)
            yield from (_hidden(masked, effect.node) for masked in effect.masked)
        if impact.masked:
            yield Text(())
            yield Text(line(("Masked: a layer above the edit sets the value", "dim")))
        for effect in impact.masked:
            yield from self._masked(effect)

    def _changed(self, change: FieldChange, node: Node) -> Iterator[Entry]:
        before, after = (_written(change, value) for value in (change.before, change.after))
        if before == after:
            after += CHANGED
        name = name_of(change.root, change.path)
        values = Values(name, before, after, change, _is_of(_setter(change), node))
        room = self._width - width_of(self._line(values._replace(name="", width=0)))
        if room >= cell_len(name):
            # In line with the others where there is room for that.
            yield values._replace(width=self._name if room >= self._name else cell_len(name))
        else:
            alone = values._replace(before="", after="")
            room = self._width - width_of(self._line(alone._replace(name="")))
            yield alone._replace(width=max(_KEPT, min(cell_len(name), room)))
            before, after = _around_difference(before, after, self._width - _VALUE)
            yield Long("before", before, "removed")
            yield Long("after", after, "added")

    def _masked(self, effect: ProfileImpact) -> Iterator[Entry]:
        hidden = [_hidden(masked, effect.node) for masked in effect.masked]
        beside = Profile(effect.node, hidden=hidden[0])
        if len(hidden) == 1 and width_of(self._heading(beside)) <= self._width:
            yield beside
        else:
            yield Profile(effect.node)
            yield from hidden

    def row(self, entry: Entry) -> Row:
        return Row(clipped(self._line(entry), self._width), None if isinstance(entry, Text) else "line")

    def _line(self, entry: Entry) -> Line:
        match entry:
            case Text():
                return entry.line
            case Profile():
                return self._heading(entry)
            case Long():
                text = fitted(entry.text, min(self._width - _VALUE, cell_len(entry.text)))
                return line((f"{'':<{2 * _INDENT}}{entry.label:<{_VALUE - 2 * _INDENT}}", "dim"), (text, entry.tone))
            case Hidden():
                return (*_named(entry.name, self._name), *_masked_by(entry))
            case Values():
                return (*_named(entry.name, entry.width), *_values(entry), *_chip(_setter(entry.change), entry.here))

    def _heading(self, entry: Profile) -> Line:
        mark = f"{entry.mark} " if entry.mark else ""
        remark = f"  {entry.remark}" if entry.remark else ""
        name = "/".join(entry.node)
        room = self._width - len(mark) - len(remark)
        tones = {"+": "added strong", "-": "removed strong"}.get(entry.mark, "strong")
        shown = line((f"{mark}{fitted_end(name, min(room, cell_len(name)))}", tones), (remark, "dim"))
        if entry.hidden is None:
            return shown
        gap = " " * max(2, self._node + 2 - cell_len(name))
        return (*shown, Span(f"{gap}{entry.hidden.name} ", "dim"), *_masked_by(entry.hidden))


def _named(name: str, width: int) -> Line:
    return (Span(" " * _INDENT), Span(f"{fitted_end(name, width)}  ", "dim"))


def name_of(root: Root, path: Path) -> str:
    """A path of the settings or of the extensions as the screens write it."""
    return path_text(path) if root == "inference_settings" else f"{EXTENSIONS} {extension_path_text(path)}"


def _hidden(masked: Masked, node: Node) -> Hidden:
    return Hidden(name_of(masked.root, masked.path), masked.by, _is_of(masked.by, node))


def _setter(change: FieldChange) -> Layer | None:
    return change.after_layer or change.before_layer


def _is_of(layer: Layer | None, node: Node) -> bool:
    return layer is not None and (layer.registry, layer.profile) == node


def _masked_by(entry: Hidden) -> Line:
    number, name = _chip(entry.by, entry.here)
    return Span("masked by ", "dim"), number, Span(" itself", "dim") if entry.here else name


def _values(entry: Values) -> Line:
    if not entry.after:
        return ()
    before = Span(entry.before, "lost" if entry.change.before is not None else "dim")
    after = Span(entry.after, "strong" if entry.change.after is not None else "dim")
    return before, Span(ARROW, "dim"), after, Span("  ")


def _chip(layer: Layer | None, here: bool) -> Line:
    if layer is None:
        return ()
    name = "here" if here else "base" if layer.is_base else f"{layer.registry}/{layer.profile}"
    return (Span(ring(layer.index), tone(layer.index)), Span(f" {name}", "dim"))


def _written(change: FieldChange, value: Any) -> str:
    if value is None:
        return NOTHING
    write = value_text if change.root == "inference_settings" else extension_text
    return write(change.path, value, masked=True, unit=False)


def _around_difference(before: str, after: str, room: int) -> tuple[str, str]:
    """Both without most of what they begin with alike, where they would be cut before they differ."""
    shorter = min(len(before), len(after))
    common = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    if common <= _KEPT or max(cell_len(before), cell_len(after)) <= room:
        return before, after
    start = common - _KEPT
    return f"…{before[start:]}", f"…{after[start:]}"
