"""Measurements: what is compared with what, and how time is taken."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Comparison:
    """One line of the report: our figure, the reference's, and how many times the reference's ours may be.

    ``enough`` is a figure of ours that is good whatever the reference's is.
    """

    name: str
    against: str
    ours: float
    reference: float
    limit: float
    unit: str = "ms"
    enough: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.reference

    @property
    def is_within(self) -> bool:
        return self.ratio <= self.limit or (self.enough is not None and self.ours <= self.enough)


def milliseconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes, with the garbage collector off."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return (time.perf_counter() - start) * 1000
    finally:
        gc.enable()


def medians(turn: Callable[[], tuple[float, float]], rounds: int) -> tuple[float, float]:
    """Our median and the reference's. Each ``turn`` measures both, so that a slow moment of the machine meets both."""
    turns = [turn() for _ in range(rounds)]
    return statistics.median(ours for ours, _ in turns), statistics.median(reference for _, reference in turns)
