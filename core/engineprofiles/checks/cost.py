"""Rules about prices."""

from __future__ import annotations

from collections.abc import Iterator

from engineprofiles.checks.lookup import told, winner
from engineprofiles.model import ModelCost
from engineprofiles.problems import Path, Problem
from engineprofiles.resolution import Mention, Resolution

_COST: Path = ("model_info", "cost")
_RATES: tuple[Path, ...] = tuple((*_COST, name) for name in ModelCost.model_fields)
_NEEDED: tuple[Path, ...] = ((*_COST, "input"), (*_COST, "output"))


def cost_partial(resolution: Resolution) -> Iterator[Problem]:
    """A cost is there without the price of input or of output. Not every provider has a cache."""
    places = resolution.merged.mentions
    missing = [path[-1] for path in _NEEDED if path not in places]
    if not missing:
        return
    told_by = next((path for path in (*_RATES, _COST) if path in places), None)
    if told_by is None:
        return
    cost = Mention(winner(resolution, told_by).layer, _COST, "inference_settings")
    message = f"{cost.layer.ref} sets model_info.cost without a rate for {' and '.join(map(str, missing))}"
    yield told("cost-partial", message, cost)
