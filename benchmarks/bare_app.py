"""The least that a Textual app can be: what the start of ours is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Label

LABEL = "bare-app-is-here"


class BareApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Label(LABEL)


if __name__ == "__main__":
    BareApp().run()
