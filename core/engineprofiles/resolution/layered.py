"""Settings made of layers: merged once, with the trace of who set what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from engineprofiles.model.fields import FIELDS, field_at
from engineprofiles.model.settings import InferenceSettings
from engineprofiles.problems import Path, Problem, first_error
from engineprofiles.redact import redact
from engineprofiles.resolution.layer import Layer
from engineprofiles.resolution.merge import Merged, merge
from engineprofiles.resolution.semantics import Semantics
from engineprofiles.resolution.trace import Trace


@dataclass(frozen=True, eq=False, repr=False)
class LayeredSettings:
    """The merge of ``layers``, base to leaf.

    What a broken layer does not break can be looked at; asking for :attr:`settings` then raises.
    """

    layers: tuple[Layer, ...]
    semantics: Semantics

    @cached_property
    def merged(self) -> Merged:
        """For each path the layers that mention it, by their place in ``layers``."""
        return merge([layer.settings for layer in self.layers])

    @cached_property
    def values(self) -> dict[str, Any]:
        """The merged settings as plain nested data with the key names of YAML. Holds secrets as they are."""
        mentions = self.merged.mentions
        readings = [layer.settings for layer in self.layers]
        return nested([(path, readings[mentions[path][-1]].leaves[path]) for path in self.trace.paths])

    @cached_property
    def settings(self) -> InferenceSettings:
        """The merged settings, typed. Raises ``ProfilesError`` with the first problem that is an error."""
        if broken := first_error(self.problems):
            raise broken.error()
        return InferenceSettings.from_tree(self.values)

    @cached_property
    def trace(self) -> Trace:
        """Who set each value: ``trace["chat.engine"]``."""
        return Trace(self.layers, self.merged, "inference_settings", schema_order)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the layers, base to leaf."""
        return tuple(problem for layer in self.layers for problem in layer_problems(layer))

    def masked_values(self, reveal: bool = False) -> dict[str, Any]:
        """:attr:`values` with every secret masked, unless ``reveal``."""
        return self.values if reveal else redact(self.values)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.masked_values()!r})"


def layer_problems(layer: Layer) -> Iterable[Problem]:
    """The problems of one layer: of the reference that should have led to it, of its profile and of its values."""
    if layer.problem:
        yield layer.problem
    yield from layer.profile_problems
    yield from layer.settings.problems
    yield from layer.extensions.problems


def nested(leaves: Iterable[tuple[Path, Any]]) -> dict[str, Any]:
    """Leaves as nested maps. Lists are copied: no caller can change a layer through the result."""
    result: dict[Any, Any] = {}
    for path, value in leaves:
        inner = result
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        inner[path[-1]] = _copied(value) if isinstance(value, (list, dict)) else value
    return result


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_copied(child) for child in value]
    return value


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
