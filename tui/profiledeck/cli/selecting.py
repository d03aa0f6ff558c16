"""The profile that a command is about: how it is named, found and resolved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from engineprofiles import Chain, ProfilesError, Resolution, Semantics, read_settings
from profiledeck.cli.completion import complete_profile, complete_registry
from profiledeck.cli.output import say
from profiledeck.cli.problems import headline, source_problems

Function = Callable[..., Any]


class WrongUse(click.ClickException):
    """What was asked for cannot be; ends with 2."""

    exit_code = 2


def ref_argument(required: bool = True) -> Callable[[Function], Function]:
    """Adds REF, a ``profile`` or ``registry/profile``, which the shell completes."""
    return click.argument("ref", required=required, shell_complete=complete_profile)


def semantics_option(*more: str) -> Callable[[Function], Function]:
    """Adds ``--semantics`` with the two readings and what else a command can do with them."""
    return click.option(
        "--semantics",
        type=click.Choice([*map(str, Semantics), *more]),
        default=str(Semantics.DOCUMENTED),
        show_default=True,
        help="How layers are read: as is documented, or exactly as Geppetto does today.",
    )


def selection_options(function: Function) -> Function:
    """Adds ``--registry``, ``--base`` and ``--reveal``."""
    base = click.option(
        "--base",
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="Settings of the application's own, to put beneath the profile.",
    )
    return registry_option(base(reveal_option(function)))


registry_option = click.option(
    "--registry", metavar="SLUG", shell_complete=complete_registry, help="Look for the profile in this registry alone."
)
reveal_option = click.option("--reveal", is_flag=True, help="Print secrets as they are.")


def resolve(
    chain: Chain,
    ref: str | None,
    registry: str | None,
    base: str | None = None,
    semantics: Semantics = Semantics.DOCUMENTED,
) -> Resolution:
    """The resolution of what the command line names. Raises :class:`WrongUse` when there is no such profile.

    Ends the command with 1, after telling why, when no source gave a registry to look into.
    """
    some_registry(chain)
    try:
        resolution = chain.resolve(ref, registry=registry, semantics=semantics)
    except ProfilesError as error:
        hint = error.problem.hint
        raise WrongUse(f"{error.problem.message}\n{hint}" if hint else error.problem.message) from None
    return resolution.on(read_settings(base)) if base else resolution


def some_registry(chain: Chain) -> Chain:
    """``chain``, if it has a registry to look into. Ends the command with 1, after telling why, if not."""
    if not chain.registries:
        for problem in source_problems(chain):
            say(headline(problem))
        say("No source holds a registry.")
        click.get_current_context().exit(1)
    return chain
