"""Problems as data, and the same problems as exceptions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from engineprofiles.problems.code import Severity
from engineprofiles.problems.codes import CODES
from engineprofiles.problems.location import Location, pointer


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or risky, where it stands, what it means and how to mend it.

    ``field`` is Geppetto's name for the faulty field, such as ``registry.profiles[x].stack[0]``.
    """

    code: str
    message: str
    hint: str = ""
    location: Location = field(default_factory=Location)
    field: str = ""

    def __post_init__(self) -> None:
        if not self.hint:
            object.__setattr__(self, "hint", CODES[self.code].mend)

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def kind(self) -> str:
        return CODES[self.code].kind

    def at(self, location: Location) -> Problem:
        """The same problem at another place."""
        return replace(self, location=location)

    def error(self) -> ProfilesError:
        """The exception that raises this problem."""
        return _ERRORS.get(self.kind, ProfilesError)(self)

    def to_dict(self) -> dict[str, Any]:
        """``code, severity, message, hint, source, path, line, column``; ``path`` is a JSON pointer."""
        place = self.location
        return {
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "hint": self.hint,
            "source": place.source if place.row is None else place.label,
            "path": pointer(place.path),
            "line": place.line,
            "column": place.column,
        }


class ProfilesError(Exception):
    """A problem, raised. ``kind`` is one of ``validation``, ``registry-not-found``,
    ``profile-not-found``, ``conflict``, ``read-only`` and ``other``."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem

    @property
    def kind(self) -> str:
        return self.problem.kind

    @property
    def field(self) -> str:
        return self.problem.field

    @property
    def location(self) -> Location:
        return self.problem.location

    def __str__(self) -> str:
        place = self.problem.location.label
        return f"{place}: {self.problem.message}" if place else self.problem.message


class ValidationError(ProfilesError):
    """A document, reference or selection that cannot be used as it stands."""


class RegistryNotFound(ProfilesError):
    """A registry that no opened source holds."""


class ProfileNotFound(ProfilesError):
    """A profile that no registry looked through holds."""


class Conflict(ProfilesError):
    """Something changed since it was read."""


class ReadOnly(ProfilesError):
    """A write to a source that takes none."""


_ERRORS: dict[str, type[ProfilesError]] = {
    "validation": ValidationError,
    "registry-not-found": RegistryNotFound,
    "profile-not-found": ProfileNotFound,
    "conflict": Conflict,
    "read-only": ReadOnly,
}


def first_error(problems: Iterable[Problem]) -> Problem | None:
    """The first problem of severity ``error``, if there is one."""
    return next((problem for problem in problems if problem.severity is Severity.ERROR), None)
