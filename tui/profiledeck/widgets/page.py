"""A pane whose rows are made for its width, with places to jump to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from textual.geometry import Region, Size
from textual.strip import Strip

from profiledeck.presenters.lines import Rows as RowSequence
from profiledeck.widgets.rows import Rows


class Page(Rows):
    """Shows what ``present`` makes for its width."""

    cursor_elsewhere = False

    def __init__(self, id: str) -> None:
        super().__init__(id=id, classes="pane")
        self._make: Callable[[int], RowSequence] | None = None
        self._shown_at = Size()

    def present(self, make: Callable[[int], RowSequence]) -> None:
        """Shows the rows that ``make`` gives for a width, now and whenever that changes."""
        self._make, self._shown_at = make, Size()
        self._fill()

    def jump(self, step: int) -> None:
        """Goes to the next stop of the rows, or to the one before; without stops to the next row."""
        ahead = [stop for stop in self._stops if (stop - self.cursor) * step > 0]
        if ahead:
            self.cursor = min(ahead) if step > 0 else max(ahead)
        elif not self._stops:
            self.action_move(step)

    @property
    def _stops(self) -> Sequence[int]:
        return cast("Sequence[int]", getattr(self.rows, "stops", ()))

    def render_lines(self, crop: Region) -> list[Strip]:
        # A layout paints before it tells of the new size: the rows must fit that at once.
        self._fill()
        return super().render_lines(crop)

    def _fill(self) -> None:
        if self._make is not None and self.size and self.size != self._shown_at:
            self._shown_at = self.size
            self.show(self._make(self.scrollable_content_region.width))
            if (stops := self._stops) and self.cursor < stops[0]:
                self.cursor = stops[0]
