"""Applications on Geppetto's bootstrap, all but Pinocchio: config files in sections, two variables, one registry list.

What a higher place says of the profile or of the registries replaces what a lower one says, also where it says nothing:
options, then variables, then config files. Inline profiles there are none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import NamedTuple

from engineprofiles.application import Application, Found, Place
from engineprofiles.hosts.base import base_settings
from engineprofiles.hosts.environment import shown
from engineprofiles.hosts.host import NO_OPTIONS, Findings, Options
from engineprofiles.hosts.sections import PROFILE, REGISTRIES, SELECTION, SectionFile, read_sections
from engineprofiles.hosts.selection_variables import (
    SelectionVariables,
    default_registries,
    selection_variables,
    variable,
)
from engineprofiles.hosts.surroundings import Surroundings
from engineprofiles.model.selection import Choice, Reason
from engineprofiles.model.slugs import trimmed
from engineprofiles.opening import Entry, Listing
from engineprofiles.problems import Location, Problem
from engineprofiles.stores.dsn import masked


@dataclass(frozen=True, slots=True)
class GeppettoHost:
    """The rules for ``app``, whose variables begin with ``prefix``: its name in capitals unless given."""

    app: str
    prefix: str = ""

    @property
    def name(self) -> str:
        return "geppetto"

    def find(self, around: Surroundings, options: Options = NO_OPTIONS) -> Findings:
        prefix = self.prefix or self.app.upper().replace("-", "_")
        files, places, problems = _config_files(around, self.app, options.config_file)
        selecting = selection_variables(around, prefix)
        base = base_settings(around, prefix, files)
        default, default_place = default_registries(around, self.app)
        said = (*_from_files(files), *_from_variables(selecting), *_from_options(options))
        profile, registries = (_last(said, what) for what in ("profile", "registries"))
        entries: tuple[Entry, ...] = _entries(registries)
        if entries:
            default_place = _losing(default_place, registries)
        elif default:
            entries = (FilePath(default),)
        choice = _choice(profile)
        looked = (*places, default_place, *selecting.places, *_option_places(options))
        found = (*problems, *selecting.problems, *base.problems, *_refusals(choice, entries, prefix))
        application = Application(
            name=self.app,
            host=self.name,
            base=base.settings,
            asked=choice,
            places=(*_with_losses(looked, said, profile, registries), *base.places),
            problems=found,
        )
        return Findings(entries, application)


class Said(NamedTuple):
    """What one place says of the profile or of the registries. ``values`` may be empty: that too is said.

    ``place`` is the name of the place, ``by`` what names the value there, and ``location`` where.
    """

    what: str
    values: tuple[str, ...]
    place: str
    by: str
    reason: Reason
    location: Location


def _config_files(
    around: Surroundings, app: str, explicit: str
) -> tuple[list[SectionFile], list[Place], list[Problem]]:
    """The config files that are there, the lowest first, where was looked, and what is wrong with a named one."""
    looked = [
        ("system", os.path.join(around.system, app, "config.yaml")),
        ("user", os.path.join(around.home, f".{app}", "config.yaml")),
        ("user", os.path.join(around.config_home, app, "config.yaml")),
    ]
    if trimmed(explicit):
        looked.append(("explicit", os.path.join(around.cwd, trimmed(explicit))))
    files: list[SectionFile] = []
    places: list[Place] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for layer, joined in looked:
        path = os.path.normpath(joined)
        place = Place(around.shown(path), "config file", layer, Found.MISSING, path=path)
        if not os.path.exists(path) or os.path.isdir(path):
            if layer == "explicit":
                problems.append(
                    Problem("config-file-missing", f"there is no file {place.name}", "", Location(place.name))
                )
        elif path in seen:
            place = replace(place, found=Found.SAME)
            if layer == "explicit":
                problems.append(_not_raised(place.name))
        else:
            seen.add(path)
            files.append(read_sections(path, place.name))
            place = _placed(place, files[-1])
        places.append(place)
    return files, places, problems


def _not_raised(name: str) -> Problem:
    return Problem("config-file-not-raised", f"{name} is found anyway and keeps its rank", "", Location(name))


def _placed(place: Place, file: SectionFile) -> Place:
    gives = tuple(shown(flag, value) for flag, value in file.values.items())
    return replace(place, found=Found.BROKEN if file.problems else Found.FOUND, gives=gives)


def _from_files(files: Sequence[SectionFile]) -> Iterator[Said]:
    for file in files:
        for flag, values in ((PROFILE, (file.profile,)), (REGISTRIES, file.registries)):
            if values is not None and values != (None,):
                what = "profile" if flag is PROFILE else "registries"
                by = f"{SELECTION}.{flag.name}"
                kept = tuple(filter(None, values))
                yield Said(what, kept, file.name, by, Reason.CONFIG, file.locate(flag))


def _from_variables(selecting: SelectionVariables) -> Iterator[Said]:
    for place, values in zip(selecting.places, ((selecting.profile,), selecting.registries), strict=True):
        if place.found in (Found.SET, Found.EMPTY):
            kept = tuple(filter(None, values))
            yield Said(place.what, kept, place.name, place.name, Reason.ENVIRONMENT, Location(place.name))


def _from_options(options: Options) -> Iterator[Said]:
    for what, flag, values in (
        ("profile", PROFILE, (options.profile,)),
        ("registries", REGISTRIES, options.registries),
    ):
        if kept := tuple(filter(None, map(trimmed, values))):
            yield Said(what, kept, f"--{flag.name}", f"--{flag.name}", Reason.OPTION, Location())


def _option_places(options: Options) -> Iterator[Place]:
    for said in _from_options(options):
        yield Place(said.place, said.what, "selection", Found.SET, tuple(map(masked, said.values)))


def _last(said: Sequence[Said], what: str) -> Said | None:
    return next((each for each in reversed(said) if each.what == what), None)


def _entries(registries: Said | None) -> tuple[Entry, ...]:
    if registries is None or not registries.values:
        return ()
    if registries.reason is Reason.OPTION:
        return registries.values
    return (Listing(",".join(registries.values), registries.by),)


def _choice(profile: Said | None) -> Choice | None:
    if profile is None or not profile.values:
        return None
    return Choice(profile.values[0], profile.reason, profile.by, profile.location)


def _refusals(choice: Choice | None, entries: tuple[Entry, ...], prefix: str) -> Iterator[Problem]:
    if choice is None:
        return
    if "/" in choice.profile:
        message = f"{choice.by} is {choice.profile}, which is no slug"
        yield Problem("profile-ref-refused", message, "", choice.location)
    if not entries:
        message = f"{choice.by} names the profile {choice.profile}, but no registries are named"
        hint = f"Name a registry in {variable(prefix, REGISTRIES.name)} or {SELECTION}.{REGISTRIES.name}."
        yield Problem("profile-without-registries", message, hint, choice.location)


def _with_losses(places: Sequence[Place], said: Sequence[Said], *winners: Said | None) -> Iterator[Place]:
    """``places`` with what each of them says of profile and registries, as given or as lost to a winner."""
    for place in places:
        for each in said:
            if each.place != place.name:
                continue
            phrase = f"{each.what} {', '.join(map(masked, each.values)) or 'none'}"
            winner = next(winner for winner in winners if winner and winner.what == each.what)
            if each is not winner:
                gives = () if place.layer == "selection" else place.gives
                place = replace(place, gives=gives, lost=(*place.lost, f"{phrase}, lost to {winner.place}"))
            elif place.layer != "selection":
                place = replace(place, gives=(*place.gives, phrase))
        yield place


def _losing(place: Place, registries: Said | None) -> Place:
    if place.found is not Found.FOUND or registries is None:
        return place
    return replace(place, lost=(f"lost to {registries.place}",))
