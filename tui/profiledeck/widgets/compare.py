"""The panes of the compare screen: the heads of the sides, their rows, and the highlighted pair."""

from __future__ import annotations

from collections.abc import Hashable

from textual.reactive import reactive

from profiledeck.presenters.compare import compare_heads, compare_rows
from profiledeck.presenters.lines import Line, Row, Rows, line
from profiledeck.presenters.pair import pair_rows
from profiledeck.presenters.sides import Sides, standing
from profiledeck.state import Pane, State
from profiledeck.widgets.state_pane import StatePane


class OfSides(StatePane):
    """A pane that shows two sides as well as the state."""

    sides: reactive[Sides | None] = reactive[Sides | None](None, repaint=False)

    def watch_sides(self) -> None:
        self.watch_state(self.state)

    def present(self, state: State, width: int) -> Rows:
        return self.shown(state, self.sides, width) if self.sides is not None else ()

    def shown(self, state: State, sides: Sides, width: int) -> Rows:
        """The rows of the pane."""
        raise NotImplementedError

    def follows(self, state: State) -> tuple[object, ...]:
        sides = self.sides
        saved = state.draft.saved if state.draft is not None else None
        shows = (sides.left, sides.right, sides.every, sides.letters) if sides is not None else ()
        return (state.chain, saved, state.semantics, state.final, *shows)


class SideHeads(OfSides, can_focus=False):
    """Which profiles stand on either side."""

    pane = Pane.STACK

    def shown(self, state: State, sides: Sides, width: int) -> Rows:
        return tuple(map(Row, compare_heads(state, sides, width)))


class ComparePane(OfSides):
    """The fields, a row each."""

    pane = Pane.SETTINGS
    with_lines_around = True

    def shown(self, state: State, sides: Sides, width: int) -> Rows:
        return compare_rows(state, sides, width)

    def highlighted(self, state: State) -> Hashable:
        each = standing(state, self.sides) if self.sides is not None else None
        return each.key if each is not None else None


class PairPane(OfSides):
    """Both values of the highlighted field in full."""

    pane = Pane.ORIGIN
    cursor_elsewhere = False

    def shown(self, state: State, sides: Sides, width: int) -> Rows:
        return pair_rows(state, sides, width)

    def follows(self, state: State) -> tuple[object, ...]:
        return (*super().follows(state), self.sides.at if self.sides is not None else None)

    def titles(self, state: State) -> tuple[Line, str]:
        return line("Both sides"), ""
