"""What a YAML text says, against what yaml.v3 was seen to read."""

from __future__ import annotations

import codecs
import gc
import gzip
import json
import math
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from engineprofiles.documents.reader import read
from engineprofiles.documents.scalars import Plain
from engineprofiles.documents.typed import to_free
from engineprofiles.problems import Severity

CASES = Path(__file__).parent.parent / "conformance" / "cases.jsonl.gz"


def vectors() -> list[Any]:
    """Every recorded reading of a text into an untyped Go map: text and answer."""
    found = []
    for line in gzip.decompress(CASES.read_bytes()).decode("utf-8").rstrip("\n").split("\n"):
        case = json.loads(line)
        for run in case["runs"]:
            if run["op"] == "yamlvalue":
                how, what = run["args"]
                text = what if how == "--text" else case["files"][what]
                found.append(pytest.param(text, run["expect"], id=case["id"][:40]))
    return found


def moment(text: str) -> datetime:
    """A Go time; Python before 3.11.4 needs its fraction padded."""
    return datetime.fromisoformat(re.sub(r"\.(\d+)", lambda part: f".{part[1]:0<6}", text))


def matches(node: Any, answer: dict[str, Any]) -> bool:
    """Whether a node of the tree is the Go value ``{type, value}``."""
    kind, value = answer["type"], answer["value"]
    if kind == "string":
        return bool(node == value)
    if kind == "[]any":
        return type(node) is list and len(node) == len(value) and all(map(matches, node, value))
    if kind == "map[string]any":
        # Go's map of texts has no place for a null key.
        entries = {_text(key): item for key, item in node.items() if not _is_null(key)}
        return entries.keys() == value.keys() and all(matches(entries[key], value[key]) for key in value)
    if kind == "map[any]any":
        return len(node) == len(value) and all(
            any(matches(key, go_key) and matches(item, go_item) for key, item in node.items())
            for go_key, go_item in value
        )
    return isinstance(node, Plain) and _is_scalar(node, kind, value)


def _is_scalar(node: Plain, kind: str, value: Any) -> bool:
    if kind == "nil":
        return node.value is None
    if kind == "time.Time":
        found = node.value
        if isinstance(found, date) and not isinstance(found, datetime):
            found = datetime(found.year, found.month, found.day, tzinfo=UTC)
        return found == moment(value)
    types = {"int": int, "uint64": int, "float64": float, "bool": bool}
    same_nan = isinstance(node.value, float) and math.isnan(node.value) and math.isnan(value)
    return type(node.value) is types[kind] and (node.value == value or same_nan)


def _text(key: Any) -> str:
    return key.text if isinstance(key, Plain) else str(key)


def _is_null(key: Any) -> bool:
    return isinstance(key, Plain) and key.value is None


def test_every_recorded_value_is_applied() -> None:
    assert len(vectors()) == 165


@pytest.mark.parametrize(("text", "expect"), vectors())
def test_reads_what_go_reads(text: str, expect: dict[str, Any]) -> None:
    document = read(text, "x")
    refused = any(problem.severity is Severity.ERROR for problem in document.problems)
    if "error" in expect:
        # The recorded target is a map: a document that is a mere text fails there, not in reading.
        assert refused or not isinstance(document.tree, dict)
    else:
        assert not refused
        assert matches(document.tree, expect["value"])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("b: &b {x: 1, y: 2}\nk: {y: 3, <<: *b}\n", {"b": {"x": 1, "y": 2}, "k": {"x": 1, "y": 3}}),
        ("<<: [{s: one}, {s: two, i: 3}]\n", {"s": "one", "i": 3}),
        ("s: own\n<<: {s: merged}\n", {"s": "own"}),
        ('"<<": {s: a}\n', {"<<": {"s": "a"}}),
        ("k: <<\n", {"k": "<<"}),
        ("!!merge <<: {s: a}\n", {"s": "a"}),
        ("a: &a one\n*a : 2\n", {"a": "one", "one": 2}),
        ("a: &n\nb: *n\n", {"a": None, "b": None}),
        ("a: &x 1\nb: &x 2\nc: *x\n", {"a": 1, "b": 2, "c": 2}),
        ("? k\n: v\n", {"k": "v"}),
        ("? k\n", {"k": None}),
        ("k: |-\n  a\n  b\n", {"k": "a\nb"}),
        ("k: 'true'\nl: \"1\"\nm: !!str 2\n", {"k": "true", "l": "1", "m": "2"}),
        ("k: ! 12\nl: ! '12'\n", {"k": 12, "l": "12"}),
        ("a: 1\r\nb:\r\n  - x\r\n", {"a": 1, "b": ["x"]}),
        ("1: {2: a, '3': b}\nx: c\n", {"1": {"2": "a", "3": "b"}, "x": "c"}),
        ("- a\n- [b, {c: d}]\n", ["a", ["b", {"c": "d"}]]),
        ("%YAML 1.1\n---\na: 1\n", {"a": 1}),
    ],
)
def test_tree(text: str, tree: object) -> None:
    document = read(text, "x")
    assert document.problems == ()
    assert to_free(document.tree) == tree


def test_keys_that_are_no_strings_keep_their_text() -> None:
    (key,) = read("1.50: a\n", "x").tree
    assert key == Plain("1.50", 1.5, "float")


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u00a0", "# only a comment\n", "---\n", "null\n", "~", "\ufeff"])
def test_blank_documents_have_no_tree_and_no_problem(text: str) -> None:
    document = read(text, "x")
    assert (document.tree, document.problems) == (None, ())


@pytest.mark.parametrize(
    "data",
    [
        "k: é😀\n".encode(),
        codecs.BOM_UTF8 + "k: é😀\n".encode(),
        codecs.BOM_UTF16_LE + "k: é😀\n".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "k: é😀\n".encode("utf-16-be"),
    ],
)
def test_bytes(data: bytes) -> None:
    document = read(data, "x")
    assert document.tree == {"k": "é😀"}
    assert document.text == "k: é😀\n"


def test_text_and_tree_stay_out_of_repr() -> None:
    assert "sk-secret" not in repr(read("key: sk-secret\n", "x"))


def test_the_garbage_collector_is_left_as_it_was() -> None:
    read("a: [", "x")
    assert gc.isenabled()
