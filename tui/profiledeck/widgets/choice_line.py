"""One of a few words: ``‹ user-overrides ›  1 of 3``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static


class ChoiceLine(Static, can_focus=True):
    """Goes through ``choices`` with the arrow keys, Space, or a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "step(-1)", "Previous", show=False, id="choice.previous"),
        Binding("right,down,space", "step(1)", "Next", show=False, id="choice.next"),
    ]
    DEFAULT_CSS = """
    ChoiceLine {
        height: 1;
        &:focus { background: $primary-muted; }
    }
    """

    chosen: reactive[str] = reactive("")

    class Changed(Message):
        """Another word was chosen."""

    def __init__(self, choices: Sequence[str], chosen: str, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._choices = choices
        self.set_reactive(ChoiceLine.chosen, chosen)

    def render(self) -> str:
        number = f"  {self._choices.index(self.chosen) + 1} of {len(self._choices)}" if len(self._choices) > 1 else ""
        return f"‹ {self.chosen} ›{number}"

    def watch_chosen(self) -> None:
        self.post_message(self.Changed())

    def action_step(self, step: int) -> None:
        self.chosen = self._choices[(self._choices.index(self.chosen) + step) % len(self._choices)]

    def on_click(self) -> None:
        self.action_step(1)
