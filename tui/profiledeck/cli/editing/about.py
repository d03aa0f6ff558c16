"""``profiledeck describe`` and ``default``: what a profile says about itself, and which one a registry gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from profiledeck.cli.editing.command import edited_ref, editing
from profiledeck.cli.selecting import WrongUse

if TYPE_CHECKING:
    from engineprofiles.editing import Draft


@click.command("describe")
@edited_ref
@click.option("--display-name", metavar="TEXT", help="The name that is shown; a blank one is taken out.")
@click.option("--description", metavar="TEXT", help="What it is for; a blank one is taken out.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="In place of the tags it has; can be repeated.")
@click.option("--no-tags", is_flag=True, help="Take all tags out.")
@editing
def describe(
    draft: Draft,
    ref: str,
    display_name: str | None,
    description: str | None,
    tags: tuple[str, ...],
    no_tags: bool,
) -> Draft:
    """Change what the profile REF says about itself."""
    if tags and no_tags:
        raise WrongUse("--no-tags takes all tags out: leave it out, or name none.")
    if not all(map(str.strip, tags)):
        raise WrongUse("A tag is blank: --no-tags takes all tags out.")
    wanted = tags if tags or no_tags else None
    if display_name is None and description is None and wanted is None:
        raise WrongUse("Say what to change: --display-name, --description, --tag or --no-tags.")
    return draft.describe(ref, display_name=display_name, description=description, tags=wanted)


@click.command("default")
@edited_ref
@editing
def default(draft: Draft, ref: str) -> Draft:
    """Make REF the profile that its registry gives when none is named.

    A database says so itself. In YAML that is always a profile called `default`, which then stacks on REF.
    """
    return draft.set_default(ref)
