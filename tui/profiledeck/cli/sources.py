"""Which sources a command works on: those named on the command line, else the environment's, else the samples."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from profiledeck.cli.output import say
from profiledeck.demo import sample_registries

if TYPE_CHECKING:
    from engineprofiles.opening import Listing

VARIABLE = "PROFILEDECK_SOURCES"

Entry: TypeAlias = "str | PathLike[str] | Listing"
Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """The entries to open, and what to tell about them. ``read_only`` says that nothing is written to them: it was
    asked for, or they are the samples, which are for looking at."""

    entries: tuple[Entry, ...]
    words: str = ""
    read_only: bool = False


read_only_option = click.option("--read-only", is_flag=True, help="Look only: no source is written to.")


def source_options(function: Function) -> Function:
    """Adds ``-s/--source`` and ``--demo``."""
    demo = click.option("--demo", is_flag=True, help="Open the sample registries.")
    source = click.option(
        "-s",
        "--source",
        multiple=True,
        type=click.Path(),
        metavar="SOURCE",
        help="A file, database, folder or comma list; can be repeated, the last one wins.",
    )
    return source(demo(function))


def takes_sources(function: Function) -> Function:
    """Makes a command's function take ``entries`` instead of the options that name them."""

    @source_options
    @click.pass_context
    @wraps(function)
    def command(ctx: click.Context, /, **params: Any) -> Any:
        choice = chosen_sources(ctx)
        if choice.words:
            say(choice.words)
        for name in ("source", "sources", "demo"):
            params.pop(name, None)
        return function(entries=choice.entries, **params)

    return command


def chosen_sources(ctx: click.Context) -> Choice:
    """What the command line of ``ctx`` asks for, with the options before the command first and SOURCES last.

    Raises ``click.UsageError`` when it names nothing, or samples and sources at once.
    """
    given = [context.params for context in _lineage(ctx)]
    named = tuple(entry for name in ("source", "sources") for params in given for entry in params.get(name) or ())
    demo = any(params.get("demo") for params in given)
    read_only = any(params.get("read_only") for params in given)
    if named and demo:
        raise click.UsageError("--demo opens the sample registries alone: leave it out, or name no sources.")
    if named:
        if not any(map(str.strip, named)):
            raise click.UsageError("A source was given, but it is blank.")
        return Choice(named, read_only=read_only)
    listed = os.environ.get(VARIABLE, "")
    if listed.strip() and not demo:
        from engineprofiles.opening import Listing

        return Choice((Listing(listed, VARIABLE),), read_only=read_only)
    samples = sample_registries()
    hint = "" if demo else f" Name your own as SOURCES, with -s or in {VARIABLE}."
    return Choice((samples,), f"These are the sample registries in {samples}.{hint}", read_only=True)


def _lineage(ctx: click.Context) -> list[click.Context]:
    """``ctx`` and what it is in, the outermost first."""
    return [*(_lineage(ctx.parent) if ctx.parent else ()), ctx]
