"""Where something stands: a source, a path inside its document, and a line and column when it is text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Keys and list indexes from the root of a document, or of the settings, to a value."""


def pointer(path: Path) -> str:
    """``path`` as an RFC 6901 JSON pointer; the empty path is the empty string."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


@dataclass(frozen=True, slots=True, eq=False)
class Location:
    """A place in a source.

    ``path`` leads to a value of the document; ``line`` and ``column`` count from 1 and are ``None``
    where there is no text; ``row`` is the registry row of a database.
    """

    source: str = ""
    path: Path = ()
    line: int | None = None
    column: int | None = None
    row: str | None = None

    @property
    def label(self) -> str:
        """The place as a person writes it: ``team.yaml:12:7``, or ``team.db#local`` for a row."""
        if self.row is not None:
            return f"{self.source}#{self.row}"
        if self.line is None:
            return self.source
        return f"{self.source}:{self.line}:{self.column}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Location):
            return NotImplemented
        if (self.source, self.path, self.row) != (other.source, other.path, other.row):
            return False
        return (self.line, self.column) == (other.line, other.column)

    def __hash__(self) -> int:
        return hash((self.source, self.path, self.row))


class TextLocation(Location):
    """A place in a text. Its line and column are looked up when somebody asks: most places are never shown."""

    __slots__ = ("_find",)

    _find: Callable[[], tuple[int, int] | None]

    def __init__(self, source: str, path: Path, find: Callable[[], tuple[int, int] | None]) -> None:
        object.__setattr__(self, "source", source)
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "row", None)
        object.__setattr__(self, "_find", find)

    @property
    def line(self) -> int | None:
        found = self._find()
        return found[0] if found else None

    @property
    def column(self) -> int | None:
        found = self._find()
        return found[1] if found else None
