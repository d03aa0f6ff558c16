"""Asks before something is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from profiledeck.presenters.keys import Hint
from profiledeck.presenters.lines import Row, Rows, line
from profiledeck.presenters.wrapping import wrapped
from profiledeck.widgets.hints import Hints
from profiledeck.widgets.page import Page


class ConfirmScreen(ModalScreen[bool]):
    """Says what would happen and waits for ``y``; Enter does nothing, Esc is no."""

    CSS_PATH = "confirm.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes", id="confirm.yes"),
        Binding("escape,n", "dismiss(False)", "No", key_display="Esc", id="confirm.no"),
    ]

    def __init__(self, question: str, texts: Sequence[str], yes: str, no: str = "Cancel") -> None:
        super().__init__()
        self._question, self._texts = question, texts
        self._hints = (Hint("y", yes, "screen.dismiss(True)"), Hint("Esc", no, "screen.dismiss(False)"))

    def compose(self) -> ComposeResult:
        with Vertical(id="confirm"):
            yield Page("confirm-text", fits=True)
            yield Hints(self._hints)

    def on_mount(self) -> None:
        self.query_one("#confirm").border_title = self._question
        page = self.query_one(Page)
        page.present(self._rows)
        page.focus()

    def _rows(self, width: int) -> Rows:
        return tuple(
            Row(line(("  " if number else "• ", "dim"), piece))
            for text in self._texts
            for number, piece in enumerate(wrapped(text, width - 2))
        )
