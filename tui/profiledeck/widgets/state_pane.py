"""A pane that shows a part of the state: it presents its rows anew when what they follow from has changed."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from profiledeck.presenters.lines import Line, harmless
from profiledeck.presenters.lines import Rows as RowSequence
from profiledeck.state import Pane, State
from profiledeck.widgets.rows import Rows


class StatePane(Rows):
    """A pane of the browse screen. Subclasses say which rows it has and which row the state highlights."""

    pane: ClassVar[Pane]

    state: reactive[State | None] = reactive[State | None](None, repaint=False)

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id or self.pane.value, classes="pane")
        self._shown: tuple[object, ...] = ()
        self._shown_at = Size()
        self._titles: object = None

    def present(self, state: State, width: int) -> RowSequence:
        """The rows of the pane."""
        raise NotImplementedError

    def follows(self, state: State) -> tuple[object, ...]:
        """What the rows depend on: while it is the same, they are not made again."""
        return (state,)

    def highlighted(self, state: State) -> Hashable:
        """The key of the row that the state highlights, if it says."""
        return None

    def titles(self, state: State) -> tuple[Line, str]:
        """The words in the upper and lower border."""
        return (), ""

    def watch_state(self, state: State | None) -> None:
        if state is not None and self.is_attached and self.size:
            self._present(state)

    def render_lines(self, crop: Region) -> list[Strip]:
        # A layout paints before it tells of the new size: the rows must fit that at once.
        if self.state is not None:
            self._present(self.state)
        return super().render_lines(crop)

    def _present(self, state: State) -> None:
        follows = self.follows(state)
        if self.size != self._shown_at or not _same(follows, self._shown):
            self._shown, self._shown_at = follows, self.size
            self.show(self.present(state, self.scrollable_content_region.width), self.highlighted(state))
        else:
            self.highlight(self.highlighted(state))
        titles = self.titles(state)
        if titles != self._titles:  # a title repaints the whole pane, even the same one
            self._titles = titles
            self.border_title, self.border_subtitle = content_of(titles[0]), Content(harmless(titles[1]))


def _same(these: tuple[object, ...], those: tuple[object, ...]) -> bool:
    """Whether both hold the very same values; to compare two chains would take long."""
    return len(these) == len(those) and all(this is that for this, that in zip(these, those, strict=True))


def content_of(line: Line) -> Content:
    """A line as a border takes it. What looks like markup in a name or a filter stays text."""
    styles = {"strong": "bold", "dim": "dim"}
    return Content.assemble(*((harmless(span.text), styles.get(span.tones, "")) for span in line))
