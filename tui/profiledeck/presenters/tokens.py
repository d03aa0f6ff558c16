"""Token counts as a person types them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engineprofiles import Usage
from profiledeck.presenters.figures import short_count

_COUNT = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,15})?)([kKmM]?)")
_SIZES = {"": 1, "k": 1_000, "m": 1_000_000}
_FIELDS = (
    ("input_tokens", "Input"),
    ("output_tokens", "Output"),
    ("cache_read_input_tokens", "of input: read"),
    ("cache_creation_input_tokens", "of input: written"),
)


def parse_tokens(text: str) -> int | None:
    """A count such as ``2000``, ``10k``, ``1.5M`` or ``128,000``; ``None`` for anything else."""
    match = _COUNT.fullmatch(re.sub(r"[ ,_]", "", text))
    return round(float(match[1]) * _SIZES[match[2].lower()]) if match else None


def usage_fields(usage: Usage) -> tuple[tuple[str, str, str], ...]:
    """The counts to ask for: name, label and text."""
    return tuple((name, label, short_count(getattr(usage, name))) for name, label in _FIELDS)


def usage_from(texts: Mapping[str, str]) -> Usage | None:
    """The usage that the texts say, by name; ``None`` when one of them is no count."""
    counts = {name: parse_tokens(texts[name]) for name, _ in _FIELDS}
    known = {name: count for name, count in counts.items() if count is not None}
    return Usage(**known) if len(known) == len(counts) else None
