"""Which profile was selected, why, and what it hides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why this profile and no other."""

    EXPLICIT = "explicit"
    """The registry and the profile were both named."""
    PRECEDENCE = "precedence"
    """Only the profile was named: the first registry from the top that has it."""
    REGISTRY_DEFAULT = "registry default"
    """Only the registry was named: its default profile."""
    CHAIN_DEFAULT = "chain default"
    """Nothing was named: the default profile of the chain's default registry."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A selected profile. ``shadows`` are the registries further down that hold the same slug."""

    registry: str
    profile: str
    reason: Reason
    shadows: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """The full reference, ``registry/profile``."""
        return f"{self.registry}/{self.profile}"
