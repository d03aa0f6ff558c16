"""What rules look up: what is in force at a path, found without building a trace, and who stacks on whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from engineprofiles.chain import Chain
from engineprofiles.model.paths import format_path
from engineprofiles.problems import Path, Problem
from engineprofiles.resolution import Mention, Resolution

Node = tuple[str, str]
"""A registry slug and a profile slug."""


def in_force(resolution: Resolution, path: Path) -> Any:
    """The effective value at the path of a leaf; ``None`` when no layer sets it."""
    places = resolution.merged.mentions.get(path)
    return resolution.layers[places[-1]].settings.leaves[path] if places else None


def winner(resolution: Resolution, path: Path) -> Mention:
    """The mention that decides over a leaf of the result."""
    return Mention(resolution.layers[resolution.merged.mentions[path][-1]], path, "inference_settings")


def latest(resolution: Resolution, *paths: Path) -> Mention:
    """Of the mentions that decide over ``paths``, the one of the highest layer; of equals the first."""
    places = resolution.merged.mentions
    return winner(resolution, max(paths, key=lambda path: places[path][-1]))


def inside(resolution: Resolution, path: Path) -> Sequence[Path]:
    """The leaves of the map at ``path``, such as the keys of ``api.api_keys``."""
    depth = len(path)
    for layer in resolution.layers:
        if path in layer.settings.maps:
            return [leaf for leaf in resolution.merged.mentions if len(leaf) > depth and leaf[:depth] == path]
    return ()


def above(chain: Chain, nodes: Iterable[Node]) -> Iterable[Node]:
    """Every profile that stacks on one of ``nodes``, directly or not."""
    found: dict[Node, None] = {}
    waiting = list(nodes)
    while waiting:
        new = [user for user in chain.users.get(waiting.pop(), ()) if user not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return found


def told(code: str, message: str, mention: Mention, hint: str = "") -> Problem:
    """The problem at the place of ``mention``."""
    return Problem(code, message, hint, mention.location, f"profile.{mention.root}.{format_path(mention.path)}")
