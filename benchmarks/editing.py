"""Setting one value in a large registry, against loading it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from chain_files import profile_slug, registry_slug, write_chain
from timing import Comparison, medians, milliseconds

from engineprofiles import Chain, open_chain

LIMIT = 2.0
PROFILES = 1000


def measure_editing(folder: Path) -> Iterator[Comparison]:
    """From an open chain to the plan with its text differences. The profile stands in the middle of the file."""
    (path,) = write_chain(folder, files=1, profiles=PROFILES)
    profile = f"{registry_slug(0)}/{profile_slug(0, PROFILES // 2)}"

    def edit(chain: Chain) -> None:
        plan = chain.edit().set(profile, "chat.temperature", 0.123).plan(now_ms=0)
        assert len(plan.texts) == 1

    def times() -> tuple[float, float]:
        opened: list[Chain] = []
        loading = milliseconds(lambda: opened.append(open_chain(path)))
        return milliseconds(lambda: edit(opened[0])), loading

    yield Comparison("set a value in 1,000", "loading the file", *medians(times, rounds=9), LIMIT)
