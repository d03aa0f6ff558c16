"""Refactorings: edits that put settings elsewhere and mean to leave the profiles that are run as they are.

Each is the operations that do it and the proof that nobody notices. Who carries them out looks at the proof first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engineprofiles.chain import Chain
from engineprofiles.documents.edits import same
from engineprofiles.editing.contents import content_of
from engineprofiles.editing.operation import Node, Operation, name, path_of, refused
from engineprofiles.editing.pieces import Carry, CarryAll, Place, overlap, pieces, read, written
from engineprofiles.editing.profiles import Create
from engineprofiles.editing.proof import Proof, proof
from engineprofiles.editing.references import seen_from, users_of
from engineprofiles.editing.settings import SETTINGS
from engineprofiles.editing.stacks import SetStack
from engineprofiles.model.paths import format_path
from engineprofiles.problems import Location, Path
from engineprofiles.resolution import Layer, Resolution
from engineprofiles.resolution.nesting import nested
from engineprofiles.resolution.trace import Root


@dataclass(frozen=True, slots=True)
class Refactoring:
    """What to do. The profiles ``apart`` are meant to have other settings afterwards, and no others are."""

    operations: tuple[Operation, ...] = ()
    apart: tuple[Node, ...] = ()

    def proof(self, before: Chain, after: Chain) -> Proof:
        """Whether ``after``, which the operations make of ``before``, changes nothing for anybody else."""
        return proof(before, after, apart=self.apart)


def pull_up(chain: Chain, nodes: Sequence[Node], new: Node) -> Refactoring:
    """What ``nodes`` all set to the same value moves into the profile ``new``, which is made and which they stack on.

    It stands directly beneath each of them, on top of everything else that they stack on, so that no lower layer
    overrides what it has now. What some profile would notice all the same stays where it is: a layer that lies
    between two of ``nodes`` in a stack above them can set it, too. Raises ``ValidationError`` (``edit-refused``) when
    nothing is left to move, and as :class:`Create` does.
    """
    nodes = tuple(dict.fromkeys(nodes))
    for node in nodes:
        path_of(chain, node)
    content_of(chain, new[0])
    if len(nodes) < 2:
        raise refused("there is nothing in common to pull up", Location(), hint="Name two profiles or more.")
    common = _common(chain, nodes, new)
    while common:
        refactoring = Refactoring(tuple(_pulled_up(chain, nodes, new, common)))
        held = refactoring.proof(chain, chain.edit().doing(*refactoring.operations).chain)
        staying = [place for place in common if _concerns(held, place)]
        if not staying:
            return refactoring
        common = {place: value for place, value in common.items() if place not in staying}
    listed = ", ".join(map(name, nodes))
    said = f"{listed} set nothing alike that could be moved without changing a profile"
    raise refused(said, Location(), hint="Name profiles that set the same thing.")


def push_down(chain: Chain, node: Node, path: Path, root: Root = SETTINGS) -> Refactoring:
    """What ``node`` sets at ``path`` moves into every profile that stacks directly on it and has it from there.

    ``node`` itself loses it. A section moves with all that is in it, and prices as a whole. Raises
    ``ValidationError`` (``edit-refused``) when ``node`` sets no such thing itself, or when nothing stacks on it.
    """
    registry, slug = node
    path_of(chain, node)
    layer, here = chain.layer(registry, slug), chain.by_slug[registry].locate(slug)
    mine = [
        place for place in pieces(layer, layer.decoded) if place[0] == root and (not path or overlap(place[1], path))
    ]
    if not mine:
        shown = format_path(path if root == SETTINGS else (root, *path))
        raise refused(f"{name(node)} does not set {shown} itself", here, hint="Name a setting that it sets.")
    users = [user for user in users_of(chain, node) if user != node]
    if not users:
        raise refused(f"no profile stacks on {name(node)}", here, hint="Name a profile that others stack on.")
    carried: list[Carry] = []
    for user in users:
        resolution = chain.resolve(user[1], registry=user[0])
        values = pieces(layer, chain.by_slug[user[0]].decoded)
        # Where another layer wins, a value in the profile itself would win over that one.
        if put := tuple((place, values[place]) for place in mine if _comes_from(node, resolution, place)):
            carried.append(Carry(user, put))
    return Refactoring((CarryAll((Carry(node, taken=tuple(mine)), *carried)),), apart=(node,))


def flatten(chain: Chain, node: Node) -> Refactoring:
    """``node`` sets everything itself that it has, and stacks on nothing any more.

    Nothing is to be done where it stacks on nothing. Raises the problem of a layer that leads nowhere.
    """
    registry, slug = node
    path_of(chain, node)
    profile = chain.by_slug[registry].profiles[slug]
    if not profile.stack:
        return Refactoring()
    resolution = chain.resolve(slug, registry=registry)
    for layer in resolution.layers:
        if layer.problem:
            raise layer.problem.error()
    into = chain.by_slug[registry].decoded
    put = tuple(
        ((root, path), written(layer, root, path, into))
        for root, path, layer in _winners(resolution)
        if layer is not resolution.layers[-1]
    )
    carried: tuple[Operation, ...] = (Carry(node, put),) if put else ()
    return Refactoring((*carried, SetStack(node, ())))


def _common(chain: Chain, nodes: Sequence[Node], new: Node) -> dict[Place, Any]:
    """What all of ``nodes`` set themselves to the same value, as ``new`` would write it."""
    into = chain.by_slug[new[0]].decoded
    layers = [chain.layer(*node) for node in nodes]
    first, *others = (pieces(layer, into) for layer in layers)
    return {
        place: value
        for place, value in first.items()
        if all(place in other and same(value, other[place]) for other in others)
        and all(same(read(layers[0], *place), read(layer, *place)) for layer in layers)
    }


def _pulled_up(chain: Chain, nodes: Sequence[Node], new: Node, common: Mapping[Place, Any]) -> Iterator[Operation]:
    roots = dict.fromkeys(root for root, _ in common)
    body: dict[str, Any] = {
        root: nested((path, value) for (at, path), value in common.items() if at == root) for root in roots
    }
    yield Create(new, (), body)
    for registry, slug in nodes:
        below = {(layer.registry, layer.profile) for layer in chain.resolve(slug, registry=registry).lineage[:-1]}
        # One that stacks on another of them reaches the new profile through it.
        if not below.intersection(nodes):
            stack = chain.by_slug[registry].profiles[slug].stack
            yield SetStack((registry, slug), (*stack, seen_from(registry, new)))
        yield Carry((registry, slug), taken=tuple(common))


def _concerns(held: Proof, place: Place) -> bool:
    """Whether one of the changes that ``held`` found is about ``place``."""
    return any(
        change.root == place[0] and overlap(change.path, place[1])
        for each in (*held.changed, *held.in_geppetto)
        for change in each.changes
    )


def _comes_from(node: Node, resolution: Resolution, place: Place) -> bool:
    return any(
        (layer.registry, layer.profile) == node
        for root, path, layer in _winners(resolution)
        if root == place[0] and path[: len(place[1])] == place[1]
    )


def _winners(resolution: Resolution) -> Iterator[tuple[Root, Path, Layer]]:
    for trace in (resolution.trace, resolution.extension_trace):
        for entry in trace.values():
            if entry.layer is not None:
                yield entry.root, entry.path, entry.layer
