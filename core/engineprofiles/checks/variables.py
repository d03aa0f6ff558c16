"""Rules about what variables of the environment set, and profiles set otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from engineprofiles.checks.lookup import told, winner
from engineprofiles.model.paths import format_path
from engineprofiles.problems import Problem
from engineprofiles.resolution import Layer, Resolution


def variable_overridden(resolution: Resolution) -> Iterator[Problem]:
    """A variable sets what a profile sets to something else: told once for each variable, where the profile does."""
    base = resolution.layers[0]
    if not base.is_base or not base.parts:
        return
    from engineprofiles.hosts.environment import ENVIRONMENT  # for the base of an application alone

    if base.parts[-1].profile == ENVIRONMENT:
        yield from _overridden(resolution, base.parts[-1])


def _overridden(resolution: Resolution, part: Layer) -> Iterator[Problem]:
    from engineprofiles.hosts.flags import flag_of

    told_of: set[str] = set()
    for path, value in part.settings.leaves.items():
        flag = flag_of(path)
        if flag is None or path not in resolution.merged.mentions:
            continue
        mention = winner(resolution, path)
        name = part.locate(("inference_settings", *path)).source
        if mention.layer.is_base or mention.value == value or name in told_of:
            continue
        told_of.add(name)
        message = f"{name} sets {format_path(path)}, but {mention.layer.ref} wins over it, and over --{flag.name} too"
        yield told("variable-overridden", message, mention)
