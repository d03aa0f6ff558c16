"""The comments of a YAML text, which no tree holds."""

from __future__ import annotations

import re

import yaml

from engineprofiles.documents.events import first_document

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#", re.MULTILINE)
_BEFORE_ANYTHING = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z))*?(?=[ \t]*[^ \t\r\n#]|\Z)")


def header(text: str) -> str:
    """The comment above the first key, with its lines as written and none that are blank at its ends."""
    match = _BEFORE_ANYTHING.match(text)
    lines = [line.strip() for line in match[0].splitlines()] if match else []
    return "\n".join(lines).strip("\n")


def comments_below(text: str) -> tuple[int, ...]:
    """The lines, from 1, of all comments that are not part of the header. Expects a text that can be read."""
    match = _BEFORE_ANYTHING.match(text)
    start = match.end() if match else 0
    found = [start + mark.start() for mark in _COMMENT.finditer(text[start:])]
    spans = _scalars(text) if found else []
    lines = []
    for index in found:
        while spans and spans[0][1] <= index:
            spans.pop(0)
        if not (spans and spans[0][0] <= index):
            lines.append(text.count("\n", 0, index) + 1)
    return tuple(lines)


def _scalars(text: str) -> list[tuple[int, int]]:
    """Where the scalars stand, in order; a block begins after its first line, which can end in a comment."""
    spans = []
    try:
        for event in first_document(text):
            begin, end = event.start_mark.index, event.end_mark.index
            if type(event) is yaml.ScalarEvent:
                if event.style in ("|", ">"):
                    begin = text.find("\n", begin) + 1
                spans.append((begin, end))
    except yaml.YAMLError:
        pass
    return spans
