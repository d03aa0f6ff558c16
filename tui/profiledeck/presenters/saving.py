"""What is said after saving."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engineprofiles import Problem

if TYPE_CHECKING:
    from engineprofiles.stores.saving import Saved

_NAMED = 3


def saved_text(saved: Sequence[Saved]) -> str:
    """What was written, where the copies of what was there before lie, and how to go back."""
    lines: list[str] = []
    for each in saved[:_NAMED]:
        lines.append(each.path)
        if each.backup:
            lines.append(f"  before: {each.backup}")
    if len(saved) > _NAMED:
        lines.append(f"and {len(saved) - _NAMED} more")
    return "\n".join((*lines, "Ctrl+Z takes it back."))


def refused_text(problem: Problem) -> str:
    """Why nothing was written, and that nothing is lost."""
    place = problem.location.label
    return f"{f'{place}: ' if place else ''}{problem.message}. {problem.hint}\nThe draft is kept."
