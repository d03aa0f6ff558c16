"""The last line: the keys that matter most here. A click on one does what the key does."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import Click

from profiledeck.presenters.keys import Hint, hint_at, hints_line
from profiledeck.presenters.lines import Row, width_of
from profiledeck.widgets.rows import Rows


class Hints(Rows, can_focus=False):
    """Shows key hints. Textual's Footer mounts a widget for each key, which is felt at start."""

    DEFAULT_CSS = """
    Hints { height: 1; scrollbar-size: 0 0; scrollbar-gutter: auto; background: $panel; }
    """

    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__(id="hints")
        self._hints = hints

    def on_resize(self) -> None:
        self.show((Row(hints_line(self._hints, self.size.width)),))

    def on_click(self, event: Click) -> None:
        line = self.rows[0].line
        for span in range(len(line)):
            if width_of(line[: span + 1]) > event.x:
                self.call_later(self.run_action, hint_at(line, self._hints, span).action)
                return
