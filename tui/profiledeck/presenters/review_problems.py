"""What is in the way of saving, which problems come with it and which go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engineprofiles import Problem, Severity
from profiledeck.presenters.leaves import many
from profiledeck.presenters.lines import Row, Rows, fitted, line
from profiledeck.presenters.problems import problem_lines
from profiledeck.presenters.severities import BADGES, COUNTED, in_words
from profiledeck.presenters.wrapping import wrapped
from profiledeck.reviewing import Findings, Review

MENDED = "✓"
_MOST = 100
"""Problems of a kind that are listed; nobody reads more before saving."""


def verdict(review: Review) -> tuple[str, str]:
    """Whether the draft can be saved, in a few words, and the tone that goes with them."""
    if review.findings is None:
        return "checking…", "dim"
    if review.refusals:
        return f"{BADGES[Severity.ERROR].glyph} Cannot be saved", "error"
    return "Can be saved", "good"


def review_problem_rows(review: Review, width: int) -> Rows:
    """First whether it can be saved, then what is in the way, what appears and what is mended."""
    if review.findings is None:
        return (Row(line((fitted("Checking the chain…", width), "dim"))),)
    return tuple(_rows(review, review.findings, width))


def problem_changes(review: Review) -> str:
    """``✕1 ▲2 ✓1``, for a title: what is in the way or appears, and what is mended. Notes do not count."""
    if review.findings is None:
        return ""
    counts = Counter(each.severity for each in _coming(review.findings))
    parts = [f"{BADGES[each].glyph}{counts[each]}" for each in COUNTED if counts[each]]
    mended = sum(1 for each in review.findings.vanished if each.severity in COUNTED)
    return " ".join((*parts, f"{MENDED}{mended}") if mended else parts)


def _rows(review: Review, findings: Findings, width: int) -> Iterator[Row]:
    text, tone = verdict(review)
    coming = _coming(findings)
    counts = in_words(Counter(each.severity for each in coming))
    closing = f"{counts} appear{'s' * (len(coming) == 1)}" if coming else "no problem appears"
    for piece in wrapped(f"{text}: {closing}", width):
        yield Row(line((piece, tone)), "line")
    for problem in coming[:_MOST]:
        yield from (Row(piece, "line") for piece in problem_lines(problem, width))
    yield from _more(len(coming), width)
    if findings.vanished:
        yield Row(line((f"Mended: {many(len(findings.vanished), 'problem')}", "heading")), "line")
    for problem in findings.vanished[:_MOST]:
        first, *rest = wrapped(problem.message, width - 2)
        yield Row(line((f"{MENDED} ", "good"), first), "line")
        yield from (Row(line(f"  {piece}"), "line") for piece in rest)
    yield from _more(len(findings.vanished), width)


def _coming(findings: Findings) -> list[Problem]:
    """What is in the way and what appears, the worst first."""
    found = dict.fromkeys((*findings.refusals, *findings.appeared))
    return sorted(found, key=lambda problem: list(Severity).index(problem.severity))


def _more(number: int, width: int) -> Iterator[Row]:
    if number > _MOST:
        yield Row(line((fitted(f"… and {number - _MOST:,} more", width), "dim")), "line")
