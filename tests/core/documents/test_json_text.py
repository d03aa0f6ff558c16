"""JSON as Go writes it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engineprofiles.documents.json_text import json_text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": [1, None, True], "a": {}}, '{"b":[1,null,true],"a":{}}'),
        ([], "[]"),
        ('<a href="x">&</a>', r'"\u003ca href=\"x\"\u003e\u0026\u003c/a\u003e"'),
        ("\u2028\u2029", r'"\u2028\u2029"'),
        ("\b\f\n\r\t\0\x1f\x7f\\", '"\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\\\\"'),
        ("é😀", '"é😀"'),
        ("a\ud83db", r'"a\ufffdb"'),
        ({"<": 1}, r'{"\u003c":1}'),
        (1.0, "1"),
        (0.0, "0"),
        (-0.0, "-0"),
        (0.30000000000000004, "0.30000000000000004"),
        (-2.50, "-2.5"),
        (1e20, "100000000000000000000"),
        (123456789e12, "123456789000000000000"),
        (1e21, "1e+21"),
        (1.5e300, "1.5e+300"),
        (0.000001, "0.000001"),
        (0.00000123, "0.00000123"),
        (9.5e-7, "9.5e-7"),
        (-1e-10, "-1e-10"),
        (5e-324, "5e-324"),
        (2**64, "18446744073709551616"),
    ],
)
def test_is_what_go_writes(value: Any, written: str) -> None:
    assert json_text(value) == written


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(-(2**53), 2**53) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=15,
    )
)
def test_reads_back_as_it_was(value: Any) -> None:
    assert json.loads(json_text(value)) == value


def test_what_json_has_not_is_refused() -> None:
    with pytest.raises(TypeError, match="JSON has no set"):
        json_text([set()])
    with pytest.raises(ValueError, match="finite"):
        json_text([float("-inf")])
