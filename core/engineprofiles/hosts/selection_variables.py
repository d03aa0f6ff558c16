"""What selects for every run and every application has alike: the two variables, and the registry beside its config."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
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


def selection_variables(around: Surroundings, prefix: str, *, listed: bool = False) -> SelectionVariables:
    """What ``<prefix>_PROFILE`` and ``<prefix>_PROFILE_REGISTRIES`` select.

    A blank profile counts as not set. A list of nothing makes the application crash, while one of blank entries counts
    as not set too, and so does any where an option has ``listed`` registries, before that is looked at.
    """
    names = (variable(prefix, "profile"), variable(prefix, "profile-registries"))
    texts = tuple(around.environment.get(name) for name in names)
    profile = trimmed(texts[0] or "")
    registries = tuple(filter(None, split_list(texts[1] or "")))
    crashes = texts[1] is not None and not split_list(texts[1]) and not listed
    said = (("profile", filter(None, (profile,))), ("registries", registries))
    looked = [
        _place(name, what, text, tuple(gives)) for name, text, (what, gives) in zip(names, texts, said, strict=True)
    ]
    if crashes:
        looked[1] = replace(looked[1], found=Found.BROKEN)
    problems = tuple(problem for place in looked for problem in _problems(place, prefix))
    return SelectionVariables(profile, registries, tuple(looked), problems)


def default_registries(around: Surroundings, app: str) -> tuple[str | None, Place]:
    """The registry that ``app`` takes where nothing lists any, if it is there; folders do not count."""
    if not around.config_home:
        return None, Place("profiles.yaml", "registries", "default", Found.MISSING)
    path = os.path.join(around.config_home, app, "profiles.yaml")
    there = bool(around.config_home) and os.path.exists(path) and not os.path.isdir(path)
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


def _place(name: str, what: str, text: str | None, gives: tuple[str, ...]) -> Place:
    found = Found.UNSET if text is None else Found.SET if gives else Found.EMPTY
    return Place(name, what, "selection", found, tuple(map(masked, gives)))


def _problems(place: Place, prefix: str) -> Iterator[Problem]:
    name = place.name
    if place.found is Found.BROKEN:
        message = f"{name} is an empty list, over which the application crashes"
        yield Problem("variable-invalid", message, "Unset it, or name a registry.", Location(name))
    elif place.found is Found.EMPTY:
        yield Problem("variable-empty", f"{name} is set to nothing and counts as not set", "", Location(name))
    elif place.found is Found.SET and prefix == PINOCCHIO:
        message = f"`pinocchio profiles` and `pinocchio auth` do not read {name}"
        yield Problem("variable-not-in-listings", message, "", Location(name))
