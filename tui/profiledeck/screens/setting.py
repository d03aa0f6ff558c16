"""The box in which one setting is edited, over its row."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.geometry import Region, clamp
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from profiledeck.presenters.entry import Asked
from profiledeck.presenters.lines import Line, Row, Rows
from profiledeck.widgets.still_rows import StillRows
from profiledeck.widgets.text_box import TextBox

_NARROWEST = 58
_UNPLACED = 80
_LINES = 6
_FRAME = 4
"""The cells that the border and the padding take from the width."""


class EntryLine(TextBox):
    """One line to type in. Space, which is no letter of a switch, turns it over."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked.text, placeholder=asked.placeholder, password=asked.secret, id="entry-text")
        self._switch = asked.switch

    async def on_key(self, event: Key) -> None:
        if self._switch and event.key == "space":
            event.stop()
            event.prevent_default()
            await self.run_action("screen.choose(1)")


class SettingScreen(ModalScreen[None]):
    """Takes a text and hands it to ``submit``, which gives what is wrong with it, or nothing when it was taken.

    ``about`` and ``target`` make the lines above and below the box for a width, ``remark`` says what a text comes to.
    ``row`` is where the row is that it lies over, if that is in sight.
    """

    CSS_PATH = "setting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Drop what was typed", id="setting.cancel"),
        Binding("ctrl+s", "submit", "Set", id="setting.set", priority=True),
        Binding("up", "choose(-1)", "Previous known value", id="setting.previous"),
        Binding("down", "choose(1)", "Next known value", id="setting.next"),
    ]

    def __init__(
        self,
        asked: Asked,
        *,
        about: Callable[[int], Rows],
        target: Callable[[int], Line],
        remark: Callable[[str], Line],
        submit: Callable[[str], Line],
        row: Callable[[], Region | None],
    ) -> None:
        super().__init__()
        self._asked = asked
        self._about = about
        self._target = target
        self._remark = remark
        self._submit = submit
        self._row = row

    def compose(self) -> ComposeResult:
        with Vertical(id="entry"):
            yield StillRows(id="entry-about")
            if self._asked.lines:
                yield TextArea(self._asked.text, id="entry-text", compact=True)
            else:
                yield EntryLine(self._asked)
            yield StillRows(id="entry-remark")
            yield StillRows(id="entry-target")

    def on_mount(self) -> None:
        box = self.query_one("#entry", Vertical)
        box.border_title = self._asked.title
        box.border_subtitle = self._asked.hint
        text = self.query_one("#entry-text")
        text.focus()
        # The pane may come to the front only now: then its row has a place after the next picture.
        self.call_after_refresh(self.on_resize)
        if isinstance(text, TextArea):
            text.select_all()

    def on_resize(self) -> None:
        """Puts the box over the row, as far as the screen has room for it."""
        row = self._row() or Region(0, self.size.height // 3, min(_UNPLACED, self.size.width), 1)
        width = clamp(row.width, _NARROWEST, self.size.width)
        about = self._about(width - _FRAME)
        lines = min(_LINES, max(3, self._asked.text.count("\n") + 2)) if self._asked.lines else 1
        height = len(about) + lines + 4
        box = self.query_one("#entry", Vertical)
        box.styles.width, box.styles.height = width, height
        box.styles.offset = (
            clamp(row.x, 0, self.size.width - width),
            clamp(row.y - len(about) - 1, 0, max(0, self.size.height - height)),
        )
        self.query_one("#entry-text").styles.height = lines
        self.query_one("#entry-about", StillRows).tell(about)
        self.query_one("#entry-target", StillRows).tell((Row(self._target(width - _FRAME)),))
        self._tell(self._remark(self._text))

    @property
    def _text(self) -> str:
        text = self.query_one("#entry-text")
        return text.text if isinstance(text, TextArea) else text.value if isinstance(text, Input) else ""

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._tell(self._remark(self._text))

    @on(Input.Submitted)
    def action_submit(self) -> None:
        """Has the text set, or tells what is wrong with it and keeps it."""
        wrong = self._submit(self._text)
        if wrong:
            self._tell(wrong)
        else:
            self.dismiss()

    def action_choose(self, step: int) -> None:
        """Goes to the next known value, from a text that is none to the first."""
        box, choices = self.query_one("#entry-text"), self._asked.choices
        if isinstance(box, Input) and choices:
            at = choices.index(box.value) + step if box.value in choices else min(step - 1, 0)
            box.value = choices[at % len(choices)]
            box.cursor_position = len(box.value)

    def _tell(self, words: Line) -> None:
        self.query_one("#entry-remark", StillRows).tell((Row(words),))
