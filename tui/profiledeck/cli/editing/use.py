"""``profiledeck use``: the profile that an application takes for every run."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import click

from profiledeck.cli.editing.command import editing
from profiledeck.cli.output import say
from profiledeck.cli.selecting import WrongUse, ref_argument

if TYPE_CHECKING:
    from engineprofiles import Chain
    from engineprofiles.editing import Draft

HERE = ".pinocchio.yml"


@click.command("use")
@ref_argument()
@click.option(
    "--in",
    "document",
    default=HERE,
    metavar="DOCUMENT",
    show_default=True,
    help="The config document to name it in, which is made where it is missing. `profiledeck where` lists them.",
)
@partial(editing, host="pinocchio")
def use(draft: Draft, ref: str, document: str) -> Draft:
    """Let the application take the profile REF for every run: its config document names it."""
    from engineprofiles.editing.activation import Activate

    if draft.chain.config is None:
        raise WrongUse("There is no application whose config documents could name it: --host says which.")
    after = draft.doing(Activate(draft.node(ref), _name_of(document, draft.chain)))
    choice = after.chain.choice
    if choice is not None and choice.location.source != _name_of(document, draft.chain):
        say(f"It will not be taken yet: {choice.words} comes first, and names {choice.profile}.")
    return after


def _name_of(document: str, chain: Chain) -> str:
    """What the chain calls the document, which a person may name by its path."""
    assert chain.config is not None
    path = os.path.abspath(os.path.expanduser(document))
    found = (text.file.name for text in chain.config.texts if document == text.file.name or path == text.file.path)
    return next(found, document)
