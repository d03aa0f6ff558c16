"""Reading, over all kinds of documents: agreement with PyYAML where the two must agree, and no exception ever."""

from __future__ import annotations

import re
from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engineprofiles.documents.positions import positions
from engineprofiles.documents.reader import read
from engineprofiles.documents.typed import to_free

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff\x85\u2028\u2029"))
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    TEXTS | st.booleans() | st.none() | NUMBERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


class _Quoted(yaml.SafeDumper):
    """Writes every string in double quotes, and everything out in full."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


_Quoted.add_representer(str, _quoted)


def dumped(data: object, *, flow: bool) -> str:
    return str(yaml.dump(data, Dumper=_Quoted, default_flow_style=flow, allow_unicode=True))


@given(VALUES, st.booleans())
@settings(max_examples=150, deadline=None)
def test_json_like_documents_read_as_pyyaml_reads_them(data: Any, flow: bool) -> None:
    text = dumped(data, flow=flow)
    document = read(text, "x")
    assert document.problems == ()
    assert to_free(document.tree) == yaml.safe_load(text)


@given(st.dictionaries(TEXTS, VALUES, max_size=4), st.booleans())
@settings(max_examples=100, deadline=None)
def test_positions_point_at_the_text_of_the_value(data: dict[str, Any], flow: bool) -> None:
    text = dumped(data, flow=flow)
    lines = text.split("\n")
    found = positions(text)
    for path, value in _leaves(to_free(read(text, "x").tree) or {}):
        line, column, *_ = found[path]
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert _first_scalar(rest) == value


def _leaves(data: Any, path: tuple[str | int, ...] = ()) -> Any:
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if entries is None or not data:
        yield path, data
        return
    for step, value in entries:
        yield from _leaves(value, (*path, step))


def _first_scalar(text: str) -> Any:
    """What the value at the beginning of ``text`` says, whatever follows it."""
    if not text.startswith('"'):
        return yaml.safe_load(
            "{}" if text.startswith("{") else "[]" if text.startswith("[") else "".join(_BARE.findall(text)[:1])
        )
    events = yaml.parse(f"[{text}", Loader=yaml.CSafeLoader)
    return next(event.value for event in events if isinstance(event, yaml.ScalarEvent))


_BARE = re.compile(r"[^,\]}\n]*")
_PIECES = (
    "a|b: |: |:|\n|\n  |- |[|]|{|}|, |\"|'|# |&a |*a|<<: |? |!|!!int |>-\n|1|~|\t|\n---\n|...\n|%|@|\\/|é|\r\n"
    "|\u2028|\x85|\ufeff"
)
PIECES = st.lists(st.sampled_from([*_PIECES.split("|"), "|\n"])).map("".join)


@given(PIECES | st.text())
@example("<<: *a")
@example("{*a : &a {}}")
@settings(max_examples=300, deadline=None)
def test_no_text_raises(text: str) -> None:
    document = read(text, "x")
    assert [problem.code for problem in document.problems if problem.location.line is None] == []
    for path in positions(document.text):
        assert document.locate(path).line is not None


@given(st.binary())
@settings(max_examples=100, deadline=None)
def test_no_bytes_raise(data: bytes) -> None:
    assert read(data, "x").source == "x"
