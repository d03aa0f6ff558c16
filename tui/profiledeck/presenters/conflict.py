"""A source was changed by someone else: which, and the ways out."""

from __future__ import annotations

from collections.abc import Iterator

from profiledeck.presenters.leaves import many
from profiledeck.presenters.lines import Line, Row, Rows, clipped, line
from profiledeck.presenters.wrapping import wrapped
from profiledeck.reviewing import Disk
from profiledeck.state import State

READING = "Reading the sources again…"
SAME = "The sources say what was read: only other files were added or taken away."

_LABEL = 14


def conflict_header(state: State, disk: Disk | None, width: int) -> Line:
    """What has happened, in a line."""
    edits = many(len(state.draft.operations), "edit") if state.draft else ""
    changed = many(len(disk.texts), "file") + " changed on disk" if disk else "changed on disk"
    said = line((" Conflict", "strong"), f"  {changed} since you began", (f"  the draft of {edits} is kept", "dim"))
    said = line((" Conflict", "strong"), f"  {changed} since you began", (f"  the draft of {edits} is kept", "dim"))
    return clipped(said, width)


def way_rows(disk: Disk | None, edits: int, width: int) -> Rows:
    """The ways out, each with the key that takes it; their keys are the names of the ways."""
    kept = "edit" if edits == 1 else many(edits, "edit")
    ways = (
        ("reload", "r", "Reload", f"Take what is on disk and drop my {kept}. Asks first."),
        ("keep", "m", "Keep mine", f"Make my {kept} again on what is on disk now{_lost(disk)}."),
        ("compare", "c", "Compare", "Look below at what was changed on disk."),
    )
    return tuple(row for way in ways for row in _way(*way, width))


def left_out_texts(disk: Disk) -> list[str]:
    """Every edit that cannot be made any more, and why."""
    return [f"{left.operation}: {left.problem.message}. {left.problem.hint}" for left in disk.rebased.left_out]


def _lost(disk: Disk | None) -> str:
    number = len(disk.rebased.left_out) if disk else 0
    return f"; {number} cannot be made any more" if number else ""


def _way(name: str, key: str, title: str, text: str, width: int) -> Iterator[Row]:
    first, *more = wrapped(text, width - _LABEL)
    yield Row(line((f"{key} ", "key"), (f"{title:<{_LABEL - 2}}", "strong"), first), name)
    yield from (Row(line(" " * _LABEL, piece)) for piece in more)
