"""Variables of the environment that set the application's own settings, each as glazed reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engineprofiles.application import Found, Place
from engineprofiles.hosts.flag_values import NotForFlag, from_text
from engineprofiles.hosts.flags import FLAGS, Flag
from engineprofiles.hosts.selection_variables import variable
from engineprofiles.hosts.surroundings import Surroundings
from engineprofiles.model.fields import Kind
from engineprofiles.model.paths import format_path
from engineprofiles.model.secrecy import Secret
from engineprofiles.model.slugs import trimmed
from engineprofiles.problems import Location, Path, Problem
from engineprofiles.redact import redact_value, secrecy

ENVIRONMENT = "environment"
"""What the part of the base is called that variables make."""

_NOT_READ: Mapping[str, str] = {
    "OPENAI_API_KEY": "openai-api-key",
    "ANTHROPIC_API_KEY": "claude-api-key",
    "GEMINI_API_KEY": "gemini-api-key",
    "GOOGLE_API_KEY": "gemini-api-key",
}
"""Variables that other programs read, and the flag that they would set."""


@dataclass(frozen=True, eq=False)
class Variables:
    """What variables give flags, where was looked, and what is wrong. ``problems`` hold no value of a variable."""

    prefix: str
    values: Mapping[Flag, Any] = field(default_factory=dict, repr=False)
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()

    def locate(self, flag: Flag) -> Location:
        """The variable of ``flag``, as a place."""
        return Location(variable(self.prefix, flag.name))


def variables(around: Surroundings, prefix: str, below: Mapping[Path, Any]) -> Variables:
    """The variables that begin with ``prefix`` and set something; ``below`` is what stands without them.

    A blank one makes a text empty, leaves a list as it is, and for anything else stops the application.
    """
    values: dict[Flag, Any] = {}
    places: list[Place] = []
    problems: list[Problem] = []
    for flag in FLAGS:
        name = variable(prefix, flag.name)
        text = around.environment.get(name)
        if text is None:
            continue
        try:
            value = from_text(flag, text)
        except NotForFlag as error:
            problems.append(Problem("variable-invalid", f"{name} must be {error}", "", Location(name)))
            places.append(Place(name, format_path(flag.path), ENVIRONMENT, Found.BROKEN))
            continue
        if value is not None:
            values[flag] = value
        if value in (None, ""):
            problems.append(_blank(name, flag, below.get(flag.path)))
        places.append(_place(name, flag, value, below))
    return Variables(prefix, values, (*places, *_ignored(around)), (*problems, *_not_read(around, prefix)))


def _blank(name: str, flag: Flag, below: Any) -> Problem:
    path = format_path(flag.path)
    if below and flag.kind is Kind.STRING:
        return Problem("variable-blank", f"{name} is set to nothing, which makes {path} empty", "", Location(name))
    return Problem("variable-empty", f"{name} is set to nothing and counts as not set", "", Location(name))


def _place(name: str, flag: Flag, value: Any, below: Mapping[Path, Any]) -> Place:
    path = format_path(flag.path)
    if value is None or (value == "" and not below.get(flag.path)):
        return Place(name, path, ENVIRONMENT, Found.EMPTY)
    return Place(name, path, ENVIRONMENT, Found.SET, (shown(flag, value),))


def shown(flag: Flag, value: Any) -> str:
    """What ``value`` sets, in a phrase without any secret."""
    path = format_path(flag.path)
    if value == "":
        return f"{path}, set to nothing"
    return f"{path}, set" if secrecy(flag.path) is Secret.WHOLE else f"{path} = {redact_value(flag.path, value)}"


def _ignored(around: Surroundings) -> Iterator[Place]:
    for name in _set(around):
        yield Place(name, format_path(("api", "api_keys", _NOT_READ[name])), ENVIRONMENT, Found.IGNORED)


def _not_read(around: Surroundings, prefix: str) -> Iterator[Problem]:
    for name in _set(around):
        instead = variable(prefix, _NOT_READ[name])
        yield Problem("variable-not-read", f"{name} is not read", f"Set {instead} instead.", Location(name))


def _set(around: Surroundings) -> Iterator[str]:
    return (name for name in _NOT_READ if trimmed(around.environment.get(name, "")))
