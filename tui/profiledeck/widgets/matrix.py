"""The stack matrix: the settings by layer, scrolled sideways by whole layers."""

from __future__ import annotations

from collections.abc import Hashable

from textual.reactive import reactive

from profiledeck.presenters.header import TITLES
from profiledeck.presenters.lines import Line, Row, Rows, line
from profiledeck.presenters.matrix import first_shown, matrix_header, matrix_rows
from profiledeck.state import Pane, State
from profiledeck.widgets.panes import OriginPane
from profiledeck.widgets.state_pane import StatePane

LEAF_END = 1_000


class LayerColumns(StatePane):
    """A pane with a column for each layer; ``first`` is the first one that is shown."""

    # From the leaf's end, where the values that win mostly stand; the presenter stops where all fits.
    first: reactive[int] = reactive(LEAF_END, repaint=False)

    def watch_first(self) -> None:
        self.watch_state(self.state)


class MatrixPane(LayerColumns):
    """The settings, a row each."""

    pane = Pane.SETTINGS

    def present(self, state: State, width: int) -> Rows:
        return matrix_rows(state, width, self.first)

    def follows(self, state: State) -> tuple[object, ...]:
        return (state.chain, state.selected, state.semantics, state.final, state.revealed, self.first)

    def highlighted(self, state: State) -> Hashable:
        return state.field

    def shift(self, columns: int) -> None:
        """Scrolls by layers, as far as there are any."""
        if self.state is not None:
            width = self.scrollable_content_region.width
            first = first_shown(self.state, width, self.first)
            self.first = first_shown(self.state, width, max(0, first + columns))


class FieldOriginPane(OriginPane):
    """The origin of the highlighted row, with its place to itself."""

    def titles(self, state: State) -> tuple[Line, str]:
        return line(TITLES[self.pane]), ""


class MatrixColumns(LayerColumns, can_focus=False):
    """The heads of the matrix's columns."""

    pane = Pane.STACK

    def present(self, state: State, width: int) -> Rows:
        return tuple(Row(line) for line in matrix_header(state, width, self.first))

    def follows(self, state: State) -> tuple[object, ...]:
        return (state.chain, state.selected, state.semantics, state.final, self.first)
