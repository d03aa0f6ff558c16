"""Limits and prices of a model."""

from __future__ import annotations

import math

import pytest

from engineprofiles.model import Cost, ModelCost, ModelInfo, Usage, invalid_model_info
from engineprofiles.problems import Path


@pytest.mark.parametrize(
    ("window", "watermark", "effective", "hard"),
    [
        (128_000, 64_000, 64_000, 128_000),
        (128_000, None, 128_000, 128_000),
        (128_000, 128_000, 128_000, 128_000),
        (128_000, 0, 0, 128_000),
        (10, 20, 10, 10),
        (None, 64_000, 0, 0),
        (None, None, 0, 0),
    ],
)
def test_context_limits(window: int | None, watermark: int | None, effective: int, hard: int) -> None:
    info = ModelInfo(context_window=window, quality_high_watermark=watermark)
    assert (info.effective_context_limit, info.hard_context_limit) == (effective, hard)


@pytest.mark.parametrize(
    ("window", "watermark", "max_output", "room", "hard_room"),
    [
        (1_000_000, 500_000, 32_768, 467_232, 967_232),
        (128_000, None, 16_384, 111_616, 111_616),
        (1_000, None, 2_000, 0, 0),
        (1_000, 0, 100, None, 900),
        (1_000, 500, None, None, None),
        (None, 500, 100, None, None),
    ],
)
def test_room_for_input(
    window: int | None, watermark: int | None, max_output: int | None, room: int | None, hard_room: int | None
) -> None:
    info = ModelInfo(context_window=window, quality_high_watermark=watermark, max_output_tokens=max_output)
    assert (info.input_room, info.hard_input_room) == (room, hard_room)


def rates(input: float, output: float, cache_read: float, cache_write: float) -> ModelCost:
    return ModelCost(input=input, output=output, cache_read=cache_read, cache_write=cache_write)


SONNET = rates(3, 15, 0.3, 3.75)


# Geppetto's own answers, to the last bit.
@pytest.mark.parametrize(
    ("cost", "usage", "usd"),
    [
        (SONNET, Usage(1000, 500), 0.010499999999999999),
        (SONNET, Usage(1000, 500, cached_tokens=400), 0.00942),
        (SONNET, Usage(1000, cached_tokens=400, cache_read_input_tokens=100), 0.0027300000000000002),
        (SONNET, Usage(1000, cache_creation_input_tokens=200, cache_read_input_tokens=100), 0.0028799999999999997),
        (SONNET, Usage(100, cache_creation_input_tokens=200, cache_read_input_tokens=100), 0.00078),
        (SONNET, Usage(-100, -50), -0.00075),
        (SONNET, Usage(), 0.0),
        (SONNET, Usage(333_333, 77_777, 12_345), 2.1333225),
        (rates(2, 10, 1, 4), Usage(10_000, 2_000, 0, 4_000, 3_000), 0.045),
        (rates(2, 10, 0.5, 0), Usage(10_000, 1_000, cached_tokens=6_000), 0.021),
        (rates(0, 0, 0, 0), Usage(1_000, 1_000), 0.0),
    ],
)
def test_what_a_usage_costs(cost: ModelCost, usage: Usage, usd: float) -> None:
    assert ModelInfo(cost=cost).cost_of(usage) == Cost(usd, lower_bound=False)


def test_without_a_cost_nothing_is_known() -> None:
    assert ModelInfo(context_window=10).cost_of(Usage(100)) is None


@pytest.mark.parametrize(
    ("cost", "usage", "expected"),
    [
        (ModelCost(input=1), Usage(1_000_000), Cost(1.0)),
        (ModelCost(input=1), Usage(1_000_000, 1), Cost(1.0, lower_bound=True)),
        (ModelCost(input=1, output=2), Usage(1_000_000, cached_tokens=500_000), Cost(0.5, lower_bound=True)),
        (ModelCost(input=1, cache_read=0), Usage(1_000_000, cached_tokens=500_000), Cost(0.5)),
        (ModelCost(), Usage(1), Cost(0.0, lower_bound=True)),
        (ModelCost(), Usage(), Cost(0.0)),
    ],
)
def test_a_rate_that_is_needed_and_unknown_makes_a_lower_bound(cost: ModelCost, usage: Usage, expected: Cost) -> None:
    assert ModelInfo(cost=cost).cost_of(usage) == expected


@pytest.mark.parametrize(
    ("cost", "free", "unknown"),
    [
        (ModelCost(input=0, output=0), True, False),
        (rates(0, 0, 0, 0), True, False),
        (rates(0, 0, 0, 1), False, False),
        (ModelCost(input=0), False, False),
        (ModelCost(input=0, output=1), False, False),
        (ModelCost(), False, True),
    ],
)
def test_free_priced_and_unknown_are_three_things(cost: ModelCost, free: bool, unknown: bool) -> None:
    assert (cost.is_free, cost.is_unknown) == (free, unknown)


WINDOW, WATERMARK, OUTPUT = ("context_window",), ("quality_high_watermark",), ("max_output_tokens",)


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({}, []),
        ({WINDOW: 10, WATERMARK: 10, OUTPUT: 0, ("cost", "input"): 0.0}, []),
        ({WATERMARK: 50}, []),
        ({WINDOW: -1}, [(WINDOW, "model_info.context_window must be non-negative")]),
        ({WATERMARK: -1}, [(WATERMARK, "model_info.quality_high_watermark must be non-negative")]),
        ({OUTPUT: -1}, [(OUTPUT, "model_info.max_output_tokens must be non-negative")]),
        (
            {WINDOW: 10, WATERMARK: 20},
            [(WATERMARK, "model_info.quality_high_watermark must be <= model_info.context_window")],
        ),
        (
            {("cost", "input"): 1, ("cost", "cache_read"): -0.1},
            [(("cost", "cache_read"), "model_info.cost values must be non-negative")],
        ),
        ({("cost", "input"): math.nan}, []),
        ({WINDOW: "x", ("cost",): {}, ("metadata", "cost"): -1}, []),
    ],
)
def test_what_geppetto_refuses(values: dict[Path, object], problems: list[object]) -> None:
    assert invalid_model_info(values) == problems
