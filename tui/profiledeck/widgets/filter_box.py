"""Where the letters of a filter are typed."""

from __future__ import annotations

from textual.events import Key
from textual.widgets import Input


class FilterBox(Input):
    """One line to type in, at the foot of the screen. It is in sight only while it is used."""

    DEFAULT_CSS = """
    FilterBox {
        height: 1;
        border: none;
        padding: 0 1;
        background: $panel;
        display: none;
    }
    """

    def __init__(self) -> None:
        # Selected when the box hears of its focus, letters that came before would be typed over.
        super().__init__(compact=True, select_on_focus=False, id="filter")

    async def on_key(self, event: Key) -> None:
        """Enter closes the box here and now, and what was typed in one breath after it is let through."""
        if not self.display:
            event.prevent_default()
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()

    async def action_submit(self) -> None:
        await self.run_action("screen.close_filter")

    def ask(self, value: str, what: str) -> None:
        """Comes into sight with ``value`` to change; ``what`` is asked for while there is none."""
        self.placeholder = what
        self.value = value
        self.cursor_position = len(value)
        self.display = True
