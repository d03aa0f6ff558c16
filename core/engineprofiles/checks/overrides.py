"""Rules about what a layer sets in vain: what it would inherit anyway, and what nobody gets to see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engineprofiles.chain import Chain
from engineprofiles.checks.lookup import Node, above, told
from engineprofiles.model.paths import format_path
from engineprofiles.model.registry import Registry
from engineprofiles.problems import Path, Problem
from engineprofiles.resolution import Layer, Mention, Resolution

_ID: Path = ("model_info", "id")
_ENGINES: tuple[Path, ...] = (("chat", "engine"), ("embeddings", "engine"), ("rerank", "engine"))


def redundant_override(resolution: Resolution) -> Iterator[Problem]:
    """The profile sets what the layers beneath it in its own stack set already.

    Facts about another model are no repetition, even where they are the same; nor is part of a unit that says
    something new. Free-form values are passed over.
    """
    layers, mentions = resolution.layers, resolution.merged.mentions
    own = layers[-1]
    if len(layers) == 1 or not own.settings.leaves:
        return
    of_another = _describes_another_model(resolution)
    for path, value in own.settings.leaves.items():
        places = mentions.get(path, ())
        if len(places) < 2 or (of_another and path[0] == "model_info"):
            continue
        beneath = layers[places[-2]]
        if beneath.is_base or beneath.settings.leaves[path] != value or path in own.settings.loose:
            continue
        if not _in_new_unit(resolution, path):
            message = f"{own.ref} sets {format_path(path)}, which it inherits from {beneath.ref} with the same value"
            yield told("redundant-override", message, Mention(own, path, "inference_settings"))


def masked_everywhere(chain: Chain) -> Iterator[Problem]:
    """A profile that is there to be stacked on sets a value that each profile above it replaces.

    Only what no selection can bring to light: a default, or a profile with an engine, may be selected itself. Where
    a profile above repeats the value, it is the repetition that can go.
    """
    candidates = {node: dict(leaves) for node, leaves in _candidates(chain)}
    hidden: dict[Node, dict[Path, Any]] = {}
    for registry, profile in above(chain, candidates):
        resolution = chain.resolve(profile, registry=registry)
        for index, layer in enumerate(resolution.layers[:-1]):
            node = (layer.registry, layer.profile)
            if node in candidates and not layer.problem:
                leaves = hidden.setdefault(node, candidates[node])
                for path in [path for path in leaves if not _hides(resolution, path, index)]:
                    del leaves[path]
    for node, leaves in hidden.items():
        layer = chain.layer(*node)
        for path in leaves:
            message = f"{layer.ref} sets {format_path(path)}, but every profile that stacks on it replaces it"
            yield told("masked-everywhere", message, Mention(layer, path, "inference_settings"))


def _describes_another_model(resolution: Resolution) -> bool:
    places = resolution.merged.mentions.get(_ID, ())
    layers = resolution.layers
    if len(places) < 2 or places[-1] != len(layers) - 1:
        return False
    return bool(layers[places[-1]].settings.leaves[_ID] != layers[places[-2]].settings.leaves[_ID])


def _in_new_unit(resolution: Resolution, path: Path) -> bool:
    """Whether ``path`` is part of a unit that the profile sets to something else than what lies beneath."""
    own = resolution.layers[-1]
    unit = next((unit for unit in own.settings.units if path[: len(unit)] == unit), None)
    if unit is None:
        return False
    beneath = next(layer for layer in reversed(resolution.layers[:-1]) if unit in layer.settings.units)
    return _unit(own, unit) != _unit(beneath, unit)


def _unit(layer: Layer, unit: Path) -> Mapping[Path, Any]:
    return {path: layer.settings.leaves[path] for path in layer.settings.units[unit]}


def _candidates(chain: Chain) -> Iterator[tuple[Node, Mapping[Path, Any]]]:
    """The profiles that others stack on and nobody would select, with what they set."""
    for node in chain.users:
        registry = chain.by_slug.get(node[0])
        if registry is None or node[1] not in registry.profiles or _may_be_selected(chain, registry, node[1]):
            continue
        leaves = chain.layer(*node).settings.leaves
        yield node, {path: value for path, value in leaves.items() if value != {}}


def _may_be_selected(chain: Chain, registry: Registry, profile: str) -> bool:
    if profile == registry.default_profile:
        return True
    if _has_engine(chain.layer(registry.slug, profile)):
        return True
    return any(map(_has_engine, chain.resolve(profile, registry=registry.slug).layers))


def _has_engine(layer: Layer) -> bool:
    return any(path in layer.settings.leaves for path in _ENGINES)


def _hides(resolution: Resolution, path: Path, index: int) -> bool:
    """Whether another value than that of the layer at ``index`` comes of ``path``."""
    places = resolution.merged.mentions.get(path)
    if not places:
        return True
    leaves = resolution.layers[places[-1]].settings.leaves
    return places[-1] > index and leaves[path] != resolution.layers[index].settings.leaves[path]
