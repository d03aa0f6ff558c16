"""Where texts differ: each file, its changed lines with signs and numbers, and a few lines around them.

Lines are exact: one that is too long goes on below, where neither number nor sign stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from engineprofiles.editing.plan import TextChange
from engineprofiles.editing.text_diff import DiffLine, Hunk
from profiledeck.presenters.leaves import many
from profiledeck.presenters.lines import Line, Row, RowsOnDemand, fitted_end, harmless, line

GAP = "⋮"
"""Stands for lines that are left out."""

_TONES = {" ": "dim", "-": "removed", "+": "added"}


class Piece(NamedTuple):
    """A line of a difference, or what goes on of it below."""

    sign: str
    number: int | None
    text: str
    first: bool


class Heading(NamedTuple):
    """A file, how many of its lines go and come; without a name the gap between two places in it."""

    label: str = ""
    gone: int = 0
    come: int = 0


class TextRows(RowsOnDemand[Piece | Heading]):
    """The rows of the differences in ``width`` cells. ``stops`` are the rows at which a change begins."""

    def __init__(self, texts: Sequence[TextChange], width: int) -> None:
        self._number = max((len(str(each.new or each.old)) for each in _lines(texts)), default=1)
        self._width = width
        self._room = max(4, width - self._number - 3)
        self.stops: list[int] = []
        entries: list[Piece | Heading] = []
        for text in texts:
            if entries:
                entries.append(Heading())
            entries.append(_heading(text))
            for number, hunk in enumerate(text.hunks):
                if number:
                    entries.append(Heading(GAP))
                self._add(hunk, entries)
        super().__init__(entries)

    def _add(self, hunk: Hunk, entries: list[Piece | Heading]) -> None:
        before = " "
        for each in hunk:
            if each.sign != " " and before == " ":
                self.stops.append(len(entries))
            before = each.sign
            entries.extend(self._pieces(each))

    def _pieces(self, each: DiffLine) -> Iterator[Piece]:
        text = harmless(each.text)
        pieces = chop_cells(text, self._room) if cell_len(text) > self._room else [text]
        number = each.old if each.sign == "-" else each.new
        for place, piece in enumerate(pieces):
            yield Piece(each.sign, number, piece, place == 0)

    def row(self, entry: Piece | Heading) -> Row:
        if isinstance(entry, Heading):
            return Row(self._head(entry))
        tone = _TONES[entry.sign]
        margin = f"{entry.number:>{self._number}} " if entry.first else " " * (self._number + 1)
        return Row(line((margin, "dim"), (f"{entry.sign if entry.first else ' '} {entry.text}", tone)), "line")

    def _head(self, entry: Heading) -> Line:
        if entry.label in ("", GAP):
            return line((f"{entry.label:>{self._number}}", "dim"))
        counts = _counts(entry)
        return line((fitted_end(entry.label, self._width - len(counts) - 2).rstrip(), "heading"), f"  {counts}")


def _heading(text: TextChange) -> Heading:
    signs = [each.sign for each in _lines((text,))]
    return Heading(text.label, signs.count("-"), signs.count("+"))


def _counts(entry: Heading) -> str:
    if entry.gone == entry.come:
        return f"{many(entry.come, 'line')} {'changes' if entry.come == 1 else 'change'}"
    parts = (f"-{entry.gone}" if entry.gone else "", f"+{entry.come}" if entry.come else "")
    return f"{' '.join(filter(None, parts))} {'line' if entry.gone + entry.come == 1 else 'lines'}"


def _lines(texts: Iterable[TextChange]) -> Iterator[DiffLine]:
    return (each for text in texts for hunk in text.hunks for each in hunk)
