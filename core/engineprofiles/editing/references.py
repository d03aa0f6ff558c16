"""Stacks as they stand in documents, and who names whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from engineprofiles.chain import Chain
from engineprofiles.documents.edits import Edit, Put, Remove
from engineprofiles.documents.registry_tree import ref_tree
from engineprofiles.editing.operation import Node, path_of
from engineprofiles.model.slugs import ProfileRef


def entries(stack: Iterable[ProfileRef]) -> list[dict[str, Any]]:
    """``stack`` as a document has it."""
    return [ref_tree(ref) for ref in stack]


def seen_from(registry: str, node: Node) -> ProfileRef:
    """The reference to ``node`` that a profile of ``registry`` writes: without the registry when that is its own."""
    return ProfileRef(None if node[0] == registry else node[0], node[1])


def users_of(chain: Chain, node: Node) -> tuple[Node, ...]:
    """The profiles whose stacks name ``node``."""
    return chain.users.get(node, ())


def repointed(chain: Chain, old: Node, new: Node, users: Iterable[Node]) -> Iterator[tuple[str, Edit]]:
    """The edits, with their registries, after which the stacks of ``users`` name ``new`` where they named ``old``."""
    for user, place, index, ref in _mentions(chain, old, users):
        at = (*place, "stack", index)
        if new[1] != old[1]:
            yield user[0], Put((*at, "profile_slug"), new[1])
        if new[0] == old[0]:
            continue
        wanted = seen_from(user[0], new).registry
        if ref.registry is not None and wanted is None:
            yield user[0], Remove((*at, "registry_slug"))
        elif ref.registry != wanted:
            yield user[0], Put((*at, "registry_slug"), wanted)


def unnamed(chain: Chain, old: Node, users: Iterable[Node]) -> Iterator[tuple[str, Edit]]:
    """The edits after which the stacks of ``users`` name ``old`` no longer."""
    for user in users:
        registry, slug = user
        stack = chain.by_slug[registry].profiles[slug].stack
        kept = [ref for ref in stack if (ref.registry or registry, ref.profile) != old]
        at = (*path_of(chain, user), "stack")
        yield registry, Put(at, entries(kept)) if kept else Remove(at)


def _mentions(chain: Chain, node: Node, users: Iterable[Node]) -> Iterator[tuple[Node, Any, int, ProfileRef]]:
    for user in users:
        registry, slug = user
        for index, ref in enumerate(chain.by_slug[registry].profiles[slug].stack):
            if (ref.registry or registry, ref.profile) == node:
                yield user, path_of(chain, user), index if ref.index is None else ref.index, ref
