"""Rules about stacks: entries that change nothing, and profiles that nothing stacks on."""

from __future__ import annotations

from collections.abc import Iterator

from engineprofiles.chain import Chain
from engineprofiles.model.registry import Profile, Registry
from engineprofiles.problems import Problem
from engineprofiles.resolution.stack import MAX_DEPTH, BrokenRef, Node, expand, ref_problem

_WITH_ENGINE = ("chat", "embeddings", "rerank")


def duplicate_ref(registry: Registry, chain: Chain) -> Iterator[Problem]:
    """A stack names a profile that one of its entries before has brought in, so that naming it changes nothing."""
    for profile in registry.profiles.values():
        if len(profile.stack) < 2:
            continue
        # For each profile that is in the stack so far the entry that brought it in.
        brought: dict[Node, Node] = {}
        for index, ref in enumerate(profile.stack):
            node = (ref.registry or registry.slug, ref.profile)
            if node in brought:
                message = _already(node, brought[node])
                yield ref_problem(registry, profile, index, "duplicate-ref", message)
            else:
                _bring(chain, node, node, brought)


def unused_profile(registry: Registry, chain: Chain) -> Iterator[Problem]:
    """Nothing stacks on a profile, and selecting it gives no engine either.

    A profile with an engine, its own or one that it stacks on, is there to be selected, and so is a default one.
    What a broken profile, or a broken stack, would lead to nobody knows.
    """
    users, default = chain.users, registry.default_profile
    for slug, profile in registry.profiles.items():
        if (registry.slug, slug) in users or slug == default or profile.problems:
            continue
        if _can_have_engine(registry, profile, chain):
            continue
        message = f"no stack names {registry.slug}/{slug}, and it leads to no engine that it could be selected for"
        place = registry.locate(slug, key=True)
        yield Problem("unused-profile", message, "", place, f"registry.profiles[{slug}]")


def _already(node: Node, entry: Node) -> str:
    name = "/".join(node)
    if node == entry:
        return f"{name} is in this stack already"
    return f"{name} is in this stack already, through {'/'.join(entry)}"


def _bring(chain: Chain, node: Node, entry: Node, brought: dict[Node, Node]) -> None:
    """Notes ``node`` and all below it as brought in by ``entry``, level by level as far down as a stack can go."""
    level = {node: entry}
    for _ in range(MAX_DEPTH):
        brought |= level
        level = {below: entry for here in level for below in _refs(chain, here) if below not in brought}


def _refs(chain: Chain, node: Node) -> list[Node]:
    """What the stack of ``node`` names; nothing where no such profile is."""
    owner = chain.by_slug.get(node[0])
    profile = owner.profiles.get(node[1]) if owner else None
    return [(ref.registry or node[0], ref.profile) for ref in profile.stack] if profile else []


def _can_have_engine(registry: Registry, profile: Profile, chain: Chain) -> bool:
    if _names_engine(profile):
        return True
    if not profile.stack:
        return False
    members = expand(chain.by_slug, registry, profile)
    return any(isinstance(member, BrokenRef) or _names_engine(member[1]) for member in members)


def _names_engine(profile: Profile) -> bool:
    settings = profile.inference_settings or {}
    sections = (settings.get(section) for section in _WITH_ENGINE)
    return any(isinstance(section, dict) and "engine" in section for section in sections)
