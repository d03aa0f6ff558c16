"""The only way from the app to the outside: opening sources, noticing that they changed, checking them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Protocol

from engineprofiles import Chain, Problem, open_chain
from engineprofiles.checks import check_chain


class Services(Protocol):
    """What the app asks of the outside. Tests give it fakes."""

    def open(self) -> Chain:
        """The chain of the sources that the app was started with, read afresh."""

    def stamp(self, chain: Chain) -> Hashable:
        """Something that differs once a source of ``chain`` has changed on disk."""

    def check(self, chain: Chain) -> tuple[Problem, ...]:
        """Everything that is wrong or risky in ``chain``."""


@dataclass(frozen=True)
class DiskServices:
    """The real outside."""

    entries: tuple[str, ...]

    def open(self) -> Chain:
        return open_chain(self.entries)

    def stamp(self, chain: Chain) -> Hashable:
        return tuple(source.store.stamp() for source in chain.sources)

    def check(self, chain: Chain) -> tuple[Problem, ...]:
        return check_chain(chain)
