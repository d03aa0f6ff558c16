"""What stands in a YAML text, by the indexes of its characters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["scalar", "alias", "map", "list"]


@dataclass(slots=True)
class Node:
    """A value. ``start`` is its first character, be it of an anchor or tag, ``end`` is just past its last one; the
    comments and blank lines that follow are not part of it.

    ``first`` is where the first entry of a collection begins, or its bracket. ``style`` is that of a scalar: a quote,
    ``|``, ``>`` or nothing. ``text`` is that of a scalar, or the name of an alias. ``merges`` says that this would be a
    merge key where a key stands.
    """

    kind: Kind
    start: int
    end: int
    first: int
    flow: bool = False
    style: str = ""
    anchor: str | None = None
    text: str = ""
    merges: bool = False
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        return self.kind in ("map", "list") and not self.flow


@dataclass(slots=True)
class Entry:
    """A key and its value, or an item of a list, which has no key."""

    key: Node | None
    value: Node

    @property
    def name(self) -> str | None:
        """The text of the key, unless it is no scalar."""
        return self.key.text if self.key and self.key.kind == "scalar" else None

    @property
    def merges(self) -> bool:
        """Whether this takes in the keys of other maps."""
        return self.key is not None and self.key.merges

    @property
    def end(self) -> int:
        return max(self.value.end, self.key.end if self.key else 0)
