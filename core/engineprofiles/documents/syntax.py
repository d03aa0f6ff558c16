"""What is wrong with a text that is not YAML, in words, and where."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from engineprofiles.documents.events import begins, ends, first_document

# What YAML 1.1 lets stand in a text.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)

# libyaml's finding -> what it means for the author. A `{line}` is where the thing began.
_TAB = "a tab is used to indent: YAML takes only spaces there"
_MEANINGS = {
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "mapping values are not allowed in this context": (
        "a `:` stands where no key can be: quote a text that holds `: `, or mend the indentation"
    ),
    "block sequence entries are not allowed in this context": (
        "a `-` stands where no list can begin: put the list on a line of its own, or quote the text"
    ),
    "mapping keys are not allowed in this context": "a `?` stands where no key can be",
    "could not find expected ':'": "the key begun at line {line} has no `:` after it",
    "did not find expected key": "this line does not fit the map begun at line {line}: its indentation is off",
    "did not find expected '-' indicator": "this line does not fit the list begun at line {line}: it has no `-`",
    "did not find expected ',' or ']'": "the list opened with `[` at line {line} lacks a comma or its `]`",
    "did not find expected ',' or '}'": "the map opened with `{{` at line {line} lacks a comma or its `}}`",
    "did not find expected node content": "a value was expected here",
    "did not find expected comment or line break": "only a comment or the end of the line can stand here",
    "did not find expected <document start>": "this does not belong to the document above it",
    "found unknown escape character": "the text in double quotes holds an escape that YAML does not know",
    "found invalid Unicode character escape code": (
        "the text in double quotes escapes half a character: write it as it is, or as \\U and eight digits"
    ),
    "did not find expected hexdecimal number": "the text in double quotes holds an escape with too few digits",
    "found unexpected end of stream": "the quoted text begun here has no closing quote",
    "found unexpected document indicator": "the quoted text begun here has no closing quote",
    "found unexpected ':'": "a `:` stands right before a comma or bracket: put a space after it, or quote the text",
    "found incompatible YAML document": "the %YAML directive names a version other than 1.1",
    "found undefined tag handle": "a tag uses a handle that no %TAG directive defines",
    "did not find expected alphabetic or numeric character": "an anchor or alias has no name",
    "found duplicate %YAML directive": "the document has two %YAML directives",
}
_UNCLOSED_QUOTE = ("found unexpected end of stream", "found unexpected document indicator")


class SyntaxFault(NamedTuple):
    """What is wrong, and the line and column where, both from 1."""

    message: str
    line: int
    column: int


def fault_of(error: yaml.YAMLError, text: str) -> SyntaxFault:
    """The fault in ``text`` that stopped PyYAML."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return forbidden_character(text) or SyntaxFault("the text is not YAML", 1, 1)
    finding = error.problem or ""
    mark: Any = error.problem_mark
    began = error.context_mark or mark
    if finding in _UNCLOSED_QUOTE:
        mark = began
    if finding == "found character that cannot start any token":
        message = _bad_start(text[mark.index : mark.index + 1])
    else:
        message = _MEANINGS.get(finding, f"this is not YAML: {finding}").format(line=began.line + 1)
    return SyntaxFault(message, *_within(text, mark))


def _bad_start(character: str) -> str:
    if character == "\t":
        return _TAB
    return f"a text cannot begin with `{character}`: put it in quotes"


def _within(text: str, mark: Any) -> tuple[int, int]:
    """Line and column of ``mark``; one past the last line is brought back to the end of the text."""
    if mark.index < len(text) or mark.column:
        return mark.line + 1, mark.column + 1
    end = text.rstrip()
    return end.count("\n") + 1, len(end) - end.rfind("\n")


def forbidden_character(text: str) -> SyntaxFault | None:
    """The first character that cannot stand in YAML at all, if there is one."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return None
    return SyntaxFault(
        f"the control character U+{ord(match[0]):04X} cannot stand in YAML", *line_column(text, match.start())
    )


def stricter_than_libyaml(text: str) -> SyntaxFault | None:
    r"""The first thing that libyaml takes and yaml.v3 does not; expects a text that libyaml can read.

    There are two: the escape ``\/``, and a ``?`` in a text without quotes inside ``[ ]`` or ``{ }``.
    """
    flow: list[bool] = []
    for event in first_document(text):
        start, end = event.start_mark.index, event.end_mark.index
        if begins(event):
            flow.append(event.flow_style)
        elif ends(event):
            flow.pop()
        elif type(event) is not yaml.ScalarEvent:
            continue
        elif event.style == '"' and (slash := _escaped_slash(text, start, end)) is not None:
            return SyntaxFault(r"Geppetto does not know the escape `\/`: write `/` alone", *line_column(text, slash))
        elif not event.style and flow and flow[-1] and "?" in event.value:
            message = "Geppetto ends a text at `?` inside [ ] or { }: put the text in quotes"
            return SyntaxFault(message, *line_column(text, text.index("?", start)))
    return None


def _escaped_slash(text: str, start: int, end: int) -> int | None:
    return next((escape.start() for escape in _ESCAPE.finditer(text, start, end) if escape[1] == "/"), None)


def line_column(text: str, index: int) -> tuple[int, int]:
    """Line and column, both from 1, of the character at ``index``; CR, LF and CRLF end a line."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")
