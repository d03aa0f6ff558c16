"""What a host is: the rules by which an application finds its registries, its profile and its own settings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from engineprofiles.application import Application, Found
from engineprofiles.chain import Chain
from engineprofiles.hosts.surroundings import Surroundings
from engineprofiles.opening import Entry, open_chain
from engineprofiles.stores.config_documents import ConfigStore


@dataclass(frozen=True, slots=True)
class Options:
    """What the application's command line would say: ``--profile``, ``--profile-registries``, ``--config-file``."""

    profile: str = ""
    registries: tuple[str, ...] = ()
    config_file: str = ""


NO_OPTIONS = Options()


@dataclass(frozen=True, eq=False)
class Findings:
    """What a host found: the entries of the chain, lowest first, and all that the application adds to it."""

    entries: tuple[Entry, ...] = field(repr=False)
    application: Application

    @property
    def found_anything(self) -> bool:
        """Whether anything here is the application's: a document, a registry or a variable that selects one."""
        rooms = ("system", "user", "repo", "cwd", "explicit", "default")
        places = self.application.places
        return any(
            (place.layer in rooms and place.found in (Found.FOUND, Found.BROKEN))
            or (place.layer == "selection" and place.found is Found.SET)
            for place in places
        )

    def open(self, *, read_only: bool = False) -> Chain:
        """The chain that the application would build. What would stop the application is among its problems."""
        entries = [_only_read(entry) for entry in self.entries] if read_only else self.entries
        return replace(open_chain(entries, read_only=read_only), application=self.application)


def _only_read(entry: Entry) -> Entry:
    """``entry``, which refuses every change where it is the config documents: a store decides that for itself."""
    return ConfigStore(entry.places, entry.source, read_only=True) if isinstance(entry, ConfigStore) else entry


class Host(Protocol):
    """The rules of one kind of application."""

    @property
    def name(self) -> str:
        """What ``--host`` calls it."""

    def find(self, around: Surroundings, options: Options = NO_OPTIONS) -> Findings:
        """What an application that follows these rules finds there. Looks at files; raises nothing."""


@dataclass(frozen=True, eq=False)
class Hosted:
    """A host, where it is asked and with which options: what to open, again and again."""

    host: Host
    around: Surroundings
    options: Options = NO_OPTIONS

    def find(self) -> Findings:
        """What is there by now."""
        return self.host.find(self.around, self.options)
