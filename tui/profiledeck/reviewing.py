"""A review: what saving a draft would write and do, worked out so that showing it takes no time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from engineprofiles import Chain, Problem, Semantics, Severity
from engineprofiles.editing import Draft, Impact, Plan, Rebased, TextChange, rebased
from engineprofiles.editing.impact import impact
from engineprofiles.editing.text_diff import hunks
from engineprofiles.stores.content import Lines

_AT_ONCE = 60
"""Profiles whose review takes about 50 ms."""

_NO_LINES = Lines((), ())


@dataclass(frozen=True, slots=True)
class Findings:
    """Why a draft cannot be saved, and which problems come and go with it."""

    refusals: tuple[Problem, ...]
    appeared: tuple[Problem, ...]
    vanished: tuple[Problem, ...]


@dataclass(frozen=True, eq=False)
class Review:
    """The plan that saves ``draft`` and what it does to the profiles as they are read. ``findings`` is ``None`` while
    the chain is checked, which takes longest."""

    draft: Draft
    plan: Plan
    impact: Impact
    texts: tuple[TextChange, ...]
    findings: Findings | None = None

    @property
    def refusals(self) -> tuple[Problem, ...]:
        """Why it cannot be saved, as far as is known."""
        return self.findings.refusals if self.findings else ()

    @property
    def needs_yes(self) -> bool:
        """Whether it is worth a second look: a profile goes, or something becomes risky."""
        appeared = self.findings.appeared if self.findings else ()
        return bool(self.impact.removed) or any(each.severity is Severity.WARNING for each in appeared)


@dataclass(frozen=True, eq=False)
class Disk:
    """What the sources say by now: their chain, where it differs from what a draft was made from, and the draft made
    again on it."""

    chain: Chain
    texts: tuple[TextChange, ...]
    rebased: Rebased


def reviewed(draft: Draft, semantics: Semantics) -> Review:
    """The review of ``draft``, its effect as ``semantics`` reads the layers; not checked yet."""
    plan = draft.plan()
    documented = semantics is Semantics.DOCUMENTED
    effect = plan.impact if documented else impact(plan.saved, plan.chain, semantics)
    return Review(draft, plan, effect, plan.texts)


def checked(review: Review) -> Review:
    """``review`` with what the checks find. Saving depends on the documented reading alone."""
    plan = review.plan
    findings = Findings(plan.refusals, plan.impact.appeared, plan.impact.vanished)
    _look_up((*findings.refusals, *findings.appeared, *findings.vanished))
    return replace(review, findings=findings)


def compared(draft: Draft, chain: Chain) -> Disk:
    """``chain``, read just now, beside what ``draft`` was made from."""
    again = rebased(draft, chain)
    _look_up(left.problem for left in again.left_out)
    return Disk(chain, tuple(_differences(draft.saved, chain)), again)


def is_small(chain: Chain) -> bool:
    """Whether a review takes no longer than anyone notices."""
    return sum(len(registry.profiles) for registry in chain.registries) <= _AT_ONCE


def _look_up(problems: Iterable[Problem]) -> None:
    for problem in problems:
        _ = problem.location.line  # so that nobody waits for it when it is shown


def _differences(before: Chain, after: Chain) -> Iterable[TextChange]:
    was, now = _texts(before), _texts(after)
    for label in was | now:
        old, new = was.get(label, _NO_LINES), now.get(label, _NO_LINES)
        if old is not new and (found := hunks(old, new)):
            yield TextChange(label, found)


def _texts(chain: Chain) -> dict[str, Lines]:
    contents = (source.content for source in chain.sources if source.content is not None)
    return {label: lines for content in contents for label, lines in content.lines().items()}
