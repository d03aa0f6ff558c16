"""Token counts as a person types them."""

from __future__ import annotations

import pytest

from engineprofiles import Usage
from profiledeck.presenters.tokens import parse_tokens, usage_fields, usage_from

LARGE = Usage(
    input_tokens=1_500_000, output_tokens=950, cache_read_input_tokens=3_000, cache_creation_input_tokens=7_000
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("2000", 2_000),
        ("0", 0),
        ("10k", 10_000),
        ("10K", 10_000),
        (" 1.5 M ", 1_500_000),
        ("128,000", 128_000),
        ("128_000", 128_000),
        ("0.5k", 500),
        ("", None),
        ("k", None),
        ("many", None),
        ("-1", None),
        ("1e3", None),
        ("1.2.3", None),
        ("10kk", None),
        ("٣", None),
        ("9" * 400, None),
    ],
)
def test_counts(text: str, tokens: int | None) -> None:
    assert parse_tokens(text) == tokens


@pytest.mark.parametrize("usage", [Usage(), Usage(input_tokens=10_000, output_tokens=2_000), LARGE])
def test_what_is_asked_for_can_be_given_back(usage: Usage) -> None:
    assert usage_from({name: text for name, _, text in usage_fields(usage)}) == usage


def test_one_bad_count_and_there_is_no_usage() -> None:
    texts = {name: text for name, _, text in usage_fields(Usage(input_tokens=10, output_tokens=20))}
    assert usage_from({**texts, "output_tokens": "x"}) is None
