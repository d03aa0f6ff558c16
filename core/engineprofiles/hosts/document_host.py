"""An application of which no more is known than a document with its settings, or not even that."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

from engineprofiles.application import Application, Found, Place
from engineprofiles.hosts.document import read_settings
from engineprofiles.hosts.geppetto import geppetto_defaults
from engineprofiles.hosts.host import NO_OPTIONS, Findings, Host, Options
from engineprofiles.hosts.surroundings import Surroundings
from engineprofiles.opening import Entry
from engineprofiles.resolution import LayeredSettings, Semantics
from engineprofiles.resolution.layered import layer_problems
from engineprofiles.resolution.parts import base_of


@dataclass(frozen=True, eq=False)
class DocumentHost:
    """Sources that a person names, over the settings in the document at ``path``."""

    path: str
    entries: tuple[Entry, ...] = ()

    name = "document"

    def find(self, around: Surroundings, options: Options = NO_OPTIONS) -> Findings:
        """The named sources, and the document with whatever is wrong with it."""
        found = Found.FOUND if os.path.isfile(self.path) else Found.MISSING
        place = Place(self.path, "base document", "explicit", found, path=self.path)
        base = read_settings(self.path)
        problems = tuple(problem for layer in base.layers for problem in layer_problems(layer))
        return Findings(self.entries, Application("", self.name, base, places=(place,), problems=problems))


@dataclass(frozen=True, eq=False)
class OverDocument:
    """Another host, with the settings in the document at ``path`` in the place of those that it finds."""

    host: Host
    path: str

    @property
    def name(self) -> str:
        return self.host.name

    def find(self, around: Surroundings, options: Options = NO_OPTIONS) -> Findings:
        """What the other host finds, and the document beneath it."""
        found = self.host.find(around, options)
        return replace(found, application=replace(found.application, base=read_settings(self.path)))


def beneath(base: LayeredSettings | None) -> LayeredSettings:
    """``base``, or Geppetto's own defaults where an application is not known: what lies beneath a profile then."""
    if base is not None:
        return base
    defaults = replace(geppetto_defaults().layers[0], profile="built-in default")
    return LayeredSettings((base_of([defaults]),), Semantics.DOCUMENTED)
