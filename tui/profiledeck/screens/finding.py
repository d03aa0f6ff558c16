"""A list to choose one row from, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import ClassVar, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from profiledeck.presenters.lines import Rows as RowSequence
from profiledeck.presenters.lines import line
from profiledeck.widgets.rows import Rows
from profiledeck.widgets.state_pane import content_of

_WIDEST = 96
_FRAME = 5

Key = TypeVar("Key", bound=Hashable)


class FindScreen(ModalScreen[Key]):
    """Gives the key of the row that was chosen, ``None`` when none was. ``present`` makes the rows that have what was
    typed, the best of them first, for a width; ``start`` is typed already."""

    CSS_PATH = "finding.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", id="finding.cancel"),
        Binding("up", "move(-1)", "Up", id="finding.up"),
        Binding("down", "move(1)", "Down", id="finding.down"),
    ]

    def __init__(
        self, title: str, placeholder: str, present: Callable[[str, int], RowSequence], start: str = ""
    ) -> None:
        super().__init__()
        self._title = title
        self._placeholder = placeholder
        self._present = present
        self._start = start

    def compose(self) -> ComposeResult:
        with Vertical(id="finding"):
            yield Input(
                self._start, placeholder=self._placeholder, compact=True, select_on_focus=False, id="finding-text"
            )
            yield Rows(id="found")

    def on_mount(self) -> None:
        box = self.query_one("#finding", Vertical)
        box.border_title = content_of(line(self._title))
        box.border_subtitle = "Enter choose · ↑ ↓ · Esc cancel"
        self._list.can_focus = False
        self._box.focus()

    @property
    def _box(self) -> Input:
        return self.query_one("#finding-text", Input)

    @property
    def _list(self) -> Rows:
        return self.query_one("#found", Rows)

    @property
    def _width(self) -> int:
        return min(_WIDEST, self.size.width - 2)

    def on_resize(self) -> None:
        self.query_one("#finding").styles.width = self._width
        self._find()

    @on(Input.Changed)
    def _find(self) -> None:
        """Lists what has the letters, the best of it highlighted."""
        self._list.show(self._present(self._box.value, self._width - _FRAME))
        self._list.action_edge(-1)

    def action_move(self, step: int) -> None:
        self._list.action_move(step)

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def _choose(self) -> None:
        if (row := self._list.current) is not None:
            self.choose(cast("Key", row.key))

    def choose(self, key: Key) -> None:
        """Takes the row with ``key``."""
        self.dismiss(key)
