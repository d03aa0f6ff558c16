"""An application's own settings: built-in defaults, sections of its config files, variables of the environment."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from engineprofiles.application import Place
from engineprofiles.hosts.geppetto import geppetto_defaults
from engineprofiles.hosts.surroundings import Surroundings
from engineprofiles.problems import Problem
from engineprofiles.resolution import LayeredSettings, Semantics
from engineprofiles.resolution.parts import base_of


class Base(NamedTuple):
    """The settings as one layer with a part for each kind of place, where was looked, and what is wrong there."""

    settings: LayeredSettings
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()


def base_settings(around: Surroundings, prefix: str) -> Base:
    """The base of an application whose variables begin with ``prefix`` and ``_``."""
    defaults = replace(geppetto_defaults().layers[0], profile="built-in default")
    return Base(LayeredSettings((base_of([defaults]),), Semantics.DOCUMENTED))
