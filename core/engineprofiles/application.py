"""The application around a chain: the profile it asks for and why, its own settings, and where it looked for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engineprofiles.model.selection import Choice
from engineprofiles.problems import Problem
from engineprofiles.resolution import LayeredSettings


class Found(StrEnum):
    """What became of looking at a place."""

    FOUND = "found"
    MISSING = "not there"
    SET = "set"
    EMPTY = "empty"
    """A variable that is there and blank, which counts as not set."""
    UNSET = "not set"
    SAME = "seen already"
    """A file that was looked at under another name before, which is where it counts."""
    BROKEN = "broken"
    IGNORED = "not read"
    """Something that people set and that the application never looks at."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the application looks at: a file, a folder, a variable or an option.

    ``layer`` is what Pinocchio calls its rank: ``system``, ``user``, ``repo``, ``cwd``, ``explicit``, ``environment``
    or ``default``. ``gives`` tells what it contributed, and ``lost`` what did not count and what it lost to: short
    phrases without any secret. ``path`` is the file to open, empty for what is none.
    """

    name: str
    what: str
    layer: str
    found: Found
    gives: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    path: str = ""


@dataclass(frozen=True, eq=False)
class Application:
    """What an application adds to its chain.

    ``name`` is that of the application, ``host`` that of the rules it follows. ``asked`` is the profile that an option
    or a variable names; what config documents name is in the chain. ``base`` lies beneath every profile. ``problems``
    are those of places, variables and lists; errors among them keep the application from starting at all.
    """

    name: str
    host: str
    base: LayeredSettings
    asked: Choice | None = None
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()
