"""Two resolutions side by side: for each path what either comes to, who sets it there, and whether that is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engineprofiles.documents.edits import same
from engineprofiles.model.paths import format_path
from engineprofiles.problems import Path, pointer
from engineprofiles.redact import redact_under
from engineprofiles.resolution import Mention, Resolution
from engineprofiles.resolution.layered import schema_order
from engineprofiles.resolution.plain import jsonable, layer_dict, location_dict
from engineprofiles.resolution.trace import Root

_ORDER: Mapping[Root, Callable[[Path], Any]] = {"inference_settings": schema_order, "extensions": tuple}


@dataclass(frozen=True, slots=True)
class Pair:
    """One path with what wins there on either side; ``None`` where that side has no value."""

    path: Path
    root: Root
    left: Mention | None
    right: Mention | None
    differs: bool

    @property
    def name(self) -> str:
        """The path as a person writes it."""
        return format_path(self.path if self.root == "inference_settings" else (self.root, *self.path))

    @property
    def only_left(self) -> bool:
        return self.right is None

    @property
    def only_right(self) -> bool:
        return self.left is None

    @property
    def is_masked(self) -> bool:
        """Whether any of the values is a secret, or holds one, and may not be shown as it is."""
        return any(mention is not None and not same(masked(mention), mention.value) for mention in self._sides)

    def to_dict(self, reveal: bool = False) -> dict[str, Any]:
        """The pair as JSON-ready data, secrets masked unless ``reveal``."""
        left, right = (mention and _side(mention, reveal) for mention in self._sides)
        return {"path": pointer((self.root, *self.path)), "differs": self.differs, "left": left, "right": right}

    @property
    def _sides(self) -> tuple[Mention | None, Mention | None]:
        return self.left, self.right


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two resolutions, and a pair for each path of either: settings in the order of the model, then extensions."""

    left: Resolution
    right: Resolution
    pairs: tuple[Pair, ...]

    @cached_property
    def differing(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.differs)

    def to_dict(self, reveal: bool = False, *, every: bool = True) -> dict[str, Any]:
        """The comparison as JSON-ready data, secrets masked unless ``reveal``; see docs/json.md. Without ``every``
        only the pairs that differ."""
        pairs = self.pairs if every else self.differing
        return {
            "left": _result(self.left),
            "right": _result(self.right),
            "differing": len(self.differing),
            "same": len(self.pairs) - len(self.differing),
            "pairs": [pair.to_dict(reveal) for pair in pairs],
        }


def compare(left: Resolution, right: Resolution) -> Comparison:
    """Puts the effective settings and extensions of two resolutions side by side.

    Numbers are compared by value, and ``true`` is not 1. Of the same layers in both readings a pair differs where
    :attr:`Resolution.differences` says that Geppetto comes to something else.
    """
    return Comparison(left, right, tuple(_pairs(left, right)))


def masked(mention: Mention) -> Any:
    """The value of a mention as it may be shown."""
    return redact_under(mention.root, mention.path, mention.value)


def _pairs(left: Resolution, right: Resolution) -> Iterator[Pair]:
    departing = _departing(left, right)
    for root in Resolution.roots:
        ours, theirs = _winners(left, root), _winners(right, root)
        for path in sorted(ours.keys() | theirs.keys(), key=_ORDER[root]):
            one, other = ours.get(path), theirs.get(path)
            if departing is None:
                differs = one is None or other is None or not same(one.value, other.value)
            else:
                differs = any((root, path[:depth]) in departing for depth in range(1, len(path) + 1))
            yield Pair(path, root, one, other, differs)


def _departing(left: Resolution, right: Resolution) -> set[tuple[Root, Path]] | None:
    """Where two readings of the same layers come to different values; ``None`` for two of anything else.

    A map that Geppetto does not open is told of at its own path, and stands for all that is in it.
    """
    trees = ([layer.tree for layer in each.layers] for each in (left, right))
    same_layers = len(left.layers) == len(right.layers) and all(one is other for one, other in zip(*trees, strict=True))
    if left.semantics is right.semantics or not same_layers:
        return None
    return {(each.root, each.path) for each in left.differences}


def _winners(resolution: Resolution, root: Root) -> dict[Path, Mention]:
    layers = resolution.layers
    mentions = resolution.merged_of(root).mentions
    return {path: Mention(layers[places[-1]], path, root) for path, places in mentions.items()}


def _result(resolution: Resolution) -> dict[str, Any]:
    return {
        "registry": resolution.registry,
        "profile": resolution.profile,
        "semantics": str(resolution.semantics),
        "lineage": [layer_dict(layer) for layer in resolution.layers],
    }


def _side(mention: Mention, reveal: bool) -> dict[str, Any]:
    layer = mention.layer
    return {
        "value": jsonable(mention.value if reveal else masked(mention)),
        "layer_index": layer.index,
        "registry_slug": layer.registry,
        "profile_slug": layer.profile,
        "part": mention.origin,
        **location_dict(mention.location),
    }
