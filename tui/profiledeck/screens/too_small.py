"""What stands in place of everything when the terminal has no room: nothing to act on unseen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static


class TooSmallScreen(ModalScreen[None]):
    """Says how much room is needed and swallows every key but the one that quits."""

    CSS_PATH = "too_small.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "app.quit", "Quit", id="too_small.quit", priority=True)]

    def __init__(self, minimum: tuple[int, int], *, unsaved: bool, id: str) -> None:
        super().__init__(id=id)
        self._minimum = minimum
        self._unsaved = unsaved

    def compose(self) -> ComposeResult:
        columns, rows = self._minimum
        # Where edits would be lost that is asked, and there is no room to.
        last = "Edits are not saved" if self._unsaved else "Ctrl+Q quits"
        yield Static(f"Too small\n{columns} × {rows} at least\n{last}", id="too-small")

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
