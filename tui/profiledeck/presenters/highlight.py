"""Keeps the highlighted field among those that are shown, so that every pane speaks of the same one."""

from __future__ import annotations

from dataclasses import replace

from profiledeck.presenters.leaves import admitted, leaves
from profiledeck.state import Role, State


def on_shown_field(state: State) -> State:
    """``state`` with the first field highlighted that role and filter let through, unless they let its own through.

    Where they let none through, and in the matrix on a field that was dropped, the highlight stays.
    """
    narrowed = state.role is not Role.ALL or bool(state.settings_filter.strip())
    if state.resolution is None or not narrowed:
        return state
    shown = admitted(state, leaves(state.resolution, dropped=True))
    if any(state.field in (leaf.key, ("section", leaf.section)) for leaf in shown):
        return state
    first = next((leaf.key for leaf in shown if leaf.entry.winner is not None), state.field)
    return state if first == state.field else replace(state, field=first, revealed=None)
