"""Where the highlighted field comes from: every layer that set it, the winner first, and what the field is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from rich.cells import cell_len

from engineprofiles import Resolution, Rule, TraceEntry
from engineprofiles.model.fields import SECTIONS, Merge
from engineprofiles.model.secrecy import Secret
from engineprofiles.problems import Path
from engineprofiles.redact import secrecy
from engineprofiles.resolution import Layer, Mention
from profiledeck.presenters.differences import other_reading, other_value
from profiledeck.presenters.layers import DROPPED, LOST, chip, ring, tone
from profiledeck.presenters.leaves import (
    Leaf,
    grouped,
    leaf_at,
    leaf_layer,
    leaves,
    many,
    shown_value,
)
from profiledeck.presenters.lines import Line, Row, Rows, Span, clipped, fitted, line
from profiledeck.presenters.meaning import field_facts, key_text, section_help
from profiledeck.presenters.mentions import said, variables_beaten, where, who
from profiledeck.presenters.values import NEWLINE, one_line, path_text
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import State

_NOTHING = "No field is highlighted."
_NOT_SET = "Nothing in this stack sets it."
_LEAST_VALUE = 16
_GAP = 2


def origin_rows(state: State, width: int) -> Rows:
    """The chain of the highlighted field, or what there is to say about the highlighted section.

    A row of the chain has the key ``("mention", place)``, 0 for the winner.
    """
    resolution, key = state.resolution, state.field
    if resolution is None or key is None:
        return (Row(clipped(line((_NOTHING, "dim")), width)),)
    kind, path = key
    if kind == "section" or isinstance(path, str):
        lines = _section_lines(resolution, str(path), width)
        return tuple(Row(clipped(each, width)) for each in lines)
    leaf = leaf_at(resolution, key)
    if leaf is None:
        lines = [line((key_text(key), "strong")), line((_NOT_SET, "dim"))]
        rows = [Row(each) for each in lines]
    else:
        rows = [Row(_title(resolution, leaf)), *_Chain(state, leaf, width).rows()]
        rows += [Row(line((text, "dim"))) for text in wrapped(_beaten(leaf.entry), width)]
    rows += [Row(line((text, "warning"))) for text in wrapped(other_reading(state, key), width)]
    rows += [Row(()), *map(Row, field_facts(key, path, width))]
    return tuple(Row(clipped(row.line, width), row.key) for row in rows)


def origin_line(state: State, width: int) -> Line:
    """The same in one line: ``④ gpt-5-nano  30-user.yaml:12:15  over gpt-5-mini, gpt-4o-mini``."""
    resolution, key = state.resolution, state.field
    if resolution is None or key is None:
        return clipped(line((_NOTHING, "dim")), width)
    kind, path = key
    if kind == "section" or isinstance(path, str):
        fields = grouped(leaves(resolution)).get(str(path), [])
        return clipped(line((f"{path}  {many(len(fields), 'field')}  ", ""), (section_help(str(path)), "dim")), width)
    leaf = leaf_at(resolution, key)
    if leaf is None:
        return clipped(line(f"{key_text(key)}  ", (_NOT_SET, "dim")), width)
    other = other_value(state, key)
    return clipped((*_one_line(state, leaf), *line((f"  {other}" if other else "", "warning"))), width)


def rule_text(resolution: Resolution, entry: TraceEntry) -> str:
    """The rule that decided, in words: ``set here``, ``list replaced``, ``merged by key``."""
    if entry.dropped_by is not None:
        return f"{DROPPED} dropped by {ring(entry.dropped_by.index)} {entry.dropped_by.ref}"
    match entry.rule:
        case Rule.MERGED:
            return "merged by key"
        case Rule.BASE:
            return "from the base"
        case Rule.SET:
            layer = entry.mentions[-1].layer
            return "set here" if layer is leaf_layer(resolution) else f"set by {ring(layer.index)}"
        case Rule.LIST_REPLACED | Rule.UNIT_REPLACED:
            return str(entry.rule)


class _Chain:
    """Writes the layers that set one field.

    Beside number and value there is room for the layer's name and the place in full, or for the file's name only,
    or for no name; where even that is too much each layer takes two lines.
    """

    def __init__(self, state: State, leaf: Leaf, width: int) -> None:
        self._state = state
        self._leaf = leaf
        self._width = width
        self._mentions = said(leaf.entry)
        self._values = [shown_value(state, leaf, mention) for mention in self._mentions]
        self._refs = list(map(who, self._mentions))
        self._places = list(map(where, self._mentions))
        self._rings = max(len(ring(mention.layer.index)) for mention in self._mentions) + 1
        self._one_line_each = self._fit()
        self._room = min(_widest(self._values), self._left())

    def rows(self) -> Iterator[Row]:
        for place in range(len(self._mentions)):
            yield from self._mention_rows(place)
        yield from self._whole_value()
        for entry in _dropped_beside(self._state.resolution, self._leaf):
            yield Row(self._dropped_line(entry))

    def _fit(self) -> bool:
        """Shortens what stands beside the values until they have room; whether that succeeds."""
        enough = min(_widest(self._values), _LEAST_VALUE)
        if self._left() < enough:
            self._places = [_short_place(mention) for mention in self._mentions]
        if self._left() < enough:
            self._refs = [mention.layer.registry or who(mention) for mention in self._mentions]
        if self._left() < enough:
            self._refs = [""] * len(self._mentions)
        if self._left() >= enough:
            return True
        self._places = [""] * len(self._mentions)
        return False

    def _left(self) -> int:
        """The cells that are left for the values and not taken by number, mark, name and place."""
        beside = sum(_GAP + _widest(column) for column in (self._refs, self._places) if any(column))
        return self._width - self._rings - len(f" {LOST}") - beside

    def _mention_rows(self, place: int) -> Iterator[Row]:
        mention = self._mentions[place]
        won = place == 0 and self._leaf.entry.winner is not None
        number = Span(fitted(ring(mention.layer.index), self._rings), tone(mention.layer.index))
        parts = [number, *_struck(self._values[place], self._room, won)]
        tones = "" if won else "dim"
        for column in (self._refs, self._places):
            if any(column):
                parts += [Span(" " * _GAP), Span(fitted(column[place], _widest(column)), tones)]
        yield Row(tuple(parts), ("mention", place))
        indent = " " * self._rings
        if not self._one_line_each:
            at = _short_place(mention)
            yield Row(line(indent, (at, "dim"), "  " if at else "", (who(mention), "dim")))
        if raw := _raw(self._leaf, mention):
            yield Row(line(indent, (f"{raw} as written", "dim")))

    def _whole_value(self) -> Iterator[Row]:
        """The winner's value in full where its line has cut it."""
        text = self._values[0]
        if self._leaf.entry.winner is None or cell_len(text) <= self._room:
            return
        yield Row(())
        for part in text.split(NEWLINE):
            indent = " " * min(len(part) - len(part.lstrip()), self._width // 2)
            for piece in wrapped(part, self._width - 2 - len(indent)) or [""]:
                yield Row(line(f"  {indent}", piece))

    def _dropped_line(self, entry: TraceEntry) -> Line:
        leaf = Leaf((self._leaf.key[0], entry.path), "", "", entry)
        value = shown_value(self._state, leaf, entry.mentions[-1], unit=False)
        by = entry.dropped_by
        assert by is not None
        name = path_text(entry.path[-1:])
        whom = Span(ring(by.index), tone(by.index))
        return (*line((f"{DROPPED} ", "warning"), (f"{name} {value}", "lost"), (" dropped by ", "dim")), whom)


def _beaten(entry: TraceEntry) -> str:
    """What people do not expect: that a profile is stronger than a variable."""
    names = ", ".join(variables_beaten(entry))
    return f"A profile wins over the application's variables and options: {names} has no effect." if names else ""


def _title(resolution: Resolution, leaf: Leaf) -> Line:
    return line((key_text(leaf.key), "strong"), "   ", (rule_text(resolution, leaf.entry), "dim"))


def _struck(text: str, room: int, won: bool) -> Line:
    """A value in its column: strong when it won, struck through and marked when it lost."""
    cut = fitted(text, min(room, cell_len(text)))
    mark = "" if won else f" {LOST}"
    return Span(cut, "strong" if won else "lost"), Span(fitted(mark, room - cell_len(cut) + len(f" {LOST}")), "dim")


def _short_place(mention: Mention) -> str:
    """The place without the folders: ``30-user.yaml:12:15``."""
    place = mention.location
    return where(mention) and one_line(f"{PurePath(place.source).name}{place.label.removeprefix(place.source)}")


def _one_line(state: State, leaf: Leaf) -> Line:
    top, *below = said(leaf.entry)
    number = Span(ring(top.layer.index), tone(top.layer.index))
    won = leaf.entry.winner is not None
    value = Span(f" {shown_value(state, leaf, top)}", "strong" if won else "lost")
    parts: list[Span] = [number, value, Span(f"  {_short_place(top) or who(top)}", "dim")]
    if leaf.entry.dropped_by is not None:
        by = leaf.entry.dropped_by
        parts += [Span(f"  {DROPPED} dropped by ", "dim"), Span(ring(by.index), tone(by.index))]
    for place, mention in enumerate(below):
        parts += [Span(", " if place else "  over ", "dim"), Span(shown_value(state, leaf, mention), "lost")]
    return tuple(parts)


def _dropped_beside(resolution: Resolution | None, leaf: Leaf) -> list[TraceEntry]:
    """The entries that are gone because of the field's unit, or because a value stands where a map stood."""
    if resolution is None:
        return []
    trace = resolution.extension_trace if leaf.is_extension else resolution.trace
    path, unit = leaf.path, _is_unit(leaf.path[:-1]) and not leaf.is_extension
    return [
        entry
        for entry in trace.dropped.values()
        if entry.path != path and (_one_within(entry.path, path) or (unit and entry.path[:-1] == path[:-1]))
    ]


def _is_unit(container: Path) -> bool:
    section = SECTIONS.get(tuple(map(str, container)))
    return section is not None and section.merge is Merge.UNIT


def _one_within(one: Path, other: Path) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def _raw(leaf: Leaf, mention: Mention) -> str:
    """The text of the author where it does not say the same as the value: ``4.10``, ``0x10``, ``yes``."""
    if leaf.is_extension or secrecy(leaf.path) is not Secret.NONE:
        return ""
    written = mention.written
    return one_line(written) if isinstance(written, str) and not _says(written, mention.value) else ""


def _says(written: str, value: Any) -> bool:
    if isinstance(value, bool):
        return written.lower() == str(value).lower()
    if isinstance(value, int | float):
        try:
            return float(written) == value
        except ValueError:
            return False
    return written == value or not isinstance(value, str)


def _section_lines(resolution: Resolution, section: str, width: int) -> Sequence[Line]:
    """A section's name, its help, and how many of its fields each layer has set."""
    fields = grouped(leaves(resolution)).get(section, [])
    winners = [leaf.entry.mentions[-1].layer for leaf in fields]
    title = line((section, "strong"), "   ", (many(len(fields), "field"), "dim"))
    help = [line((piece, "dim")) for piece in wrapped(section_help(section), width)]
    counts = [
        line(*_named(resolution, layer), f"  {many(winners.count(layer), 'field')}")
        for layer in reversed(resolution.layers)
        if layer in winners
    ]
    return [title, *counts, (), *help]


def _named(resolution: Resolution, layer: Layer) -> tuple[Span, Span]:
    number, name = chip(layer, layer is leaf_layer(resolution))
    return number, Span(name.text if layer.is_base else f" {layer.ref}", name.tones)


def _widest(texts: Sequence[str]) -> int:
    return max(map(cell_len, texts))
