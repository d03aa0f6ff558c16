"""Everything that is wrong or risky in short, the selected profile's first and then by source; notes come last."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import lru_cache

from rich.cells import cell_len

from engineprofiles import Problem, Severity
from profiledeck.presenters.header import application_name
from profiledeck.presenters.lines import Line, Row, Span, fitted, fitted_end, line
from profiledeck.presenters.problem_order import problems_by_profile, problems_first, tally
from profiledeck.presenters.severities import BADGES, COUNTED
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import State

_INDENT = 2
_MOST = 300


def problem_rows(state: State, width: int) -> list[Row]:
    """Each problem with its severity, its message, the place and how to mend it.

    The first line of each has the key ``("problem", number)``, which :func:`problem_at` reads.
    """
    if state.chain is None:
        return [Row(line((fitted(no_problems(state), width), "dim")))]
    stops, own = problems_first(state)
    first = len(stops) + len(own)
    others = problems_by_profile(state)[first:]
    rows: list[Row] = []
    if stops:
        rows.append(_heading(f"{application_name(state)} stops here", width))
        rows.extend(_numbered(stops, 0, width))
    if own:
        rows.append(_heading(f"This profile: {'/'.join(state.selected or ())}", width))
        rows.extend(_numbered(own, len(stops), width))
    rows.extend(_by_source(others[:_MOST], first, width))
    rows.extend(Row(line((text, "dim"))) for text in wrapped(_closing(state, len(others)), width))
    return rows


def problem_at(state: State, key: Hashable) -> Problem | None:
    """The problem of the row with ``key``, if it is one of a problem that is still there."""
    match key:
        case ("problem", int(number)) if 0 <= number < len(found := problems_by_profile(state)):
            return found[number]
    return None


def problem_key(state: State) -> Hashable:
    """The key of the row of the highlighted problem; of the first one when there is none."""
    found = problems_by_profile(state)
    return ("problem", found.index(state.problem) if state.problem in found else 0)


def problem_count(state: State) -> str:
    """How many errors and warnings, for a title: ``✕1 ▲2``; empty when there are none."""
    counts = tally(state)
    return " ".join(f"{BADGES[severity].glyph}{counts[severity]}" for severity in COUNTED if counts.get(severity))


def no_problems(state: State) -> str:
    """Why no problem is listed: all is well, or the check still runs."""
    if state.chain is None:
        return "Nothing is open."
    if state.problems is None:
        return "Checking…"
    profiles = sum(len(registry.profiles) for registry in state.chain.registries)
    looked_at = (
        _number(len(state.chain.sources), "source"),
        _number(len(state.chain.registries), "registry", "registries"),
        _number(profiles, "profile"),
    )
    return f"No problems. Looked at {looked_at[0]}, {looked_at[1]} and {looked_at[2]}."


def _by_source(problems: tuple[Problem, ...], start: int, width: int) -> Iterator[Row]:
    group: tuple[bool, str] | None = None
    for number, problem in enumerate(problems, start):
        if group != (group := (problem.severity is Severity.INFO, problem.location.source)):
            yield _heading(problem.location.source or "The chain", width)
        yield from _numbered((problem,), number, width)


def _numbered(problems: tuple[Problem, ...], start: int, width: int) -> Iterator[Row]:
    for number, problem in enumerate(problems, start):
        first, *more = problem_lines(problem, width)
        yield Row(first, ("problem", number))
        yield from map(Row, more)


# Moving the cursor draws the same problems again and again.
@lru_cache(4096)
def problem_lines(problem: Problem, width: int) -> tuple[Line, ...]:
    """A problem on as many lines as it takes: severity and message, the place, how to mend it."""
    glyph, word, tones = BADGES[problem.severity]
    label = f"{glyph} {word}  "
    room = width - _INDENT
    first, *more = wrapped(problem.message, room, taken=len(label) - _INDENT)
    place = problem.location.label
    return (
        (Span(label, f"{tones} strong"), Span(first)),
        *((Span(" " * _INDENT), Span(text)) for text in more),
        *(((Span(" " * _INDENT), Span(fitted_end(place, min(room, cell_len(place))), "accent")),) if place else ()),
        *((Span(" " * _INDENT), Span(text, "dim")) for text in wrapped(problem.hint, room)),
    )


def _heading(text: str, width: int) -> Row:
    return Row(line((fitted(text, min(width, cell_len(text))), "heading")))


def _closing(state: State, others: int) -> str:
    """What stands under the list: that there is nothing, that there is more, or that the check still runs."""
    if state.problems is None and (state.refusals or state.profile_problems):
        return "Checking the rest of the chain…"
    if others > _MOST:
        return f"… and {others - _MOST:,} more: p lists them all."
    return "" if others or state.refusals or state.profile_problems else no_problems(state)


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
