"""The one protocol of every place that registries live in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from engineprofiles.model.registry import Registry
from engineprofiles.problems import Location, Problem
from engineprofiles.stores.content import Content
from engineprofiles.stores.probe import Stamp


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a store holds. ``problems`` concern no single registry: those of a registry or profile are on it.

    ``mode`` is the permission bits of the file; ``None`` where there is no file, or none that has such bits.
    ``content`` is there to be edited; ``None`` when nothing could be read.
    """

    registries: tuple[Registry, ...] = ()
    problems: tuple[Problem, ...] = ()
    mode: int | None = None
    content: Content | None = None


@runtime_checkable
class Store(Protocol):
    """A place that registries are read from. Reading changes nothing there."""

    @property
    def source(self) -> str:
        """The source as a person named it; secrets of a DSN are masked."""

    def load(self) -> Loaded:
        """Every registry that is there. What is missing, unreadable or broken is a problem, never an exception."""

    def stamp(self) -> Stamp:
        """A cheap sign of change, for polling."""

    def digest(self) -> str | None:
        """A hash of the content, in hex; ``None`` when there is nothing to read."""

    def write_refusal(self) -> Problem | None:
        """Why nothing can be written there, found out without touching it; ``None`` when it can."""


def refused(code: str, message: str, source: str, hint: str = "") -> Loaded:
    """Nothing but the problem that a whole source has."""
    return Loaded(problems=(Problem(code, message, hint, Location(source)),))
