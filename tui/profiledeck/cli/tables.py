"""Aligned columns of text, and values as they stand in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from engineprofiles.documents.scalars import resolve
from engineprofiles.resolution.plain import jsonable
from profiledeck.cli.output import printable
from profiledeck.presenters.lines import Line, Span, line, width_of

Cell = str | tuple[str, str]
"""A text, or a text and its tones."""

GAP = "  "


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]], right: Sequence[str] = ()) -> list[Line]:
    """Lines with a header and columns as wide as they must be; those named in ``right`` are set to the right."""
    lines = [tuple(Span(title, "heading") for title in header)]
    lines += [tuple(_span(cell) for cell in row) for row in rows]
    widths = [max(width_of((row[at],)) for row in lines) for at in range(len(header))]
    to_right = [title in right for title in header]
    return [line(*_aligned(row, widths, to_right)) for row in lines]


def indented(lines: Iterable[Line], by: str = "  ") -> list[Line]:
    return [(Span(by), *line) for line in lines]


def shown(value: Any) -> str:
    """A value in one line: a text bare where it can be taken for nothing else, all others as JSON."""
    if isinstance(value, str) and _speaks_for_itself(value):
        return value
    return printable(json.dumps(jsonable(value), ensure_ascii=False))


def _speaks_for_itself(text: str) -> bool:
    bare = text.isprintable() and text == text.strip() and text[:1] not in ("", '"', "[", "{")
    return bare and isinstance(resolve(text), str)


def _span(cell: Cell) -> Span:
    text, tones = (cell, "") if isinstance(cell, str) else cell
    return Span(printable(text).replace("\n", "\\n"), tones)


def _aligned(row: Line, widths: Sequence[int], to_right: Sequence[bool]) -> Iterable[Span]:
    for at, (span, width, right) in enumerate(zip(row, widths, to_right, strict=True)):
        if at:
            yield Span(GAP)
        space = " " * (width - width_of((span,)))
        if right:
            yield Span(space + span.text, span.tones)
        else:
            yield Span(span.text + space * (at < len(row) - 1), span.tones)
