"""What profiles say, to be compared between two chains. Lines of problems may have moved, and that is no change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engineprofiles.chain import Chain
from engineprofiles.documents.edits import same
from engineprofiles.model.registry import Profile
from engineprofiles.problems import Path
from engineprofiles.resolution import Resolution
from engineprofiles.resolution.stack import Node
from engineprofiles.resolution.trace import Root


def builds(profile: Profile | None) -> object:
    """What an engine is built from; ``None`` for no profile."""
    return profile and (profile.stack, profile.inference_settings, profile.extensions)


def says(profile: Profile | None) -> object:
    """What a person says in a profile: all but the versions, times and names that stores write."""
    return profile and (builds(profile), profile.display_name, profile.description, profile.metadata.tags)


def holds(profile: Profile | None) -> object:
    """All that the document holds of a profile."""
    return profile and (says(profile), profile.key, profile.metadata, profile.unknown)


def own_changes(before: Chain, after: Chain, node: Node) -> Iterator[tuple[Root, Path]]:
    """The paths that the profile ``node`` itself sets otherwise in ``after`` than in ``before``, as is documented."""
    for root, was, now in zip(Resolution.roots, _leaves(before, node), _leaves(after, node), strict=True):
        for path in dict.fromkeys((*was, *now)):
            if path not in was or path not in now or not same(was[path], now[path]):
                yield root, path


def _leaves(chain: Chain, node: Node) -> tuple[Mapping[Path, Any], Mapping[Path, Any]]:
    """What the profile sets, for each root; nothing where the chain has no such profile."""
    registry, slug = node
    if registry not in chain.by_slug or slug not in chain.by_slug[registry].profiles:
        return {}, {}
    layer = chain.layer(registry, slug)
    return layer.settings.leaves, layer.extensions.leaves
