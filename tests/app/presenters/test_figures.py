"""Numbers, prices and amounts; rings and colours of layers."""

from __future__ import annotations

from itertools import pairwise

import pytest

from profiledeck.presenters.figures import amount, count, rate, short_count
from profiledeck.presenters.layers import ring, tone


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (999, "999"), (128_000, "128,000"), (1_048_576, "1,048,576")])
def test_count(number: int, text: str) -> None:
    assert count(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (950, "950"),
        (1_000, "1k"),
        (128_000, "128k"),
        (1_048_576, "1.049M"),
        (2_000_000, "2M"),
        (1_500, "1.5k"),
    ],
)
def test_short_count(number: int, text: str) -> None:
    assert short_count(number) == text


@pytest.mark.parametrize(
    ("usd", "text"),
    [(0, "$0"), (0.15, "$0.15"), (0.6, "$0.60"), (0.075, "$0.075"), (15, "$15"), (3.0, "$3"), (1.25, "$1.25")],
)
def test_rate(usd: float, text: str) -> None:
    assert rate(usd) == text


@pytest.mark.parametrize(
    ("usd", "text"),
    [
        (0, "$0"),
        (0.0027, "$0.0027"),
        (0.00000123456, "$0.00000123"),
        (0.1, "$0.10"),
        (1.35, "$1.35"),
        (1234.5, "$1,234.50"),
    ],
)
def test_amount(usd: float, text: str) -> None:
    assert amount(usd) == text


@pytest.mark.parametrize(("index", "text"), [(0, "⓪"), (1, "①"), (20, "⑳"), (21, "(21)"), (100, "(100)")])
def test_ring(index: int, text: str) -> None:
    assert ring(index) == text


def test_neighbouring_layers_differ_in_colour_and_the_base_has_none() -> None:
    tones = [tone(index) for index in range(30)]
    assert tones[0] == "layer-0"
    assert "layer-0" not in tones[1:]
    assert all(one != other for one, other in pairwise(tones))
