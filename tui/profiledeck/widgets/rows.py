"""A pane of rows with a cursor, painted line by line: only what is visible is ever made.

Textual's own tables measure every cell and its trees rebuild every line; with thousands of rows and a repaint at
each key that is felt, so this widget asks its rows for the visible ones and paints those.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from profiledeck.presenters.lines import Row, harmless
from profiledeck.presenters.lines import Rows as RowSequence
from profiledeck.widgets.tones import CURSOR, CURSOR_ELSEWHERE, tone_styles

ARROW = 2
"""The cells at the left of a row that folds, where its arrow is."""


class Rows(ScrollView, can_focus=True):
    """Shows rows and moves a cursor over those that have a key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="rows.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="rows.down"),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False, id="rows.page_up"),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False, id="rows.page_down"),
        Binding("home", "edge(-1)", "First", show=False, id="rows.first"),
        Binding("end,G", "edge(1)", "Last", show=False, id="rows.last"),
        Binding("enter", "choose", "Choose", show=False, id="rows.choose"),
    ]

    DEFAULT_CSS = """
    Rows {
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        background: $surface;
        color: $foreground;
    }
    """

    cursor_elsewhere: ClassVar[bool] = True
    """Whether the cursor shows while another pane has the keys."""

    with_lines_around: ClassVar[bool] = False
    """Whether the heading above a highlighted row and the lines that go on below it come into sight with it."""

    _themes: ClassVar[dict[str, Mapping[str, Style]]] = {}

    rows: reactive[RowSequence] = reactive[RowSequence]((), always_update=True, layout=False, repaint=False)
    cursor: reactive[int] = reactive(-1, repaint=False)

    class Chosen(Message):
        """A row was chosen with Enter or a second click."""

        def __init__(self, rows: Rows, key: Hashable) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> Rows:
            return self.rows

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._styles: dict[tuple[str, bool, bool], Style] = {}
        self._by_mouse = False

    # What is shown

    def show(self, rows: RowSequence, cursor: Hashable = None) -> None:
        """Shows ``rows`` with the cursor on the row of key ``cursor``, or else where it was."""
        shown, highlighted = self.rows, self.cursor
        self.rows = rows
        self._make_room(len(rows))
        index = self.index_of(cursor) if cursor is not None else self.cursor
        self.set_reactive(Rows.cursor, self._nearest(index))
        self._bring_into_sight(self.cursor)
        self._repaint_changed(shown, highlighted)

    def _make_room(self, rows: int) -> None:
        # Assigning virtual_size would lay out the whole screen, which never depends on how many rows a pane has.
        size = Size(self.scrollable_content_region.width, rows)
        if size != self.virtual_size:
            self.set_reactive(Rows.virtual_size, size)
            self._refresh_scrollbars()

    def _repaint_changed(self, shown: RowSequence, highlighted: int) -> None:
        """Repaints the lines in sight that were another row, or on either side of the cursor."""
        top = self.scroll_offset.y
        for index in range(top, top + self.size.height):
            before = shown[index] if index < len(shown) else None
            after = self.rows[index] if index < len(self.rows) else None
            if before != after or index in (highlighted, self.cursor):
                self.refresh_line(index)

    def highlight(self, key: Hashable) -> None:
        """Puts the cursor on the row of ``key`` without telling anyone; leaves it where there is no such row."""
        if self.current is not None and self.current.key == key:
            return
        index = self.index_of(key) if key is not None else -1
        if index >= 0:
            self.set_reactive(Rows.cursor, index)
            self._bring_into_sight(index)
            self.refresh()

    def index_of(self, key: Hashable) -> int:
        """The place of the row with ``key``, or -1."""
        finder = getattr(self.rows, "index_of", None)
        if finder is not None:
            return int(finder(key))
        return next((index for index, row in enumerate(self.rows) if row.key == key), -1)

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def _nearest(self, index: int) -> int:
        """The row at ``index`` if it can be highlighted, else the closest one that can, else -1."""
        count = len(self.rows)
        if not count:
            return -1
        index = max(0, min(index, count - 1))
        for distance in range(count):
            for candidate in (index + distance, index - distance):
                if 0 <= candidate < count and self.rows[candidate].key is not None:
                    return candidate
        return -1

    # Moving

    def watch_cursor(self, before: int, after: int) -> None:
        self.refresh_line(before)
        self.refresh_line(after)
        # What is clicked on is in sight, and must be there still for the second click.
        if not self._by_mouse:
            self._bring_into_sight(after)

    def _bring_into_sight(self, index: int) -> None:
        if index >= 0 and self.size:
            self.scroll_to_region(self._around(index), animate=False, force=True, immediate=True)

    def _around(self, index: int) -> Region:
        """The row at ``index`` and what comes into sight with it."""
        first, end = index, index + 1
        if self.with_lines_around:
            first -= index > 0 and self.rows[index - 1].key is None
            while end < len(self.rows) and end - first < self.size.height and self.rows[end].key is None:
                end += 1
        return Region(0, first, 1, end - first)

    def action_move(self, step: int) -> None:
        index = self.cursor + step
        while 0 <= index < len(self.rows) and self.rows[index].key is None:
            index += step
        if 0 <= index < len(self.rows):
            self.cursor = index
        else:
            # Rows beyond the last key, such as a heading at the top, come into view all the same.
            self.scroll_relative(y=step, animate=False)

    def action_page(self, direction: int) -> None:
        step = direction * max(1, self.size.height - 1)
        self.cursor = self._nearest(self.cursor + step)
        if self.current is None:
            self.scroll_relative(y=step, animate=False)

    def action_edge(self, direction: int) -> None:
        self.cursor = self._nearest(0 if direction < 0 else len(self.rows) - 1)
        if self.current is None:
            self.scroll_to(y=0 if direction < 0 else self.max_scroll_y, animate=False)

    def action_choose(self) -> None:
        if (row := self.current) is not None:
            self.post_message(self.Chosen(self, row.key))

    def on_click(self, event: Click) -> None:
        index = event.y - self.gutter.top + self.scroll_offset.y
        if not 0 <= index < len(self.rows) or self.rows[index].key is None:
            return
        self._by_mouse = True
        self.cursor = index
        self._by_mouse = False
        on_arrow = self.rows[index].folds and event.x < self.gutter.left + ARROW
        if event.chain > 1 or on_arrow:
            self.action_choose()

    # Painting

    def notify_style_update(self) -> None:
        self._styles.clear()
        super().notify_style_update()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if not 0 <= index < len(self.rows):
            return Strip.blank(width, self.rich_style)
        on_cursor = index == self.cursor
        base = self._style("", on_cursor)
        segments = [Segment(harmless(span.text), self._style(span.tones, on_cursor)) for span in self.rows[index].line]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, tones: str, on_cursor: bool) -> Style:
        key = (tones, on_cursor, self.has_focus)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._combined(tones, on_cursor)
        return style

    def _combined(self, tones: str, on_cursor: bool) -> Style:
        styles = self._tone_styles()
        style = self.rich_style
        for tone in tones.split():
            style += styles[tone]
        if on_cursor and (self.has_focus or self.cursor_elsewhere):
            style += styles[CURSOR if self.has_focus else CURSOR_ELSEWHERE]
        return style

    def _tone_styles(self) -> Mapping[str, Style]:
        theme = self.app.theme
        if theme not in self._themes:
            self._themes[theme] = tone_styles(self.app.theme_variables)
        return self._themes[theme]
