"""The stack matrix: the settings by layer, scrolled sideways by whole layers."""

from __future__ import annotations

from collections.abc import Hashable

from textual.reactive import reactive

from profiledeck.presenters.lines import Row, Rows
from profiledeck.presenters.matrix import matrix_header, matrix_rows
from profiledeck.presenters.header import TITLES
from profiledeck.state import Pane, State
from profiledeck.widgets.panes import OriginPane
from profiledeck.widgets.state_pane import StatePane


class MatrixPane(StatePane):
    """Rows are settings; ``first`` is the first layer column that is shown."""

    pane = Pane.SETTINGS

    first: reactive[int] = reactive(0, repaint=False)

    def present(self, state: State, width: int) -> Rows:
        return matrix_rows(state, width, self.first)

    def follows(self, state: State) -> tuple[object, ...]:
        return (state.chain, state.selected, state.revealed, self.first)

    def highlighted(self, state: State) -> Hashable:
        return state.field

    def watch_first(self) -> None:
        if self.state is not None:
            self.watch_state(self.state)

    def shift(self, columns: int) -> None:
        """Scrolls by layers, as far as there are any."""
        last = len(self.state.resolution.layers) - 1 if self.state and self.state.resolution else 0
        self.first = max(0, min(self.first + columns, last))


class FieldOriginPane(OriginPane):
    """The origin of the highlighted row, with its place to itself."""

    def titles(self, state: State) -> tuple[str, str]:
        return TITLES[self.pane], ""


class MatrixColumns(StatePane, can_focus=False):
    """The heads of the matrix's columns."""

    pane = Pane.STACK

    first: reactive[int] = reactive(0, repaint=False)

    def present(self, state: State, width: int) -> Rows:
        return tuple(Row(line) for line in matrix_header(state, width, self.first))

    def follows(self, state: State) -> tuple[object, ...]:
        return (state.chain, state.selected, self.first)

    def watch_first(self) -> None:
        if self.state is not None:
            self.watch_state(self.state)
