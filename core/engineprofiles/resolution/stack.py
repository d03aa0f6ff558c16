"""Expanding a profile's stack: depth first, base to leaf, each profile once, at its first completion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engineprofiles.model.registry import Profile, Registry
from engineprofiles.model.slugs import ProfileRef
from engineprofiles.problems import Problem

MAX_DEPTH = 32
"""How many profiles may lie on one path, Geppetto's limit."""

Node = tuple[str, str]
"""A registry slug and a profile slug."""


@dataclass(frozen=True, slots=True)
class BrokenRef:
    """A stack entry that leads nowhere, in the place where its layers would have been."""

    registry: str
    profile: str
    problem: Problem


Member = tuple[Registry, Profile] | BrokenRef


def expand(registries: Mapping[str, Registry], registry: Registry, profile: Profile) -> tuple[Member, ...]:
    """The members of a stack, base to leaf, the profile itself last.

    A reference that is missing, leads back or goes too deep is a :class:`BrokenRef` among them. Checked in
    Geppetto's order for each reference: depth, cycle, missing.
    """
    if not profile.stack:
        return ((registry, profile),)
    walk = _Walk(registries)
    walk.visit(registry, profile)
    return tuple(walk.members)


@dataclass
class _Walk:
    registries: Mapping[str, Registry]
    members: list[Member] = field(default_factory=list)
    done: set[Node] = field(default_factory=set)
    path: list[Node] = field(default_factory=list)

    def visit(self, registry: Registry, profile: Profile) -> None:
        here = (registry.slug, profile.slug)
        self.path.append(here)
        for index, ref in enumerate(profile.stack):
            self.follow(registry, profile, index, ref)
        self.path.pop()
        self.done.add(here)
        self.members.append((registry, profile))

    def follow(self, registry: Registry, profile: Profile, index: int, ref: ProfileRef) -> None:
        node = (ref.registry or registry.slug, ref.profile)
        if len(self.path) >= MAX_DEPTH:
            return self.broken(registry, profile, index, node, "depth", _too_deep(self.path, node))
        if node in self.path:
            return self.broken(registry, profile, index, node, "cycle", _cycle(self.path, node))
        if node in self.done:
            return None
        owner = self.registries.get(node[0])
        if owner is None:
            return self.broken(registry, profile, index, node, *_missing_registry(node, self.registries))
        if owner is not registry and (owner.inline or registry.inline):
            return self.broken(registry, profile, index, node, *_behind_wall(node, registry))
        target = owner.profiles.get(node[1])
        if target is None:
            return self.broken(registry, profile, index, node, *_missing_profile(node, owner))
        return self.visit(owner, target)

    def broken(self, registry: Registry, profile: Profile, index: int, node: Node, code: str, message: str) -> None:
        self.members.append(BrokenRef(*node, ref_problem(registry, profile, index, code, message)))


def ref_problem(registry: Registry, profile: Profile, index: int, code: str, message: str) -> Problem:
    """A problem of the ``index``-th entry of a profile's stack."""
    written = profile.stack[index].index
    location = registry.locate(profile.slug, "stack", index if written is None else written)
    return Problem(code, message, "", location, f"registry.profiles[{profile.slug}].stack[{index}]")


def local_faults(registry: Registry) -> Iterator[Problem]:
    """What Geppetto refuses when it loads a registry, before it knows of any other: references to profiles that
    this registry lacks, cycles and depth within it. Walked in its order: profiles by slug, each one once."""
    done: set[str] = set()
    for slug in registry.profiles:
        yield from _local_faults(registry, slug, (), done)


def _local_faults(registry: Registry, slug: str, path: tuple[str, ...], done: set[str]) -> Iterator[Problem]:
    if slug in done:
        return
    path = (*path, slug)
    profile = registry.profiles[slug]
    nodes = [(registry.slug, step) for step in path]
    for index, ref in enumerate(profile.stack):
        if ref.registry not in (None, registry.slug):
            continue
        node = (registry.slug, ref.profile)
        if ref.profile not in registry.profiles:
            yield ref_problem(registry, profile, index, *_missing_profile(node, registry))
        elif ref.profile in path:
            yield ref_problem(registry, profile, index, "cycle", _cycle(nodes, node))
        elif len(path) >= MAX_DEPTH:
            yield ref_problem(registry, profile, index, "depth", _too_deep(nodes, node))
        else:
            yield from _local_faults(registry, ref.profile, path, done)
    done.add(slug)


def _chain_of(path: list[Node]) -> str:
    return " -> ".join("/".join(node) for node in path)


def _cycle(path: list[Node], node: Node) -> str:
    return f"the stack leads back to itself: {_chain_of([*path[path.index(node) :], node])}"


def _too_deep(path: list[Node], node: Node) -> str:
    return f"the stack is deeper than {MAX_DEPTH} profiles: {_chain_of([*path, node])}"


def _missing_registry(node: Node, registries: Mapping[str, Registry]) -> tuple[str, str]:
    known = ", ".join(registries) or "none"
    return "ref-missing-registry", f"registry {node[0]!r} is not opened (opened: {known})"


def _behind_wall(node: Node, registry: Registry) -> tuple[str, str]:
    if registry.inline:
        why = f"{registry.slug} is resolved by itself"
        return "inline-wall", f"an inline profile cannot stack on {'/'.join(node)}: {why}"
    return "inline-wall", f"a registry's profile cannot stack on the inline profile {'/'.join(node)}"


def _missing_profile(node: Node, registry: Registry) -> tuple[str, str]:
    return "ref-missing-profile", f"registry {registry.slug!r} has no profile {node[1]!r}"
