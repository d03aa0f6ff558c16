"""Comments that silence a problem: ``# profiledeck: ignore[code, other]`` on its line, or alone on the line above.

Only a registry that could be read has comments: what keeps a whole document from being one cannot be silenced in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from engineprofiles.chain import Chain
from engineprofiles.documents.events import first_document
from engineprofiles.documents.reader import YamlDocument
from engineprofiles.documents.syntax import line_column
from engineprofiles.model import nearest_name
from engineprofiles.problems import CODES, Location, Problem

MARK = "profiledeck:"
_COMMENT = re.compile(rf"(?<!\S)#[ \t]*{MARK}[ \t]*ignore\b[ \t]*(?:\[([^\]\r\n]*)\])?")
_BREAK = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Silence:
    """A comment at ``line`` and ``column`` that silences problems of ``codes`` on the line ``about``."""

    line: int
    column: int
    about: int
    codes: tuple[str, ...]


def silences(text: str) -> tuple[Silence, ...]:
    """The comments of a YAML text that silence problems. A ``#`` in a quoted or block text begins none."""
    return _silences(text) if MARK in text else ()


def without_silenced(problems: Iterable[Problem], chain: Chain) -> Iterator[Problem]:
    """Those of ``problems`` that no comment silences."""
    silenced: dict[str, Mapping[int, frozenset[str]]] = {}
    for problem in problems:
        place = problem.location
        if place.source not in silenced:
            silenced[place.source] = _codes_by_line(_silences_in(place.source, chain))
        # To ask for a line makes the text be gone through, so it is asked for only where a comment could be about it.
        codes = silenced[place.source]
        if not codes or place.line is None or problem.code not in codes.get(place.line, ()):
            yield problem


def unused_silences(problems: Iterable[Problem], chain: Chain) -> Iterator[Problem]:
    """For each code in a comment that silences none of ``problems`` a problem at the comment."""
    found = [(each, _silences_in(each.source, chain, each.document)) for each in chain.registries]
    sources = {registry.source for registry, comments in found if comments}
    places = {
        (problem.location.source, problem.location.line, problem.code)
        for problem in problems
        if problem.location.source in sources
    }
    for registry, comments in found:
        for silence in comments:
            place = Location(registry.source, line=silence.line, column=silence.column)
            if not silence.codes:
                hint = "Name the codes in brackets: # profiledeck: ignore[code]"
                yield Problem("ignore-unused", "the comment names no code", hint, place)
            for code in silence.codes:
                if (registry.source, silence.about, code) not in places:
                    message = f"there is no {code} for this comment to silence"
                    yield Problem("ignore-unused", message, _hint(code), place)


def _hint(code: str) -> str:
    if code in CODES:
        return ""
    nearest = nearest_name(code, CODES)
    return f"Did you mean {nearest}?" if nearest else "There is no such code."


def _silences_in(source: str, chain: Chain, document: object = None) -> tuple[Silence, ...]:
    if document is None:
        document = next((registry.document for registry in chain.registries if registry.source == source), None)
    return silences(document.text) if isinstance(document, YamlDocument) else ()


def _codes_by_line(found: Iterable[Silence]) -> Mapping[int, frozenset[str]]:
    codes: dict[int, frozenset[str]] = {}
    for silence in found:
        codes[silence.about] = codes.get(silence.about, frozenset()).union(silence.codes)
    return codes


# An app asks for the same few texts whenever its cursor moves.
@lru_cache(64)
def _silences(text: str) -> tuple[Silence, ...]:
    scalars = _quoted_and_block(text)
    starts = [start for start, _ in scalars]
    lines = _BREAK.split(text)
    found = []
    for match in _COMMENT.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        if before >= 0 and match.start() < scalars[before][1]:
            continue
        line, column = line_column(text, match.start())
        codes = tuple(filter(None, map(str.strip, (match[1] or "").split(","))))
        found.append(Silence(line, column, _about(lines, line), codes))
    return tuple(found)


def _about(lines: list[str], line: int) -> int:
    """The line that a comment on ``line`` is about: its own or, when it stands there alone, the next one that is no
    comment."""
    if not _is_comment(lines[line - 1]):
        return line
    return next((number for number in range(line + 1, len(lines) + 1) if not _is_comment(lines[number - 1])), line)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _quoted_and_block(text: str) -> list[tuple[int, int]]:
    """Where the texts of the first document that a ``#`` can stand in begin and end, as indexes into ``text``."""
    found = []
    for event in first_document(text):
        style = getattr(event, "style", None)
        if style in ("'", '"'):
            found.append((event.start_mark.index, event.end_mark.index))
        elif style in ("|", ">"):
            # Beside the `|` there can be a comment: the text itself begins on the next line.
            header = _BREAK.search(text, event.start_mark.index)
            found.append((header.end() if header else len(text), event.end_mark.index))
    return found
