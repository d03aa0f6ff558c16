"""Two sides, row by row: each value with the layer that sets it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rich.cells import cell_len

from engineprofiles import Mention, Resolution
from engineprofiles.diff import Comparison
from profiledeck.presenters.differences import DIFFERS
from profiledeck.presenters.leaves import leaf_layer, many
from profiledeck.presenters.lines import Line, Row, Rows, Span, clipped, fitted, fitted_end, line
from profiledeck.presenters.mentions import mention_chip
from profiledeck.presenters.pair import pair_texts
from profiledeck.presenters.settings import fitted_name
from profiledeck.presenters.sides import (
    Compared,
    Side,
    Sides,
    both_final,
    compared,
    comparison,
    missing,
    shown,
    side_words,
)
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import FieldKey, State

SAME = "="
"""Marks a field that both sides have alike."""

_GAP = 2
_MARK = 2
_NAME_SHARE = 0.24
_CHIP_SHARE = 0.45
_NAMED_LAYERS_FROM = 70


def compare_rows(state: State, sides: Sides, width: int) -> Rows:
    """The pairs under the names of their sections, in ``width`` cells; the keys are those of the settings table."""
    found, rows = comparison(state, sides), shown(state, sides)
    if found is None or not rows:
        return [Row(line((text, "dim"))) for text in wrapped(_why_nothing(state, sides, found), width)]
    table = _Table(found, sides, width)
    listed: list[Row] = []
    section = ""
    for each in rows:
        if each.leaf.section != section:
            section = each.leaf.section
            listed.append(Row(clipped(line((section, "heading")), width)))
        listed.append(Row(table.line_of(each), each.key))
    return tuple(listed)


def compare_heads(state: State, sides: Sides, width: int) -> tuple[Line, ...]:
    """Two lines above the rows: the profile of either side, then what it is made of and what is special about it."""
    found = comparison(state, sides)
    return _Table(found, sides, width).heads() if found is not None else ()


def compare_summary(state: State, sides: Sides) -> str:
    """What is compared and how much of it differs, for the border: ``final · 20 of 28 fields differ``."""
    found = comparison(state, sides)
    if found is None:
        return ""
    number, every, letters = len(found.differing), many(len(found.pairs), "field"), sides.letters.strip()
    differ = f"{number} of {every} differ{'s' * (number == 1)}" if number else f"{every}, none differs"
    final = "final" if both_final(state, sides) else ""
    return " · ".join(filter(None, (final, differ, f"filter: {letters}" if letters else "")))


def _why_nothing(state: State, sides: Sides, found: Comparison | None) -> str:
    """Why there is no row."""
    if found is None:
        return missing(state, sides) or state.why_nothing
    if sides.letters.strip() and (found.differing or sides.every):
        return f"Nothing matches “{sides.letters.strip()}”."
    if not found.pairs:
        return "Neither side sets anything."
    return f"Nothing differs: both sides come to the same {many(len(found.pairs), 'field')}. f shows them."


class _Cell(NamedTuple):
    """A value, and the number and the name of the layer that sets it; no number where nothing is set."""

    text: str
    number: Span = Span("")
    name: Span = Span("")


class _Columns:
    """One side of a page: a column of values, and one of the layers behind them."""

    def __init__(self, cells: Mapping[FieldKey, _Cell], head: tuple[str, str], width: int) -> None:
        self.width = width
        self.head = head
        self._cells = cells
        chips = _widest_chip(cells)
        self._chip = chips if _widest_text(cells) + _GAP + chips <= width else min(chips, int(width * _CHIP_SHARE))
        self._value = width - _GAP - self._chip

    def spans(self, key: FieldKey, differs: bool) -> Line:
        cell = self._cells[key]
        if not cell.number.text:
            return (Span(fitted(cell.text, self.width), "dim"),)
        name = Span(fitted(cell.name.text, self._chip - len(cell.number.text)), cell.name.tones if differs else "dim")
        return Span(fitted(cell.text, self._value), "strong" if differs else "dim"), Span(" " * _GAP), cell.number, name


class _Table:
    """The columns of a page. They fit every pair, so that filtering does not move them."""

    def __init__(self, found: Comparison, sides: Sides, width: int) -> None:
        self._width = width
        every = compared(found)
        named = width >= _NAMED_LAYERS_FROM
        texts = {each.key: pair_texts(each.pair) for each in every}
        left = {each.key: _cell(found.left, each.pair.left, texts[each.key][0], named) for each in every}
        right = {each.key: _cell(found.right, each.pair.right, texts[each.key][1], named) for each in every}
        heads = _head(found.left, sides.left, sides.right), _head(found.right, sides.right, sides.left)
        self._name = min(max((cell_len(each.leaf.name) for each in every), default=0), int(width * _NAME_SHARE))
        room = width - _MARK - self._name - 2 * _GAP
        wanted = _natural(left, heads[0]), _natural(right, heads[1])
        first = min(wanted[0], max(room // 2, room - wanted[1]))
        self._sides = _Columns(left, heads[0], first), _Columns(right, heads[1], min(wanted[1], room - first))

    def line_of(self, each: Compared) -> Line:
        differs = each.pair.differs
        parts = [
            Span(fitted(DIFFERS if differs else SAME, _MARK), "warning" if differs else "dim"),
            Span(fitted_name(each.leaf.name, self._name), "" if differs else "dim"),
        ]
        for side in self._sides:
            parts += [Span(" " * _GAP), *side.spans(each.key, differs)]
        return clipped(tuple(parts), self._width)

    def heads(self) -> tuple[Line, ...]:
        refs, makes = [Span(" " * (_MARK + self._name))], [Span(" " * (_MARK + self._name))]
        for side in self._sides:
            ref, made_of = side.head
            refs += [Span(" " * _GAP), Span(fitted_end(ref, side.width), "strong")]
            makes += [Span(" " * _GAP), Span(fitted(made_of, side.width), "dim")]
        return clipped(tuple(refs), self._width), clipped(tuple(makes), self._width)


def _cell(resolution: Resolution, mention: Mention | None, text: str, named: bool) -> _Cell:
    if mention is None:
        return _Cell(text)
    number, name = mention_chip(mention, mention.layer is leaf_layer(resolution))
    return _Cell(text, number, name if named else Span(""))


def _natural(cells: Mapping[FieldKey, _Cell], head: tuple[str, str]) -> int:
    """The cells that a side would take with nothing cut."""
    return max(_widest_text(cells) + _GAP + _widest_chip(cells), *map(cell_len, head))


def _widest_text(cells: Mapping[FieldKey, _Cell]) -> int:
    return max((cell_len(cell.text) for cell in cells.values()), default=0)


def _widest_chip(cells: Mapping[FieldKey, _Cell]) -> int:
    return max((len(cell.number.text) + cell_len(cell.name.text) for cell in cells.values()), default=0)


def _head(resolution: Resolution, side: Side, other: Side) -> tuple[str, str]:
    """The profile of a side, and beneath it what it is made of: ``as edited · 4 layers``."""
    broken = sum(layer.problem is not None for layer in resolution.layers)
    layers = many(len(resolution.layers), "layer")
    made_of = filter(None, (side_words(side, other), layers, f"✕ {broken} broken" if broken else ""))
    return resolution.selection.ref, " · ".join(made_of)
