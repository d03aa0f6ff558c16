"""``profiledeck pick``: the app as a chooser, which prints the profile that was chosen."""

from __future__ import annotations

import click

from engineprofiles import Chain, ProfilesError
from profiledeck.cli.output import say, write_text
from profiledeck.cli.selecting import WrongUse
from profiledeck.cli.sources import Sources, takes_sources
from profiledeck.cli.terminal import NoTerminal, on_terminal

NOTHING = 130
"""How it ends when nothing was picked, as a program that Ctrl+C ended."""


@click.command("pick")
@click.argument("sources", nargs=-1, type=click.Path())
@click.option("--slug", is_flag=True, help="Print the slug alone, as the application's --profile takes it.")
@takes_sources
def command(sources: Sources, slug: bool) -> None:
    """Choose a profile in the app, and print it as registry/profile.

    The app is on the terminal even where the output is not: pinocchio --profile "$(profiledeck pick --slug)". Ends
    with 130 when nothing was picked.
    """
    from profiledeck.cli.open_app import pick_in_app

    if sources.words:
        say(sources.words)
    try:
        with on_terminal():
            picked = pick_in_app(sources)
    except NoTerminal:
        raise WrongUse("There is no terminal to choose on: `profiledeck list` prints the profiles.") from None
    if picked is None:
        click.get_current_context().exit(NOTHING)
    write_text(f"{_bare(sources.chain(), picked) if slug else picked}\n")


def _bare(chain: Chain, ref: str) -> str:
    """The slug of ``ref``. Ends the command with 1, after telling why, when it would find another profile."""
    slug = ref.partition("/")[2]
    try:
        found = chain.select(slug).ref
    except ProfilesError:
        found = "not found"
    if found != ref:
        say(f"{slug} alone is {found}, and an application takes no registry: {ref} cannot be named to it.")
        click.get_current_context().exit(1)
    return slug
