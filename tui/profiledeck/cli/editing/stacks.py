"""``profiledeck stack``: what a profile stacks on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from engineprofiles import ProfileRef
from profiledeck.cli.completion import complete_entry, complete_profile
from profiledeck.cli.editing.command import edited_ref, editing
from profiledeck.cli.selecting import WrongUse

if TYPE_CHECKING:
    from engineprofiles.editing import Draft, Node

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a stack: a number from 1, base first, or beside another entry. At most one is given."""

    at: int | None
    before: str | None
    after: str | None

    @property
    def is_named(self) -> bool:
        given = [each for each in (self.at, self.before, self.after) if each is not None]
        if len(given) > 1:
            raise WrongUse("Name one place: --at, --before or --after.")
        return bool(given)

    def index(self, stack: Sequence[Node], registry: str) -> int:
        """How many entries of ``stack`` come before it; without a place all of them do."""
        if self.at is not None:
            return min(self.at - 1, len(stack))
        if self.before is not None:
            return stack.index(_among(stack, self.before, registry))
        if self.after is not None:
            return stack.index(_among(stack, self.after, registry)) + 1
        return len(stack)


def place_options(function: Function) -> Function:
    """Adds ``--at``, ``--before`` and ``--after``."""
    at = click.option("--at", type=click.IntRange(min=1), metavar="N", help="As the Nth entry, counted from the base.")
    before = click.option("--before", metavar="ENTRY", shell_complete=complete_entry, help="Beneath this entry.")
    after = click.option("--after", metavar="ENTRY", shell_complete=complete_entry, help="On top of this entry.")
    return at(before(after(function)))


@click.group("stack")
def command() -> None:
    """Change what a profile stacks on.

    An ENTRY without a registry is one of the profile's own registry, as in a document. Later entries win.
    """


@command.command("add")
@edited_ref
@click.argument("entry", shell_complete=complete_profile)
@place_options
@editing
def add(draft: Draft, ref: str, entry: str, at: int | None, before: str | None, after: str | None) -> Draft:
    """Let the profile REF stack on ENTRY, on top of what it stacks on already."""
    node, stack = _stack(draft, ref)
    new, where = _node(entry, node[0]), Where(at, before, after)
    if new in stack:
        if where.is_named:
            raise WrongUse(f"{'/'.join(node)} stacks on {'/'.join(new)} already: `profiledeck stack move` moves it.")
        return draft
    place = where.index(stack, node[0]) if where.is_named else len(stack)
    return _restacked(draft, node, [*stack[:place], new, *stack[place:]])


@command.command("remove")
@edited_ref
@click.argument("entry", shell_complete=complete_entry)
@editing
def remove(draft: Draft, ref: str, entry: str) -> Draft:
    """Let the profile REF stack on ENTRY no longer."""
    node, stack = _stack(draft, ref)
    gone = _among(stack, entry, node[0])
    return _restacked(draft, node, [each for each in stack if each != gone])


@command.command("move")
@edited_ref
@click.argument("entry", shell_complete=complete_entry)
@place_options
@editing
def move(draft: Draft, ref: str, entry: str, at: int | None, before: str | None, after: str | None) -> Draft:
    """Give ENTRY another place among those that the profile REF stacks on."""
    where = Where(at, before, after)
    if not where.is_named:
        raise WrongUse("Name a place: --at, --before or --after.")
    node, stack = _stack(draft, ref)
    moved = _among(stack, entry, node[0])
    others = [each for each in stack if each != moved]
    place = where.index(others, node[0])
    return _restacked(draft, node, [*others[:place], moved, *others[place:]])


def _stack(draft: Draft, ref: str) -> tuple[Node, list[Node]]:
    """The profile, and the profiles that its stack names."""
    registry, slug = draft.node(ref)
    stack = draft.chain.by_slug[registry].profiles[slug].stack
    return (registry, slug), [(each.registry or registry, each.profile) for each in stack]


def _restacked(draft: Draft, node: Node, stack: Sequence[Node]) -> Draft:
    registry, slug = node
    # An entry that names its own registry in so many words keeps doing so.
    spelled = {
        (ref.registry or registry, ref.profile): ref for ref in draft.chain.by_slug[registry].profiles[slug].stack
    }
    short = (ProfileRef(None if each[0] == registry else each[0], each[1]) for each in stack)
    return draft.set_stack(node, [spelled.get(each, ref) for each, ref in zip(stack, short, strict=True)])


def _node(entry: str, registry: str) -> Node:
    ref = ProfileRef.parse(entry)
    return ref.registry or registry, ref.profile


def _among(stack: Sequence[Node], entry: str, registry: str) -> Node:
    node = _node(entry, registry)
    if node not in stack:
        names = ", ".join(map("/".join, stack))
        raise WrongUse(f"{'/'.join(node)} is not in the stack, which is {names or 'empty'}.")
    return node
