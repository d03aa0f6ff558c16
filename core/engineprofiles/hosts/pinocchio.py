"""Pinocchio: config documents of eight places, inline profiles above the registries, variables for the base.

An option wins over a variable, that over the config documents, these over the default; for the profile and for the
list of registries each by itself. Options for settings lie beneath the profile, as variables do.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain as one_after_another

from engineprofiles.application import Application, Found, Place
from engineprofiles.documents.config_document import ConfigDocument
from engineprofiles.hosts.base import base_settings
from engineprofiles.hosts.host import NO_OPTIONS, Findings, Options
from engineprofiles.hosts.selection_variables import SelectionVariables, default_registries, selection_variables
from engineprofiles.hosts.surroundings import Surroundings
from engineprofiles.model.selection import Choice, Reason
from engineprofiles.model.slugs import trimmed
from engineprofiles.opening import Entry, Listing
from engineprofiles.problems import Location, Problem, Severity
from engineprofiles.stores.config_content import ConfigContent, ConfigFile, ConfigText
from engineprofiles.stores.config_documents import ConfigStore
from engineprofiles.stores.probe import PathKind, probe_outside

APP = "pinocchio"
LOCAL = ".pinocchio.yml"
OVERRIDE = ".pinocchio.override.yml"
_REFUSED_NAME = ".pinocchio-profile.yml"
_LOOK_ALIKES = (".pinocchio.yaml", ".pinocchio.override.yaml", _REFUSED_NAME)


@dataclass(frozen=True, slots=True)
class _Looked:
    """One of the eight places; ``same_as`` is the place of higher rank in the list that has the same path."""

    what: str
    file: ConfigFile
    same_as: str = ""


class PinocchioHost:
    """The rules of Pinocchio 0.13 and its kin."""

    name = "pinocchio"

    def find(self, around: Surroundings, options: Options = NO_OPTIONS) -> Findings:
        """What ``pinocchio``, run there with ``options``, would find."""
        looked = list(_looked(around, options))
        store = ConfigStore([each.file for each in looked if not each.same_as])
        content = store.load().content
        assert isinstance(content, ConfigContent)
        variables = selection_variables(around, APP.upper())
        registries = _Registries(around, options, variables, content)
        base = base_settings(around, APP.upper())
        asked = _asked(options, variables)
        application = Application(
            name=APP,
            host=self.name,
            base=base.settings,
            asked=asked,
            places=(
                *_documents(looked, content, registries, asked),
                *_with_losses(variables.places, registries, asked),
                *registries.default_places,
                *base.places,
            ),
            problems=(
                *_file_problems(around, options, looked),
                *variables.problems,
                *registries.problems,
                *base.problems,
            ),
        )
        return Findings((*registries.entries, store), application)


def _looked(around: Surroundings, options: Options) -> Iterator[_Looked]:
    """The places in their order, the lowest first. Of two that are one file, the first counts."""
    folders = [
        ("system", "system configuration", os.path.join(around.system, APP), "config.yaml"),
        ("user", "home configuration", os.path.join(around.home, f".{APP}"), "config.yaml"),
        ("user", "user configuration", around.config_home and os.path.join(around.config_home, APP), "config.yaml"),
        ("repo", "top of the git repository", around.git_root or "", LOCAL),
        ("repo", "top of the git repository, override", around.git_root or "", OVERRIDE),
        ("cwd", "working directory", around.cwd, LOCAL),
        ("cwd", "working directory, override", around.cwd, OVERRIDE),
    ]
    places = [(layer, what, os.path.join(folder, name)) for layer, what, folder, name in folders if folder]
    if options.config_file.strip():
        places.append(("explicit", "--config-file", os.path.join(around.cwd, options.config_file.strip())))
    seen: dict[str, str] = {}
    for layer, what, path in places:
        path = os.path.normpath(path)
        yield _Looked(what, ConfigFile(around.shown(path), path, layer), seen.get(path, ""))
        seen.setdefault(path, what)


class _Registries:
    """Which list of registries counts, and what the others lose to it."""

    def __init__(
        self, around: Surroundings, options: Options, variables: SelectionVariables, content: ConfigContent
    ) -> None:
        saying = content.documents.saying("registries")
        listed = [trimmed(entry) for entry in options.registries if trimmed(entry)]
        self.default_places: tuple[Place, ...] = ()
        self.entries: tuple[Entry, ...] = ()
        self.problems: tuple[Problem, ...] = ()
        self.saying = saying if saying is not None and saying.registries else None
        if listed:
            self.winner = "--profile-registries"
            self.entries = tuple(Listing(entry, self.winner, single=True) for entry in listed)
        elif variables.registries:
            self.winner = f"{APP.upper()}_PROFILE_REGISTRIES"
            self.entries = tuple(Listing(entry, self.winner, single=True) for entry in variables.registries)
        elif self.saying is not None:
            self.winner = f"profile.registries in {self.saying.source}"
            self.entries = tuple(self._from_document(self.saying))
        else:
            self.winner = ""
        path, place = default_registries(around, APP)
        if self.winner and place.found is Found.FOUND:
            place = replace(place, gives=(), lost=(f"registries: {self.winner} lists others",))
        elif path is not None:
            self.entries = (Listing(path, "", single=True),)
        self.default_places = (place,)
        self.problems = tuple(self._replaced(content, self.winner))

    @staticmethod
    def _from_document(config: ConfigDocument) -> Iterator[Listing]:
        where = f"profile.registries in {config.source}"
        for index, entry in enumerate(config.registries or ()):
            yield Listing(entry, where, True, config.document.locate(("profile", "registries", index)))

    def _replaced(self, content: ConfigContent, winner: str) -> Iterator[Problem]:
        for config in content.documents.documents:
            if config.registries and winner != f"profile.registries in {config.source}":
                place = config.document.locate(("profile", "registries"))
                message = f"this list of registries does not count: {winner or 'a higher document'} replaces it"
                yield Problem("registries-replaced", message, location=place)


def _asked(options: Options, variables: SelectionVariables) -> Choice | None:
    if trimmed(options.profile):
        return Choice(trimmed(options.profile), Reason.OPTION, "--profile", Location("--profile"))
    if variables.profile:
        name = f"{APP.upper()}_PROFILE"
        return Choice(variables.profile, Reason.ENVIRONMENT, name, Location(name))
    return None


def _documents(
    looked: Sequence[_Looked], content: ConfigContent, registries: _Registries, asked: Choice | None
) -> Iterator[Place]:
    """What each place of a document gave, and what it lost to."""
    for each in looked:
        file = each.file
        if each.same_as:
            place = Place(file.name, each.what, file.layer, Found.SAME, lost=(f"it counts as {each.same_as}",))
        else:
            place = _document(each, content, registries, asked)
        yield replace(place, path=file.path)


def _document(each: _Looked, content: ConfigContent, registries: _Registries, asked: Choice | None) -> Place:
    file = each.file
    text = content.text_of(file.name)
    kind = probe_outside(file.path)
    if text is None or text.data is None:
        found = Found.MISSING if kind is PathKind.MISSING else Found.BROKEN
        return Place(file.name, each.what, file.layer, found)
    gives, lost = _contribution(text, content, registries, asked)
    found = Found.BROKEN if any(p.severity is Severity.ERROR for p in _problems(text)) else Found.FOUND
    return Place(file.name, each.what, file.layer, found, gives, lost)


def _problems(text: ConfigText) -> Iterator[Problem]:
    profiles = text.config.profiles.values()
    return one_after_another(text.config.problems, *(profile.problems for profile in profiles))


def _contribution(
    text: ConfigText, content: ConfigContent, registries: _Registries, asked: Choice | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    config, documents = text.config, content.documents
    gives: list[str] = []
    lost: list[str] = []
    if config.active is not None:
        words = f"profile.active: {config.active or 'none'}"
        top = documents.saying("active")
        if asked is not None:
            lost.append(f"{words}: {asked.by} names another one")
        elif top is not None and top is not config:
            lost.append(f"{words}: {top.source} names another one")
        else:
            gives.append(words)
    if config.registries is not None:
        words = f"profile.registries: {_many(len(config.registries), 'source')}"
        counts = registries.winner == f"profile.registries in {config.source}"
        if counts:
            gives.append(words)
        else:
            lost.append(f"{words}: {registries.winner or 'nothing'} replaces it")
    if config.profiles:
        names = ", ".join(list(config.profiles)[:_NAMED])
        more = f" and {len(config.profiles) - _NAMED} more" if len(config.profiles) > _NAMED else ""
        gives.append(f"{_many(len(config.profiles), 'inline profile')}: {names}{more}")
    if config.repositories:
        gives.append(f"app.repositories: {_many(len(config.repositories), 'folder')} of prompts")
    return tuple(gives) or ("nothing",) * (not lost), tuple(lost)


_NAMED = 4


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _with_losses(places: Sequence[Place], registries: _Registries, asked: Choice | None) -> Iterator[Place]:
    """The variables that select, with what an option took from them."""
    for place in places:
        profile = place.name.endswith("_PROFILE")
        winner = asked.by if profile and asked else registries.winner
        if place.found is Found.SET and winner != place.name:
            place = replace(place, gives=(), lost=(f"{place.what}: {winner} is asked first",))
        yield place


def _file_problems(around: Surroundings, options: Options, looked: Sequence[_Looked]) -> Iterator[Problem]:
    for each in looked:
        name, path = each.file.name, each.file.path
        if each.file.layer != "explicit":
            continue
        if os.path.basename(path) == _REFUSED_NAME:
            message = f"Pinocchio no longer accepts the name {_REFUSED_NAME}"
            yield Problem("config-name-refused", message, location=Location(name))
        elif each.same_as:
            message = f"{name} is found as {each.same_as} already, and stays at that rank"
            yield Problem("config-file-not-raised", message, location=Location(name))
        elif probe_outside(path) is PathKind.MISSING:
            yield Problem("config-file-missing", f"there is no file {name}", location=Location(name))
    for folder in dict.fromkeys(filter(None, (around.git_root, around.cwd))):
        yield from _look_alikes(around, folder, _LOOK_ALIKES)
    for folder in (os.path.join(around.system, APP), os.path.join(around.home, f".{APP}")):
        yield from _look_alikes(around, folder, ("config.yml",))
    if around.config_home:
        yield from _look_alikes(around, os.path.join(around.config_home, APP), ("config.yml", "profiles.yml"))
    yield from _look_alikes(around, os.path.join(around.home, f".{APP}"), ("profiles.yaml",))


def _look_alikes(around: Surroundings, folder: str, names: Sequence[str]) -> Iterator[Problem]:
    """Files that people take for those that are looked for."""
    for name in names:
        path = os.path.join(folder, name)
        if probe_outside(path) not in (PathKind.MISSING, PathKind.DIRECTORY):
            shown = around.shown(path)
            yield Problem("config-name-ignored", f"Pinocchio does not look for {shown}", location=Location(shown))
