"""Finds a setting that is not in the table yet."""

from __future__ import annotations

from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from profiledeck.presenters.adding import addable_rows, typed_on
from profiledeck.state import FieldKey, State
from profiledeck.widgets.rows import Rows

_WIDEST = 96
_FRAME = 5


class AddScreen(ModalScreen[FieldKey | None]):
    """Gives the key of the setting that was chosen; ``start`` is typed already."""

    CSS_PATH = "adding.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", id="adding.cancel"),
        Binding("up", "move(-1)", "Up", id="adding.up"),
        Binding("down", "move(1)", "Down", id="adding.down"),
    ]

    def __init__(self, state: State, start: str = "") -> None:
        super().__init__()
        self._state = state
        self._start = start

    def compose(self) -> ComposeResult:
        with Vertical(id="adding"):
            yield Input(
                self._start, placeholder="Letters of its name", compact=True, select_on_focus=False, id="adding-text"
            )
            yield Rows(id="addable")

    def on_mount(self) -> None:
        box = self.query_one("#adding", Vertical)
        box.border_title = "Add a setting"
        box.border_subtitle = "Enter choose · ↑ ↓ · Esc cancel"
        self._list.can_focus = False
        self.query_one(Input).focus()

    @property
    def _list(self) -> Rows:
        return self.query_one("#addable", Rows)

    @property
    def _width(self) -> int:
        return min(_WIDEST, self.size.width - 2)

    def on_resize(self) -> None:
        self.query_one("#adding").styles.width = self._width
        self._find()

    @on(Input.Changed)
    def _find(self) -> None:
        """Lists what has the letters, the best of it highlighted."""
        rows = addable_rows(self._state, self.query_one(Input).value, self._width - _FRAME)
        self._list.show(rows)
        self._list.action_edge(-1)

    def action_move(self, step: int) -> None:
        self._list.action_move(step)

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def _choose(self) -> None:
        row = self._list.current
        if row is None:
            return
        kind, path = key = cast("FieldKey", row.key)
        if kind == "map":
            box = self.query_one(Input)
            box.value = typed_on(("field", path))
            box.cursor_position = len(box.value)
        else:
            self.dismiss(key)
