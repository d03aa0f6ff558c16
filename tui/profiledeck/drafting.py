"""Editing as steps from one state to the next: what was done last can be undone, and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engineprofiles import ProfilesError
from profiledeck.state import State

if TYPE_CHECKING:
    from engineprofiles.editing import Draft, Operation


def draft_of(state: State) -> Draft | None:
    """The draft under way, or one of the chain in which nothing is edited yet."""
    return state.draft or (state.chain.edit() if state.chain else None)


def edited(state: State, *operations: Operation) -> State:
    """With ``operations`` done as one step. Raises ``ProfilesError`` when they cannot be."""
    draft = draft_of(state)
    if draft is None:
        return state
    after = draft.doing(*operations)
    return state if after is draft else state.drafting(after)


def undone(state: State) -> State:
    """Without the last step. Where there is none, a draft that takes back what was saved last: to be saved in turn."""
    draft = state.draft
    if draft is None or draft.before is None:
        return _save_undone(state)
    if _takes_back(draft):
        return state  # nothing comes before that; redoing leads forward again
    return state.drafting(draft.before, (*state.redoable, draft))


def _save_undone(state: State) -> State:
    draft = draft_of(state)
    if draft is None or state.last_save is None:
        return state
    from engineprofiles.editing import restored  # most runs only read

    try:
        return state.drafting(restored(state.last_save, draft.saved), (*state.redoable, draft))
    except ProfilesError:
        return state  # someone else has changed it since


def _takes_back(draft: Draft) -> bool:
    """Whether all that was done is taking back the last save."""
    from engineprofiles.editing import Restore

    return len(draft.operations) == 1 and isinstance(draft.operations[0], Restore)


def redone(state: State) -> State:
    """With the step again that was undone last."""
    if not state.redoable:
        return state
    *rest, draft = state.redoable
    return state.drafting(draft, tuple(rest))


def discarded(state: State) -> State:
    """With the chain as it was read; what was discarded can be done again."""
    draft = state.draft
    if draft is None or draft.before is None:
        return state
    return state.drafting(draft.saved.edit(), (draft,))


def last_done(state: State) -> str:
    """The last operation in words, blank when there is none."""
    operations = state.draft.operations if state.draft else ()
    return str(operations[-1]) if operations else ""
