"""Applications on Geppetto's bootstrap, all but Pinocchio: config files in sections, two variables, a list of sources.

What a higher place says of the profile or of the registries replaces what a lower one says, also where it says nothing:
options, then variables, then config files. Inline profiles there are none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from engineprofiles.application import Application, Found, Place
from engineprofiles.hosts.base import base_settings
from engineprofiles.hosts.environment import shown
from engineprofiles.hosts.host import NO_OPTIONS, Findings, Options
from engineprofiles.hosts.sections import PROFILE, REGISTRIES, SELECTION, SectionFile, read_sections
from engineprofiles.hosts.selection_variables import SelectionVariables, default_registries, selection_variables
from engineprofiles.hosts.surroundings import Surroundings
from engineprofiles.model.selection import Choice, Reason
from engineprofiles.model.slugs import trimmed
from engineprofiles.opening import Listing
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
        """What the application, run there with ``options``, would find."""
        prefix = self.prefix or self.app.upper().replace("-", "_")
        looked = tuple(_looked_at(around, self.app, trimmed(options.config_file)))
        files = tuple(each.file for each in looked if each.file)
        selecting = selection_variables(around, prefix)
        default, default_place = default_registries(around, self.app)
        base = base_settings(around, prefix, files)
        said = (*_from_files(files), *_from_variables(selecting), *_from_options(options))
        counting = {each.what: each for each in said}
        profile, registries = counting.get("profile"), counting.get("registries")
        entries = _listings(registries) if registries else ()
        if entries and registries:
            default_place = _beaten(default_place, registries)
        application = Application(
            name=self.app,
            host=self.name,
            base=base.settings,
            asked=_choice(profile) if profile else None,
            places=(
                *_with_what_counts((*(each.place for each in looked), *selecting.places), said, counting),
                default_place,
                *base.places,
            ),
            problems=(*_of_named(looked), *selecting.problems, *base.problems),
        )
        return Findings(entries or ((Listing(default, "", single=True),) if default else ()), application)


class _Looked(NamedTuple):
    """A place for a config file, and the file where there is one that was not seen before."""

    place: Place
    file: SectionFile | None = None


class _Said(NamedTuple):
    """What one place says of the profile or of the registries. ``values`` may be empty: that too is said.

    ``source`` is the name of the place, ``by`` what names the values there, and ``locations`` where each stands.
    """

    what: str
    values: tuple[str, ...]
    source: str
    by: str
    reason: Reason
    locations: tuple[Location, ...]


def _looked_at(around: Surroundings, app: str, config_file: str) -> Iterator[_Looked]:
    """The places for config files, the lowest first; of two that are one file, the first counts."""
    folders = (
        ("system", "system configuration", os.path.join(around.system, app)),
        ("user", "home configuration", os.path.join(around.home, f".{app}")),
        ("user", "user configuration", around.config_home and os.path.join(around.config_home, app)),
    )
    places = [(layer, what, os.path.join(folder, "config.yaml")) for layer, what, folder in folders if folder]
    if config_file:
        places.append(("explicit", "--config-file", os.path.join(around.cwd, config_file)))
    seen: dict[str, str] = {}
    for layer, what, path in places:
        path = os.path.normpath(path)
        place = Place(around.shown(path), what, layer, Found.MISSING, path=path)
        if not os.path.exists(path) or os.path.isdir(path):
            yield _Looked(place)
        elif path in seen:
            yield _Looked(replace(place, found=Found.SAME, lost=(f"it counts as {seen[path]}",)))
        else:
            seen[path] = what
            file = read_sections(path, place.name)
            gives = tuple(shown(flag, value) for flag, value in file.values.items())
            yield _Looked(replace(place, found=Found.BROKEN if file.problems else Found.FOUND, gives=gives), file)


def _of_named(looked: Sequence[_Looked]) -> Iterator[Problem]:
    for place in (each.place for each in looked if each.place.layer == "explicit"):
        if place.found is Found.MISSING:
            yield Problem("config-file-missing", f"there is no file {place.name}", "", Location(place.name))
        elif place.found is Found.SAME:
            message = f"{place.name} is found anyway, and stays at the rank that it has there"
            yield Problem("config-file-not-raised", message, "", Location(place.name))


def _from_files(files: Sequence[SectionFile]) -> Iterator[_Said]:
    for file in files:
        if file.profile is not None:
            values = tuple(filter(None, (file.profile,)))
            by = f"{SELECTION}.{PROFILE.name}"
            yield _Said("profile", values, file.name, by, Reason.CONFIG, (file.locate(PROFILE),))
        if file.registries is not None:
            by = f"{SELECTION}.{REGISTRIES.name} in {file.name}"
            places = tuple(file.locate(REGISTRIES) for _ in file.registries)
            yield _Said("registries", file.registries, file.name, by, Reason.CONFIG, places)


def _from_variables(selecting: SelectionVariables) -> Iterator[_Said]:
    for place, values in zip(selecting.places, ((selecting.profile,), selecting.registries), strict=True):
        if place.found in (Found.SET, Found.EMPTY):
            kept = tuple(filter(None, values))
            yield _said_outside(place.what, kept, place.name, Reason.ENVIRONMENT)


def _from_options(options: Options) -> Iterator[_Said]:
    for what, flag, values in (
        ("profile", PROFILE, (options.profile,)),
        ("registries", REGISTRIES, options.registries),
    ):
        if kept := tuple(filter(None, map(trimmed, values))):
            yield _said_outside(what, kept, f"--{flag.name}", Reason.OPTION)


def _said_outside(what: str, values: tuple[str, ...], by: str, reason: Reason) -> _Said:
    """What is said in no file: its place is the name of the variable or of the option."""
    return _Said(what, values, by, by, reason, tuple(Location(by) for _ in values))


def _listings(registries: _Said) -> tuple[Listing, ...]:
    # A problem with an entry is placed where that stands in a text; a variable has no places in it.
    in_file = registries.reason is Reason.CONFIG
    standing = zip(registries.values, registries.locations, strict=True)
    return tuple(
        Listing(entry, registries.by, True, place) if in_file else Listing(entry, registries.by, single=True)
        for entry, place in standing
    )


def _choice(profile: _Said) -> Choice | None:
    if not profile.values:
        return None
    return Choice(profile.values[0], profile.reason, profile.by, profile.locations[0])


def _with_what_counts(places: Sequence[Place], said: Sequence[_Said], counting: dict[str, _Said]) -> Iterator[Place]:
    """``places`` with what each of them says of profile and registries, given or lost."""
    for place in places:
        for each in said:
            if each.source != place.name:
                continue
            if each is not counting[each.what]:
                place = _beaten(place, counting[each.what], each)
            elif place.layer != "selection":  # which gives what it selects already
                place = replace(place, gives=(*place.gives, _phrase(each)))
        nothing = place.found is Found.FOUND and not place.gives and not place.lost
        yield replace(place, gives=("nothing",)) if nothing else place


def _beaten(place: Place, winner: _Said, said: _Said | None = None) -> Place:
    """``place``, with what it says lost to ``winner``."""
    lost = f"{_phrase(said) if said else place.what}: {winner.source} comes first"
    if place.found in (Found.MISSING, Found.EMPTY):
        return place
    gives = place.gives if said and place.layer != "selection" else ()
    return replace(place, gives=gives, lost=(*place.lost, lost))


def _phrase(said: _Said) -> str:
    return f"{said.what} {', '.join(map(masked, said.values)) or 'none'}"
