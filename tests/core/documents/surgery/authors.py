"""Documents in every style that a person writes, made of any tree."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from hypothesis import strategies as st

from engineprofiles.documents.writer import scalar

KEYS = st.sampled_from(["slug", "stack", "profiles", "chat", "engine", "fast", "4.10", "yes", "a b", "名前", "x-y"])
TEXTS = st.sampled_from(
    [
        "gpt-4.1",
        "4.10",
        "yes",
        "~",
        "1e3",
        "2024-01-02",
        "",
        "a: b",
        "it's",
        "a\nb\n",
        "a\nb",
        "x # y",
        "- z",
        "{a, b}",
        "a\\b",
    ]
)
SCALARS = TEXTS | st.integers(-5, 5) | st.booleans() | st.none() | st.floats(-2, 2).map(lambda value: round(value, 2))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
TREES = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


class Author:
    """Writes trees as a person would who thinks again at every turn of indents, quotes, brackets, comments and gaps."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.notes = 0
        self.is_in_block = False

    def document(self, tree: Any) -> str:
        lines = self.header() + self.map_lines(tree, 0)
        line_break = self.chance.choice(["\n", "\n", "\r\n"])
        ends = [line_break, line_break, "", f"{line_break}# the end{line_break}", line_break * 3]
        return line_break.join(lines) + (line_break if self.is_in_block else self.chance.choice(ends))

    def header(self) -> list[str]:
        return self.chance.choice([[], [], ["# about this file"], ["# about this file", ""], ["---"]])

    def map_lines(self, tree: dict[str, Any], column: int) -> list[str]:
        lines: list[str] = []
        for key, value in tree.items():
            lines += self.above(column, first=not lines)
            lines += self.entry(f"{' ' * column}{self.key(key)}:", value, column)
            lines += self.after(column)
        return lines

    def list_lines(self, tree: list[Any], column: int) -> list[str]:
        lines: list[str] = []
        for value in tree:
            lines += self.above(column, first=not lines)
            dash = self.chance.choice(["- ", "- ", "-   "])
            below = column + len(dash)
            if isinstance(value, (dict, list)) and value and self.chance.random() < 0.5:
                inner = self.map_lines(value, below) if isinstance(value, dict) else self.list_lines(value, below)
                if inner[0].strip()[:1] not in ("", "#"):
                    lines += [f"{' ' * column}{dash}{inner[0][below:]}", *inner[1:]]
                    continue
            lines += self.entry(f"{' ' * column}-", value, column, pad=dash[1:])
            lines += self.after(column)
        return lines

    def entry(self, head: str, value: Any, column: int, pad: str = "") -> list[str]:
        self.is_in_block = False
        pad = pad or self.chance.choice([" ", " ", " ", "   "])
        if isinstance(value, (dict, list)) and value:
            if self.chance.random() < 0.75:
                return [f"{head}{self.beside()}", *self.block(value, column, is_item=head.endswith("-"))]
            return self.flow_lines(f"{head}{pad}", value, column)
        if isinstance(value, str) and value.count("\n") and self.chance.random() < 0.5:
            step = " " * (column + 2)
            self.is_in_block = True
            sign = "|" if value.endswith("\n") else "|-"
            return [f"{head}{pad}{sign}{self.beside()}", *(f"{step}{line}" for line in value.rstrip("\n").split("\n"))]
        if value is None and self.chance.random() < 0.5:
            return [f"{head}{self.beside()}"]
        return [f"{head}{pad}{self.scalar(value)}{self.beside()}"]

    def block(self, value: Any, column: int, *, is_item: bool) -> list[str]:
        if isinstance(value, dict):
            return self.map_lines(value, column + self.chance.choice([2, 2, 4, 3]))
        return self.list_lines(value, column + self.chance.choice([2, 4] if is_item else [0, 2, 4]))

    def flow_lines(self, head: str, value: Any, column: int) -> list[str]:
        if self.chance.random() < 0.5:
            return [f"{head}{self.flow(value)}{self.beside()}"]
        entries = self.flow_entries(value)
        inner = " " * (column + 4)
        lines = [f"{inner}{entry},{self.beside()}" for entry in entries[:-1]]
        last = f"{inner}{entries[-1]}{self.chance.choice(['', ','])}{self.beside()}"
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        return [f"{head}{opening}", *lines, last, f"{' ' * (column + 2)}{closing}{self.beside()}"]

    def flow(self, value: Any) -> str:
        if not isinstance(value, (dict, list)):
            return self.quoted(value)
        pad = self.chance.choice(["", " "]) if value else ""
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        return f"{opening}{pad}{', '.join(self.flow_entries(value))}{pad}{closing}"

    def flow_entries(self, value: Any) -> list[str]:
        if isinstance(value, dict):
            return [f"{self.quoted(key)}: {self.flow(item)}" for key, item in value.items()]
        return [self.flow(item) for item in value]

    def quoted(self, value: Any) -> str:
        """A scalar that can stand in brackets."""
        return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else scalar(value)

    def key(self, key: str) -> str:
        return self.scalar(key)

    def scalar(self, value: Any) -> str:
        if isinstance(value, (dict, list)):
            return "{}" if isinstance(value, dict) else "[]"
        if isinstance(value, str) and not value.count("\n"):
            single = "'" + value.replace("'", "''") + "'"
            return self.chance.choice([scalar(value), scalar(value), single, self.quoted(value)])
        return "~" if value is None else scalar(value)

    def note(self) -> str:
        self.notes += 1
        return f"# note {self.notes}"

    def beside(self) -> str:
        return f"{self.chance.choice([' ', '      '])}{self.note()}" if self.chance.random() < 0.2 else ""

    def above(self, column: int, *, first: bool) -> list[str]:
        lines = [""] if not first and self.chance.random() < 0.2 else []
        return lines + ([f"{' ' * column}{self.note()}"] if self.chance.random() < 0.17 else [])

    def after(self, column: int) -> list[str]:
        """Further in than what it follows; after the lines of a block it would be one of them."""
        if self.is_in_block or self.chance.random() < 0.9:
            return []
        return [f"{' ' * (column + 2)}{self.note()}"]


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A text, and the tree that it was made of."""
    tree = draw(TREES)
    return Author(draw(st.integers(0, 2**32))).document(tree), tree
