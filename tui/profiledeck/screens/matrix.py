"""The stack on one page: rows are settings, columns are layers base to leaf and the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import reactive
from textual.screen import Screen

from profiledeck.commands import HINTS
from profiledeck.presenters.header import header_line, matrix_title
from profiledeck.presenters.keys import Hint
from profiledeck.presenters.lines import Line
from profiledeck.presenters.matrix import matrix_legend
from profiledeck.state import State
from profiledeck.widgets.hints import Hints
from profiledeck.widgets.matrix import FieldOriginPane, MatrixColumns, MatrixPane
from profiledeck.widgets.state_line import StateLine
from profiledeck.widgets.state_pane import content_of

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp

_HINTS = (
    Hint("Esc", "Back", "screen.dismiss"),
    Hint("←", "Earlier layers", "screen.shift(-1)"),
    Hint("→", "Later layers", "screen.shift(1)"),
    *(hint for hint in HINTS if hint.title in ("Keys", "Quit")),
)


class MatrixScreen(Screen[None]):
    """The matrix and, beneath it, the origin of the highlighted row."""

    CSS_PATH = "matrix.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,m", "dismiss", "Back", key_display="Esc", id="matrix.back"),
        Binding("left,h", "shift(-1)", "Earlier layers", key_display="←", id="matrix.left"),
        Binding("right,l", "shift(1)", "Later layers", key_display="→", id="matrix.right"),
    ]

    state: reactive[State | None] = reactive[State | None](None, repaint=False)

    @property
    def deck(self) -> ProfiledeckApp:
        """The app, which owns the state."""
        return cast("ProfiledeckApp", self.app)

    def compose(self) -> ComposeResult:
        yield StateLine(header_line, id="header").data_bind(state=MatrixScreen.state)
        with Vertical(id="page"):
            yield MatrixColumns("columns").data_bind(state=MatrixScreen.state)
            yield MatrixPane("matrix").data_bind(state=MatrixScreen.state)
        yield StateLine(_legend, id="legend").data_bind(state=MatrixScreen.state)
        yield FieldOriginPane().data_bind(state=MatrixScreen.state)
        yield Hints(_HINTS)

    def watch_state(self, state: State | None) -> None:
        if state is not None and self.is_mounted:
            self.query_one("#page").border_title = content_of(matrix_title(state))

    def on_mount(self) -> None:
        matrix = self.query_one(MatrixPane)
        self.watch(matrix, "cursor", self._moved, init=False)
        self.watch(matrix, "first", self._shifted, init=False)
        matrix.focus()

    def action_shift(self, columns: int) -> None:
        self.query_one(MatrixPane).shift(columns)

    def _shifted(self, first: int) -> None:
        self.query_one(MatrixColumns).first = first

    def _moved(self) -> None:
        row = self.query_one(MatrixPane).current
        if row is not None and isinstance(row.key, tuple):
            self.deck.state = self.deck.state.having(field=row.key)


def _legend(_state: State, _width: int) -> Line:
    return matrix_legend()
