"""What Geppetto loses when it merges layers: ``client.timeout``, which it writes under a key that it never reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from engineprofiles.resolution.departures import Departure
from engineprofiles.resolution.geppetto import TIMEOUT
from engineprofiles.resolution.layer import Layer


def departs(layers: Sequence[Layer]) -> bool:
    """Whether Go's reading of the layers can come to something else than the documented one."""
    return any(layer.geppetto is not layer for layer in layers) or loses_timeout(layers)


def loses_timeout(layers: Sequence[Layer]) -> bool:
    """Whether a merge of the layers may lose a timeout."""
    return len(layers) > 1 and any(TIMEOUT in layer.settings.leaves for layer in layers)


def before_merge(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """``layers`` as they go into the merge: every layer that is merged with another one loses ``client.timeout``.

    Go merges the layers of a stack one onto the other and the result onto the base. What has settings of neither
    side counts as having none, and then there is nothing to merge with.
    """
    lost: set[int] = set()
    stands = _fold([layer for layer in layers if not layer.is_base], lost)
    if stands and any(layer.is_base and _has_settings(layer) for layer in layers):
        lost.update(layer.index for layer in layers)
    return tuple(without_timeout(layer) if layer.index in lost else layer for layer in layers)


def has_settings(layers: Sequence[Layer]) -> bool:
    """Whether settings come of a merge of ``layers``, be they without any value: not of ``{}`` onto ``{}``."""
    return _fold(layers, set())


def _fold(layers: Iterable[Layer], lost: set[int]) -> bool:
    """Merges ``layers`` as far as it matters: ``lost`` gets those that take part; whether settings come of it."""
    merged: list[Layer] = []
    for layer in filter(_has_settings, layers):
        merged.append(layer)
        if len(merged) > 1:
            lost.update(each.index for each in merged)
            if not any(each.settings.leaves for each in merged):
                merged.clear()
    return bool(merged)


def _has_settings(layer: Layer) -> bool:
    return layer.tree.get("inference_settings") is not None


def without_timeout(layer: Layer) -> Layer:
    """``layer`` as it is once Go has written it out as YAML and read that: without ``client.timeout``."""
    reading = layer.settings
    if TIMEOUT not in reading.leaves:
        return layer
    leaves = dict(reading.leaves)
    loose = list(reading.loose)
    section = TIMEOUT[:1]
    if not any(path[:1] == section and path != TIMEOUT for path in leaves):
        leaves[section] = {}
        loose.append(section)
    departures = {**reading.departures, TIMEOUT: Departure.TIMEOUT}
    settings = replace(reading, leaves=leaves, loose=loose, lost=(TIMEOUT,), departures=departures)
    return replace(layer, settings=settings, documented=layer.documented or layer)
