"""What the reading that is not shown comes to: Geppetto's beside the documented one, or the reverse."""

from __future__ import annotations

from engineprofiles import Semantics
from profiledeck.presenters.values import extension_text, value_text
from profiledeck.state import FieldKey, State

DIFFERS = "≠"
"""Marks a field for which the two readings come to different values."""


def other_reading(state: State, key: FieldKey) -> str:
    """The other reading's value for a row, and the rule that makes the difference; empty where both agree."""
    found = state.differing.get(key)
    return f"{other_value(state, key)}: {found.departure}" if found else ""


def other_value(state: State, key: FieldKey) -> str:
    """``≠ Geppetto uses true``, or ``≠ documented is false``; empty where both agree."""
    found = state.differing.get(key)
    if found is None:
        return ""
    documented = state.semantics is Semantics.DOCUMENTED
    value = found.geppetto if documented else found.documented
    write = value_text if found.root == "inference_settings" else extension_text
    shown = "nothing" if value is None else write(found.path, value, masked=state.revealed != key)
    return f"{DIFFERS} {'Geppetto uses' if documented else 'documented is'} {shown}"
