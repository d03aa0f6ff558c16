"""A plan in print: the lines that change, the settings that change with them, and the problems that come and go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from engineprofiles import Problem
from engineprofiles.model import format_path
from profiledeck.cli.problems import problem_lines
from profiledeck.cli.tables import indented, shown
from profiledeck.presenters.lines import Line, line
from profiledeck.presenters.use_here import taken_instead

if TYPE_CHECKING:
    from engineprofiles.editing import FieldChange, Impact, Masked, Operation, Plan, ProfileImpact, Proof, TextChange
    from engineprofiles.editing.text_diff import Hunk

_SIGNS = {"-": "removed", "+": "added", " ": ""}


def plan_lines(operations: Iterable[Operation], plan: Plan, proof: Proof | None) -> Iterator[Line]:
    """What is done, and everything that comes of it. Secrets are masked."""
    for operation in operations:
        yield line((str(operation), "strong"))
    for text in plan.texts:
        yield ()
        yield from _text_lines(text)
    yield ()
    yield from impact_lines(plan.impact, plan.impact.vanished)
    if proof is not None:
        yield from _proof_lines(proof)


def impact_lines(impact: Impact, vanished: Iterable[Problem]) -> Iterator[Line]:
    """Which profiles change, path by path, and which problems ``appear`` or, as given, vanish."""
    counts = {
        "change": len(impact.changed),
        "masked": len(impact.masked),
        "untouched": impact.untouched,
        "new": len(impact.created),
        "gone": len(impact.removed),
    }
    told = [f"{count} {what}" for what, count in counts.items() if count or what not in ("new", "gone")]
    yield line(("Effective settings: ", "heading"), ", ".join(told))
    if taken := taken_instead(impact):
        yield line((taken[0].upper() + taken[1:], "strong"))
    for what, nodes in (("new", impact.created), ("gone", impact.removed)):
        for node in nodes:
            yield line(("/".join(node), "strong"), f" is {what}")
    for each in (*impact.changed, *impact.masked):
        yield from _profile_lines(each)
    for title, problems in (("Problems that appear", impact.appeared), ("Problems that vanish", tuple(vanished))):
        if problems:
            yield line((f"{title}:", "heading"))
            yield from indented(problem_lines(problems))


def _text_lines(text: TextChange) -> Iterator[Line]:
    yield line((f"--- {text.label}", "strong"))
    yield line((f"+++ {text.label}", "strong"))
    for hunk in text.hunks:
        yield line((_range(hunk), "dim"))
        for each in hunk:
            yield line((f"{each.sign}{each.text}", _SIGNS[each.sign]))


def _range(hunk: Hunk) -> str:
    """Where a hunk stands, as ``diff -u`` writes it: first line and number of lines, before and after."""
    parts = []
    for numbers in ([each.old for each in hunk], [each.new for each in hunk]):
        known = [number for number in numbers if number is not None]
        parts.append(f"{known[0] if known else 0},{len(known)}")
    return f"@@ -{parts[0]} +{parts[1]} @@"


def _profile_lines(each: ProfileImpact) -> Iterator[Line]:
    yield line(("/".join(each.node), "strong"))
    for change in each.changes:
        before = _value(change, change.before, change.before_layer)
        yield line(f"  {change.name}: {before} -> {_value(change, change.after, change.after_layer)}")
    for masked in each.masked:
        yield line((f"  {masked_name(masked)} stays, masked by {masked.by.ref}", "dim"))


def masked_name(masked: Masked) -> str:
    """The masked path as a person writes it."""
    return format_path(masked.path if masked.root == "inference_settings" else (masked.root, *masked.path))


def _value(change: FieldChange, value: Any, layer: object) -> str:
    return "nothing" if layer is None else shown(change.shown(value))


def _proof_lines(proof: Proof) -> Iterator[Line]:
    yield line(("Proof: ", "heading"), (str(proof), "" if proof.holds else "error"))
    if not proof.changed:
        for each in proof.in_geppetto:
            yield from indented(_profile_lines(each))
