"""The profile that a command is about: how it is named, found and resolved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from engineprofiles import Chain, ProfilesError, Resolution, Semantics
from engineprofiles.hosts import beneath
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
    """Adds ``--registry``, ``--final`` and ``--reveal``."""
    return registry_option(final_option(reveal_option(function)))


registry_option = click.option(
    "--registry", metavar="SLUG", shell_complete=complete_registry, help="Look for the profile in this registry alone."
)
final_option = click.option(
    "--final", is_flag=True, help="With the application's own settings beneath: what it runs with. --base implies it."
)
reveal_option = click.option("--reveal", is_flag=True, help="Print secrets as they are.")


def resolve(
    chain: Chain,
    ref: str | None,
    registry: str | None,
    final: bool = False,
    semantics: Semantics = Semantics.DOCUMENTED,
) -> Resolution:
    """The resolution of what the command line names, ``final`` with the application's base beneath.

    Raises :class:`WrongUse` when there is no such profile.

    Ends the command with 1, after telling why, when no source gave a registry to look into.
    """
    some_registry(chain)
    try:
        resolution = chain.resolve(ref, registry=registry, semantics=semantics)
    except ProfilesError as error:
        hint = error.problem.hint
        raise WrongUse(f"{error.problem.message}\n{hint}" if hint else error.problem.message) from None
    return resolution.on(beneath(chain.base)) if final else resolution


def some_registry(chain: Chain) -> Chain:
    """``chain``, if it has a registry to look into. Ends the command with 1, after telling why, if not."""
    if chain.default_registry is None:
        for problem in source_problems(chain):
            say(headline(problem))
        say("No source holds a registry.")
        click.get_current_context().exit(1)
    return chain
