"""Settings made of layers: merged once, with the trace of who set what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, ClassVar, Self

from engineprofiles.model.fields import FIELDS, field_at
from engineprofiles.model.settings import InferenceSettings
from engineprofiles.problems import Path, Problem, first_error
from engineprofiles.redact import redact
from engineprofiles.resolution.differences import Difference, differences
from engineprofiles.resolution.layer import Layer
from engineprofiles.resolution.lost_in_merge import before_merge
from engineprofiles.resolution.merge import Merged, merge
from engineprofiles.resolution.nesting import nested
from engineprofiles.resolution.semantics import Semantics
from engineprofiles.resolution.trace import Root, Trace


@dataclass(frozen=True, eq=False, repr=False)
class LayeredSettings:
    """The merge of ``layers``, base to leaf.

    What a broken layer does not break can be looked at; asking for :attr:`settings` then raises.
    """

    layers: tuple[Layer, ...]
    semantics: Semantics

    roots: ClassVar[tuple[Root, ...]] = ("inference_settings",)
    """What of the layers is merged."""

    def in_semantics(self, semantics: Semantics) -> Self:
        """The same layers, read as ``semantics`` says, and merged."""
        if semantics is self.semantics:
            return self
        return replace(self, layers=read_as(semantics, self.layers), semantics=semantics)

    @cached_property
    def merged(self) -> Merged:
        """For each path the layers that mention it, by their place in ``layers``."""
        return merge([layer.settings for layer in self.layers])

    def merged_of(self, root: Root) -> Merged:
        """The merge of one of the :attr:`roots`."""
        assert root == "inference_settings"
        return self.merged

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Where Geppetto's reading of these layers comes to another value than the documented one."""
        found = differences(self.in_semantics(Semantics.DOCUMENTED))
        return tuple(sorted(found, key=lambda each: (self.roots.index(each.root), schema_order(each.path))))

    @cached_property
    def values(self) -> dict[str, Any]:
        """The merged settings as plain nested data with the key names of YAML. Holds secrets as they are."""
        mentions = self.merged.mentions
        readings = [layer.settings for layer in self.layers]
        return nested([(path, readings[mentions[path][-1]].leaves[path]) for path in self.trace.paths])

    @cached_property
    def settings(self) -> InferenceSettings:
        """The merged settings, typed. Raises ``ProfilesError`` with the first problem that is an error."""
        if broken := first_error(self._layer_problems):
            raise broken.error()
        return InferenceSettings.from_tree(self.values)

    @cached_property
    def trace(self) -> Trace:
        """Who set each value: ``trace["chat.engine"]``."""
        return Trace(self.layers, self.merged, "inference_settings", schema_order)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the layers, base to leaf, and where Geppetto comes to another value."""
        return (*self._layer_problems, *(difference.problem for difference in self.differences))

    @cached_property
    def _layer_problems(self) -> tuple[Problem, ...]:
        return tuple(problem for layer in self.layers for problem in layer_problems(layer))

    def masked_values(self, reveal: bool = False) -> dict[str, Any]:
        """:attr:`values` with every secret masked, unless ``reveal``."""
        return self.values if reveal else redact(self.values)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.masked_values()!r})"


def read_as(semantics: Semantics, layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """``layers`` of either reading in that of ``semantics``."""
    documented = [layer.documented or layer for layer in layers]
    if semantics is Semantics.DOCUMENTED:
        return tuple(documented)
    return before_merge([layer.geppetto for layer in documented])


def layer_problems(layer: Layer) -> Iterable[Problem]:
    """The problems of one layer: of the reference that should have led to it, of its profile and of its values."""
    if layer.problem:
        yield layer.problem
    yield from layer.profile_problems
    yield from layer.settings.problems
    yield from layer.extensions.problems


_RANK: Mapping[Path, int] = {path: rank for rank, path in enumerate(FIELDS)}


@lru_cache(16384)
def schema_order(path: Path) -> tuple[int, tuple[str, ...]]:
    """Sorts paths as the model lists its fields; keys inside a map by name; unknown keys last."""
    field = field_at(path)
    texts = tuple(map(str, path))
    if field is not None:
        return _RANK[field.path], texts
    within = (rank for known, rank in _RANK.items() if known[: len(path)] == path)
    return next(within, len(_RANK)), texts
