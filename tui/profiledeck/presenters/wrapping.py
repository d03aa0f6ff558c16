"""Sentences on several lines, measured in terminal cells."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells


def wrapped(text: str, width: int, taken: int = 0) -> list[str]:
    """``text`` in lines of at most ``width`` cells, broken between words; a word that is too long is cut.

    On the first line ``taken`` cells are spoken for already; it is empty where the first word finds no room.
    """
    lines = [""]
    room = width - taken
    for word in _pieces(text, width):
        cells = cell_len(word)
        gap = 1 if lines[-1] else 0
        if cells + gap <= room:
            lines[-1] += f"{' ' * gap}{word}"
            room -= cells + gap
        else:
            lines.append(word)
            room = width - cells
    return lines if taken or lines[0] else lines[1:]


def _pieces(text: str, width: int) -> list[str]:
    return [
        piece
        for word in text.split()
        for piece in ((word,) if cell_len(word) <= width else chop_cells(word, max(2, width)))
    ]
