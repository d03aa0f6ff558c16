"""``profiledeck new``, ``derive``, ``duplicate``, ``rename``, ``move`` and ``delete``: whole profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from engineprofiles.model import parse_slug
from profiledeck.cli.completion import complete_assignment, complete_profile, complete_registry
from profiledeck.cli.editing.command import Proven, edited_ref, editing
from profiledeck.cli.editing.settings import assignments

if TYPE_CHECKING:
    from engineprofiles.editing import Draft, Node

set_option = click.option(
    "--set",
    "values",
    multiple=True,
    metavar="PATH=VALUE",
    shell_complete=complete_assignment,
    help="A value that it sets itself; can be repeated.",
)


@click.command("new")
@click.argument("new", metavar="REF")
@click.option(
    "--stack",
    multiple=True,
    metavar="REF",
    shell_complete=complete_profile,
    help="A profile that it stacks on; can be repeated, base first.",
)
@set_option
@editing
def new(draft: Draft, new: str, stack: tuple[str, ...], values: tuple[str, ...]) -> Draft:
    """Make the profile REF. Without a registry it goes into the one on top."""
    return _with_values(draft.create(new, stack), draft.new_node(new), values)


@click.command("derive")
@edited_ref
@click.argument("new")
@set_option
@editing
def derive(draft: Draft, ref: str, new: str, values: tuple[str, ...]) -> Draft:
    """Make the profile NEW, which stacks on REF."""
    return _with_values(draft.derive(ref, new), draft.new_node(new, draft.node(ref)), values)


@click.command("duplicate")
@edited_ref
@click.argument("new")
@editing
def duplicate(draft: Draft, ref: str, new: str) -> Draft:
    """Make the profile NEW as a copy of REF that does not depend on it."""
    return draft.duplicate(ref, new)


@click.command("rename")
@edited_ref
@click.argument("slug")
@editing
def rename(draft: Draft, ref: str, slug: str) -> Draft | Proven:
    """Give the profile REF another SLUG. Every stack that names it follows."""
    node = draft.node(ref)
    return _followed(draft, node, draft.rename(ref, slug), (node[0], parse_slug(slug)))


@click.command("move")
@edited_ref
@click.argument("to", metavar="REGISTRY", shell_complete=complete_registry)
@editing
def move(draft: Draft, ref: str, to: str) -> Draft | Proven:
    """Move the profile REF into another REGISTRY. Every stack that names it follows."""
    node = draft.node(ref)
    return _followed(draft, node, draft.move(ref, to), (parse_slug(to, "registry"), node[1]))


@click.command("delete")
@edited_ref
@click.option("--from-stacks", is_flag=True, help="Take it out of the stacks that name it, too.")
@editing
def delete(draft: Draft, ref: str, from_stacks: bool) -> Draft:
    """Delete the profile REF. One that stacks name is kept unless they are to lose it, too."""
    return draft.delete(ref, from_stacks=from_stacks)


def _with_values(draft: Draft, node: Node, values: tuple[str, ...]) -> Draft:
    for each in assignments(values):
        draft = each.set_in(draft, node)
    return draft


def _followed(before: Draft, old: Node, after: Draft, new: Node) -> Draft | Proven:
    """``after``, with the proof that the profile is as it was, though it is called otherwise."""
    from engineprofiles.editing import proof

    if after is before:
        return after
    return Proven(after, proof(before.chain, after.chain, renamed={old: new}), anyway=True)
