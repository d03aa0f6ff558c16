"""Everything that can be wrong with a YAML text: its code, its words, its exact place."""

from __future__ import annotations

import pytest

from engineprofiles.documents.reader import read
from engineprofiles.documents.typed import to_free

TAB = "a tab is used to indent: YAML takes only spaces there"
COLON = "a `:` stands where no key can be: quote a text that holds `: `, or mend the indentation"
MERGE = "the merge key `<<` takes a map, an alias of one, or a list of these"
UNCLOSED = "the quoted text begun here has no closing quote"

SECOND = "a second document begins here and is not read"


def twice(key: str, first: int) -> str:
    return f"the key {key!r} stands twice: the first is at line {first}"


UNREADABLE = [
    ("a: 1\n\tb: 2", TAB, 2, 1),
    ("a:\n\t- x: 1", TAB, 2, 1),
    ("\ta: 1", TAB, 1, 1),
    ("\ufeffa: 1\n\tb: 2", TAB, 2, 1),
    ("a: 1\r\n\tb: 2", TAB, 2, 1),
    ("k: \x01", "the control character U+0001 cannot stand in YAML", 1, 4),
    ("é: 1\nk: \x7f", "the control character U+007F cannot stand in YAML", 2, 4),
    ('k: "a\nb: 1\n', UNCLOSED, 1, 4),
    ("k: 'a\n---\nb: 1\n", UNCLOSED, 1, 4),
    ("k: [x", "the list opened with `[` at line 1 lacks a comma or its `]`", 1, 6),
    ("a: 1\nk: {x\n", "the map opened with `{` at line 2 lacks a comma or its `}`", 2, 6),
    ("k: [x\nb: 1\n", "the list opened with `[` at line 1 lacks a comma or its `]`", 2, 2),
    ("a: 1\n b: 2", COLON, 2, 3),
    ("é: b: c", COLON, 1, 5),
    ("- a\nk: 1", "this line does not fit the list begun at line 1: it has no `-`", 2, 1),
    ("a:\n  b: 1\n c: 2", "this line does not fit the map begun at line 1: its indentation is off", 3, 2),
    ("k: - a", "a `-` stands where no list can begin: put the list on a line of its own, or quote the text", 1, 4),
    ("k: @a", "a text cannot begin with `@`: put it in quotes", 1, 4),
    ("k: `a`", "a text cannot begin with ```: put it in quotes", 1, 4),
    ("k: ,x", "a value was expected here", 1, 4),
    ("k: |x", "only a comment or the end of the line can stand here", 1, 5),
    ('k: "\\q"', "the text in double quotes holds an escape that YAML does not know", 1, 5),
    (r'k: "\\ \/"', r"Geppetto does not know the escape `\/`: write `/` alone", 1, 8),
    ("k: [a, b?c]", "Geppetto ends a text at `?` inside [ ] or { }: put the text in quotes", 1, 9),
    ("k: [\n  'a?',\n  b?\n]", "Geppetto ends a text at `?` inside [ ] or { }: put the text in quotes", 3, 4),
    ("%YAML 1.2\n---\na: 1", "Geppetto reads only YAML 1.1: change the %YAML directive or remove it", 1, 1),
    ("a: \ud800", "half a character (a lone surrogate) cannot stand in YAML", 1, 4),
    (b"a: 1\nb\xc3\xa9: \xff", "the bytes here are not UTF-8 text", 2, 5),
    (b"\xef\xbb\xbfa: \xff", "the bytes here are not UTF-8 text", 1, 4),
    (b"\xff\xfea\x00:\x00 \x00\x00", "the bytes here are not UTF-16 text", 1, 4),
]


@pytest.mark.parametrize(("text", "message", "line", "column"), UNREADABLE)
def test_a_text_that_cannot_be_read(text: str | bytes, message: str, line: int, column: int) -> None:
    document = read(text, "team.yaml")
    (problem,) = document.problems
    assert (problem.code, problem.message) == ("yaml-syntax", message)
    assert problem.location.label == f"team.yaml:{line}:{column}"
    assert document.tree is None


@pytest.mark.parametrize(
    "text",
    ['k: "\\ud83d\\ude00"', "k: a\u2028b", "%FOO\n---\na: 1", "!foo!bar x", "a: &\n", "{a: b:, c}", "x: {\n", "k: !<x",
     "%YAML 1.1\n%YAML 1.1\n---\na", "- - [\n", "\x00", "k: |\n\ta", "? - [}"],
)  # fmt: skip
def test_any_other_broken_text_gives_a_problem_within_the_text(text: str) -> None:
    (problem,) = read(text, "x").problems
    assert problem.code == "yaml-syntax"
    assert problem.location.line is not None
    assert problem.location.column is not None
    assert 1 <= problem.location.line <= len(text.splitlines())
    assert problem.location.column >= 1


READ_ON = [
    ("a: 1\nb: 2\na: 3\n", "duplicate-key", twice("a", 1), 3, 1, {"a": 1, "b": 2}),
    ("x:\n  1: a\n  '1': b\n", "duplicate-key", twice("1", 2), 3, 3, {"x": {"1": "a"}}),
    ("'1': a\n1: b\n", "duplicate-key", twice("1", 1), 2, 1, {"1": "a"}),
    ("a: {b: 1}\nc: {d: 1, d: {e: 2}, f: 3}\n", "duplicate-key", twice("d", 2), 2, 11,
     {"a": {"b": 1}, "c": {"d": 1, "f": 3}}),
    ("<<: {x: 1}\n<<: {y: 2}\n", "duplicate-key", twice("<<", 1), 2, 1, {"x": 1}),
    ("<<: {x: 1}\n'<<': {y: 2}\n", "duplicate-key", twice("<<", 1), 2, 1, {"x": 1}),
    ("a: *x\nb: 1\n", "yaml-syntax", "the alias *x has no anchor &x before it", 1, 4, {"a": None, "b": 1}),
    ("a: &a {x: *a, y: 1}\n", "yaml-syntax", "the anchor &a contains itself", 1, 11, {"a": {"x": None, "y": 1}}),
    ("a: &a\n  - [*a]\n", "yaml-syntax", "the anchor &a contains itself", 2, 6, {"a": [[None]]}),
    ("a: &a\n  <<: *a\n  b: 1\n", "yaml-syntax", "the anchor &a contains itself", 2, 7, {"a": {"b": 1}}),
    ("<<: 3\na: 1\n", "yaml-syntax", MERGE, 1, 1, {"a": 1}),
    ("k: {<<: }\n", "yaml-syntax", MERGE, 1, 5, {"k": {}}),
    ("k: {<<: [{a: 1}, 2]}\n", "yaml-syntax", MERGE, 1, 5, {"k": {}}),
    ("l: &l [{a: 1}]\n<<: *l\n", "yaml-syntax", MERGE, 2, 1, {"l": [{"a": 1}]}),
    ("[1]: v\na: 1\n", "yaml-syntax", "a list or a map cannot be a key", 1, 1, {"a": 1}),
    ("? {a: [1, {b: c}]}\n: v\na: 1\n", "yaml-syntax", "a list or a map cannot be a key", 1, 3, {"a": 1}),
    ("m: &m {}\n*m : v\na: 1\n", "yaml-syntax", "a list or a map cannot be a key", 2, 1, {"m": {}, "a": 1}),
    ("a: !!bool yes\n", "wrong-type", "this text is not what its tag !!bool says", 1, 4, {"a": "yes"}),
    ("a: !!binary '*'\n", "wrong-type", "this text is not what its tag !!binary says", 1, 4, {"a": "*"}),
    ("a: 1\n---\nb: [", "several-documents", SECOND, 2, 1, {"a": 1}),
    ("a: 1\n---\nb: 1\n---\nc: 1\n", "several-documents", SECOND, 2, 1, {"a": 1}),
    ("a: 1\n...\nb: 2", "several-documents", "what follows the first document is not read", 3, 1, {"a": 1}),
    ("---\n---\na: 1\n", "several-documents", SECOND, 2, 1, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "message", "line", "column", "tree"), READ_ON)
def test_the_rest_is_still_read(text: str, code: str, message: str, line: int, column: int, tree: object) -> None:
    document = read(text, "x")
    (problem,) = document.problems
    assert (problem.code, problem.message) == (code, message)
    assert (problem.location.line, problem.location.column) == (line, column)
    assert to_free(document.tree) == tree


def test_every_repeated_key_is_named_with_its_path() -> None:
    document = read("a:\n  - b: 1\n    b: 2\na: {c: 1, c: 2}\n", "x")
    assert [(p.location.path, p.location.line, p.location.column) for p in document.problems] == [
        (("a", 0, "b"), 3, 5),
        (("a",), 4, 1),
        (("a", "c"), 4, 11),
    ]
    assert to_free(document.tree) == {"a": [{"b": 1}]}


def nested(width: int, depth: int) -> str:
    """A document whose last list is ``width ** depth`` values, written with aliases."""
    lines = [f"a0: &a0 [{', '.join('x' * width)}]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * width)}]" for i in range(1, depth)]
    return "\n".join(lines)


# Each pair lies on both sides of the limit of the real yaml.v3.
@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        (nested(2, 7), True),
        (nested(9, 3), True),
        (nested(9, 8), False),
        (f"a: &a [{', '.join('x' * 50)}]\nb: [{', '.join(['*a'] * 300)}]", True),
        (f"a: &a [{', '.join('x' * 1000)}]\nb: [{', '.join(['*a'] * 300)}]", False),
    ],
)
def test_excessive_aliasing(text: str, accepted: bool) -> None:
    document = read(text, "x")
    assert [problem.code for problem in document.problems] == ([] if accepted else ["excessive-aliasing"])
    assert (document.tree is None) is not accepted


@pytest.mark.parametrize(
    ("text", "codes", "column"),
    [
        ("[" * 10_000 + "]" * 10_000, [], None),
        ("[" * 10_001 + "]" * 10_001, ["too-deep"], 10_001),
        ("[" * 200_000, ["too-deep"], 10_001),
        ("- " * 10_001 + "x", ["too-deep"], 20_001),
        ("{a: " * 10_001, ["too-deep"], 40_001),
    ],
)
def test_depth(text: str, codes: list[str], column: int | None) -> None:
    document = read(text, "x")
    assert [problem.code for problem in document.problems] == codes
    assert [problem.location.column for problem in document.problems] == ([column] if codes else [])


def test_a_text_in_double_quotes_may_hold_slashes_and_question_marks() -> None:
    document = read('a: "b\\\\/c"\nd: what?\ne: ["f?", \'g?\']\n', "x")
    assert document.problems == ()
    assert document.tree == {"a": "b\\/c", "d": "what?", "e": ["f?", "g?"]}


def test_no_message_shows_a_value() -> None:
    texts = [
        "key: sk-secret: x",
        "key: 'sk-secret",
        "key: [sk-secret",
        "key: !!int sk-secret",
        "key: sk-secret\nkey: sk-secret",
    ]
    assert not [text for text in texts if any("sk-secret" in repr(problem) for problem in read(text, "x").problems)]
