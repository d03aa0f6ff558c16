"""Why an answer differs from Geppetto's: the rules of Go's own reading of a layer, and what we do otherwise.

The names are those of ``geppetto_reading.txt``, which says what each means and lists what it is the reason for.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from tests.core.conformance.comparing import ABSENT, SETTINGS_KEYS

from engineprofiles.model import Kind, field_at
from engineprofiles.problems import Path

LISTED = FilePath(__file__).with_name("geppetto_reading.txt")

_ALWAYS_WRITTEN = frozenset(("type", "engine", "dimensions"))
_REFUSALS = {
    "did not find expected '-' indicator": "S9",
    "found a tab character": "S9",
    "cannot start any token": "S9",
    "T00:00:00Z": "S8",
}
BY_HAND = frozenset(("twice", "bytes", "directory", "parsed", "defaults", "unshown"))
"""Reasons of so few vectors that no rule finds them."""


def listed() -> dict[str, frozenset[str]]:
    """The reasons by the id of each vector that differs; a profile of a chain is ``chain registry/profile``."""
    found: dict[str, frozenset[str]] = {}
    reasons: frozenset[str] = frozenset()
    for line in LISTED.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            reasons = frozenset(line.strip("[]").split())
        elif line.startswith("fuzz/"):
            chain, profiles = line.split(": ")
            found |= {f"{chain} {profile}": reasons for profile in profiles.split()}
        elif line and not line.startswith("#"):
            found[line] = reasons
    return found


def reasons_for(differences: Mapping[Path, tuple[Any, Any]]) -> frozenset[str]:
    """The reasons that explain ``differences``; ``unexplained`` among them is a fault of ours."""
    return frozenset(_reason(path, ours, theirs) for path, (ours, theirs) in differences.items())


def _reason(path: Path, ours: Any, theirs: Any) -> str:
    if isinstance(theirs, Mapping) and "error" in theirs:
        return next((reason for words, reason in _REFUSALS.items() if words in str(theirs)), "unexplained")
    inside = next((path[i + 1 :] for i, step in enumerate(path) if step in SETTINGS_KEYS), ())
    return (inside and _settings_reason(inside, ours, theirs)) or _text_reason(ours, theirs) or "unexplained"


def _settings_reason(path: Path, ours: Any, theirs: Any) -> str | None:
    if path == ("client", "timeout"):
        return "S1" if theirs is ABSENT else "seconds"
    if path == ("openai", "n"):
        return "S3" if theirs is ABSENT else None
    if path[0] == "embeddings" and path[-1] in _ALWAYS_WRITTEN and not theirs:
        return "S4"
    if path[:2] == ("model_info", "cost"):
        return "cost" if theirs == 0 or (ours == 0 and theirs is ABSENT) else None
    field = field_at(path)
    if field is None:
        return None
    if ours in ([], {}) or (not ours and not field.optional):
        return "S5"
    if ours is ABSENT and not theirs and field.kind in (Kind.STRING_MAP, Kind.BOOLEAN_MAP):
        return "S6"
    return None


def _text_reason(ours: Any, theirs: Any) -> str | None:
    """How a text can differ: damaged, or in canonical form."""
    if not isinstance(ours, str) or not isinstance(theirs, str):
        return None
    return "S9" if "\n" in ours and ours[0].isspace() else "S8"
