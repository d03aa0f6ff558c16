"""``profiledeck browse``: the app or, without a terminal, its first screen as text."""

from __future__ import annotations

import shutil
import sys

import click

from profiledeck.cli.output import write_lines
from profiledeck.cli.sources import Entry, chosen_sources, read_only_option, takes_sources


@click.command("browse")
@click.argument("sources", nargs=-1, type=click.Path())
@read_only_option
@takes_sources
@click.pass_context
def command(ctx: click.Context, /, entries: tuple[Entry, ...], **_options: object) -> None:
    """Open the app on SOURCES.

    Nothing is written before it is reviewed; with --read-only, or to the samples, nothing at all.
    Without a terminal, as in a pipe or in CI, the first screen is printed as text.
    """
    if has_terminal():
        from profiledeck.cli.open_app import open_app

        open_app(entries, read_only=chosen_sources(ctx).read_only)
        return
    from engineprofiles import open_chain
    from profiledeck.cli.first_screen import first_screen

    width = shutil.get_terminal_size((100, 24)).columns
    write_lines([(text, "")] for text in first_screen(open_chain(entries), width).splitlines())


def has_terminal() -> bool:
    """Whether a person can type and see what happens."""
    return sys.stdin.isatty() and sys.stdout.isatty()
