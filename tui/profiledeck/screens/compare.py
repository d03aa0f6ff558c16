"""Two sides compared: the fields that differ, or all of them, with the layer that sets each value on either side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen

from engineprofiles import Location
from profiledeck.commands import HINTS
from profiledeck.commands.looking import SwitchFinal
from profiledeck.presenters.compare import compare_summary
from profiledeck.presenters.header import header_line
from profiledeck.presenters.keys import Hint
from profiledeck.presenters.lines import harmless
from profiledeck.presenters.sides import Compared, Sides, standing
from profiledeck.screens import COMPARE
from profiledeck.state import FieldKey, State
from profiledeck.widgets.compare import ComparePane, PairPane, SideHeads
from profiledeck.widgets.filter_box import FilterBox
from profiledeck.widgets.hints import Hints
from profiledeck.widgets.rows import Rows
from profiledeck.widgets.state_line import StateLine

if TYPE_CHECKING:
    from textual.widgets import Input

    from profiledeck.app import ProfiledeckApp

_HINTS = (
    Hint("Esc", "Back", "screen.back"),
    Hint("Enter", "Go there", "screen.go_there"),
    Hint("c", "Copy to left", "screen.copy"),
    Hint("f", "All fields", "screen.every"),
    Hint("s", "Swap", "screen.swap"),
    Hint("/", "Filter", "screen.filter"),
    Hint("b", "Final", "screen.final"),
    Hint("Ctrl+Z", "Undo", "screen.undo"),
    *(hint for hint in HINTS if hint.title in ("Keys", "Quit")),
)


class CompareScreen(Screen[None]):
    """The fields of both sides and, beneath them, the highlighted one in full."""

    CSS_PATH = "compare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="Esc", id="compare.back"),
        Binding("d", "dismiss", "Leave the comparison", tooltip="Leave the comparison.", id="compare.leave"),
        Binding(
            "c", "copy", "Copy to left",
            tooltip="Set the highlighted value of the right side in the profile on the left: an edit of the draft.",
            id="compare.copy",
        ),
        Binding("s", "swap", "Swap sides", tooltip="Put the left side on the right.", id="compare.swap"),
        Binding(
            "f", "every", "All fields",
            tooltip="Show the fields that are the same on both sides, too; or only those that differ.",
            id="compare.every",
        ),
        Binding(
            "slash", "filter", "Filter fields", key_display="/",
            tooltip="Show only the fields with these words in path or value.", id="compare.filter",
        ),
        Binding("b", "final", "Final / overlay", tooltip=SwitchFinal.help(), id="compare.final"),
        Binding("ctrl+z", "undo", "Undo", tooltip="Take back the last edit.", id="compare.undo"),
        Binding("ctrl+y", "redo", "Redo", tooltip="Do again what was taken back.", id="compare.redo"),
    ]  # fmt: skip

    state: reactive[State | None] = reactive[State | None](None, repaint=False)
    sides: reactive[Sides | None] = reactive[Sides | None](None, repaint=False)

    def __init__(self, sides: Sides) -> None:
        super().__init__(id=COMPARE)
        self.set_reactive(CompareScreen.sides, sides)

    @property
    def deck(self) -> ProfiledeckApp:
        """The app, which owns the state."""
        return cast("ProfiledeckApp", self.app)

    def compose(self) -> ComposeResult:
        bound = {"state": CompareScreen.state, "sides": CompareScreen.sides}
        yield StateLine(header_line, id="header").data_bind(state=CompareScreen.state)
        with Vertical(id="page"):
            yield SideHeads("heads").data_bind(**bound)
            yield ComparePane("compared").data_bind(**bound)
        yield PairPane("pair").data_bind(**bound)
        yield FilterBox()
        yield Hints(_HINTS)

    def on_mount(self) -> None:
        self.query_one("#page").border_title = "Compare"
        self.watch(self._pane, "cursor", self._moved, init=False)
        self._pane.focus()

    def watch_state(self) -> None:
        self._sum_up()

    def watch_sides(self) -> None:
        self._sum_up()

    def _sum_up(self) -> None:
        if self.state is not None and self.is_mounted:
            summary = compare_summary(self.state, self._sides)
            self.query_one("#page").border_subtitle = Content(harmless(summary))

    @property
    def _sides(self) -> Sides:
        assert self.sides is not None
        return self.sides

    @property
    def _pane(self) -> ComparePane:
        return self.query_one(ComparePane)

    @property
    def _box(self) -> FilterBox:
        return self.query_one(FilterBox)

    @property
    def _standing(self) -> Compared | None:
        """The highlighted row."""
        return standing(self.deck.state, self._sides)

    def _moved(self) -> None:
        row = self._pane.current
        if row is not None and row.key is not None:
            self.sides = replace(self._sides, at=cast("FieldKey", row.key))

    def highlighted_place(self) -> Location | None:
        """Where the highlighted value stands: that of the left side, or else that of the right one."""
        each = self._standing
        mention = (each.pair.left or each.pair.right) if each is not None else None
        return mention.location if mention is not None else None

    @on(Rows.Chosen, "#compared")
    def action_go_there(self) -> None:
        """Leaves for the highlighted field on the first screen."""
        if (each := self._standing) is not None and self.deck.editing.comparing.go_to(self._sides, each):
            self.dismiss()

    def action_copy(self) -> None:
        if (each := self._standing) is not None:
            self.deck.editing.comparing.copy(self._sides, each)

    def action_swap(self) -> None:
        self._show(self._sides.swapped())

    def action_every(self) -> None:
        self._show(replace(self._sides, every=not self._sides.every))

    def _show(self, sides: Sides) -> None:
        """Shows other rows, with the same one highlighted where it is among them."""
        each = self._standing
        self.sides = replace(sides, at=each.key if each is not None else sides.at)

    def action_final(self) -> None:
        SwitchFinal().run(self.deck)

    def action_undo(self) -> None:
        self.deck.editing.steps.undo()

    def action_redo(self) -> None:
        self.deck.editing.steps.redo()

    def action_back(self) -> None:
        """Takes back the filter, then leaves."""
        if self._box.display or self._sides.letters:
            self._close_box()
            self._show(replace(self._sides, letters=""))
        else:
            self.dismiss()

    # The filter

    def action_filter(self) -> None:
        self._box.ask(self._sides.letters, "Fields with these words")
        self.set_focus(self._box)

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.display:
            self._show(replace(self._sides, letters=event.value))

    def action_close_filter(self) -> None:
        """Goes on with what the filter has left."""
        self._show(replace(self._sides, letters=self._box.value))
        self._close_box()

    def _close_box(self) -> None:
        self._box.display = False
        self._pane.focus()
