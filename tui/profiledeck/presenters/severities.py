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

COUNTED = (Severity.ERROR, Severity.WARNING)
"""What is wrong or risky. A note asks for nothing, so it is listed but neither counted nor marked in the tree."""


def in_words(counts: Mapping[Severity, int]) -> str:
    """``4 errors · 1 warning``; empty when there are none."""
    return " · ".join(
        f"{counts[severity]:,} {BADGES[severity].word}{'s' * (counts[severity] != 1)}"
        for severity in BADGES
        if counts.get(severity)
    )
