"""Finds a setting that is not in the table yet."""

from __future__ import annotations

from functools import partial

from profiledeck.presenters.adding import addable_rows, typed_on
from profiledeck.screens.finding import FindScreen
from profiledeck.state import FieldKey, State


class AddScreen(FindScreen[FieldKey]):
    """Gives the key of the setting that was chosen; ``start`` is typed already."""

    def __init__(self, state: State, start: str = "") -> None:
        super().__init__("Add a setting", "Letters of its name", partial(addable_rows, state), start)

    def choose(self, key: FieldKey) -> None:
        kind, path = key
        if kind == "map":
            self._box.value = typed_on(("field", path))
            self._box.cursor_position = len(self._box.value)
        else:
            super().choose(key)
