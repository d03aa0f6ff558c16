"""What selects for every run and every application has alike: the two variables, and the registry beside its config."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from engineprofiles.application import Found, Place
from engineprofiles.hosts.surroundings import Surroundings
from engineprofiles.model.slugs import trimmed
from engineprofiles.problems import Location, Problem
from engineprofiles.stores.dsn import masked

PINOCCHIO = "PINOCCHIO"


class SelectionVariables(NamedTuple):
    """The profile and the registries that the variables name, empty where they name none, and what is to be said."""

    profile: str
    registries: tuple[str, ...]
    places: tuple[Place, ...]
    problems: tuple[Problem, ...]


def selection_variables(around: Surroundings, prefix: str) -> SelectionVariables:
    """What ``<prefix>_PROFILE`` and ``<prefix>_PROFILE_REGISTRIES`` select. A blank one counts as not set."""
    profile_name, registries_name = variable(prefix, "profile"), variable(prefix, "profile-registries")
    profile = trimmed(around.environment.get(profile_name, ""))
    registries = tuple(filter(None, split_list(around.environment.get(registries_name, ""))))
    said = {profile_name: ("profile", (profile,) if profile else ()), registries_name: ("registries", registries)}
    return SelectionVariables(
        profile,
        registries,
        tuple(_place(around, name, what, values) for name, (what, values) in said.items()),
        tuple(_problems(around, prefix, {name: values for name, (_what, values) in said.items()})),
    )


def default_registries(around: Surroundings, app: str) -> tuple[str | None, Place]:
    """The registry that ``app`` takes where nothing lists any, if it is there; folders do not count."""
    path = os.path.join(around.config_home, app, "profiles.yaml")
    there = os.path.exists(path) and not os.path.isdir(path)
    name = around.shown(path)
    place = Place(name, "registries", "default", Found.FOUND if there else Found.MISSING, path=path)
    return (path if there else None), place


def variable(prefix: str, flag: str) -> str:
    """The variable of the environment that gives ``flag`` its value."""
    return f"{prefix}_{flag}".replace("-", "_").upper()


def split_list(text: str) -> tuple[str, ...]:
    """The items of a list in a variable: between commas, trimmed, with or without ``[ ]`` around all of it."""
    inner = trimmed(text)
    if inner.startswith("[") and inner.endswith("]"):
        inner = trimmed(inner[1:-1])
    return tuple(map(trimmed, inner.split(","))) if inner else ()


def _place(around: Surroundings, name: str, what: str, values: tuple[str, ...]) -> Place:
    if name not in around.environment:
        return Place(name, what, "selection", Found.UNSET)
    return Place(name, what, "selection", Found.SET if values else Found.EMPTY, tuple(map(masked, values)))


def _problems(around: Surroundings, prefix: str, said: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    for name, values in said.items():
        if name in around.environment and not values:
            yield Problem("variable-empty", f"{name} is set to nothing and counts as not set", "", Location(name))
        elif values and prefix == PINOCCHIO:
            message = f"`pinocchio profiles` and `pinocchio auth` do not read {name}"
            yield Problem("variable-not-in-listings", message, "", Location(name))
