"""What every editing command has in common: its sources and options, and how its draft is carried out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

import click

from engineprofiles import Problem, ProfilesError
from profiledeck.cli.browse import has_terminal
from profiledeck.cli.output import format_option, say, write_data, write_lines
from profiledeck.cli.problems import headline
from profiledeck.cli.selecting import WrongUse, ref_argument, some_registry
from profiledeck.cli.sources import Sources, takes_sources

if TYPE_CHECKING:
    from engineprofiles.editing import Draft, Plan, Proof
    from engineprofiles.stores.saving import Saved

Function = Callable[..., Any]

_WRONG_USE = frozenset(
    ("profile-not-found", "registry-not-found", "slug-invalid", "path-invalid", "extension-key-invalid")
)
"""The codes of what was named and cannot be meant; all others are refusals."""


@dataclass(frozen=True, slots=True)
class Proven:
    """A draft that is meant to change nothing, and whether it does; ``anyway`` writes it even if it does."""

    draft: Draft
    proof: Proof
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What was said on how to carry out a draft."""

    yes: bool
    dry_run: bool
    actor: str
    form: str


def edited_ref(function: Function) -> Function:
    """Adds REF, the profile that is edited, and ``--expect-version``."""
    version = click.option(
        "--expect-version",
        type=click.IntRange(min=0),
        default=0,
        metavar="N",
        help="Refuse when the profile's metadata has another version; 0 is any.",
    )
    return ref_argument()(version(function))


def editing(function: Function, host: str = "") -> Function:
    """Makes an editing command of a function that takes a ``draft`` and gives what is to become of it.

    That is another draft, or a :class:`Proven` one. ``ProfilesError`` is told: wrong names end the command with 2,
    refusals with 1. ``host`` is whose sources it works on where none is named.
    """

    @partial(takes_sources, host=host)
    @click.option("-y", "--yes", is_flag=True, help="Write it without asking.")
    @click.option("-n", "--dry-run", is_flag=True, help="Print what would be written, and stop.")
    @click.option("--actor", default="", metavar="NAME", help="Who edits, for the metadata of what changes.")
    @format_option("text", "json")
    @click.pass_context
    @wraps(function)
    def command(
        ctx: click.Context,
        /,
        sources: Sources,
        yes: bool,
        dry_run: bool,
        actor: str,
        form: str,
        expect_version: int = 0,
        **params: Any,
    ) -> None:
        read_only = sources.read_only and not dry_run
        chain = sources.open(read_only=read_only)
        if chain.config is None:  # where an application looks for documents, one can be made
            some_registry(chain)
        try:
            draft = chain.edit()
            if expect_version:
                draft.expecting(params["ref"], expect_version)
            asked = function(draft, **params)
            _carry_out(asked, Choices(yes, dry_run, actor, form))
        except ProfilesError as error:
            _end_with(error)

    return command


def _carry_out(asked: Draft | Proven, choices: Choices) -> None:
    from profiledeck.cli.editing.plan_data import plan_data
    from profiledeck.cli.editing.plan_lines import plan_lines

    proven = asked if isinstance(asked, Proven) else None
    draft = asked.draft if isinstance(asked, Proven) else asked
    plan = draft.plan(actor=choices.actor)
    refusals = (*plan.refusals, *_disproved(proven))
    proof = proven.proof if proven else None
    saved: tuple[Saved, ...] = ()
    if choices.form == "text" and draft.operations:
        write_lines(plan_lines(draft.operations, plan, proof))
    try:
        if not refusals and _is_wanted(plan, choices):
            saved = plan.apply()
    finally:
        if choices.form == "json":
            write_data(plan_data(draft.operations, plan, proof, refusals, saved), choices.form)
    for problem in refusals:
        tell(problem)
    for each in saved:
        say(f"{each.path} is written{f'; what it was is kept as {each.backup}' if each.backup else ''}.")
    if not draft.operations:
        say("That is so already: there is nothing to write.")
    elif not saved:
        _end_unwritten(bool(refusals), choices)


def _disproved(proven: Proven | None) -> tuple[Problem, ...]:
    if proven is None or proven.anyway or proven.proof.holds:
        return ()
    return (proven.proof.problem(),)


def _is_wanted(plan: Plan, choices: Choices) -> bool:
    """Whether to write: not on a dry run, and only if somebody said yes."""
    if choices.dry_run or not plan.sources:
        return False
    if choices.yes:
        return True
    return _can_ask(choices) and click.confirm("Write this?", err=True)


def _can_ask(choices: Choices) -> bool:
    """JSON is for programs, which cannot be asked."""
    return choices.form == "text" and has_terminal()


def _end_unwritten(refused: bool, choices: Choices) -> None:
    if refused or not choices.dry_run:
        say("Nothing is written.")
    if not (refused or choices.dry_run or _can_ask(choices)):
        raise WrongUse("There is no terminal to ask on: --yes writes it, --dry-run only shows it.")
    click.get_current_context().exit(int(refused or not choices.dry_run))


def _end_with(error: ProfilesError) -> None:
    problem = error.problem
    if problem.code in _WRONG_USE:
        raise WrongUse(f"{problem.message}\n{problem.hint}" if problem.hint else problem.message) from None
    tell(problem)
    say("Nothing is written.")
    click.get_current_context().exit(1)


def tell(problem: Problem) -> None:
    """Tells a problem that stands in the way, and how to mend it."""
    say(headline(problem))
    if problem.hint:
        say(f"  {problem.hint}")
