"""A pane whose rows are made for its width, with places to jump to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import cast

from textual.geometry import Region, Size
from textual.strip import Strip

from profiledeck.presenters.lines import Rows as RowSequence
from profiledeck.widgets.rows import Rows


class Page(Rows):
    """Shows what it is given to make for its width. One that ``fits`` is as high as its rows."""

    cursor_elsewhere = False

    def __init__(self, id: str, *, fits: bool = False) -> None:
        super().__init__(id=id, classes="pane")
        self._make: Callable[[int], RowSequence] | None = None
        self._shown_at = Size()
        self._fits = fits

    def present(self, make: Callable[[int], RowSequence]) -> None:
        """Shows the rows that ``make`` gives for a width, now and whenever that changes."""
        self._make, self._shown_at = make, Size()
        self._fill()
        self._fit()

    def jump(self, step: int) -> None:
        """Goes to the next stop of the rows, or to the one before; without stops to the next row."""
        ahead = [stop for stop in self._stops if (stop - self.cursor) * step > 0]
        if ahead:
            self.cursor = min(ahead) if step > 0 else max(ahead)
        elif not self._stops:
            self.action_move(step)

    def on_resize(self) -> None:
        self._fill()
        self._fit()

    def render_lines(self, crop: Region) -> list[Strip]:
        # A layout paints before it tells of the new size: the rows must fit that at once.
        self._fill()
        return super().render_lines(crop)

    @property
    def _stops(self) -> Sequence[int]:
        return cast("Sequence[int]", getattr(self.rows, "stops", ()))

    def _fill(self) -> None:
        if self._make is not None and self.size and self.size != self._shown_at:
            self._shown_at = self.size
            passed = bisect_right(self._stops, self.cursor)
            self.show(self._make(self.scrollable_content_region.width))
            if self._stops:
                # What takes more lines in less room is still the same change.
                self.cursor = self._stops[min(max(passed, 1), len(self._stops)) - 1]

    def _fit(self) -> None:
        if self._fits and self.rows:
            self.styles.height = len(self.rows) + self.gutter.height
