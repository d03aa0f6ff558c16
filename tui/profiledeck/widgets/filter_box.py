"""Where the letters of a filter are typed."""

from __future__ import annotations

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
        super().__init__(compact=True, id="filter")

    async def action_submit(self) -> None:
        """Leaves the box at once, not by way of a message: keys typed right after are not meant for it."""
        await self.run_action("screen.close_filter")

    def ask(self, value: str, of_settings: bool) -> None:
        """Comes into sight with ``value`` to change."""
        self.placeholder = f"{'Settings' if of_settings else 'Profiles'} with these letters"
        self.value = value
        self.cursor_position = len(value)
        self.display = True
