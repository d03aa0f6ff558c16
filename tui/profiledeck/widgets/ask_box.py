"""Where a line is typed: the letters that a list is searched by, or one value in the row that it belongs to."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import Input
from textual.widgets.input import Selection

from profiledeck.presenters.field_entry import FieldEntry
from profiledeck.presenters.form import box_place
from profiledeck.widgets.rows import Rows


class AskBox(Input):
    """One line to type in. Enter runs the screen's action ``take``, Up and Down step through what it is about."""

    DEFAULT_CSS = """
    AskBox { height: 1; border: none; padding: 0; background: $primary-muted; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Up", show=False, id="ask.up"),
        Binding("down", "step(1)", "Down", show=False, id="ask.down"),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(compact=True, select_on_focus=False, id=id)

    async def on_key(self, event: Key) -> None:
        """Enter is answered here and now, so that what was typed in one breath after it finds what it brought."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()

    async def action_submit(self) -> None:
        await self.run_action("screen.take")

    async def action_step(self, by: int) -> None:
        await self.run_action(f"screen.step({by})")


class EntryBox(AskBox):
    """Asks for the value of ``entry``, or for the name of something new where there is none. Hidden while it does not
    ask."""

    DEFAULT_CSS = """
    EntryBox { position: absolute; display: none; }
    """

    entry: FieldEntry | None = None

    def ask(self, entry: FieldEntry | None, text: str, placeholder: str) -> None:
        """Comes into sight with ``text``, which typing replaces; of a secret no letter is shown."""
        self.entry = entry
        self.password = entry is not None and entry.is_hidden
        self.placeholder = placeholder
        self._put(text)
        self.selection = Selection(0, len(text))
        self.display = True

    def close(self) -> None:
        """Goes out of sight and forgets what was typed."""
        self.entry = None
        self.value = ""
        self.display = False

    def lie_over(self, rows: Rows) -> bool:
        """Lies over the value of the row with the cursor; whether that is in sight."""
        area = rows.content_region
        y = area.y + rows.cursor - round(rows.scroll_y)
        start, cells = box_place(rows.scrollable_content_region.width)
        self.styles.offset = (area.x + start, y)
        self.styles.width = cells
        return area.y <= y < area.bottom

    async def action_step(self, by: int) -> None:
        """Steps through the known values."""
        if self.entry is not None and self.entry.steps:
            self._put(self.entry.neighbour(self.value, by))

    def _put(self, text: str) -> None:
        self.value = text
        self.cursor_position = len(text)
