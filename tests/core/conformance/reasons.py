"""The vectors whose answer we do not give, each for a reason that ``docs/compatibility.md`` argues for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

LISTED = Path(__file__).with_name("exceptions.txt")


def listed() -> Mapping[str, str]:
    """The reason by the id of each vector that differs."""
    found: dict[str, str] = {}
    reason = ""
    for line in LISTED.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            reason = line.strip("[]")
        elif line and not line.startswith("#"):
            found[line] = reason
    return found
