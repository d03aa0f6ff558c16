"""A draft made again on what its sources say by now, when someone else wrote to them meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engineprofiles.chain import Chain
from engineprofiles.editing.draft import Draft
from engineprofiles.editing.operation import Operation
from engineprofiles.problems import Problem, ProfilesError
from engineprofiles.stores import Content


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An operation that cannot be done any more, and why."""

    operation: Operation
    problem: Problem


@dataclass(frozen=True, eq=False)
class Rebased:
    """The draft on the other chain, with the same steps to undo, and what had to be left out of it."""

    draft: Draft
    left_out: tuple[LeftOut, ...]


def rebased(draft: Draft, chain: Chain) -> Rebased:
    """The operations of ``draft`` done on ``chain``, which was read later from the same sources.

    A step that was done as one stays whole: when one of its operations cannot be done, all of them are left out. What
    ``chain`` says already leaves no trace.
    """
    after = chain.edit()
    left_out: list[LeftOut] = []
    for step in _steps(draft):
        try:
            after = after.doing(*step)
        except ProfilesError as error:
            left_out += (LeftOut(operation, error.problem) for operation in step)
    return Rebased(after, tuple(left_out))


def changed_sources(before: Chain, after: Chain) -> tuple[str, ...]:
    """The names of the sources that say something else in ``after``, or are in one of the two only."""
    old = {source.name: source.content for source in before.sources}
    new = {source.name: source.content for source in after.sources}
    return tuple(name for name in old | new if _differ(old, new, name))


def _differ(old: dict[str, Content | None], new: dict[str, Content | None], name: str) -> bool:
    if name not in old or name not in new:
        return True
    content = new[name]
    return old[name] is not None if content is None else not content.holds_same(old[name])


def _steps(draft: Draft) -> Iterator[tuple[Operation, ...]]:
    """What was done, step by step, the first one first."""
    drafts = [draft]
    while (before := drafts[-1].before) is not None:
        drafts.append(before)
    for before, after in zip(drafts[:0:-1], drafts[-2::-1], strict=True):
        yield after.operations[len(before.operations) :]
