"""A layer of a resolution: who it is, what it sets, where it was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from engineprofiles.documents.scalars import Plain
from engineprofiles.model.registry import EMPTY, Decoded, Tree
from engineprofiles.problems import Location, Path, Problem
from engineprofiles.resolution.geppetto import written_extensions, written_settings
from engineprofiles.resolution.reading import NOTHING, Reading


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer. ``index`` is 0 for the application's base and counts from 1, base to leaf.

    ``version`` and ``source`` are those of the profile's metadata. A reference that leads nowhere is a layer with
    a ``problem`` that sets nothing. ``tree`` is the profile or document as written; ``decoded`` tells how Geppetto
    takes it in. A layer in Geppetto's reading knows the ``documented`` one that it was made from. ``parts`` are the
    places that a layer is put together from, the lowest first: those of the application's own settings, and the config
    documents that say something of one inline profile.
    """

    index: int
    registry: str
    profile: str
    version: int = 0
    source: str = ""
    display_name: str = ""
    settings: Reading = field(default=NOTHING, repr=False)
    extensions: Reading = field(default=NOTHING, repr=False)
    problem: Problem | None = None
    profile_problems: tuple[Problem, ...] = ()
    tree: Tree = field(default_factory=lambda: EMPTY, repr=False)
    locate: Callable[[Path], Location] = field(default=lambda _path: Location(), repr=False)
    decoded: Decoded = Decoded.TWICE
    documented: Layer | None = field(default=None, repr=False)
    parts: tuple[Layer, ...] = field(default=(), repr=False)

    @cached_property
    def geppetto(self) -> Layer:
        """This layer as Geppetto reads it; the same one where that makes no difference."""
        tree = self.tree.get("inference_settings")
        settings = self.settings
        if tree is not None:
            settings = written_settings(tree, self.decoded, settings)
        extensions = written_extensions(self.tree.get("extensions") or EMPTY, self.decoded, self.extensions)
        if settings is self.settings and extensions is self.extensions:
            return self
        return replace(self, settings=settings, extensions=extensions, documented=self)

    def at(self, index: int) -> Layer:
        """The same layer at another place of a stack."""
        # A layer of many stacks is copied often, and field by field takes seven times as long.
        copied = object.__new__(type(self))
        copied.__dict__.update(self.__dict__, index=index)
        copied.__dict__.pop("geppetto", None)
        return copied

    @property
    def ref(self) -> str:
        """``registry/profile``; a layer of the base has no registry and prints as its name."""
        return f"{self.registry}/{self.profile}" if self.registry else self.profile

    @property
    def is_base(self) -> bool:
        return self.index == 0

    @property
    def location(self) -> Location:
        """Where the layer begins; for a broken reference, where the reference stands."""
        return self.problem.location if self.problem else self.locate(())

    def written(self, path: Path) -> Any:
        """The value at ``path`` as its author wrote it: the text of a plain scalar, else the value."""
        node: Any = self.tree
        for step in path:
            node = _child(node, step)
        return _texts(node)


def _texts(node: Any) -> Any:
    if isinstance(node, Plain):
        return node.text
    if isinstance(node, list):
        return list(map(_texts, node))
    if isinstance(node, Mapping):
        return {_texts(key): _texts(child) for key, child in node.items()}
    return node


def _child(node: Any, step: str | int) -> Any:
    if not isinstance(node, Mapping):
        return None
    if step in node:
        return node[step]
    return next((value for key, value in node.items() if isinstance(key, Plain) and key.text == step), None)
