"""What a profile sets, in the pieces that can be carried over to another one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from engineprofiles.chain import Chain
from engineprofiles.documents.edits import Edit, Put, edited_tree, node_at
from engineprofiles.editing.contents import Edits, tree_of
from engineprofiles.editing.operation import Node, name, path_of
from engineprofiles.editing.settings import SETTINGS, without
from engineprofiles.model.paths import format_path
from engineprofiles.model.registry import Decoded
from engineprofiles.problems import Path
from engineprofiles.resolution import Layer
from engineprofiles.resolution.nesting import nested
from engineprofiles.resolution.trace import Root

Place = tuple[Root, Path]
"""Where a piece stands inside a profile."""

_NAMED = 3
"""How many pieces an operation names one by one."""


@dataclass(frozen=True, slots=True)
class Carry:
    """Puts pieces into the profile itself as another one has them, and takes others out.

    Unlike what a person sets, a piece can be anything that a profile holds, keys that no field has included.
    """

    of: Node
    put: tuple[tuple[Place, Any], ...] = field(default=(), repr=False)
    taken: tuple[Place, ...] = ()

    def __str__(self) -> str:
        parts = [f"put {_listed(place for place, _ in self.put)} into {name(self.of)}"] if self.put else []
        parts += [f"take {_listed(self.taken)} out of {name(self.of)}"] if self.taken else []
        return " and ".join(parts)

    def edits(self, chain: Chain) -> Edits:
        place = path_of(chain, self.of)
        tree = tree_of(chain, self.of[0])
        made: list[Edit] = []
        for root, path in self.taken:
            edit = without(tree, (*place, root, *path), keep=len(place))
            tree = edited_tree(tree, (edit,))
            made.append(edit)
        made += [Put((*place, root, *path), value) for (root, path), value in self.put]
        return {self.of[0]: made}


@dataclass(frozen=True, slots=True)
class CarryAll:
    """Several of these at once, each in another profile: a document is written once for all of them."""

    parts: tuple[Carry, ...]

    def __str__(self) -> str:
        more = len(self.parts) - _NAMED
        return "; ".join([*map(str, self.parts[:_NAMED]), *([f"and {more} more"] if more > 0 else [])])

    def edits(self, chain: Chain) -> Edits:
        made: dict[str, list[Edit]] = {}
        for part in self.parts:
            for registry, edits in part.edits(chain).items():
                made.setdefault(registry, []).extend(edits)
        return made


def pieces(layer: Layer, into: Decoded) -> dict[Place, Any]:
    """What ``layer`` sets itself, as a document that is ``decoded`` so would have to write it.

    A piece is one value or, of what is replaced as a unit, the whole: a price by itself would drop the others.
    """
    found: dict[Place, Any] = {}
    for path in layer.settings.leaves:
        unit = next((unit for unit in layer.settings.units if path[: len(unit)] == unit), path)
        if (SETTINGS, unit) not in found:
            found[SETTINGS, unit] = written(layer, SETTINGS, unit, into)
    for path in layer.extensions.leaves:
        found["extensions", path] = written(layer, "extensions", path, into)
    return found


def written(layer: Layer, root: Root, path: Path, into: Decoded) -> Any:
    """What ``layer`` has at ``path``: as its author spelled it where that means the same to a document ``into``."""
    return node_at(layer.tree, (root, *path)) if layer.decoded is into else read(layer, root, path)


def read(layer: Layer, root: Root, path: Path) -> Any:
    """The value that ``layer`` has at ``path``, or everything below it as a map."""
    leaves = (layer.settings if root == SETTINGS else layer.extensions).leaves
    if path in leaves:
        return leaves[path]
    return nested((leaf[len(path) :], value) for leaf, value in leaves.items() if leaf[: len(path)] == path)


def overlap(one: Path, other: Path) -> bool:
    """Whether one of the two leads to the other, or into it."""
    return one[: len(other)] == other or other[: len(one)] == one


def _listed(places: Iterable[Place]) -> str:
    names = [format_path(path if root == SETTINGS else (root, *path)) for root, path in places]
    more = len(names) - _NAMED
    return ", ".join(names) if more <= 0 else f"{', '.join(names[:_NAMED])} and {more} more"
