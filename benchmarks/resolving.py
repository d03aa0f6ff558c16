"""Resolving: one deep stack with its whole trace, against copying its layers; a large chain, against loading it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import yaml
from chain_files import DEEP_LAYERS, DEEP_REGISTRY, write_chain, write_deep_chain
from timing import Comparison, medians, milliseconds

from engineprofiles import Chain, open_chain

STACK_LIMIT = 1.0
CHAIN_LIMIT = 1.0
_REPEATS = 200


def measure_stack(folder: Path) -> Iterator[Comparison]:
    """The merged values and every entry of the trace, against copying the plain maps that they are merged from."""
    path = write_deep_chain(folder / f"{DEEP_REGISTRY}.yaml")
    chain = open_chain(path)
    profiles = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["profiles"]
    layers = [profiles[f"layer-{number}"]["inference_settings"] for number in range(1, DEEP_LAYERS + 1)]

    def times() -> tuple[float, float]:
        ours = milliseconds(lambda: [_resolved_with_trace(chain) for _ in range(_REPEATS)])
        theirs = milliseconds(lambda: [[deepcopy(layer) for layer in layers] for _ in range(_REPEATS)])
        return ours / _REPEATS, theirs / _REPEATS

    yield Comparison("resolve 4 layers, traced", "copy.deepcopy of them", *medians(times, rounds=9), STACK_LIMIT)


def measure_chain(folder: Path) -> Iterator[Comparison]:
    """The merged values of every profile. Each turn has a new chain, of which no layer has been read yet."""
    write_chain(folder)

    def times() -> tuple[float, float]:
        opened: list[Chain] = []
        loading = milliseconds(lambda: opened.append(open_chain(folder)))
        return milliseconds(lambda: _resolve_all(opened[0])), loading

    yield Comparison("resolve 20,000 profiles", "loading them", *medians(times, rounds=5), CHAIN_LIMIT)


def _resolved_with_trace(chain: Chain) -> tuple[object, ...]:
    resolution = chain.resolve(f"{DEEP_REGISTRY}/layer-{DEEP_LAYERS}")
    return resolution.values, resolution.trace.entries


def _resolve_all(chain: Chain) -> list[object]:
    return [
        chain.resolve(profile, registry=registry.slug).values
        for registry in chain.registries
        for profile in registry.profiles
    ]
