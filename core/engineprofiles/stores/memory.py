"""Registries that are already values."""

from __future__ import annotations

from collections.abc import Iterable

from engineprofiles.model.registry import Registry
from engineprofiles.problems import Location, Problem
from engineprofiles.stores.probe import Stamp
from engineprofiles.stores.store import Loaded


class MemoryStore:
    """Holds ``registries`` in the order given, the most important first."""

    def __init__(self, registries: Iterable[Registry], source: str = "memory") -> None:
        self.source = source
        self._loaded = Loaded(tuple(registries))

    def load(self) -> Loaded:
        return self._loaded

    def stamp(self) -> Stamp:
        return ()

    def digest(self) -> str | None:
        """Always ``None``: values cannot change behind the back of whoever holds them."""
        return None

    def write_refusal(self) -> Problem | None:
        return Problem("read-only", f"{self.source} is no file and no database", "", Location(self.source))
