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


def complete_setting(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The paths that the profile named before has a value at, then every setting there is."""
    from engineprofiles.model import FIELDS, format_path

    found = {item.value: item for item in complete_path(ctx, param, incomplete)}
    for path, field in FIELDS.items():
        if (name := format_path(path)).startswith(incomplete):
            found[name] = CompletionItem(name, help=field.help)
    return list(found.values())


def complete_own_path(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The paths that the profile named before sets itself."""
    from engineprofiles.model import format_path

    node = _node(ctx)
    if node is None:
        return []
    chain, registry, slug = node
    layer = chain.layer(registry, slug)
    paths = [*layer.settings.leaves, *(("extensions", *path) for path in layer.extensions.leaves)]
    return [CompletionItem(name) for name in map(format_path, paths) if name.startswith(incomplete)]


def complete_value(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The known values of the setting named before."""
    return [CompletionItem(value) for value in _values(ctx.params.get("path") or "") if value.startswith(incomplete)]


def complete_assignment(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """``PATH=``, then ``PATH=VALUE`` for the known values of a setting."""
    path, equals, start = incomplete.partition("=")
    if equals:
        return [CompletionItem(f"{path}={value}") for value in _values(path) if value.startswith(start)]
    return [CompletionItem(f"{item.value}=", help=item.help) for item in complete_setting(ctx, param, path)]


def complete_entry(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What the profile named before stacks on."""
    node = _node(ctx)
    if node is None:
        return []
    chain, registry, slug = node
    names = map(str, chain.by_slug[registry].profiles[slug].stack)
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def _values(path: str) -> tuple[str, ...]:
    from engineprofiles import ProfilesError
    from engineprofiles.model import field_at, parse_path
    from engineprofiles.model.fields import Kind

    with suppress(ProfilesError):
        if field := field_at(parse_path(path)):
            return ("true", "false") if field.kind is Kind.BOOLEAN else field.choices
    return ()


def _node(ctx: click.Context) -> tuple[Chain, str, str] | None:
    """The profile that is named on the command line, with its chain."""
    from engineprofiles import ProfilesError

    chain = _chain(ctx)
    with suppress(ProfilesError):
        if chain is not None:
            # While the value of an option is typed, the arguments are not parsed yet.
            selection = chain.select(ctx.params.get("ref") or next(iter(ctx.args), None))
            return chain, selection.registry, selection.profile
    return None


def _chain(ctx: click.Context) -> Chain | None:
    with suppress(click.UsageError):
        return chosen_sources(ctx).chain()
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
