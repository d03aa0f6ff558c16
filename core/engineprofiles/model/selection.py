"""Which profile was selected, why, and what it hides."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from engineprofiles.problems import Location


class Reason(StrEnum):
    """Why this profile and no other."""

    EXPLICIT = "explicit"
    """The registry and the profile were both named."""
    PRECEDENCE = "precedence"
    """Only the profile was named: the first registry from the top that has it."""
    OPTION = "option"
    """An option of the application names it."""
    ENVIRONMENT = "environment"
    """A variable of the environment names it."""
    CONFIG = "config document"
    """A config document names it."""
    REGISTRY_DEFAULT = "registry default"
    """Only the registry was named: its default profile."""
    CHAIN_DEFAULT = "chain default"
    """Nothing was named: the default profile of the chain's default registry."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A profile that is named for every run: by an option, a variable or a config document.

    ``profile`` is the text as written, ``by`` what names it, such as ``PINOCCHIO_PROFILE`` or ``profile.active``, and
    ``location`` where that stands, if it stands anywhere.
    """

    profile: str
    reason: Reason
    by: str
    location: Location = field(default_factory=Location)

    @property
    def words(self) -> str:
        """``profile.active in .pinocchio.yml:3``."""
        place = self.location
        return f"{self.by} in {place.source}:{place.line}" if place.line else self.by


@dataclass(frozen=True, slots=True)
class Selection:
    """A selected profile. ``shadows`` are the registries further down that hold the same slug; ``choice`` is what
    named the profile, where it was chosen for every run."""

    registry: str
    profile: str
    reason: Reason
    shadows: tuple[str, ...] = ()
    choice: Choice | None = None

    @property
    def ref(self) -> str:
        """The full reference, ``registry/profile``."""
        return f"{self.registry}/{self.profile}"
