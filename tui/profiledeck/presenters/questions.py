"""What the app asks before something would be lost, and the answers to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engineprofiles import Chain, Problem
from profiledeck.presenters.lines import Row, Rows, line
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import Ref, State

REVIEW, DISCARD, STAY, DERIVE, DELETE, AGAIN = "review", "discard", "stay", "derive", "delete", "again"

_NAMED = 5
"""How many profiles are named before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Question:
    """A title, what it is about, and the answers with what each means; the first one is highlighted."""

    title: str
    text: str
    answers: Sequence[tuple[str, str, str]]


def question_rows(question: Question, width: int) -> Rows:
    """The text, then a row for each answer, which has it as key."""
    widest = max(len(title) for _, title, _ in question.answers)
    text = [Row(line(piece)) for piece in wrapped(question.text, width)]
    answers = [
        Row(line((f"  {title:{widest}}", "strong"), (f"   {meaning}", "dim")), answer)
        for answer, title, meaning in question.answers
    ]
    return (*text, Row(()), *answers)


def leaving(state: State) -> Question:
    """Asked when the app is left with a draft."""
    answers = (
        (REVIEW, "Review", "see what saving would write"),
        (DISCARD, "Discard", "leave, and lose the edits"),
        (STAY, "Stay", "go on editing"),
    )
    return Question("Leave with unsaved edits?", _unsaved(state), answers)


def closed(problem: Problem, ref: Ref, writable: Sequence[str]) -> Question:
    """Told before editing where the source of ``ref`` cannot be written to."""
    stay = (STAY, "Leave it", "change nothing")
    derive = (DERIVE, "Derive", f"make a profile in {writable[0]} that stacks on it" if writable else "")
    text = f"{problem.message}." if writable else f"{problem.message}, nor can any other source of this chain be."
    return Question(f"{'/'.join(ref)} cannot be edited", text, (derive, stay) if writable else (stay,))


def misread(problem: Problem) -> Question:
    """Asked when a text that came back from the editor is no profile."""
    place = problem.location
    where = f"Line {place.line}: " if place.line else ""
    answers = (
        (AGAIN, "Edit again", "with the text as you left it"),
        (DISCARD, "Drop it", "the profile stays as it is"),
    )
    return Question("This cannot be taken over", f"{where}{problem.message}. {problem.hint}", answers)


def deleting(state: State, ref: Ref) -> Question:
    """Asked before a profile goes: who uses it, and what becomes of their stacks."""
    assert state.chain is not None
    users = used_by(state.chain, ref)
    delete = (DELETE, "Delete", "and take it out of their stacks" if users else "Ctrl+Z brings it back")
    text = users or "No other profile stacks on it."
    return Question(f"Delete {'/'.join(ref)}?", text, ((STAY, "Keep it", "change nothing"), delete))


def used_by(chain: Chain, ref: Ref) -> str:
    """The profiles that stack on ``ref``: ``Used by 2: a/b, a/c.``; blank when there are none."""
    users = ["/".join(user) for user in chain.users.get(ref, ()) if user != ref]
    more = f" and {len(users) - _NAMED} more" if len(users) > _NAMED else ""
    return f"Used by {len(users)}: {', '.join(users[:_NAMED])}{more}." if users else ""


def _unsaved(state: State) -> str:
    draft = state.draft
    assert draft is not None
    number = len(draft.operations)
    files = ", ".join(source.name.rpartition("/")[2] for source in draft.changed)
    return f"{number} {'edit' if number == 1 else 'edits'} of {files} {'is' if number == 1 else 'are'} not saved."
