"""One kind of problem: how severe it is, what it means, how to mend it, and what it looks like."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from textwrap import dedent


class Severity(StrEnum):
    """How much a problem matters: an ``error`` stops a profile from being used as it stands."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem. ``kind`` is the kind of the exception that raising it gives; ``of_key`` says that it is
    about a key and not the value beside it, so that it is placed there. ``bad`` and ``good`` are examples: what shows
    the problem, and the same once it is mended; :mod:`engineprofiles.problems.example` says how they are written."""

    name: str
    severity: Severity
    meaning: str
    mend: str
    kind: str = "other"
    of_key: bool = False
    bad: str = ""
    good: str = ""

    def __post_init__(self) -> None:
        for name in ("bad", "good"):
            object.__setattr__(self, name, dedent(getattr(self, name)).removeprefix("\n"))


def error(
    name: str, meaning: str, mend: str, *, kind: str = "other", of_key: bool = False, bad: str = "", good: str = ""
) -> Code:
    return Code(name, Severity.ERROR, meaning, mend, kind, of_key, bad, good)


def warning(name: str, meaning: str, mend: str, *, of_key: bool = False, bad: str = "", good: str = "") -> Code:
    return Code(name, Severity.WARNING, meaning, mend, of_key=of_key, bad=bad, good=good)


def info(name: str, meaning: str, mend: str, *, of_key: bool = False, bad: str = "", good: str = "") -> Code:
    return Code(name, Severity.INFO, meaning, mend, of_key=of_key, bad=bad, good=good)
