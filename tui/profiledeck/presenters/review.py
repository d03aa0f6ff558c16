"""The frame of the review: its parts, their titles, the lines at the top, and the operations in words."""

from __future__ import annotations

from enum import StrEnum

from engineprofiles import Semantics
from profiledeck.presenters.header import GEPPETTO
from profiledeck.presenters.leaves import many
from profiledeck.presenters.lines import Line, Row, Rows, clipped, line, width_of
from profiledeck.presenters.review_effects import EffectRows
from profiledeck.presenters.review_problems import problem_changes, review_problem_rows, verdict
from profiledeck.presenters.review_texts import TextRows
from profiledeck.presenters.use_here import taken_instead
from profiledeck.presenters.wrapping import wrapped
from profiledeck.reviewing import Review
from profiledeck.state import State

WORKING = "Working out what would be written and what it changes…"
NOTHING = "Nothing is edited: the sources say what is shown."


class Part(StrEnum):
    """The panes of the review, in the order of their number keys."""

    EDITS = "edits"
    TEXTS = "texts"
    EFFECTS = "effects"
    PROBLEMS = "review-problems"


TITLES = {
    Part.EDITS: "Edits",
    Part.TEXTS: "What is written",
    Part.EFFECTS: "What it changes",
    Part.PROBLEMS: "Problems",
}
_TABS = {**TITLES, Part.TEXTS: "Written", Part.EFFECTS: "Changes"}


def review_header(state: State, review: Review | None, width: int, *, saving: bool) -> Line:
    """How much would be written, and whether that can be done."""
    if not state.is_drafting:
        return line((" Review", "strong"), ("  nothing is edited", "dim"))
    if review is None:
        return line((" Review", "strong"), ("  working…", "dim"))
    files, edits = many(len(review.plan.sources), "file"), many(len(review.draft.operations), "edit")
    left = line((" Review", "strong"), f"  {files} · {edits}")
    said = "saving…" if saving else "nothing is written yet"
    banner = (GEPPETTO, "banner") if state.semantics is Semantics.GEPPETTO else ("", "")
    text, tone = verdict(review)
    if state.changed_on_disk and not review.refusals:
        text, tone = " ▲ changed on disk: saving asks ", "banner"
    right = line(banner, ("  " if banner[0] else "", ""), (text, tone), " ")
    middle = line((f"  {said}", "dim"))
    for kept in ((*left, *middle), left):
        room = width - width_of(kept) - width_of(right)
        if room >= 0:
            return (*kept, *line(" " * room), *right)
    return clipped(right, width)


def review_tabs(part: Part, review: Review | None, width: int) -> Line:
    """The numbered parts where there is room for one, two spans each."""
    spans: list[tuple[str, str]] = []
    for number, each in enumerate(Part, 1):
        counts = f" {problem_changes(review)}" if review and each is Part.PROBLEMS and problem_changes(review) else ""
        name = f"{_TABS[each]}{counts}"
        if each is part:
            spans += [(f" {number} ", "key"), (f"[{name}]", "marked strong")]
        else:
            spans += [(f" {number} ", "dim"), (f" {name} ", "")]
    return clipped(line(*spans), width)


def part_rows(part: Part, review: Review, width: int) -> Rows:
    """What stands in a part."""
    match part:
        case Part.EDITS:
            return _edit_rows(review, width)
        case Part.TEXTS:
            return TextRows(review.texts, width)
        case Part.EFFECTS:
            return EffectRows(review.impact, width, taken_instead(review.impact))
    return review_problem_rows(review, width)


def part_title(part: Part, review: Review | None) -> Line:
    """The words in the border of a part."""
    counts = ""
    if review is not None and part is Part.EDITS:
        counts = str(len(review.draft.operations))
    if review is not None and part is Part.PROBLEMS:
        counts = problem_changes(review)
    return line((TITLES[part], "strong"), f"  {counts}" if counts else "")


def _edit_rows(review: Review, width: int) -> Rows:
    rows: list[Row] = []
    for operation in review.draft.operations:
        first, *more = wrapped(str(operation), width - 2)
        rows.append(Row(line(("• ", "dim"), first), "line"))
        rows += (Row(line(f"  {piece}"), "line") for piece in more)
    return rows
