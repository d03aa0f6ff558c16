"""The places where Pinocchio looks for config documents: which they are, what is there, and what it contributes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain as one_after_another

from engineprofiles.application import Found, Place
from engineprofiles.hosts.surroundings import Surroundings
from engineprofiles.model.selection import Choice
from engineprofiles.model.slugs import trimmed
from engineprofiles.problems import Location, Problem, first_error
from engineprofiles.stores.config_content import ConfigContent, ConfigFile, ConfigText
from engineprofiles.stores.probe import PathKind, probe_outside

APP = "pinocchio"
LOCAL = ".pinocchio.yml"
OVERRIDE = ".pinocchio.override.yml"
_FORMER = ".pinocchio-profile.yml"
_OPTION, _CONFIG_FILE = "--config-file", f"{APP.upper()}_CONFIG_FILE"
_ENDINGS = (".yaml", ".yml", ".json")
_LOOK_ALIKES = (".pinocchio.yaml", ".pinocchio.override.yaml", _FORMER)
_NAMED = 4
"""How many inline profiles are named before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A place that is looked at. ``same_as`` is what an earlier place with the same path is."""

    what: str
    file: ConfigFile
    same_as: str = ""


def looked_at(around: Surroundings, option: str) -> Iterator[Looked]:
    """The eight places, the lowest first; of two that are one file, the first counts. ``option`` is ``--config-file``.

    A command has read what selects from the other documents before it looks at the variable, so one that the variable
    names yields to them.
    """
    folders = (
        ("system", "system configuration", os.path.join(around.system, APP), "config.yaml"),
        ("user", "home configuration", os.path.join(around.home, f".{APP}"), "config.yaml"),
        ("user", "user configuration", around.config_home and os.path.join(around.config_home, APP), "config.yaml"),
        ("repo", "top of the git repository", around.git_root, LOCAL),
        ("repo", "top of the git repository, override", around.git_root, OVERRIDE),
        ("cwd", "working directory", around.cwd, LOCAL),
        ("cwd", "working directory, override", around.cwd, OVERRIDE),
    )
    places = [(layer, what, os.path.join(folder, name)) for layer, what, folder, name in folders if folder]
    if named := trimmed(option or around.environment.get(_CONFIG_FILE, "")):  # a blank option hides the variable too
        places.append(("explicit", _OPTION if option else _CONFIG_FILE, os.path.join(around.cwd, named)))
    seen: dict[str, str] = {}
    for layer, what, path in places:
        path = os.path.normpath(path)
        file = ConfigFile(around.shown(path), path, layer, yields=what == _CONFIG_FILE)
        yield Looked(what, file, seen.get(path, ""))
        seen.setdefault(path, what)


def document_places(
    looked: Sequence[Looked], content: ConfigContent, asked: Choice | None, list_that_counts: str
) -> Iterator[Place]:
    """What each place gave, and what it lost. ``asked`` is what an option or variable names, ``list_that_counts``
    where the list of registries stands that replaces the others."""
    for each in looked:
        file = each.file
        place = Place(file.name, each.what, file.layer, Found.MISSING, path=file.path)
        text = content.text_of(file.name)
        if each.same_as:
            yield replace(place, found=Found.SAME, lost=(f"it counts as {each.same_as}",))
        elif text is not None and text.data is not None:
            found = Found.BROKEN if _is_broken(text) else Found.FOUND
            gives = tuple(_gives(text, content, asked, list_that_counts))
            lost = tuple(_loses(text, content, asked, list_that_counts))
            yield replace(place, found=found, gives=gives if gives or lost else ("nothing",), lost=lost)
        else:
            yield place if _is_no_file(file.path) else replace(place, found=Found.BROKEN)


def file_problems(around: Surroundings, looked: Sequence[Looked], content: ConfigContent) -> Iterator[Problem]:
    """What is wrong with the names of the documents: of the one that was named, and of others that look like some."""
    for each in looked:
        if each.file.layer == "explicit":
            yield from _of_named(each, content.text_of(each.file.name))
    for folder in dict.fromkeys(filter(None, (around.git_root, around.cwd))):
        yield from _look_alikes(around, folder, _LOOK_ALIKES)
    at_home = os.path.join(around.home, f".{APP}")
    yield from _look_alikes(around, os.path.join(around.system, APP), ("config.yml",))
    yield from _look_alikes(around, at_home, ("config.yml", "profiles.yaml", "profiles.yml"))
    if around.config_home:
        yield from _look_alikes(around, os.path.join(around.config_home, APP), ("config.yml", "profiles.yml"))


def listed_in(document: str) -> str:
    """How the list of registries in ``document`` is called."""
    return f"profile.registries in {document}"


def _is_broken(text: ConfigText) -> bool:
    profiles = text.config.profiles.values()
    return first_error(one_after_another(text.config.problems, *(each.problems for each in profiles))) is not None


def _gives(text: ConfigText, content: ConfigContent, asked: Choice | None, list_that_counts: str) -> Iterator[str]:
    config = text.config
    if asked is None and content.documents.saying("active") is config:
        yield _active(text)
    if config.registries and list_that_counts == listed_in(config.source):
        yield _registries(text)
    if config.profiles:
        names = ", ".join(list(config.profiles)[:_NAMED])
        more = f" and {len(config.profiles) - _NAMED} more" if len(config.profiles) > _NAMED else ""
        yield f"{_many(len(config.profiles), 'inline profile')}: {names}{more}"
    if config.repositories:
        yield f"app.repositories: {_many(len(config.repositories), 'folder')} of prompts"


def _loses(text: ConfigText, content: ConfigContent, asked: Choice | None, list_that_counts: str) -> Iterator[str]:
    config = text.config
    top = content.documents.saying("active")
    if config.active is not None and not trimmed(config.active):
        yield "profile.active: a blank one counts as none"
    elif config.active is not None and (asked is not None or top is not config):
        winner = asked.by if asked is not None else top.source if top else ""
        yield f"{_active(text)}: {winner} comes first"
    if config.registries == ():
        yield "profile.registries: an empty list counts as none"
    elif config.registries is not None and list_that_counts != listed_in(config.source):
        yield f"{_registries(text)}: {list_that_counts} replaces it"


def _active(text: ConfigText) -> str:
    return f"profile.active: {text.config.active}"


def _registries(text: ConfigText) -> str:
    return f"profile.registries: {_many(len(text.config.registries or ()), 'source')}"


def _of_named(each: Looked, text: ConfigText | None) -> Iterator[Problem]:
    name, place = each.file.name, Location(each.file.name)
    if _is_no_file(each.file.path):
        yield Problem("config-file-missing", f"there is no file {name}", location=place)
    elif os.path.basename(each.file.path) == _FORMER:
        yield Problem("config-name-refused", f"Pinocchio no longer accepts the name {_FORMER}", location=place)
    elif each.what == _OPTION and (refused := _ending_refused(each.file.path, text)):
        yield Problem("config-name-refused", refused, location=place)
    elif each.same_as:
        message = f"{name} is found as {each.same_as} already, and stays at that rank"
        yield Problem("config-file-not-raised", message, location=place)


def _ending_refused(path: str, text: ConfigText | None) -> str:
    """Why the reader of options does not take a file that ends so: it knows three endings, and JSON must be JSON."""
    if not path.endswith(_ENDINGS):
        return f"the name of a document that the option names must end with {', '.join(_ENDINGS)}"
    if path.endswith(".json") and text is not None and not _is_json(text.content.document.text):
        return "a document whose name ends with .json must be JSON"
    return ""


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _look_alikes(around: Surroundings, folder: str, names: Sequence[str]) -> Iterator[Problem]:
    """Files that people take for those that are looked for."""
    for name in names:
        path = os.path.join(folder, name)
        if not _is_no_file(path):
            shown = around.shown(path)
            yield Problem("config-name-ignored", f"Pinocchio does not look for {shown}", location=Location(shown))


def _is_no_file(path: str) -> bool:
    """Whether Pinocchio passes ``path`` over: a folder of the name is as good as nothing."""
    return probe_outside(path) in (PathKind.MISSING, PathKind.DIRECTORY)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
