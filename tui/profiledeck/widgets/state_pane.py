"""A pane that shows a part of the state: it presents its rows anew when what they follow from has changed."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive

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

    def on_resize(self) -> None:
        self._shown = ()
        if self.state is not None:
            self._present(self.state)

    def _present(self, state: State) -> None:
        follows = self.follows(state)
        width = self.scrollable_content_region.width
        shown = (width, *follows)
        if len(shown) != len(self._shown) or any(new is not old for new, old in zip(shown, self._shown, strict=True)):
            self._shown = shown
            self.show(self.present(state, width), self.highlighted(state))
        else:
            self.highlight(self.highlighted(state))
        titles = self.titles(state)
        if titles != self._titles:  # a title repaints the whole pane, even the same one
            self._titles = titles
            self.border_title, self.border_subtitle = content_of(titles[0]), Content(harmless(titles[1]))


def content_of(line: Line) -> Content:
    """A line as a border takes it. What looks like markup in a name or a filter stays text."""
    styles = {"strong": "bold", "dim": "dim"}
    return Content.assemble(*((harmless(span.text), styles.get(span.tones, "")) for span in line))
