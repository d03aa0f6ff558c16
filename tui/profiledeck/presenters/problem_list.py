"""All problems of the chain, a line each under their sources, and the whole text of the highlighted one.

Lines are made when they are looked at: thousands of problems cost no more than those on the screen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby

from engineprofiles.model import format_path
from engineprofiles.problems import CODES
from profiledeck.presenters.lines import Line, Row, Rows, RowsOnDemand, Span, fitted, fitted_end, line
from profiledeck.presenters.problem_order import (
    Listed,
    Shown,
    all_problems,
    chain_tally,
    highlighted,
    shown_problems,
)
from profiledeck.presenters.problems import no_problems
from profiledeck.presenters.severities import BADGES, in_words
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import Severities, State

_CODES_FROM = 90
_OWNERS_FROM = 130
_WIDEST_CODE = 23
_WIDEST_OWNER = 30
_LABEL = 9
_NO_HIT = {
    Severities.ERRORS: "No problem is an error",
    Severities.ERRORS_AND_WARNINGS: "No problem is an error or a warning",
    Severities.NOTES: "No problem is a note",
}


def problem_list_rows(state: State, width: int) -> Rows:
    """A heading for each source and a line for each of its problems, in ``width`` cells.

    A problem's row has the key ``("problem", problem)``. From 90 columns the code stands beside the message, from
    130 the profile too. Without a problem to show, a row says why.
    """
    shown = shown_problems(state)
    if not shown.listed:
        return tuple(Row(line((text, "dim"))) for text in wrapped(_nothing_shown(state), width))
    return ProblemListRows(shown, all_problems(state), width)


def problem_list_key(state: State) -> Hashable:
    """The key of the row that is highlighted."""
    listed = highlighted(state)
    return ("problem", listed.problem) if listed else None


def problem_list_title(state: State) -> Line:
    """``Problems  4 errors · 1 warning``, of the whole chain."""
    counts = in_words(chain_tally(state))
    return line(("Problems", "strong"), (f"  {counts}" if counts else "", ""))


def problem_list_summary(state: State) -> str:
    """What narrows the list, for the border: ``errors · filter: chat · 4 of 57``."""
    letters = state.problem_filter.strip()
    severities = "" if state.severities is Severities.ALL else str(state.severities)
    if not letters and not severities:
        return ""
    number = f"{len(shown_problems(state).listed):,} of {len(all_problems(state)):,}"
    return " · ".join(filter(None, (severities, letters and f"filter: {letters}", number)))


def problem_text_rows(state: State, width: int) -> Rows:
    """All there is to say about the highlighted problem, every line with a key so that one can move through it."""
    listed = highlighted(state)
    lines = list(_text(listed, width)) if listed else [line(("No problem is highlighted.", "dim"))]
    return tuple(Row(each, ("text", number)) for number, each in enumerate(lines))


class ProblemListRows(RowsOnDemand[int | tuple[int, int]]):
    """The rows of the list, each made at the first look. The columns fit every problem, so that filtering does not
    move them."""

    def __init__(self, shown: Shown, every: Sequence[Listed], width: int) -> None:
        self._shown = shown
        self._width = width
        entries: list[int | tuple[int, int]] = []
        self._indexes: list[int] = []
        for _, group in groupby(range(len(shown.listed)), lambda place: shown.listed[place].group):
            places = list(group)
            entries.append((places[0], places[-1] + 1))
            self._indexes.extend(range(len(entries), len(entries) + len(places)))
            entries.extend(places)
        super().__init__(entries)
        self._place = max(len(_place(listed)) for listed in every)
        self._code = min(_WIDEST_CODE, max(len(listed.problem.code) for listed in every))
        self._owner = min(_WIDEST_OWNER, max(len(listed.owner) for listed in every))

    def index_of(self, key: Hashable) -> int:
        """The place of the row with ``key``, or -1."""
        place = self._shown.places.get(key[1]) if isinstance(key, tuple) else None
        return -1 if place is None else self._indexes[place]

    def row(self, entry: int | tuple[int, int]) -> Row:
        if isinstance(entry, tuple):
            return Row(self._heading(self._shown.listed[entry[0] : entry[1]]))
        listed = self._shown.listed[entry]
        return Row(self._line(listed), ("problem", listed.problem))

    def _heading(self, listed: Sequence[Listed]) -> Line:
        counts = in_words(Counter(each.problem.severity for each in listed))
        source = listed[0].problem.location.source or "The chain"
        name = fitted_end(source, max(1, self._width - len(counts) - 2)).rstrip()
        return line((name, "heading"), (f"  {counts}", "dim"))

    def _line(self, listed: Listed) -> Line:
        badge = BADGES[listed.problem.severity]
        parts = [Span(f"{badge.glyph} ", badge.tone), Span(f"{_place(listed).rjust(self._place)}  ", "dim")]
        room = self._width - len(badge.glyph) - 1 - self._place - 2
        owner = self._owner + 2 if self._owner and self._width >= _OWNERS_FROM else 0
        if self._width >= _CODES_FROM:
            parts.append(Span(f"{fitted(listed.problem.code, self._code)}  ", badge.tone))
            room -= self._code + 2
        parts.append(Span(fitted(listed.problem.message, room - owner)))
        if owner:
            parts.append(Span(f"  {fitted_end(listed.owner, self._owner)}", "dim"))
        return tuple(parts)


def _place(listed: Listed) -> str:
    place = listed.problem.location
    return "" if place.line is None else f"{place.line}:{place.column}"


def _nothing_shown(state: State) -> str:
    if not all_problems(state):
        return no_problems(state)
    letters = state.problem_filter.strip()
    if not letters:
        return f"{_NO_HIT[state.severities]}: f shows the others."
    among = "" if state.severities is Severities.ALL else f" among the {state.severities}"
    return f"Nothing matches “{letters}”{among}: Esc takes the filter back."


def _text(listed: Listed, width: int) -> Iterator[Line]:
    problem = listed.problem
    badge, code = BADGES[problem.severity], CODES[problem.code]
    yield line((f"{badge.glyph} {badge.word}  ", f"{badge.tone} strong"), (problem.code, "strong"))
    yield from (line(text) for text in wrapped(problem.message, width))
    place = problem.location
    facts = (
        ("Where", place.label, "accent"),
        ("Path", format_path(place.path), ""),
        ("Profile" if "/" in listed.owner else "Registry", listed.owner, ""),
        ("Means", code.meaning, ""),
        ("Mend", problem.hint, ""),
    )
    for label, text, tones in facts:
        yield from _labelled(label, wrapped(text, width - _LABEL), tones)
    for label, example in (("Wrong", code.bad), ("Right", code.good)):
        yield from _labelled(label, list(_written(example, width - _LABEL)), "")


def _labelled(label: str, texts: Sequence[str], tones: str) -> Iterator[Line]:
    for number, text in enumerate(texts):
        yield line((fitted("" if number else label, _LABEL), "dim"), (text, tones))


def _written(example: str, width: int) -> Iterator[str]:
    """The lines of an example as they are written; what is too long goes on below, indented alike."""
    for text in example.splitlines():
        indent = " " * min(len(text) - len(text.lstrip()), width // 2)
        yield from (f"{indent}{piece}" for piece in wrapped(text, width - len(indent)) or [""])
