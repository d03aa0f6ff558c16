"""Which problems come and go with an edit, wherever what they are about stands by then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from engineprofiles.chain import Chain
from engineprofiles.editing.operation import Node
from engineprofiles.problems import Path, Problem

_Identity = tuple[str, str, str | None, Path]

_OF_SOURCE = frozenset({"secret-in-world-readable-file"})
"""What is told once for a source, at the first place that shows it: another place is no other problem."""


def only_in(
    found: Iterable[Problem], chain: Chain, known: Iterable[Problem], other: Chain, moved: Collection[Node]
) -> Iterator[Problem]:
    """The problems ``found`` in ``chain`` that are not among those ``known`` of the ``other`` one.

    Lines may have moved. Profiles that are ``moved`` are in one of the chains only: their problems are the same ones
    when the other chain has them in a profile by another name.
    """
    left = Counter(_identity(problem, other, moved) for problem in known)
    for problem in found:
        identity = _identity(problem, chain, moved)
        left[identity] -= 1
        if left[identity] < 0:
            yield problem


def in_profile(problem: Problem) -> tuple[str, Path]:
    """What makes a problem of a profile the same one, whatever the profile is called."""
    path = problem.location.path
    inside = path[2:] if path[:1] == ("profiles",) else path
    if inside[:1] == ("stack",):
        # Entries change places: what leads nowhere is told by the name that the message has.
        return problem.code, ("stack", problem.message if problem.code.startswith("ref-") else "")
    return problem.code, _without_places(inside)


def _identity(problem: Problem, chain: Chain, moved: Collection[Node]) -> _Identity:
    place = problem.location
    if problem.code in _OF_SOURCE:
        return problem.code, place.source, None, ()
    if moved and chain.owner_of(place) in moved:
        code, path = in_profile(problem)
        return code, "", None, path
    return problem.code, place.source, place.row, _without_places(place.path)


def _without_places(path: Path) -> Path:
    """``path`` whatever stands before its items in their lists."""
    return tuple("" if isinstance(step, int) else step for step in path)
