"""The keys that work on the screen beneath."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import ModalScreen, Screen

from profiledeck.commands import BY_ID
from profiledeck.presenters.keys import Key, key_rows
from profiledeck.widgets.rows import Rows

_FOLD = Key("← →  h l", "Move", "Close or open a registry or a section.")
_BACK = Key("Esc", "Move", "Take back the filter, the mark, the way.")
_MOVING = (
    Key("↑ ↓  k j", "Move", "One row up or down."),
    Key("PgUp PgDn", "Move", "A page up or down."),
    Key("Home End", "Move", "The first or the last row."),
    _FOLD,
    Key("Tab", "Move", "The next pane; Shift+Tab the one before."),
    Key("Enter", "Move", "Go into what is highlighted: settings, origin, layer, problem."),
    _BACK,
)


class HelpScreen(ModalScreen[None]):
    """Lists the keys; any of the keys that leave things closes it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "dismiss", "Close", id="help.close"),
    ]

    def __init__(self, bindings: Mapping[str, ActiveBinding]) -> None:
        super().__init__()
        self._active = bindings

    def compose(self) -> ComposeResult:
        yield Rows(id="keys")

    def on_mount(self) -> None:
        keys = self.query_one("#keys", Rows)
        keys.border_title = "Keys that work here"
        keys.border_subtitle = "Esc close"
        keys.focus()

    def on_resize(self) -> None:
        keys = self.query_one("#keys", Rows)
        rows = key_rows(self._keys(), keys.scrollable_content_region.width)
        keys.styles.height = len(rows) + 2
        keys.show(rows)

    def _keys(self) -> list[Key]:
        working = {active.binding.id: active.binding for active in self._active.values() if active.enabled}
        # One that has several keys is active once for each.
        of_screen = [active.binding for active in self._active.values() if isinstance(active.node, Screen)]
        here = {binding.id: binding for binding in of_screen if binding.tooltip}.values()
        keys = [key for key in _MOVING if key is not _FOLD or "tree.open" in working]
        if any(binding.key == "escape" for binding in here):
            keys.remove(_BACK)
        keys += [Key(self.app.get_key_display(binding), "Here", binding.tooltip) for binding in here]
        for command in BY_ID.values():
            binding = working.get(command.id)
            if binding is not None:
                keys.append(Key(self.app.get_key_display(binding), command.group, command.help()))
        return keys
