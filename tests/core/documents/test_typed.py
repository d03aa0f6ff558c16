"""Typed fields against what yaml.v3 was seen to decode."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engineprofiles.documents import typed
from engineprofiles.documents.reader import read
from engineprofiles.documents.scalars import Plain, resolve
from engineprofiles.documents.typed import WrongType
from engineprofiles.problems import Severity

RECORDED = Path(__file__).parent.parent / "conformance" / "yaml-v3-typed.txt"
LINE = re.compile(r'^(".*?(?<!\\)") +=> S="(.*)" B=(\w+) I=(\d+) F=(\d+) P=(\S+) L=\[(.*)\] M=map\[(.*)\] err=(.*)$')
FIELDS: dict[str, Callable[[Any], Any]] = {
    "s": typed.to_string,
    "b": typed.to_boolean,
    "i": typed.to_integer,
    "f": typed.to_number,
    "p": typed.to_string,
    "l": typed.to_strings,
    "m": typed.to_string_map,
}
EMPTY = {"s": "", "b": False, "i": 0, "f": 0, "p": None, "l": [], "m": {}}


def recorded() -> list[tuple[str, dict[str, Any], bool]]:
    """Every recorded text, the struct that Go filled from it, and whether Go reported an error."""
    cases = []
    for line in RECORDED.read_text("utf-8").splitlines():
        if (match := LINE.match(line)) is None:
            continue
        text, s, b, i, f, p, items, entries, error = match.groups()
        struct = {
            "s": ast.literal_eval(f'"{s}"'),
            "b": b == "true",
            "i": int(i),
            "f": float(f),
            "p": None if p == "nil" else p,
            "l": [ast.literal_eval(item) for item in items.split()],
            "m": dict(entry.split(":") for entry in entries.split()),
        }
        cases.append((ast.literal_eval(text), struct, error != "<nil>"))
    return cases


def decoded(text: str) -> tuple[dict[str, Any], bool]:
    """The same struct, read here, and whether anything was wrong."""
    document = read(text, "x")
    failed = any(problem.severity is Severity.ERROR for problem in document.problems)
    tree = document.tree if document.tree is not None else {}
    struct = dict(EMPTY)
    if not isinstance(tree, dict):
        return struct, True
    for name, convert in FIELDS.items():
        try:
            struct[name] = convert(tree.get(name)) or EMPTY[name]
        except WrongType:
            failed = True
    return struct, failed


def test_there_are_enough_recorded_cases() -> None:
    assert len(recorded()) == 54


@pytest.mark.parametrize(("text", "struct", "fails"), recorded())
def test_typed_fields_are_what_go_decodes(text: str, struct: dict[str, Any], fails: bool) -> None:
    found, failed = decoded(text)
    assert failed == fails
    if not fails:
        assert found == struct


@pytest.mark.parametrize(
    ("convert", "written", "value"),
    [
        (typed.to_string, "4.10", "4.10"),
        (typed.to_string, "2024-01-01", "2024-01-01"),
        (typed.to_string, "~", None),
        (typed.to_integer, "010", 8),
        (typed.to_integer, "-5.7", -5),
        (typed.to_integer, "1e3", 1000),
        (typed.to_integer, "9223372036854775807", 2**63 - 1),
        (typed.to_integer, "null", None),
        (typed.to_number, "3", 3),
        (typed.to_number, ".inf", float("inf")),
        (typed.to_number, "~", None),
        (typed.to_boolean, "True", True),
        (typed.to_boolean, "Off", False),
        (typed.to_boolean, "", None),
    ],
)
def test_plain_scalars(convert: Callable[[Any], Any], written: str, value: object) -> None:
    assert convert(resolve(written)) == value


@pytest.mark.parametrize(
    ("convert", "node", "message"),
    [
        (typed.to_string, ["a"], "expected a text, found a list"),
        (typed.to_string, {}, "expected a text, found a map"),
        (typed.to_integer, "5", "expected a whole number, found a text"),
        (typed.to_integer, resolve("true"), "expected a whole number, found true/false"),
        (typed.to_integer, resolve("2024-01-01"), "expected a whole number, found a date"),
        (typed.to_integer, resolve(".nan"), "expected a whole number of 64 bits, found one that is out of range"),
        (typed.to_integer, 2**63, "expected a whole number of 64 bits, found one that is out of range"),
        (typed.to_number, "0.5", "expected a number, found a text"),
        (typed.to_number, True, "expected a number, found true/false"),
        (typed.to_boolean, "true", "expected true or false, found a text"),
        (typed.to_boolean, 1, "expected true or false, found a number"),
        (typed.to_boolean, "yEs", "expected true or false, found a text"),
        (typed.to_strings, "sk-secret", "expected a list of texts, found a text"),
        (typed.to_strings, [["a"]], "expected a text, found a list"),
        (typed.to_string_map, ["a"], "expected a map of texts, found a list"),
        (typed.to_string_map, {"a": {}}, "expected a text, found a map"),
        (typed.to_boolean_map, {"a": "sk-secret"}, "expected true or false, found a text"),
    ],
)
def test_a_wrong_type_is_named_without_its_value(convert: Callable[[Any], Any], node: object, message: str) -> None:
    with pytest.raises(WrongType) as raised:
        convert(node)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("convert", "text", "value"),
    [
        (typed.to_strings, "[a, null, 1.50, yes]", ["a", "1.50", "yes"]),
        (typed.to_strings, "~", None),
        (typed.to_string_map, "{1: a, true: b, 1.50: c, null: d, e: null}", {"1": "a", "true": "b", "1.50": "c"}),
        (typed.to_boolean_map, "{a: yes, b: 'off', c: null, d: false}", {"a": True, "b": False, "d": False}),
        (typed.to_free, "{1: [a, 2, null], d: {e: 1.50}}", {"1": ["a", 2, None], "d": {"e": 1.5}}),
        (typed.to_free, "2024-01-01", date(2024, 1, 1)),
    ],
)
def test_collections(convert: Callable[[Any], Any], text: str, value: object) -> None:
    assert convert(read(f"k: {text}\n", "x").tree["k"]) == value


def test_values_of_a_json_payload() -> None:
    assert [typed.to_string(value) for value in (None, True, 1, 1.5, "a")] == [None, "true", "1", "1.5", "a"]
    assert [typed.to_integer(value) for value in (None, 3, 3.9)] == [None, 3, 3]
    assert typed.to_strings(["a", None, 1]) == ["a", "1"]
    assert typed.to_free({"a": [1, None, {"b": True}]}) == {"a": [1, None, {"b": True}]}


def test_data_nested_too_deeply_is_refused_not_fatal() -> None:
    with pytest.raises(WrongType, match="nests deeper than 200 levels"):
        typed.to_free(read("[" * 9000 + "]" * 9000, "x").tree)


def test_null_has_two_forms() -> None:
    assert [typed.is_null(node) for node in (None, Plain("~", None, "null"), "", 0)] == [True, True, False, False]
