"""Asks for the token counts of the what-if line."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from engineprofiles import Usage
from profiledeck.presenters.tokens import parse_tokens, usage_fields, usage_from


class UsageScreen(ModalScreen[Usage | None]):
    """Takes counts such as ``10k`` or ``1.5M``; Enter uses them, Esc does not."""

    CSS_PATH = "usage.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Cancel", id="usage.cancel")]

    def __init__(self, usage: Usage) -> None:
        super().__init__()
        self._usage = usage

    def compose(self) -> ComposeResult:
        with Vertical(id="usage"):
            for name, label, text in usage_fields(self._usage):
                with Horizontal(classes="count"):
                    yield Label(label)
                    yield Input(text, id=name, compact=True)
            yield Label("Enter use · Tab next · Esc cancel", id="usage-hint")

    def on_mount(self) -> None:
        self.query_one("#usage").border_title = "What if: tokens of a call"
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _check(self, event: Input.Changed) -> None:
        event.input.set_class(parse_tokens(event.value) is None, "-invalid")

    @on(Input.Submitted)
    def _use(self) -> None:
        usage = usage_from({box.id or "": box.value for box in self.query(Input)})
        if usage is None:
            self.query_one("#usage-hint", Label).update("Write counts such as 2000, 10k or 1.5M")
        else:
            self.dismiss(usage)
