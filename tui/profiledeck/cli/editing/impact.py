"""``profiledeck impact``: what became of the effective settings since a revision of git."""

from __future__ import annotations

from collections.abc import Iterator

import click

from engineprofiles import Location, Problem
from profiledeck.cli.editing.plan_data import impact_data
from profiledeck.cli.editing.plan_lines import impact_lines
from profiledeck.cli.editing.revisions import chain_at
from profiledeck.cli.output import format_option, say, write_data, write_lines
from profiledeck.cli.selecting import semantics_option
from profiledeck.cli.sources import Sources, takes_sources


@click.command("impact")
@click.argument("sources", nargs=-1, type=click.Path())
@click.option("--since", metavar="REV", required=True, help="A revision of git: HEAD, main, v1.2, a hash.")
@click.option(
    "--exit-code", is_flag=True, help="End with 1 when the effective settings of any profile are not the same."
)
@takes_sources
@semantics_option()
@format_option("text", "json")
def command(sources: Sources, since: str, exit_code: bool, semantics: str, form: str) -> None:
    """Tell which effective settings are not what they were at a revision of git.

    SOURCES are compared as they are on disk with what they held at REV, profile by profile.
    """
    from engineprofiles import Semantics
    from engineprofiles.editing import impact

    before, words = chain_at(sources.listed(), since)
    for each in words:
        say(each)
    found = impact(before, sources.open(), Semantics(semantics))
    vanished = list(_then(found.vanished, since))
    if form == "text":
        write_lines(impact_lines(found, vanished))
    else:
        write_data({"since": since, **impact_data(found, vanished)}, form)
    differs = bool(found.changed or found.created or found.removed)
    click.get_current_context().exit(int(exit_code and differs))


def _then(problems: tuple[Problem, ...], revision: str) -> Iterator[Problem]:
    """``problems`` at their places in the sources of ``revision``."""
    for problem in problems:
        place = problem.location
        source = f"{place.source}@{revision}" if place.source else ""
        yield problem.at(Location(source, place.path, place.line, place.column, place.row))
