"""Rules about what stands above what in a chain."""

from __future__ import annotations

from collections.abc import Iterator

from engineprofiles.chain import Chain
from engineprofiles.model.registry import Registry
from engineprofiles.problems import Problem

_MEANT = "default"
"""Every registry may have its own default profile: nobody expects to find it by its name alone."""


def shadowed(registry: Registry, chain: Chain) -> Iterator[Problem]:
    """A registry above has a profile of the same slug, so the name alone no longer leads to this one."""
    holders = chain.holders
    for slug in registry.profiles:
        above = holders[slug][0]
        if above == registry.slug or slug == _MEANT:
            continue
        message = f"{slug!r} alone names {above}/{slug}, not this profile"
        hint = f"Write {registry.slug}/{slug} for this one, or rename one of the two."
        yield Problem("shadowed", message, hint, registry.locate(slug, key=True), f"registry.profiles[{slug}]")
