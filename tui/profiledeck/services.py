"""The only way from the app to the outside: opening sources, noticing that they changed, checking them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Protocol

from engineprofiles import Chain, Problem, open_chain
from engineprofiles.checks import check_chain
from engineprofiles.opening import Entry, named_sources

_AT_ONCE = 128 * 1024
"""Bytes that are read in about 20 ms."""


class Services(Protocol):
    """What the app asks of the outside. Tests give it fakes."""

    def open(self) -> Chain:
        """The chain of the sources that the app was started with, read afresh."""

    def opens_at_once(self) -> bool:
        """Whether opening takes no longer than anyone notices."""

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

    def opens_at_once(self) -> bool:
        files = [file for source in named_sources(self.entries) for file in source.store.stamp() if file is not None]
        # A pipe has no size, and may keep whoever reads it waiting.
        return all(file.size for file in files) and sum(file.size for file in files) <= _AT_ONCE

    def stamp(self) -> Hashable:
        return tuple((source.name, source.store.stamp()) for source in named_sources(self.entries))

    def check(self, chain: Chain) -> tuple[Problem, ...]:
        return check_chain(chain)
