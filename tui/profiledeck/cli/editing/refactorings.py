"""``profiledeck pull-up``, ``push-down`` and ``flatten``: settings elsewhere, and nobody notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from profiledeck.cli.completion import complete_own_path, complete_profile
from profiledeck.cli.editing.command import Proven, edited_ref, editing
from profiledeck.cli.editing.settings import extension_option, place_of

if TYPE_CHECKING:
    from engineprofiles.editing import Draft
    from engineprofiles.editing.refactorings import Refactoring
    from engineprofiles.resolution.trace import Root

anyway_option = click.option("--anyway", is_flag=True, help="Write it even if some profile does not stay as it is.")


@click.command("pull-up")
@click.argument("refs", metavar="REF...", nargs=-1, required=True, shell_complete=complete_profile)
@click.option("--into", "new", metavar="NEW", required=True, help="The profile that is made for it.")
@anyway_option
@editing
def pull_up(draft: Draft, refs: tuple[str, ...], new: str, anyway: bool) -> Proven:
    """Move what the profiles REF all set to the same value into NEW, which each of them then stacks on.

    What some profile would notice stays where it is.
    """
    from engineprofiles.editing.refactorings import pull_up

    nodes = [draft.node(ref) for ref in refs]
    return _proven(draft, pull_up(draft.chain, nodes, draft.new_node(new, nodes[0])), anyway)


@click.command("push-down")
@edited_ref
@click.argument("path", shell_complete=complete_own_path)
@extension_option
@anyway_option
@editing
def push_down(draft: Draft, ref: str, path: str, extension: bool, anyway: bool) -> Proven:
    """Move what REF sets at PATH into every profile that stacks directly on it and has it from there."""
    from engineprofiles.editing.refactorings import push_down

    place = place_of(path, extension)
    root: Root = "extensions" if place.extension else "inference_settings"
    return _proven(draft, push_down(draft.chain, draft.node(ref), place.path, root), anyway)


@click.command("flatten")
@edited_ref
@anyway_option
@editing
def flatten(draft: Draft, ref: str, anyway: bool) -> Proven:
    """Let REF set everything itself that it has, and stack on nothing any more."""
    from engineprofiles.editing.refactorings import flatten

    return _proven(draft, flatten(draft.chain, draft.node(ref)), anyway)


def _proven(draft: Draft, refactoring: Refactoring, anyway: bool) -> Proven:
    after = draft.doing(*refactoring.operations)
    return Proven(after, refactoring.proof(draft.chain, after.chain), anyway)
