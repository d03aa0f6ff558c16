"""What Go's first pass over a registry makes of it: canonical scalars, merged quoted keys, nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engineprofiles.documents.reader import read
from engineprofiles.documents.rewritten import canonical, go_float, rewritten
from engineprofiles.documents.scalars import Plain, resolve


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("4.10", "4.1"),
        ("1.0", "1"),
        ("010", "8"),
        ("08", "8"),
        ("0x1F", "31"),
        ("0b11", "3"),
        ("0o17", "15"),
        ("+5", "5"),
        ("1_0", "10"),
        ("1e3", "1000"),
        ("1e6", "1e+06"),
        ("999999.5", "999999.5"),
        ("1000000.0", "1e+06"),
        ("123456789.0", "1.23456789e+08"),
        ("0.0001", "0.0001"),
        ("0.00001", "1e-05"),
        ("-0.0", "-0"),
        ("True", "true"),
        (".NaN", ".nan"),
        ("-.INF", "-.inf"),
        ("18446744073709551616", "1.8446744073709552e+19"),
        ("2024-08-06", "2024-08-06T00:00:00Z"),
        ("2024-08-06 10:00:00.50", "2024-08-06T10:00:00.5Z"),
        ("2024-01-01T10:00:00+02:00", "2024-01-01T10:00:00+02:00"),
        ("2024-01-01T10:00:00.123456789Z", "2024-01-01T10:00:00.123456789Z"),
    ],
)
def test_a_scalar_in_a_place_for_text_takes_gos_form(written: str, becomes: str) -> None:
    scalar = resolve(written)
    assert isinstance(scalar, Plain)
    assert canonical(scalar) == becomes


@given(st.floats())
def test_gos_text_of_a_float_means_that_float(value: float) -> None:
    found = resolve(go_float(value))
    assert isinstance(found, Plain)
    assert found.value == value or value != value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: {"<<": {p: 1, q: 2}, p: 3}', {"a": {"p": 3, "q": 2}}),
        ('a: {"<<": [{p: 1}, {p: 2, q: 4}]}', {"a": {"p": 1, "q": 4}}),
        ('a: {"<<": no map}', {"a": {"<<": "no map"}}),
        ("a: {yes: [1.0, ~, b]}", {"a": {"yes": [1, None, "b"]}}),
    ],
)
def test_maps_and_lists(text: str, expected: dict[str, Any]) -> None:
    assert plain(rewritten(read(text, "a.yaml").tree)) == expected


def test_what_does_not_change_is_the_same_object() -> None:
    tree = read("a: {b: [c, 1, true, {d: 1.5}], e: ~}\nf: 2.50\n", "a.yaml").tree
    again = rewritten(tree)
    assert again is not tree
    assert again["a"] is tree["a"]


def plain(node: Any) -> Any:
    if isinstance(node, Plain):
        return node.value
    if isinstance(node, dict):
        return {plain(key): plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, list) else node
