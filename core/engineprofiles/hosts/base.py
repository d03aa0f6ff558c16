"""An application's own settings: built-in defaults, sections of its config files, variables of the environment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from engineprofiles.application import Place
from engineprofiles.documents.reader import read
from engineprofiles.hosts.document import settings_from_yaml
from engineprofiles.hosts.environment import ENVIRONMENT, variables
from engineprofiles.hosts.flags import Flag, flag_of
from engineprofiles.hosts.geppetto import geppetto_defaults
from engineprofiles.hosts.sections import SectionFile
from engineprofiles.hosts.surroundings import Surroundings
from engineprofiles.model.registry import Decoded
from engineprofiles.model.slugs import trimmed
from engineprofiles.problems import Location, Path, Problem
from engineprofiles.resolution import Layer, LayeredSettings, Semantics
from engineprofiles.resolution.parts import base_of
from engineprofiles.resolution.reading import read_settings

BUILT_IN = "built-in default"
_OF_A_COMMAND_LINE = """\
api:
  api_keys: {openai-api-key: "", claude-api-key: "", gemini-api-key: ""}
  base_urls:
    openai-base-url: https://api.openai.com/v1
    claude-base-url: https://api.anthropic.com
    gemini-base-url: https://generativelanguage.googleapis.com/
client: {organization: ""}
inference: {}
"""
"""What the defaults of the flags add to Geppetto's own."""
_SPELLED_OUT = (("rerank", "type"), ("rerank", "engine"))
"""Without one of these Geppetto leaves out all of ``rerank``."""


class Base(NamedTuple):
    """The settings as one layer with a part for each kind of place, where was looked, and what is wrong there."""

    settings: LayeredSettings
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()


def base_settings(around: Surroundings, prefix: str, files: Sequence[SectionFile] = ()) -> Base:
    """The base of an application whose variables begin with ``prefix`` and ``_``.

    ``files`` are its config files in sections, the lowest first, where it has such; each becomes a part by its name.
    ``places`` are those of variables that are set.
    """
    below = dict(_built_in().settings.leaves)
    for file in files:
        below.update({flag.path: value for flag, value in file.values.items()})
    found = variables(around, prefix, below)
    said = [*((file.name, file.values, file.locate) for file in files), (ENVIRONMENT, found.values, found.locate)]
    reranks = _reranks([values for _name, values, _locate in said])
    parts = [_part(name, values, locate, reranks) for name, values, locate in said if values]
    settings = LayeredSettings((base_of([_built_in(), *parts]),), Semantics.DOCUMENTED)
    places = found.places if reranks else tuple(map(_without_rerank, found.places))
    return Base(settings, places, (*(each for file in files for each in file.problems), *found.problems))


@cache
def _built_in() -> Layer:
    command_line = settings_from_yaml(read(_OF_A_COMMAND_LINE, BUILT_IN))
    whole = base_of([*geppetto_defaults().layers, *command_line.layers])
    return _layer(BUILT_IN, whole.tree["inference_settings"], lambda _path: Location(BUILT_IN))


def _reranks(said: Sequence[Mapping[Flag, Any]]) -> bool:
    last = {flag.path: value for values in said for flag, value in values.items()}
    return any(trimmed(last.get(path, "")) for path in _SPELLED_OUT)


def _without_rerank(place: Place) -> Place:
    if not place.what.startswith("rerank."):
        return place
    return replace(place, gives=(), lost=("rerank is left out without a type or an engine",))


def _part(name: str, values: Mapping[Flag, Any], locate: Callable[[Flag], Location], reranks: bool) -> Layer:
    tree: dict[str, Any] = {}
    for flag, value in values.items():
        if flag.section == "rerank" and not reranks:
            continue
        *sections, key = flag.path
        node = tree
        for section in sections:
            node = node.setdefault(str(section), {})
        node[str(key)] = value

    def place(path: Path) -> Location:
        flag = flag_of(path)
        return locate(flag) if flag else Location(name)

    return _layer(name, tree, place)


def _layer(name: str, tree: Mapping[str, Any], locate: Callable[[Path], Location]) -> Layer:
    return Layer(
        index=0,
        registry="",
        profile=name,
        settings=read_settings(tree, lambda path, *, key=False: locate(path)),
        tree={"inference_settings": tree},
        decoded=Decoded.ONCE,
        locate=lambda path: locate(path[1:]),
    )
