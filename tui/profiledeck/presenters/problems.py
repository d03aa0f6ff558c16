"""Everything that is wrong or risky, the selected profile's first and then by source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from functools import lru_cache

from rich.cells import cell_len

from engineprofiles import Chain, Problem
from profiledeck.presenters.lines import Line, Row, Span, fitted, fitted_end, line
from profiledeck.presenters.severities import BADGES
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import State

_INDENT = 2
_MOST = 300


def problem_rows(state: State, width: int) -> list[Row]:
    """Each problem with its severity, its message, the place and how to mend it.

    The first line of each has the key ``("problem", number)``, which :func:`problem_at` reads.
    """
    if state.chain is None:
        return [Row(line((fitted("Nothing is open.", width), "dim")))]
    own, others = len(state.profile_problems), _in_order(state)[len(state.profile_problems) :]
    rows: list[Row] = []
    if own:
        rows.append(_heading(f"This profile: {'/'.join(state.selected or ())}", width))
        rows.extend(_numbered(state.profile_problems, 0, width))
    rows.extend(_by_source(others[:_MOST], own, width))
    rows.extend(Row(line((text, "dim"))) for text in wrapped(_closing(state, state.chain, len(others)), width))
    return rows


def problem_at(state: State, key: Hashable) -> Problem | None:
    """The problem of the row with ``key``, if it is one of a problem that is still there."""
    match key:
        case ("problem", int(number)) if 0 <= number < len(found := _in_order(state)):
            return found[number]
    return None


def problem_count(state: State) -> str:
    """How many of each severity, for a title: ``✕1 ▲2``; empty when there are none."""
    counts = Counter(problem.severity for problem in _in_order(state))
    return " ".join(f"{BADGES[severity].glyph}{counts[severity]}" for severity in BADGES if counts[severity])


def _in_order(state: State) -> tuple[Problem, ...]:
    """The selected profile's problems, then those of the rest of the chain, source by source."""
    own = frozenset(state.profile_problems)
    rest: dict[str, list[Problem]] = {}
    for problem in dict.fromkeys(state.problems or ()):
        if problem not in own:
            rest.setdefault(problem.location.source, []).append(problem)
    return (*state.profile_problems, *(problem for group in rest.values() for problem in group))


def _by_source(problems: tuple[Problem, ...], start: int, width: int) -> Iterator[Row]:
    source: str | None = None
    for number, problem in enumerate(problems, start):
        if problem.location.source != source:
            source = problem.location.source
            yield _heading(source or "The chain", width)
        yield from _numbered((problem,), number, width)


def _numbered(problems: tuple[Problem, ...], start: int, width: int) -> Iterator[Row]:
    for number, problem in enumerate(problems, start):
        first, *more = _problem_lines(problem, width)
        yield Row(first, ("problem", number))
        yield from map(Row, more)


# Moving the cursor draws the same problems again and again.
@lru_cache(4096)
def _problem_lines(problem: Problem, width: int) -> tuple[Line, ...]:
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


def _closing(state: State, chain: Chain, others: int) -> str:
    """What stands under the list: that there is nothing, that there is more, or that the check still runs."""
    if state.problems is None:
        return "Checking…" if not state.profile_problems else "Checking the rest of the chain…"
    if others > _MOST:
        return f"… and {others - _MOST:,} more."
    if others or state.profile_problems:
        return ""
    profiles = sum(len(registry.profiles) for registry in chain.registries)
    looked_at = (
        _number(len(chain.sources), "source"),
        _number(len(chain.registries), "registry", "registries"),
        _number(profiles, "profile"),
    )
    return f"No problems. Looked at {looked_at[0]}, {looked_at[1]} and {looked_at[2]}."


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
