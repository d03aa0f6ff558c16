"""A small editor for a value of several lines: a list, a map, a long text."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label, TextArea

from profiledeck.presenters.field_entry import FieldEntry, fault

_KEYS = "Ctrl+S take it · Esc back, the text is kept"


class LinesScreen(ModalScreen[tuple[str, bool]]):
    """Gives the text, and whether it is to be taken."""

    CSS_PATH = "lines.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "leave(True)", "Take it", id="lines.take"),
        Binding("escape", "leave(False)", "Back", id="lines.back"),
    ]

    def __init__(self, entry: FieldEntry, text: str, about: str) -> None:
        super().__init__()
        self._entry = entry
        self._text = text
        self._about = about

    def compose(self) -> ComposeResult:
        with Vertical(id="lines"):
            yield Label(self._about, id="lines-about", markup=False)
            yield TextArea(self._text, id="lines-text", show_line_numbers=False, compact=True)
            yield Label("", id="lines-fault", markup=False)
            yield Label(_KEYS, id="lines-hint")

    def on_mount(self) -> None:
        self.query_one("#lines").border_title = self._entry.label
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    @on(TextArea.Changed)
    def _check(self) -> None:
        self._tell(fault(self._entry.key, self.query_one(TextArea).text))

    def action_leave(self, taken: bool) -> None:
        text = self.query_one(TextArea).text
        told = fault(self._entry.key, text) if taken else ""
        if told:
            self._tell(told)
        else:
            self.dismiss((text, taken))

    def _tell(self, told: str) -> None:
        self.query_one("#lines-fault", Label).update(f"✕ {told}." if told else "")
