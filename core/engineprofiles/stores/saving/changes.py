"""What is to be written, as values. None of them shows what it holds: there may be secrets in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FileChange:
    """The file at ``path`` becomes ``after``, all of it, if it still is ``before``.

    ``before`` is ``None`` for a file that must not be there yet, ``after`` for one that goes. A new one is made for its
    owner alone if it is ``private``; a file that is there keeps the mode it has.
    """

    path: str
    before: bytes | None = field(repr=False)
    after: bytes | None = field(repr=False)
    private: bool


@dataclass(frozen=True, slots=True)
class RowsChange:
    """Rows of the database at ``path``, by slug, as they must be and as they become: the text of ``payload_json``.

    ``None`` is no row: one that must not be there before, or that is deleted. A slug that only ``before`` names is
    compared and left as it is; one that only ``after`` names must not be there yet. A database that is not there is
    made, if no row has to be in it, and for its owner alone if it is ``private``.
    """

    path: str
    before: Mapping[str, str | bytes | None] = field(repr=False)
    after: Mapping[str, str | None] = field(repr=False)
    private: bool = True


@dataclass(frozen=True, slots=True)
class Saved:
    """``path`` was written. What it held is in ``backup``: ``None`` where nothing was, or if none are kept."""

    path: str
    backup: str | None
