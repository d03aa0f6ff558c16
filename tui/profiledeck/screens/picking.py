"""A few rows to choose one from: answers to a question, layers of a stack."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from profiledeck.presenters.lines import Rows as RowSequence
from profiledeck.widgets.rows import Rows

_WIDEST = 76
_FRAME = 7


class PickScreen(ModalScreen[Hashable]):
    """Gives the key of the row that was chosen, ``None`` when none was. ``present`` makes the rows for a width."""

    CSS_PATH = "picking.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel", id="picking.cancel")]

    def __init__(
        self, title: str, present: Callable[[int], RowSequence], *, at: Hashable = None, width: int = _WIDEST
    ) -> None:
        super().__init__()
        self._title = title
        self._present = present
        self._at = at
        self._width = width

    def compose(self) -> ComposeResult:
        yield Rows(id="picking")

    def on_mount(self) -> None:
        rows = self.query_one("#picking", Rows)
        rows.border_title = self._title
        rows.border_subtitle = "Enter choose · Esc cancel"
        rows.focus()

    def on_resize(self) -> None:
        box = self.query_one("#picking", Rows)
        width = min(self._width, self.size.width - 2)
        rows = self._present(width - _FRAME)
        box.styles.width = width
        box.styles.height = min(len(rows) + 4, self.size.height)
        box.show(rows, self._at)

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        self.dismiss(event.key)
