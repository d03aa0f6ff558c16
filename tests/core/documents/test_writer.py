"""Writing a tree as YAML: what it looks like, and that every reader gets the same tree back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from engineprofiles.documents.reader import read
from engineprofiles.documents.scalars import NULL, Plain, resolve, resolve_tagged
from engineprofiles.documents.typed import to_free
from engineprofiles.documents.writer import scalar, write

# Texts that some reader takes for something else, or that break a line, a key or a block.
_TROUBLE = """4.10|yes|No|on|y|N|~|null|NULL|true|2024-01-01|2024-01-01 10:00:00|12:30|1:2:3|0o17|017|0x1F|1_000|1e3
|.5|.inf|.nan|-|- a|?|? a|:|: a|a: b|a:|a #b|#b|&a|*a|!a|!!int 3|%a|@a|`a`|'a'|"a"|a'b"c|{a}|[a]|, a|=|<<|---|...
|... a| a|a |a\\b|\\"""
TROUBLE = [
    *_TROUBLE.replace("\n", "").split("|"),
    "|",
    "> a",
    "|-",
    "",
    "\t",
    "\ta",
    "a\tb",
    "\x85",
    "\ufeff",
    "\x00\x7f",
]
MULTI_LINE = ["\n", "a\n", "a\nb", "a\n\n", "\na", " a\nb", "a\n b\n", "a\n\n\nb", "a\n \nb", "a \nb", "a\n# b\n---\nc"]
MULTI_LINE += ["a\r\nb", "a\u2028b\nc", "a\n\tb", "a\n\n \n", "é\n👩‍🔬\n"]

TEXTS = st.sampled_from([*TROUBLE, *MULTI_LINE]) | st.text(st.characters(codec="utf-8"), max_size=12)
TEXTS |= st.lists(st.sampled_from([*TROUBLE, *MULTI_LINE]), max_size=3).map("".join)
PLAINS = TEXTS.map(resolve).filter(lambda node: isinstance(node, Plain))
PLAINS |= st.sampled_from([NULL, resolve_tagged("3", "!!float"), resolve("08"), resolve("2024-01-01T10:00:00+02:00")])
SCALARS = TEXTS | PLAINS


def _different_texts(tree: dict[Any, Any]) -> dict[Any, Any]:
    """``tree`` without the keys whose text another key has: two of those cannot stand in one map."""
    by_text = {key.text if isinstance(key, Plain) else key: key for key in tree}
    return {key: tree[key] for key in by_text.values()}


TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS, inner, max_size=4).map(_different_texts),
    max_leaves=20,
)


@given(TREES)
@example({"k" * 1100: {"a": [{"b": "c"}]}, "l": "k" * 3000})
@example([[["a"], []], {}, [{"a": [{}]}]])
@example({"a": "b\n\n\n", "c": ["d\n\n", "e\nf"]})
def test_what_is_written_reads_back_as_the_same_tree(tree: Any) -> None:
    document = read(write(tree), "x")

    assert document.problems == ()
    assert document.tree == (None if isinstance(tree, Plain) and tree.value is None else tree)


@given(st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=10))
def test_a_reader_of_yaml_1_1_gets_the_same_texts(tree: Any) -> None:
    assert yaml.safe_load(write(tree)) == tree


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | TEXTS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
        max_leaves=20,
    )
)
def test_python_values_read_back_by_both_kinds_of_reader(tree: Any) -> None:
    text = write(tree)

    assert to_free(read(text, "x").tree) == tree
    assert yaml.safe_load(text) == tree


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("gpt-5", "gpt-5"),
        ("https://api.openai.com/v1", "https://api.openai.com/v1"),
        ("it's fine, is it", "it's fine, is it"),
        ("4.10", '"4.10"'),
        ("yes", '"yes"'),
        ("n", '"n"'),
        ("2024-01-01", '"2024-01-01"'),
        ("12:30", '"12:30"'),
        ("", '""'),
        ("a: b", '"a: b"'),
        ('{"type": "object"}', '\'{"type": "object"}\''),
        ("a\x1b[0m", '"a\\x1b[0m"'),
        (Plain("1_000", 1000, "int"), "1_000"),
        (Plain("3", 3.0, "float"), '!!float "3"'),
        (None, "null"),
        (True, "true"),
        (1e-05, "1.0e-05"),
        (1e22, "1.0e+22"),
        (float("-inf"), "-.inf"),
        (date(2024, 1, 2), "2024-01-02"),
        (datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC), "2024-01-02T03:04:05+00:00"),
    ],
)
def test_a_scalar_is_quoted_only_when_it_must_be(value: Any, written: str) -> None:
    assert scalar(value) == written


def test_a_document_looks_as_a_person_would_write_it() -> None:
    tree = {
        "slug": "team",
        "profiles": {
            "default": {"stack": [{"profile_slug": "a", "registry_slug": "b"}, {"profile_slug": "c"}]},
            "empty": {},
            "prompt": "Be brief.\n\nBe kind.\n",
            "none": NULL,
            "lists": [["a", "b"], []],
        },
    }

    assert write(tree) == (
        "slug: team\n"
        "profiles:\n"
        "  default:\n"
        "    stack:\n"
        "      - profile_slug: a\n"
        "        registry_slug: b\n"
        "      - profile_slug: c\n"
        "  empty: {}\n"
        "  prompt: |\n"
        "    Be brief.\n"
        "\n"
        "    Be kind.\n"
        "  none:\n"
        "  lists:\n"
        "    - - a\n"
        "      - b\n"
        "    - []\n"
    )


def test_a_deep_tree_is_written() -> None:
    tree: Any = "leaf"
    for _ in range(2000):
        tree = {"a": [tree]}

    assert write(tree).count("\n") == 2001


@pytest.mark.parametrize("value", [object(), {"a": {1, 2}}, [b"a"], {(1, 2): "a"}])
def test_what_yaml_cannot_say_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        write(value)
