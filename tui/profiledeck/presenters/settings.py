"""The settings of the selected profile: each field with its value and the layer that set it, by section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from engineprofiles import Resolution
from engineprofiles.resolution import Layer, Mention
from profiledeck.drafting import unsaved_fields
from profiledeck.presenters.differences import DIFFERS
from profiledeck.presenters.header import TITLES
from profiledeck.presenters.layers import LOST, tone
from profiledeck.presenters.leaves import (
    Leaf,
    admitted,
    facts_are_stale,
    grouped,
    is_closed,
    leaf_layer,
    leaves,
    many,
    nothing_shown,
    shown_value,
)
from profiledeck.presenters.lines import Line, Row, Rows, Span, clipped, fitted, fitted_end, line, width_of
from profiledeck.presenters.mentions import mention_chip
from profiledeck.presenters.tree import UNSAVED
from profiledeck.state import Pane, Role, State

STALE = "▲ stale"
MARKER = "▌"

_NAMED_LAYERS_FROM = 60
_LAYERS_FROM = 40
_CHIP_SHARE = 0.3
_GAP = 2


def settings_rows(state: State, width: int) -> Rows:
    """A heading for each section and a row for each of its fields, in ``width`` cells.

    Rows have the keys ``("section", name)``, ``("field", path)`` and ``("extension", path)``. From 60 columns the
    layers are named, from 40 there is only their number, below that only name and value.
    """
    resolution = state.resolution
    every = leaves(resolution) if resolution else []
    shown = admitted(state, every)
    if resolution is None or not shown:
        return (Row(clipped(line((nothing_shown(state, every), "dim")), width)),)
    return sectioned(state, shown, _Table(state, resolution, every, width).line_of, width)


def sectioned(state: State, shown: Sequence[Leaf], line_of: Callable[[Leaf], Line], width: int) -> Rows:
    """The leaves as rows under the headings of their sections, without those of closed ones."""
    stale = facts_are_stale(state)
    rows: list[Row] = []
    for section, members in grouped(shown).items():
        closed = is_closed(state, section)
        marks = (STALE,) if stale and section == "model_info" else ()
        rows.append(
            Row(clipped(_heading(section, len(members), closed, marks), width), ("section", section), folds=True)
        )
        if not closed:
            rows.extend(Row(line_of(leaf), leaf.key) for leaf in members)
    return rows


def fitted_name(name: str, width: int) -> str:
    """A field's name in exactly ``width`` cells. Of a dotted name the end is kept, which tells it from its kin."""
    return fitted_end(name, width) if "." in name else fitted(name, width)


def settings_summary(state: State) -> str:
    """What the table shows, for the border of its pane: ``overlay · documented · 21 fields``."""
    if state.resolution is None:
        return ""
    every = leaves(state.resolution)
    shown = admitted(state, every)
    what = "final" if state.resolution.base else "overlay"
    role = "" if state.role is Role.ALL else str(state.role)
    narrowed = bool(role or state.settings_filter.strip())
    number = f"{len(shown)} of {many(len(every), 'field')}" if narrowed else many(len(every), "field")
    return " · ".join(filter(None, (what, str(state.resolution.semantics), role, number)))


def settings_title(state: State) -> Line:
    """The title of the table; it names the layer that edits go to where that is not the selected profile."""
    if state.edit_target == state.selected or state.edit_target is None:
        return line(TITLES[Pane.SETTINGS])
    return line(TITLES[Pane.SETTINGS], (f"  edits go to {'/'.join(state.edit_target)}", "strong"))


def _heading(section: str, fields: int, closed: bool, marks: Sequence[str] = ()) -> Line:
    """``▾ chat``, or ``▸ chat  7 fields`` when it is closed; then its marks."""
    count = f"  {many(fields, 'field')}" if closed else ""
    warnings = [(f"  {mark}", "warning") for mark in marks]
    return line(("▸ " if closed else "▾ ", "dim"), (section, "heading"), (count, "dim"), *warnings)


@dataclass(frozen=True, slots=True)
class _Columns:
    """How wide the columns are; 0 for one that is not there."""

    name: int
    value: int
    chip: int


class _Table:
    """Writes the rows of one table. Its columns fit every leaf, so that filtering does not move them."""

    def __init__(self, state: State, resolution: Resolution, every: Sequence[Leaf], width: int) -> None:
        self._state = state
        self._width = width
        self._here = leaf_layer(resolution)
        self._values = {leaf.key: shown_value(state, leaf, leaf.entry.mentions[-1]) for leaf in every}
        self._columns = self._measured(every)
        self._unsaved = unsaved_fields(state)

    def line_of(self, leaf: Leaf) -> Line:
        columns = self._columns
        mention = leaf.entry.mentions[-1]
        layer = mention.layer
        inherited = "dim" if layer.is_base else ""
        tones = "strong" if layer is self._here else inherited
        parts = [
            *self._marker(leaf, layer),
            Span(fitted_name(leaf.name, columns.name), inherited),
            Span(" " * _GAP),
            Span(fitted(self._values[leaf.key], columns.value), tones),
        ]
        if columns.chip:
            parts += [Span(" " * _GAP), *self._chip(mention), Span(" "), *self._tail(leaf)]
        return clipped(tuple(parts), self._width)

    def _measured(self, every: Sequence[Leaf]) -> _Columns:
        width = self._width
        chip_width = tail = 0
        if width >= _LAYERS_FROM:
            chips = [self._whole_chip(leaf.entry.mentions[-1]) for leaf in every]
            named = width >= _NAMED_LAYERS_FROM
            natural = max(width_of(chip) if named else len(chip[0].text) for chip in chips)
            chip_width = min(natural, int(width * _CHIP_SHARE))
            tail = max(self._tail_width(leaf) for leaf in every)
        room = width - 2 * _GAP - (_GAP + chip_width + 1 + tail if chip_width else 0)
        value = _widest(self._values.values())
        name = min(_widest(leaf.name for leaf in every), max(room * 11 // 20, room - value))
        return _Columns(name, max(1, min(value, room - name)), chip_width)

    def _marker(self, leaf: Leaf, layer: Layer) -> Line:
        """The two cells before the name: whether the highlighted layer won, whether the value is not saved."""
        marked = layer.index == self._state.layer
        mark, tones = (MARKER, tone(layer.index)) if marked else (" ", "")
        if leaf.key in self._unsaved:
            return Span(mark, tones), Span(UNSAVED, "warning")
        return (Span(f"{mark} ", tones),)

    def _whole_chip(self, mention: Mention) -> Line:
        return mention_chip(mention, mention.layer is self._here)

    def _chip(self, mention: Mention) -> Line:
        number, name = self._whole_chip(mention)
        room = self._columns.chip - len(number.text)
        return number, Span(fitted(name.text, room) if self._named else " " * room, name.tones)

    def _tail(self, leaf: Leaf) -> Line:
        """How many layers lost here, whether the highlighted one did, whether Geppetto comes to another value, and
        whether the key is unknown."""
        entry, index = leaf.entry, self._state.layer
        lost = any(mention.layer.index == index for mention in entry.losers)
        return line(
            (f" +{len(entry.losers)}" if entry.losers else "", "dim"),
            (f" {LOST}" if lost and index is not None else "", tone(index or 0)),
            (f" {DIFFERS}" if leaf.key in self._state.differing else "", "warning"),
            (f" {self._unknown}" if leaf.is_unknown else "", "warning"),
        )

    def _tail_width(self, leaf: Leaf) -> int:
        """The room for the tail, with the mark of a highlighted layer always counted in."""
        entry = leaf.entry
        lost = len(f" +{len(entry.losers)} {LOST}") if entry.losers else 0
        differs = len(DIFFERS) + 1 if leaf.key in self._state.differing else 0
        return lost + differs + (len(self._unknown) + 1 if leaf.is_unknown else 0)

    @property
    def _named(self) -> bool:
        return self._width >= _NAMED_LAYERS_FROM

    @property
    def _unknown(self) -> str:
        return "? unknown" if self._named else "?"


def _widest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts), default=0)
