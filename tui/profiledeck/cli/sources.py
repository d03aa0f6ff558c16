"""Which sources a command works on: those named on the command line, else the environment's, else those that Pinocchio
finds, else the samples."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial, wraps
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from profiledeck.cli.hosting import NAMES as HOST_OPTIONS
from profiledeck.cli.hosting import Asked, asked_of, found_here, found_words, host_options, hosted_by, on_document
from profiledeck.cli.output import say
from profiledeck.demo import sample_registries

if TYPE_CHECKING:
    from engineprofiles import Chain
    from engineprofiles.hosts import Hosted
    from engineprofiles.opening import Listing
    from engineprofiles.stores import Store

VARIABLE = "PROFILEDECK_SOURCES"

Entry: TypeAlias = "str | PathLike[str] | Store | Listing"
Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Sources:
    """What a command works on, and what to tell about it.

    ``entries`` are the sources, unless an application that is ``hosted`` finds them itself; ``found`` says that nobody
    named it. ``read_only`` says that nothing is written to them: it was asked for, or they are the samples, which are
    for looking at. ``has_base`` says that a document was named to put beneath the profiles. The application's
    variables begin with ``prefix``.
    """

    entries: tuple[Entry, ...] = ()
    words: str = ""
    read_only: bool = False
    hosted: Hosted | None = None
    found: bool = False
    has_base: bool = False
    prefix: str = "PINOCCHIO"

    def open(self, *, read_only: bool = False) -> Chain:
        """Their chain, after telling where they come from when nobody named them."""
        chain = self.chain(read_only=read_only)
        words = found_words(chain) if self.found else self.words
        if words:
            say(words)
        return chain

    def chain(self, *, read_only: bool = False) -> Chain:
        """Their chain. Nothing is told."""
        from engineprofiles import open_chain

        if self.hosted is not None:
            return self.hosted.find().open(read_only=read_only)
        return open_chain(self.entries, read_only=read_only)

    def listed(self) -> tuple[Entry, ...]:
        """What makes the chain, one by one, the lowest first."""
        return self.hosted.find().entries if self.hosted is not None else self.entries


read_only_option = click.option("--read-only", is_flag=True, help="Look only: no source is written to.")


def source_options(function: Function) -> Function:
    """Adds ``-s/--source``, ``--demo`` and what says whose sources they are."""
    demo = click.option("--demo", is_flag=True, help="Open the sample registries.")
    source = click.option(
        "-s",
        "--source",
        multiple=True,
        type=click.Path(),
        metavar="SOURCE",
        help="A file, database, folder or comma list; can be repeated, the last one wins.",
    )
    return source(demo(host_options(function)))


def takes_sources(function: Function, host: str = "", own_prefix: bool = False) -> Function:
    """Makes a command's function take ``sources`` instead of the options that name them.

    A command that is about an application has a ``host`` for the case that none is named; one that writes variables
    has a use of its own for the prefix.
    """

    @source_options
    @click.pass_context
    @wraps(function)
    def command(ctx: click.Context, /, **params: Any) -> Any:
        for name in ("source", "sources", "demo", *HOST_OPTIONS):
            params.pop(name, None)
        return function(sources=chosen_sources(ctx, host, own_prefix), **params)

    return command


takes_application = partial(takes_sources, host="pinocchio")


def chosen_sources(ctx: click.Context, host: str = "", own_prefix: bool = False) -> Sources:
    """What the command line of ``ctx`` asks for, with the options before the command first and SOURCES last.

    What is named there comes before ``PROFILEDECK_SOURCES``, that before what Pinocchio finds, and that before the
    samples. Raises ``click.UsageError`` when it names nothing, or what does not go together.
    """
    given = [context.params for context in _lineage(ctx)]
    named = tuple(entry for name in ("source", "sources") for params in given for entry in params.get(name) or ())
    asked = asked_of(given, host, own_prefix)
    chosen = _chosen(named, any(params.get("demo") for params in given), asked)
    if asked.base and chosen.hosted is None:
        chosen = replace(chosen, hosted=on_document(asked.base, chosen.entries))
    read_only = chosen.read_only or any(params.get("read_only") for params in given)
    return replace(chosen, read_only=read_only, has_base=bool(asked.base), prefix=asked.variables)


def _chosen(named: tuple[Entry, ...], demo: bool, asked: Asked) -> Sources:
    by_rules = asked.host not in ("", "none")
    if demo and (named or by_rules):
        raise click.UsageError("--demo opens the sample registries alone: leave it out, or name no sources.")
    if named and not any(str(entry).strip() for entry in named):
        raise click.UsageError("A source was given, but it is blank.")
    if asked.has_options and not by_rules and (named or demo):
        raise click.UsageError("--profile and --config-file are options of an application: name it with --host.")
    if by_rules or asked.has_options:
        return Sources(hosted=hosted_by(asked, named))
    if named:
        return Sources(named)
    listed = os.environ.get(VARIABLE, "")
    if listed.strip() and not demo:
        from engineprofiles.opening import Listing

        return Sources((Listing(listed, VARIABLE),))
    if not (demo or asked.host) and (hosted := found_here(asked)):
        return Sources(hosted=hosted, found=True)
    samples = sample_registries()
    hint = "" if demo else f" Name your own as SOURCES, with -s or in {VARIABLE}."
    return Sources((samples,), f"These are the sample registries in {samples}.{hint}", read_only=True)


def _lineage(ctx: click.Context) -> list[click.Context]:
    """``ctx`` and what it is in, the outermost first."""
    return [*(_lineage(ctx.parent) if ctx.parent else ()), ctx]
