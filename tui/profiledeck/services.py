"""The only way from the app to the outside: opening sources, noticing that they changed, checking them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Protocol

from engineprofiles import Chain, Problem, open_chain
from engineprofiles.checks import check_chain
from engineprofiles.opening import Entry, named_sources


class Services(Protocol):
    """What the app asks of the outside. Tests give it fakes."""

    def open(self) -> Chain:
        """The chain of the sources that the app was started with, read afresh."""

    def stamp(self) -> Hashable:
        """Something that differs once a source has changed on disk, or a folder of sources has."""

    def check(self, chain: Chain) -> tuple[Problem, ...]:
        """Everything that is wrong or risky in ``chain``."""


@dataclass(frozen=True)
class DiskServices:
    """The real outside."""

    entries: tuple[Entry, ...]

    def open(self) -> Chain:
        return open_chain(self.entries)

    def stamp(self) -> Hashable:
        return tuple((source.name, source.store.stamp()) for source in named_sources(self.entries))

    def check(self, chain: Chain) -> tuple[Problem, ...]:
        return check_chain(chain)
