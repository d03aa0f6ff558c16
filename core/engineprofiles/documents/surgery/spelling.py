"""How values are spelled where they are put: in the style of what stands around them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from engineprofiles.documents.edits import Written, unwritten
from engineprofiles.documents.scalars import NULL
from engineprofiles.documents.writer import scalar, write

_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}?:#]")
_FOLDS = re.compile(r"[^ \t\n][^\n]*(?:\n+[^ \t\n][^\n]*)*\n*")


class Layout(NamedTuple):
    """How a document is laid out: how much further in a map and a list stand than their key, what quotes the keys
    around have, and whether a text of several lines may be a block of its own."""

    step: int = 2
    offset: int = 2
    quote: str = ""
    line_break: str = "\n"
    blocks: bool = True


class Spelled(NamedTuple):
    """What stands on the line of a key or dash, and the lines below it."""

    inline: str
    below: tuple[str, ...] = ()


def one_line(value: Any, quote: str = "") -> str:
    """A scalar, or an empty list or map, on one line; a text in quotes like ``quote`` if it can be."""
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list):
        return "[]"
    written = scalar(value)
    if not isinstance(value, str) or quote not in ("'", '"'):
        return written
    double = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if written not in (value, f"'{value}'", double):  # it holds what only an escape can say
        return written
    return double if quote == '"' else "'" + value.replace("'", "''") + "'"


def in_flow(value: Any, quote: str = "") -> str:
    """Any value on one line, as it stands inside brackets."""
    value = unwritten(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{in_flow(key, quote)}: {in_flow(item, quote)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(in_flow(item, quote) for item in value) + "]"
    if value == NULL:
        return "null"
    written = one_line(value, quote)
    return one_line(value, '"') if written == value and _UNSAFE_IN_FLOW.search(written) else written


def below_key(value: Any, column: int, layout: Layout, style: str = "") -> Spelled:
    """A value after the colon of a key in ``column``; a text in the ``style`` of the one it replaces."""
    if isinstance(value, Written):
        return _own_lines(value, column, layout)
    lines = block_lines(value, column + (layout.offset if isinstance(value, list) else layout.step), layout)
    if lines:
        return Spelled("", tuple(lines))
    return _scalar(value, column + layout.step, layout, style)


def after_dash(value: Any, column: int, layout: Layout, style: str = "") -> Spelled:
    """A value that begins in ``column``, on the line of its dash."""
    lines = block_lines(value, column, layout)
    if lines:
        return Spelled(lines[0][column:], tuple(lines[1:]))
    return _scalar(value, column, layout, style)


def block_lines(value: Any, column: int, layout: Layout) -> list[str]:
    """The lines of a map or list whose entries stand in ``column``; none for one that is empty, and for a scalar."""
    if isinstance(value, dict):
        return map_lines(value, column, layout)
    return list_lines(value, column, layout) if isinstance(value, list) else []


def map_lines(value: dict[Any, Any], column: int, layout: Layout) -> list[str]:
    """The lines of a map whose keys stand in ``column``."""
    lines = []
    for key, item in value.items():
        head = f"{one_line(key, layout.quote)}:"
        if isinstance(item, Written):
            lines += _indented(item.above, column)
            head = f"{head} {item.beside}".rstrip()
        lines += _lines(head, below_key(item, column, layout), column)
    return lines


def list_lines(value: list[Any], column: int, layout: Layout, dash: str = "- ") -> list[str]:
    """The lines of a list whose dashes stand in ``column``."""
    lines = []
    for item in value:
        inner = after_dash(item, column + len(dash), layout)
        lines += _lines(dash if inner.inline else "-", inner, column, glue="")
    return lines


def _own_lines(value: Written, column: int, layout: Layout) -> Spelled:
    """The lines that ``value`` brings; the first of one in brackets stands on the line of the key."""
    column += layout.offset if isinstance(value.value, list) else layout.step
    lines = _indented(value.text, column)
    if value.in_brackets:
        return Spelled(lines[0][column:], tuple(lines[1:]))
    return Spelled("", tuple(lines))


def _indented(text: str, column: int) -> list[str]:
    lines = (line.removesuffix("\r") for line in text.removesuffix("\n").split("\n"))
    return [f"{' ' * column}{line}" if line else "" for line in lines] if text else []


def _lines(head: str, spelled: Spelled, column: int, glue: str = " ") -> list[str]:
    return [f"{' ' * column}{head}{glue if spelled.inline else ''}{spelled.inline}", *spelled.below]


def _scalar(value: Any, column: int, layout: Layout, style: str) -> Spelled:
    if value == NULL:
        return Spelled("")
    if layout.blocks and isinstance(value, str) and (block := _block(value, style)):
        head, *lines = block
        return Spelled(head, tuple(f"{' ' * column}{line}" if line else "" for line in lines))
    return Spelled(one_line(value, style))


def _block(text: str, style: str) -> list[str] | None:
    """The sign of a block scalar and its lines, for a text of several lines or one that replaces such a block."""
    several = "\n" in text
    if not several and style not in ("|", ">"):
        return None
    head, *lines = write({"": text if several else f"{text}\n"}).split("\n")[:-1]
    _, _, sign = head.partition(": ")
    if not sign.startswith("|"):
        return None
    if not several:
        sign = "|-"
    body = [line[2:] for line in lines]
    if style == ">" and _FOLDS.fullmatch(text) and " \n" not in text:
        count = len(text) - len(text.rstrip("\n"))
        body = re.sub(r"\n+", lambda breaks: f"\n{breaks[0]}", text.rstrip("\n")).split("\n") + [""] * max(count - 1, 0)
        sign = sign.replace("|", ">")
    return [sign, *body]
