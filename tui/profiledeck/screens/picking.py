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
    """Gives the key of the row that was chosen, ``None`` when none was, which ``may_cancel`` allows. ``present`` makes
    the rows for a width; the one with the key ``at`` is highlighted."""

    CSS_PATH = "picking.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel", id="picking.cancel")]

    def __init__(
        self, title: str, present: Callable[[int], RowSequence], *, at: Hashable = None, may_cancel: bool = True
    ) -> None:
        super().__init__()
        self._title = title
        self._present = present
        self._at = at
        self._may_cancel = may_cancel

    def compose(self) -> ComposeResult:
        yield Rows(id="picking")

    def on_mount(self) -> None:
        rows = self.query_one("#picking", Rows)
        rows.border_title = self._title
        rows.border_subtitle = "Enter choose · Esc cancel" if self._may_cancel else "Enter choose"
        rows.focus()

    def on_resize(self) -> None:
        box = self.query_one("#picking", Rows)
        width = min(_WIDEST, self.size.width - 2)
        rows = self._present(width - _FRAME)
        box.styles.width = width
        box.styles.height = min(len(rows) + 4, self.size.height)
        box.show(rows, self._at)

    def action_cancel(self) -> None:
        if self._may_cancel:
            self.dismiss(None)

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        self.dismiss(event.key)
