"""Editing as steps from one state to the next: what was done last can be undone, and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    """Without the last step."""
    draft = state.draft
    if draft is None or draft.before is None:
        return state
    return state.drafting(draft.before, (*state.redoable, draft))


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
