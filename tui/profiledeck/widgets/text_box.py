"""A line to type in whose text is selected from the start, so that typing replaces it."""

from __future__ import annotations

from typing import Any

from textual.widgets import Input
from textual.widgets.input import Selection


class TextBox(Input):
    """Selects its text when it is mounted. An ``Input`` does so when it hears of its focus, and that can be after the
    first letters that were typed in one breath with the key that brought it: these would then be typed over."""

    def __init__(self, text: str, **options: Any) -> None:
        super().__init__(text, compact=True, select_on_focus=False, **options)

    def on_mount(self) -> None:
        self.selection = Selection(0, len(self.value))
