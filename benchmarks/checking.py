"""Checking a large chain with every rule, against loading it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from chain_files import write_chain
from timing import Comparison, medians, milliseconds

from engineprofiles import Chain, open_chain
from engineprofiles.checks import check_chain

LIMIT = 2.0


def measure_checking(folder: Path) -> Iterator[Comparison]:
    """Everything that ``profiledeck check`` does once the chain is open. Each turn has a new chain, of which no layer
    has been read yet."""
    write_chain(folder)

    def times() -> tuple[float, float]:
        opened: list[Chain] = []
        loading = milliseconds(lambda: opened.append(open_chain(folder)))
        return milliseconds(lambda: check_chain(opened[0])), loading

    yield Comparison("check 20,000 profiles", "loading them", *medians(times, rounds=5), LIMIT)
