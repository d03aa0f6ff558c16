"""Setting and unsetting values in a profile itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engineprofiles.chain import Chain
from engineprofiles.documents.edits import Edit, Put, Remove, node_at, same
from engineprofiles.documents.typed import is_null
from engineprofiles.editing.contents import Edits, tree_of
from engineprofiles.editing.operation import Node, name, path_of, refused
from engineprofiles.model.fields import SECTIONS, field_at
from engineprofiles.model.paths import format_path
from engineprofiles.model.slugs import ExtensionKey
from engineprofiles.problems import Path
from engineprofiles.resolution.trace import Root

SETTINGS: Root = "inference_settings"


@dataclass(frozen=True, slots=True)
class Set:
    """Sets the value at ``path`` of the settings, or of the extensions, in the profile itself."""

    of: Node
    path: Path
    value: Any = field(repr=False)
    root: Root = SETTINGS

    def __str__(self) -> str:
        return f"set {_named(self.root, self.path)} in {name(self.of)}"

    def edits(self, chain: Chain) -> Edits:
        place = path_of(chain, self.of)
        registry, _ = self.of
        here = chain.by_slug[registry].document.locate(place)
        if self.root == SETTINGS and (field_at(self.path) is None or isinstance(self.path[-1], int)):
            what = "a section, not a value" if self.path in SECTIONS else "no setting"
            raise refused(f"{format_path(self.path)} is {what}", here)
        if self.root == "extensions" and self.path[0] != str(ExtensionKey.parse(str(self.path[0]))):
            # Whoever looks an extension up does so by the exact key.
            raise refused(f"the extension's key has to be {ExtensionKey.parse(str(self.path[0]))}", here)
        path, tree = (*place, self.root, *self.path), tree_of(chain, registry)
        try:
            if same(node_at(tree, path), self.value):
                return {}
        except KeyError:
            if above := _value_above(tree, path, keep=len(place) + 1):
                what = f"{_named(self.root, above)} holds a value there, so nothing can be set inside it"
                raise refused(what, here, hint="Unset that first.") from None
        return {registry: (Put(path, self.value),)}


@dataclass(frozen=True, slots=True)
class Unset:
    """Takes out what the profile itself says at ``path``, so that it is inherited again.

    Sections that are empty then go too. A whole section can be named.
    """

    of: Node
    path: Path
    root: Root = SETTINGS

    def __str__(self) -> str:
        return f"unset {_named(self.root, self.path)} in {name(self.of)}"

    def edits(self, chain: Chain) -> Edits:
        registry, _ = self.of
        place = path_of(chain, self.of)
        tree = tree_of(chain, registry)
        path = (*place, self.root, *self.path)
        try:
            node_at(tree, path)
        except KeyError:
            here = chain.by_slug[registry].document.locate(place)
            raise refused(
                f"{name(self.of)} does not set {_named(self.root, self.path)} itself",
                here,
                hint="Set it here to override what is inherited, or unset it in the layer that sets it.",
            ) from None
        return {registry: (without(tree, path, keep=len(place)),)}


def without(tree: Any, path: Path, keep: int) -> Edit:
    """The edit that removes ``path``, and what would be empty around it down to the first ``keep`` steps."""
    while len(path) > keep + 1 and len(node_at(tree, path[:-1])) == 1:
        path = path[:-1]
    return Remove(path)


def _value_above(tree: Any, path: Path, keep: int) -> Path:
    """Where above ``path``, beyond its first ``keep`` steps, something stands that is no map, counted from there; empty
    where nothing does."""
    for end in range(keep + 1, len(path)):
        try:
            node = node_at(tree, path[:end])
        except KeyError:
            break
        if not isinstance(node, Mapping) and not is_null(node):
            return path[keep:end]
    return ()


def _named(root: Root, path: Path) -> str:
    return format_path(path if root == SETTINGS else (root, *path))
