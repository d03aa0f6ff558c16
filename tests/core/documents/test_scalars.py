"""Scalars against what yaml.v3 was seen to answer."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from engineprofiles.documents.reader import read
from engineprofiles.documents.scalars import Plain, Scalar, WrongTag, resolve, resolve_tagged

RECORDED = Path(__file__).parent.parent / "conformance" / "yaml-v3-scalars.tsv"


def recorded() -> list[list[str]]:
    """Spelling, tag, Go type and Go value of every scalar that yaml.v3 could read."""
    rows = [line.split("\t") for line in RECORDED.read_text("utf-8").splitlines()]
    return [row for row in rows if not row[1].startswith("ERR")]


def go_text(scalar: Scalar) -> str:
    """A value as Go's ``%v`` prints it."""
    value = scalar.value if isinstance(scalar, Plain) else scalar
    match value:
        case None:
            return "<nil>"
        case bool():
            return str(value).lower()
        case float() if math.isinf(value):
            return "+Inf" if value > 0 else "-Inf"
        case float() if math.isnan(value):
            return "NaN"
        case float():
            return format(value, "g")
        case datetime():
            fraction = f".{value.microsecond:06}".rstrip("0").rstrip(".")
            zone = value.strftime("%z")
            return f"{value:%Y-%m-%d %H:%M:%S}{fraction} {zone} {'UTC' if value.tzinfo is UTC else zone}"
        case date():
            return f"{value} 00:00:00 +0000 UTC"
    return str(value)


def test_there_are_enough_recorded_scalars() -> None:
    assert len(recorded()) >= 85


@pytest.mark.parametrize(("text", "tag", "go_type", "go_value"), recorded())
def test_scalar_is_what_go_reads(text: str, tag: str, go_type: str, go_value: str) -> None:
    scalar = resolve(text)
    assert go_text(scalar) == go_value
    assert (isinstance(scalar, str)) == (go_type == "string")
    if isinstance(scalar, Plain):
        assert (f"!!{scalar.tag}", scalar.text) == (tag, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9223372036854775807", 2**63 - 1),
        ("9223372036854775808", 2**63),
        ("+9223372036854775808", 9.223372036854775808e18),
        ("-9223372036854775808", -(2**63)),
        ("-9223372036854775809", -9.223372036854776e18),
        ("0xFFFFFFFFFFFFFFFF", 2**64 - 1),
        ("0777777777777777777777777", 7.77777777777777777777777e23),
        ("0b-1", -1),
        ("0o-7", -7),
        (".5_0", 0.5),
        ("2024-01-01", date(2024, 1, 1)),
        ("2024-01-01 10:00:00", datetime(2024, 1, 1, 10, tzinfo=UTC)),
        ("2024-01-01  1:2:3,5", datetime(2024, 1, 1, 1, 2, 3, 500_000, UTC)),
        ("2024-01-01T10:00:00.123456789Z", datetime(2024, 1, 1, 10, 0, 0, 123_456, UTC)),
        ("2024-01-01t1:2:3-05:30", datetime(2024, 1, 1, 1, 2, 3, 0, timezone(-timedelta(hours=5, minutes=30)))),
    ],
)
def test_value_of_a_scalar(text: str, value: object) -> None:
    scalar = resolve(text)
    assert isinstance(scalar, Plain)
    assert (type(scalar.value), scalar.value, scalar.text) == (type(value), value, text)


@pytest.mark.parametrize(
    "text",
    [
        "0x1FFFFFFFFFFFFFFFF", "0b" + "1" * 70, "2024-02-30", "2024-13-01", "2024-01", "24-01-01",
        "2024-01-01T10:00:00", "2024-01-01T10:00:00z", "2024-01-01T10:00:00+02", "2024-01-01 10:00:00Z",
        "2024-01-01T24:00:00Z", "2024-01-01 1:2:3.1234567891", "._5", ".5_", "1e", "0o8", "٣", "nULL", "tRUE",
        "none", "truely",
    ],
)  # fmt: skip
def test_these_are_strings(text: str) -> None:
    assert resolve(text) == text


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("7", "!!int", Plain("7", 7, "int")),
        ("010", "tag:yaml.org,2002:int", Plain("010", 8, "int")),
        ("3", "!!float", Plain("3", 3.0, "float")),
        ("12", "!!str", "12"),
        ("", "!!str", ""),
        ("", "!!null", Plain("", None, "null")),
        ("true", "!!bool", Plain("true", True, "bool")),
        ("2024-01-01", "!!timestamp", Plain("2024-01-01", date(2024, 1, 1), "timestamp")),
        ("aGVs\nbG8=", "!!binary", "hello"),
        ("12", "!mine", "12"),
        ("12", "!!set", "12"),
    ],
)
def test_explicit_tag(text: str, tag: str, expected: Scalar) -> None:
    assert resolve_tagged(text, tag) == expected


@pytest.mark.parametrize(
    ("text", "tag"),
    [("yes", "bool"), ("x", "null"), ("x", "float"), ("1.5", "int"), ("2024-01-01", "int"), ("7", "timestamp"),
     ("18446744073709551615", "float"), ("a b", "binary"), ("true", "float")],
)  # fmt: skip
def test_explicit_tag_that_does_not_fit(text: str, tag: str) -> None:
    with pytest.raises(WrongTag, match=tag):
        resolve_tagged(text, f"!!{tag}")


def test_equal_scalars_of_a_document_are_one_object() -> None:
    tree = read("a: 0.25\nb: 0.25\n", "x").tree
    assert tree["a"] is tree["b"]
