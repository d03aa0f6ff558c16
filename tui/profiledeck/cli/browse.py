"""``profiledeck browse``: the app or, without a terminal, its first screen as text."""

from __future__ import annotations

import shutil
import sys

import click

from profiledeck.cli.output import say, write_lines
from profiledeck.cli.sources import Sources, read_only_option, takes_sources


@click.command("browse")
@click.argument("sources", nargs=-1, type=click.Path())
@read_only_option
@takes_sources
def command(sources: Sources, **_options: object) -> None:
    """Open the app on SOURCES.

    Nothing is written before it is reviewed; with --read-only, or to the samples, nothing at all.
    Without a terminal, as in a pipe or in CI, the first screen is printed as text.
    """
    if has_terminal():
        from profiledeck.cli.open_app import open_app

        if sources.words:
            say(sources.words)
        open_app(sources)
        return
    from profiledeck.cli.first_screen import first_screen

    width = shutil.get_terminal_size((100, 24)).columns
    write_lines([(text, "")] for text in first_screen(sources.open(), width).splitlines())


def has_terminal() -> bool:
    """Whether a person can type and see what happens."""
    return sys.stdin.isatty() and sys.stdout.isatty()
