"""The stack on one page: a row for each field, a column for each layer, base to leaf, then the result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from engineprofiles import Resolution
from engineprofiles.resolution import Layer
from profiledeck.presenters.layers import DROPPED, LOST, ring, tone
from profiledeck.presenters.leaves import (
    Leaf,
    admitted,
    leaves,
    nothing_shown,
    shown_value,
)
from profiledeck.presenters.lines import Line, Row, Rows, Span, clipped, fitted, line
from profiledeck.presenters.settings import fitted_name, sectioned
from profiledeck.state import State

NOT_SET = "·"
MORE_LEFT = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
MORE_RIGHT = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"

_GAP = 2
_MOST = 24
_LEAST = 12
"""Cells of a layer's column so that a stack is still shown as a whole."""
_LEAST_SCROLLED = 16
_NAME_SHARE = 0.24
_RESULT_SHARE = 0.16


def matrix_rows(state: State, width: int, first_column: int = 0) -> Rows:
    """The fields with what each layer sets, in ``width`` cells; the keys are those of the settings table.

    Where not all layers fit, those from ``first_column`` on are shown, counted from 0; see :func:`first_shown`.
    """
    resolution = state.resolution
    every = leaves(resolution, dropped=True) if resolution else []
    shown = admitted(state, every)
    if resolution is None or not shown:
        return (Row(clipped(line((nothing_shown(state, every), "dim")), width)),)
    return sectioned(state, shown, _Table(state, resolution, every, width, first_column).line_of, width)


def matrix_header(state: State, width: int, first_column: int = 0) -> tuple[Line, ...]:
    """Two lines above the rows: number and registry of each layer, then its profile.

    Pointing quotation marks tell that there are more layers on that side.
    """
    resolution = state.resolution
    if resolution is None:
        return ()
    return _Table(state, resolution, leaves(resolution, dropped=True), width, first_column).header()


def matrix_legend() -> Line:
    """What the marks in the cells mean."""
    return line(
        ("value", "strong"), (" wins   ", "dim"),
        ("value", "lost"), (f" {LOST} overridden   ", "dim"),
        ("value", "lost"), (f" {DROPPED} dropped with its unit   ", "dim"),
        (f"{NOT_SET} not set", "dim"),
    )  # fmt: skip


def first_shown(state: State, width: int, wanted: int) -> int:
    """The first layer that is shown when ``wanted`` is asked for: not so far that there is room left on the right."""
    if state.resolution is None:
        return 0
    return _Table(state, state.resolution, leaves(state.resolution, dropped=True), width, wanted).first


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    tones: str
    mark: str = ""

    @property
    def width(self) -> int:
        return cell_len(self.text) + (len(self.mark) + 1 if self.mark else 0)

    def spans(self, width: int) -> tuple[Span, Span]:
        """The text in its tones, then the mark and the rest of ``width``, which no line strikes through."""
        tail = f" {self.mark}" if self.mark else ""
        shown = fitted(self.text, min(cell_len(self.text), width - len(tail)))
        return Span(shown, self.tones), Span(fitted(tail, width - cell_len(shown)), "dim")


_EMPTY = _Cell(NOT_SET, "dim")


class _Table:
    """The cells of a matrix and where its columns stand. They fit every leaf, so that filtering does not move them."""

    def __init__(self, state: State, resolution: Resolution, every: Sequence[Leaf], width: int, wanted: int) -> None:
        self._state = state
        self._layers = resolution.layers
        self._width = width
        self._cells = {leaf.key: self._cells_of(leaf) for leaf in every}
        self._results = {leaf.key: self._result_of(leaf) for leaf in every}
        self._name = min(_widest(cell_len(leaf.name) + _GAP for leaf in every), int(width * _NAME_SHARE))
        natural = _widest(cell.width for cell in self._results.values())
        self._result = min(max(natural, len("result")), _MOST, int(width * _RESULT_SHARE))
        room = width - self._name - _GAP - self._result
        self._widths = _narrowed([self._natural_width(layer) for layer in self._layers], room)
        self.first = self._first(wanted, room)
        self._shown = self._fitting(self.first, room)

    def line_of(self, leaf: Leaf) -> Line:
        parts = [Span(" " * _GAP), Span(fitted_name(leaf.name, self._name - _GAP))]
        cells = self._cells[leaf.key]
        for place in self._shown:
            parts += [Span(" " * _GAP), *cells.get(self._layers[place], _EMPTY).spans(self._widths[place])]
        parts += [Span(" " * _GAP), *self._results[leaf.key].spans(self._result)]
        return clipped(tuple(parts), self._width)

    def header(self) -> tuple[Line, ...]:
        registries, profiles = [Span(" " * self._name)], [Span(" " * self._name)]
        for place in self._shown:
            layer, width = self._layers[place], self._widths[place]
            before = f"{MORE_LEFT} " if place == self._shown[0] and place > 0 else " " * _GAP
            marked = " marked" if layer.index == self._state.layer else ""
            registries += [Span(before, "key"), *_registry(layer, width, marked)]
            indent = " " * (_GAP + len(ring(layer.index)) + 1)
            profiles += [Span(indent), Span(fitted(_profile(layer), width - len(indent) + _GAP), _profile_tones(layer))]
        more = f"{MORE_RIGHT} " if self._shown[-1] < len(self._layers) - 1 else " " * _GAP
        registries += [Span(more, "key"), Span(fitted("result", self._result), "strong")]
        return clipped(tuple(registries), self._width), clipped(tuple(profiles), self._width)

    def _cells_of(self, leaf: Leaf) -> dict[Layer, _Cell]:
        entry = leaf.entry
        mark = DROPPED if entry.dropped_by is not None else LOST
        cells: dict[Layer, _Cell] = {}
        for mention in entry.mentions:
            text = shown_value(self._state, leaf, mention, unit=False)
            won = mention == entry.winner
            cells[mention.layer] = (
                _Cell(text, f"{tone(mention.layer.index)} strong") if won else _Cell(text, "lost", mark)
            )
        return cells

    def _result_of(self, leaf: Leaf) -> _Cell:
        entry = leaf.entry
        if entry.winner is None:
            return _Cell("dropped", "dim")
        return _Cell(shown_value(self._state, leaf, entry.winner, unit=False), "strong")

    def _natural_width(self, layer: Layer) -> int:
        heads = (len(ring(layer.index)) + 1 + cell_len(text) for text in (_head(layer), _profile(layer)))
        cells = (found[layer].width for found in self._cells.values() if layer in found)
        return _widest((*heads, *cells))

    def _fitting(self, first: int, room: int) -> list[int]:
        """The places of the layers that fit into ``room`` from ``first`` on: one at the least."""
        shown: list[int] = []
        for place in range(first, len(self._layers)):
            room -= self._widths[place] + _GAP
            if room < 0 and shown:
                break
            shown.append(place)
        return shown

    def _first(self, wanted: int, room: int) -> int:
        last = len(self._layers) - 1
        first = max(0, min(wanted, last))
        while first > 0 and self._fitting(first - 1, room)[-1] == last:
            first -= 1
        return first


def _narrowed(natural: Sequence[int], room: int) -> list[int]:
    """Widths with which all columns fit, or else with which as many fit as stay readable."""
    for most in range(_MOST, _LEAST - 1, -1):
        widths = [min(width, most) for width in natural]
        if sum(widths) + _GAP * len(widths) <= room:
            return widths
    columns = max(1, room // (_LEAST_SCROLLED + _GAP))
    most = max(1, min(_MOST, room // columns - _GAP))
    return [min(width, most) for width in natural]


def _registry(layer: Layer, width: int, marked: str) -> tuple[Span, Span]:
    number = ring(layer.index)
    colour = f"{tone(layer.index)}{marked}"
    return Span(number, colour), Span(fitted(f" {_head(layer)}", width - len(number)), marked.strip())


def _head(layer: Layer) -> str:
    return "base" if layer.is_base else layer.registry


def _profile(layer: Layer) -> str:
    if layer.is_base:
        return ""
    return f"✕ {layer.profile}" if layer.problem else layer.profile


def _profile_tones(layer: Layer) -> str:
    return "error" if layer.problem else "dim"


def _widest(widths: Iterable[int]) -> int:
    return max(widths, default=0)
