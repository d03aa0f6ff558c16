"""What a profile can be compared with: itself in another state, and every other profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engineprofiles import Semantics
from profiledeck.presenters.candidates import candidate_columns, candidate_line, candidate_note, candidates
from profiledeck.presenters.leaves import many
from profiledeck.presenters.lines import Row, Rows, RowsOnDemand, clipped, line
from profiledeck.presenters.sides import Side, Sides, versions
from profiledeck.state import State

_LEAST_NOTE = 12


def other_rows(state: State, letters: str, width: int) -> Rows:
    """What has all words of ``letters``: the versions of the selected profile, then the others, the top of the chain
    first. A row has the sides to compare as key."""
    assert state.chain is not None
    assert state.selected is not None
    said = {sides: _said(state, sides) for sides in versions(state)}
    words = letters.casefold().split()
    found = [sides for sides, texts in said.items() if all(word in " ".join(texts).casefold() for word in words)]
    found += [
        Sides(Side(state.selected), Side(ref)) for ref in candidates(state.chain, letters) if ref != state.selected
    ]
    if not found:
        return (Row(clipped(line((f"No profile has “{letters.strip()}”.", "dim")), width)),)
    return _Others(state, said, found, width)


def _said(state: State, sides: Sides) -> tuple[str, str]:
    """What a version is called, and what there is to say about it."""
    side = sides.right
    if side.saved:
        return "its saved version", "what the draft makes of it"
    if side.final:
        return "with the base (final)", "what it comes to on the application's own settings"
    assert side.reading is Semantics.GEPPETTO
    number = len(state.differing)
    return "Geppetto's reading", f"{many(number, 'field')} come{'s' * (number == 1)} to something else"


class _Others(RowsOnDemand[Sides]):
    """A row for each, with its engine; made when it is looked at."""

    def __init__(self, state: State, said: Mapping[Sides, tuple[str, str]], found: Sequence[Sides], width: int) -> None:
        super().__init__(found)
        self._state = state
        self._said = said
        names = [said[sides][0] if sides in said else "/".join(sides.right.of) for sides in found]
        self._columns = candidate_columns(names, width, note=_LEAST_NOTE)

    def row(self, entry: Sides, /) -> Row:
        if entry in self._said:
            name, note = self._said[entry]
            return Row(candidate_line(name, note, "accent strong", "dim", self._columns), entry)
        ref = entry.right.of
        return Row(candidate_line("/".join(ref), candidate_note(self._state, ref), "", "dim", self._columns), entry)
