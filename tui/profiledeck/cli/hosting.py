"""Whose chain a command line is about: an application that finds its sources itself, or a document with its settings.

This is the only place that looks at the environment, the home folder and the working directory for an application.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from engineprofiles import Chain
    from engineprofiles.hosts import Host, Hosted, Surroundings
    from engineprofiles.opening import Entry

Function = Callable[..., Any]

NAMES = ("host", "app", "prefix", "profile", "config_file", "base")
"""The parameters of :func:`host_options`."""


def host_options(function: Function) -> Function:
    """Adds ``--host``, what the application would be started with, and ``--base``."""
    options = (
        click.option(
            "--host",
            type=click.Choice(("pinocchio", "geppetto", "none")),
            help="Whose rules find the sources. Without sources Pinocchio's are tried.",
        ),
        click.option("--app", default="", metavar="NAME", help="With --host geppetto: the application's name."),
        click.option("--prefix", default="", metavar="NAME", help="How its variables begin, if not with its name."),
        click.option("--profile", default="", metavar="SLUG", help="As the application's option --profile."),
        click.option("--config-file", default="", metavar="FILE", help="As the application's option --config-file."),
        click.option(
            "--base",
            type=click.Path(exists=True, dir_okay=False),
            metavar="FILE",
            help="Settings of the application's own, to put beneath the profile instead of those that are found.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command line says about the application; empty where it says nothing."""

    host: str = ""
    app: str = ""
    prefix: str = ""
    profile: str = ""
    config_file: str = ""
    base: str = ""

    @property
    def variables(self) -> str:
        """How the application's variables begin."""
        return (self.prefix or self.app or "pinocchio").upper().replace("-", "_")

    @property
    def has_options(self) -> bool:
        """Whether the application would be started with options."""
        return bool(self.profile or self.config_file)


def asked_of(given: Sequence[Mapping[str, Any]], host: str = "", own_prefix: bool = False) -> Asked:
    """What the parameters of the contexts say, the innermost last; ``host`` where they name none.

    A command that has an ``own_prefix`` takes it with any host. Raises ``click.UsageError`` for what does not go
    together.
    """
    said = {name: next((params[name] for params in reversed(given) if params.get(name)), "") for name in NAMES}
    asked = Asked(**said)
    if asked.app and not asked.host:
        asked = replace(asked, host="geppetto")
    asked = replace(asked, host=asked.host or host)
    if asked.host == "geppetto" and not asked.app:
        raise click.UsageError("--host geppetto needs the application's name: --app NAME.")
    if asked.host != "geppetto" and (asked.app or (asked.prefix and not own_prefix)):
        raise click.UsageError("--app and --prefix are for --host geppetto: Pinocchio has a name of its own.")
    if asked.host == "none" and asked.has_options:
        raise click.UsageError("--profile and --config-file are options of an application: name it with --host.")
    return asked


def hosted_by(asked: Asked, named: tuple[Entry, ...]) -> Hosted:
    """The application that ``asked`` names, with ``named`` as its list of registries."""
    from engineprofiles.hosts import Hosted, Options, OverDocument

    host = _host(asked)
    options = Options(asked.profile, tuple(_listed(named)), asked.config_file)
    return Hosted(OverDocument(host, asked.base) if asked.base else host, _around(), options)


def found_here(asked: Asked) -> Hosted | None:
    """Pinocchio, where it finds anything."""
    hosted = hosted_by(replace(asked, host="pinocchio"), ())
    return hosted if hosted.find().found_anything else None


def on_document(path: str, entries: tuple[Entry, ...]) -> Hosted:
    """``entries`` over the settings in the document at ``path``."""
    from engineprofiles.hosts import DocumentHost, Hosted

    return Hosted(DocumentHost(path, entries), _around())


def found_words(chain: Chain) -> str:
    """What was opened without anybody naming it, and which profile that leads to."""
    from engineprofiles import ProfilesError

    name = chain.application.name.capitalize() if chain.application else ""
    try:
        selection = chain.select()
    except ProfilesError:
        choice = chain.choice
        chosen = f"{choice.profile}, from {choice.words}" if choice else "no profile"
    else:
        why = f"from {selection.choice.words}" if selection.choice else f"the default of {selection.registry}"
        chosen = f"{selection.profile}, {why}"
    return f"Opened what {name} finds here: {chosen}. `profiledeck where` tells the rest."


def _host(asked: Asked) -> Host:
    from engineprofiles.hosts import PinocchioHost
    from engineprofiles.hosts.geppetto_app import GeppettoHost

    return GeppettoHost(asked.app, asked.prefix) if asked.host == "geppetto" else PinocchioHost()


def _listed(named: tuple[Entry, ...]) -> Sequence[str]:
    """The registries as ``--profile-registries`` takes them: one by one."""
    from engineprofiles import ProfilesError
    from engineprofiles.sources import split_entries

    try:
        return [each for entry in named for each in split_entries(str(entry))]
    except ProfilesError as error:
        raise click.UsageError(f"{error.problem.message}\n{error.problem.hint}") from None


def _around() -> Surroundings:
    from engineprofiles.hosts import read_surroundings

    return read_surroundings()
