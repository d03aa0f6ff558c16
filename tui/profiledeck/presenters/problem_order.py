"""The problems of the chain in the order in which they are read, and those of them that are shown.

A file is mended in one go, so problems stand by source, the top of the chain first as in the tree; within a source
what stops a profile comes before what is risky. Notes ask for nothing: they come after all the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from engineprofiles import Chain, Problem, Severity
from profiledeck.state import Severities, State

_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_TAKEN: Mapping[Severities, frozenset[Severity]] = {
    Severities.ALL: frozenset(Severity),
    Severities.ERRORS: frozenset({Severity.ERROR}),
    Severities.ERRORS_AND_WARNINGS: frozenset({Severity.ERROR, Severity.WARNING}),
    Severities.NOTES: frozenset({Severity.INFO}),
}


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """A problem and whose it is: ``registry/profile``, a registry, or nothing. ``text`` is what a filter looks in."""

    problem: Problem
    owner: str
    text: str

    @property
    def group(self) -> tuple[bool, str]:
        """What it is listed under: whether it is a note, and its source."""
        return self.problem.severity is Severity.INFO, self.problem.location.source


@dataclass(frozen=True, eq=False)
class Shown:
    """The problems that are shown, and the place of each among them."""

    listed: Sequence[Listed]
    places: Mapping[Problem, int]


def all_problems(state: State) -> Sequence[Listed]:
    """Every problem of the chain, each once; none while it has not been checked."""
    checked = _checked(state)
    return _all_problems(checked) if checked else ()


def chain_tally(state: State) -> Mapping[Severity, int]:
    """How many problems the chain has of each severity."""
    checked = _checked(state)
    return _counts(checked) if checked else {}


def shown_problems(state: State) -> Shown:
    """Those that have every word of the filter and the severity that is asked for."""
    checked = _checked(state)
    words = tuple(state.problem_filter.casefold().split())
    return _shown_problems(checked, words, state.severities) if checked else Shown((), {})


def highlighted(state: State) -> Listed | None:
    """The problem that the list highlights: the state's, or else the first of the selected profile, or of all."""
    shown = shown_problems(state)
    wanted = (state.problem,) if state.problem else problems_of_profile(state)
    place = next((shown.places[problem] for problem in wanted if problem in shown.places), 0)
    return shown.listed[place] if shown.listed else None


def problems_of_profile(state: State) -> tuple[Problem, ...]:
    """Those of the selected profile, errors first."""
    return tuple(sorted(state.profile_problems, key=lambda problem: _RANK[problem.severity]))


def problems_first(state: State) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What the application stops at, and the other problems of the selected profile."""
    stops = frozenset(state.refusals)
    return state.refusals, tuple(problem for problem in problems_of_profile(state) if problem not in stops)


def problems_by_profile(state: State) -> tuple[Problem, ...]:
    """What the application stops at, the selected profile's problems, then those of the rest of the chain."""
    checked = _checked(state)
    stops, own = problems_first(state)
    return _problems_by_profile(checked, (*stops, *own)) if checked else ()


def tally(state: State) -> Mapping[Severity, int]:
    """How many problems there are of each severity, those that only the selected profile's stack has and those that
    only stop the application counted in."""
    checked = _checked(state)
    if checked is None:
        return {}
    known = _known(checked)
    others = dict.fromkeys((*state.refusals, *state.profile_problems))
    return _counts(checked) + Counter(problem.severity for problem in others if problem not in known)


def successor(state: State) -> Problem | None:
    """What to highlight once the sources were read again: the same problem, or the one nearest to it in its source."""
    before = state.problem
    if before is None:
        return None
    beside = [each.problem for each in all_problems(state) if each.problem.location.source == before.location.source]
    if before in beside:
        return before
    return min(beside, key=lambda problem: _distance(before, problem), default=None)


def _distance(one: Problem, other: Problem) -> tuple[bool, int]:
    same = one.code == other.code and one.location.path == other.location.path
    return not same, abs((one.location.line or 0) - (other.location.line or 0))


@dataclass(frozen=True, eq=False)
class _Checked:
    """The problems of a chain as the key of a cache: to hash thousands of them at every key would be felt."""

    chain: Chain
    problems: tuple[Problem, ...]

    def __hash__(self) -> int:
        return id(self.problems)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Checked) and self.problems is other.problems and self.chain is other.chain


def _checked(state: State) -> _Checked | None:
    return _Checked(state.chain, state.problems or ()) if state.chain else None


@lru_cache(2)
def _all_problems(checked: _Checked) -> tuple[Listed, ...]:
    chain = checked.chain
    ranks = {name: rank for rank, source in enumerate(reversed(chain.sources)) for name in source.names}

    def order(problem: Problem) -> tuple[object, ...]:
        place, severity = problem.location, problem.severity
        source = ranks.get(place.source, -1), place.source, place.row or ""
        return severity is Severity.INFO, *source, _RANK[severity], place.line or 0, place.column or 0

    return tuple([_listed(chain, problem) for problem in sorted(dict.fromkeys(checked.problems), key=order)])


def _listed(chain: Chain, problem: Problem) -> Listed:
    owner = "/".join(filter(None, chain.owner_of(problem.location)))
    words = (problem.code, problem.message, problem.location.label, owner)
    return Listed(problem, owner, "\n".join(words).casefold())


@lru_cache(4)
def _problems_by_profile(checked: _Checked, own: tuple[Problem, ...]) -> tuple[Problem, ...]:
    mine = frozenset(own)
    return (*own, *(listed.problem for listed in _all_problems(checked) if listed.problem not in mine))


# Asked for at every key, and the same for every profile.
@lru_cache(2)
def _counts(checked: _Checked) -> Counter[Severity]:
    return Counter(problem.severity for problem in dict.fromkeys(checked.problems))


@lru_cache(2)
def _known(checked: _Checked) -> frozenset[Problem]:
    return frozenset(checked.problems)


@lru_cache(8)
def _shown_problems(checked: _Checked, words: tuple[str, ...], severities: Severities) -> Shown:
    taken = _TAKEN[severities]
    shown = [
        listed
        for listed in _all_problems(checked)
        if listed.problem.severity in taken and all(word in listed.text for word in words)
    ]
    return Shown(shown, {listed.problem: place for place, listed in enumerate(shown)})
