"""What the shell offers for the names that are in the sources of the command line being typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain as joined
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from profiledeck.cli.sources import chosen_sources

if TYPE_CHECKING:
    from engineprofiles import Chain


def complete_profile(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Profiles as they can be named: the visible ones by their slug, then all as ``registry/profile``."""
    chain = _chain(ctx)
    if chain is None:
        return []
    only = ctx.params.get("registry")
    names = joined(_slugs(chain, only), () if only else _full_names(chain))
    return [CompletionItem(name, help=text) for name, text in names if name.startswith(incomplete)]


def complete_registry(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The slugs of the registries."""
    chain = _chain(ctx)
    registries = chain.registries if chain else ()
    return [
        CompletionItem(registry.slug, help=registry.display_name)
        for registry in registries
        if registry.slug.startswith(incomplete)
    ]


def complete_path(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The paths that the profile named before has a value at."""
    from engineprofiles import ProfilesError

    chain = _chain(ctx)
    with suppress(ProfilesError):
        if chain is not None:
            resolution = chain.resolve(ctx.params.get("ref"), registry=ctx.params.get("registry"))
            return [CompletionItem(path) for path in resolution.trace if path.startswith(incomplete)]
    return []


def _chain(ctx: click.Context) -> Chain | None:
    from engineprofiles import open_chain

    with suppress(click.UsageError):
        return open_chain(chosen_sources(ctx).entries)
    return None


def _slugs(chain: Chain, only: str | None) -> Iterator[tuple[str, str]]:
    for registry in chain.registries:
        for profile in registry.profiles.values():
            visible = chain.shadowed_by(registry.slug, profile.slug) is None if only is None else registry.slug == only
            if visible:
                yield profile.slug, profile.display_name


def _full_names(chain: Chain) -> Iterator[tuple[str, str]]:
    for registry in chain.registries:
        for profile in registry.profiles.values():
            yield f"{registry.slug}/{profile.slug}", profile.display_name
