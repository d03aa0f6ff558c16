"""Whether an edit leaves every profile as it was: what a refactoring promises."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engineprofiles.chain import Chain
from engineprofiles.editing.impact import Impact, ProfileImpact, changes_between, impact
from engineprofiles.editing.operation import Node
from engineprofiles.problems import Problem
from engineprofiles.resolution import Semantics

_NOBODY: Mapping[Node, Node] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Proof:
    """The profiles that an edit reaches, and those of them that have other effective settings or extensions after it.

    ``changed`` are told as is documented, ``in_geppetto`` as Geppetto reads layers today; nothing else can tell that
    a section which is split in two resets what it does not name.
    """

    reached: tuple[Node, ...]
    changed: tuple[ProfileImpact, ...] = ()
    in_geppetto: tuple[ProfileImpact, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nobody notices the edit."""
        return not (self.changed or self.in_geppetto)

    def __str__(self) -> str:
        if self.holds:
            return f"effective settings of {_all(len(self.reached))} unchanged, in both readings"
        changed = {each.node for each in (*self.changed, *self.in_geppetto)}
        where = "" if self.changed else " in Geppetto's reading"
        return f"effective settings of {len(changed)} of {len(self.reached)} dependents change{where}"

    def problem(self) -> Problem:
        """Why an edit is refused that was meant to change nothing. Names no value."""
        first = (*self.changed, *self.in_geppetto)[0]
        paths = ", ".join(change.name for change in first.changes[:3])
        return Problem("edit-refused", f"{self}: {'/'.join(first.node)} at {paths}")


def proof(
    before: Chain, after: Chain, *, apart: Collection[Node] = (), renamed: Mapping[Node, Node] = _NOBODY
) -> Proof:
    """Compares every profile that the edit from ``before`` to ``after`` reaches, in both readings.

    Those ``apart`` are meant to change; ``renamed`` has the new node of each that is called otherwise.
    """
    documented, in_geppetto = (impact(before, after, semantics) for semantics in Semantics)
    reached = tuple(node for node in documented.reached if node not in apart)
    return Proof(
        (*renamed.values(), *reached),
        tuple(_changed(documented, apart, renamed, Semantics.DOCUMENTED)),
        tuple(_changed(in_geppetto, apart, renamed, Semantics.GEPPETTO)),
    )


def _changed(
    found: Impact, apart: Collection[Node], renamed: Mapping[Node, Node], semantics: Semantics
) -> Iterator[ProfileImpact]:
    for old, new in renamed.items():
        was = found.before.resolve(old[1], registry=old[0], semantics=semantics)
        if changes := changes_between(was, found.after.resolve(new[1], registry=new[0], semantics=semantics)):
            yield ProfileImpact(new, changes)
    yield from (each for each in found.changed if each.node not in apart)


def _all(count: int) -> str:
    return f"all {count} dependents" if count != 1 else "the one dependent"
