"""How bad a problem is, as a glyph, a word and a tone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from engineprofiles import Severity


class Badge(NamedTuple):
    """The marks of one severity."""

    glyph: str
    word: str
    tone: str


BADGES: Mapping[Severity, Badge] = {
    Severity.ERROR: Badge("✕", "error", "error"),
    Severity.WARNING: Badge("▲", "warning", "warning"),
    Severity.INFO: Badge("·", "note", "dim"),
}
