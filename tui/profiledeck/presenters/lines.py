"""What a presenter gives: rows of lines of spans. Words and glyphs are decided here, colours by the theme."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar, overload

from rich.cells import cell_len, set_cell_size


class Span(NamedTuple):
    """A piece of text and the tones it is shown in, such as ``"dim"`` or ``"layer-2 bold"``.

    Tones are names that the widget which paints them turns into the theme's styles.
    """

    text: str
    tones: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a pane. ``key`` names what it stands for; a row without one cannot be highlighted. A row that
    ``folds`` begins with an arrow and opens or closes what is below it."""

    line: Line
    key: Hashable = None
    folds: bool = False


Rows = Sequence[Row]

T = TypeVar("T")


class RowsOnDemand(Sequence[Row], Generic[T]):
    """One row for each of ``entries``, made when it is first looked at: of thousands only those in sight are."""

    def __init__(self, entries: Sequence[T]) -> None:
        self._entries = entries
        self._made: dict[int, Row] = {}

    def row(self, entry: T, /) -> Row:
        """The row of an entry."""
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        made = self._made.get(index)
        if made is None:
            made = self._made[index] = self.row(self._entries[index])
        return made


def line(*parts: str | tuple[str, str]) -> Line:
    """A line of plain texts and ``(text, tones)`` pairs."""
    return tuple(Span(part) if isinstance(part, str) else Span(*part) for part in parts if part)


_VISIBLE = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), "\ufffd")


def harmless(text: str) -> str:
    """``text`` with control characters made visible: what comes from a file must not steer the terminal."""
    return text if text.isprintable() else text.translate(_VISIBLE)


def plain(line: Line) -> str:
    """The text of a line."""
    return "".join(span.text for span in line)


def text_of(rows: Iterable[Row]) -> str:
    """The text of rows, for the tests and for a terminal that is none."""
    return "\n".join(plain(row.line).rstrip() for row in rows)


def fitted(text: str, width: int) -> str:
    """``text`` in exactly ``width`` cells: padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return f"{set_cell_size(text, width - 1)}…"


def fitted_end(text: str, width: int) -> str:
    """As :func:`fitted`, but what is cut is the beginning: ``…prices.source``."""
    if cell_len(text) <= width or width <= 0:
        return fitted(text, width)
    kept, room = len(text), width - 1
    while (cells := cell_len(text[kept - 1])) <= room:
        kept, room = kept - 1, room - cells
    return set_cell_size(f"…{text[kept:]}", width)


def width_of(line: Line) -> int:
    """How many terminal cells a line takes."""
    return sum(cell_len(span.text) for span in line)


def clipped(line: Line, width: int) -> Line:
    """``line`` in at most ``width`` cells, cut with an ellipsis where it is longer."""
    if width_of(line) <= width:
        return line
    kept: list[Span] = []
    room = width
    for span in line:
        cells = cell_len(span.text)
        if cells >= room:
            kept.append(Span(fitted(f"{span.text} ", room), span.tones))
            break
        kept.append(span)
        room -= cells
    return tuple(kept)
