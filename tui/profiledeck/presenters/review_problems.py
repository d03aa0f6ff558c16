"""What is in the way of saving, which problems come with it and which go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from engineprofiles import Problem, Severity
from profiledeck.presenters.leaves import many
from profiledeck.presenters.lines import Row, Rows, Span, fitted, line
from profiledeck.presenters.problems import problem_lines
from profiledeck.presenters.severities import BADGES, in_words
from profiledeck.presenters.wrapping import wrapped
from profiledeck.reviewing import Review

MENDED = "✓"
_MOST = 100
"""Problems of a kind that are listed; nobody reads more before saving."""


def verdict(review: Review) -> tuple[str, str]:
    """Whether the draft can be saved, in a few words, and the tone that goes with them."""
    if review.refusals:
        return f"{BADGES[Severity.ERROR].glyph} Cannot be saved", "error"
    return "Can be saved", "good"


def review_problem_rows(review: Review, width: int) -> Rows:
    """First whether it can be saved, then what is in the way, what appears and what is mended."""
    return tuple(_rows(review, width))


def problem_changes(review: Review) -> str:
    """``✕1 ▲2 ✓1``, for a title: what is in the way or appears, and what is mended. Notes do not count."""
    counts = Counter(each.severity for each in _coming(review))
    parts = [f"{BADGES[each].glyph}{counts[each]}" for each in (Severity.ERROR, Severity.WARNING) if counts[each]]
    mended = sum(1 for each in review.vanished if each.severity is not Severity.INFO)
    return " ".join((*parts, f"{MENDED}{mended}") if mended else parts)


def _rows(review: Review, width: int) -> Iterator[Row]:
    text, tone = verdict(review)
    coming = _coming(review)
    counts = in_words(Counter(each.severity for each in coming))
    closing = f"{counts} appear{'s' * (len(coming) == 1)}" if coming else "no problem appears"
    for piece in wrapped(f"{text}: {closing}", width):
        yield Row(line((piece, tone)), "line")
    for problem in coming[:_MOST]:
        for piece_line in problem_lines(problem, width):
            yield Row(piece_line, "line")
    yield from _more(len(coming), width)
    if review.vanished:
        yield Row(line((f"Mended: {many(len(review.vanished), 'problem')}", "heading")), "line")
    for problem in review.vanished[:_MOST]:
        first, *rest = wrapped(problem.message, width - 2)
        yield Row(line((f"{MENDED} ", "good"), first), "line")
        yield from (Row((Span(f"  {piece}"),), "line") for piece in rest)
    yield from _more(len(review.vanished), width)


def _coming(review: Review) -> list[Problem]:
    """What is in the way and what appears, the worst first."""
    found = dict.fromkeys((*review.refusals, *review.appeared))
    return sorted(found, key=lambda problem: list(Severity).index(problem.severity))


def _more(number: int, width: int) -> Iterable[Row]:
    if number > _MOST:
        yield Row(line((fitted(f"… and {number - _MOST:,} more", width), "dim")), "line")
