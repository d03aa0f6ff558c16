"""One line that follows from the state: the header, the tabs of the narrow layout, the origin beneath it."""

from __future__ import annotations

from collections.abc import Callable

from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from profiledeck.presenters.lines import Line, Row, width_of
from profiledeck.state import State
from profiledeck.widgets.rows import Rows


class StateLine(Rows, can_focus=False):
    """Shows the line that ``present`` makes of the state."""

    DEFAULT_CSS = """
    StateLine { height: 1; scrollbar-size: 0 0; scrollbar-gutter: auto; }
    """

    state: reactive[State | None] = reactive[State | None](None, repaint=False)

    class Pressed(Message):
        """A part of the line was clicked: the number of the span."""

        def __init__(self, line: StateLine, span: int) -> None:
            super().__init__()
            self.line = line
            self.span = span

        @property
        def control(self) -> StateLine:
            return self.line

    def __init__(self, present: Callable[[State, int], Line], *, id: str) -> None:
        super().__init__(id=id)
        self._line = present

    def watch_state(self) -> None:
        self._present()

    def render_lines(self, crop: Region) -> list[Strip]:
        self._present()
        return super().render_lines(crop)

    def _present(self) -> None:
        if self.state is not None and self.size:
            self.show((Row(self._line(self.state, self.size.width)),))

    def on_click(self, event: Click) -> None:
        if not self.rows:
            return
        line = self.rows[0].line
        for number in range(len(line)):
            if width_of(line[: number + 1]) > event.x:
                self.post_message(self.Pressed(self, number))
                return
