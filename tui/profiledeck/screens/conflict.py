"""A source changed on disk under a draft: take what is there, keep what is mine, or look at the difference."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from profiledeck.commands import HINTS
from profiledeck.messages import DiskRead
from profiledeck.presenters.conflict import READING, SAME, conflict_header, left_out_texts, way_rows
from profiledeck.presenters.keys import Hint
from profiledeck.presenters.leaves import many
from profiledeck.presenters.lines import Line, Row, Rows, line
from profiledeck.presenters.review_texts import TextRows
from profiledeck.reviewing import Disk, compared
from profiledeck.screens.confirm import ConfirmScreen
from profiledeck.state import State
from profiledeck.widgets.hints import Hints
from profiledeck.widgets.page import Page
from profiledeck.widgets.rows import Rows as RowsWidget
from profiledeck.widgets.state_line import StateLine

if TYPE_CHECKING:
    from engineprofiles.editing import Draft
    from profiledeck.app import ProfiledeckApp

_HINTS = (
    Hint("r", "Reload", "screen.reload"),
    Hint("m", "Keep mine", "screen.keep"),
    Hint("c", "Compare", "screen.compare"),
    Hint("Esc", "Decide later", "screen.dismiss"),
    *(hint for hint in HINTS if hint.title in ("Keys", "Quit")),
)


class ConflictScreen(Screen[None]):
    """The ways out above, what changed on disk below. Leaving decides nothing."""

    CSS_PATH = "conflict.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "dismiss", "Decide later", key_display="Esc", tooltip="Keep the draft as it is.",
            id="conflict.later",
        ),
        Binding(
            "r", "reload", "Reload", tooltip="Take what is on disk and drop the draft; asks first.",
            id="conflict.reload",
        ),
        Binding("m", "keep", "Keep mine", tooltip="Make the edits again on what is on disk now.", id="conflict.keep"),
        Binding("c", "compare", "Compare", tooltip="Look at what was changed on disk.", id="conflict.compare"),
        Binding("n", "jump(1)", "Next change", tooltip="Go to the next change.", id="conflict.next"),
        Binding("p", "jump(-1)", "Previous change", tooltip="Go to the change before.", id="conflict.previous"),
    ]  # fmt: skip

    state: reactive[State | None] = reactive[State | None](None, repaint=False)

    def __init__(self, draft: Draft, *, id: str) -> None:
        super().__init__(id=id)
        self._draft = draft
        self._read: DiskRead | None = None

    @property
    def deck(self) -> ProfiledeckApp:
        """The app, which owns the state."""
        return cast("ProfiledeckApp", self.app)

    def compose(self) -> ComposeResult:
        yield StateLine(self._header, id="header").data_bind(state=ConflictScreen.state)
        yield Page("ways", fits=True)
        yield Page("disk")
        yield Hints(_HINTS)

    def on_mount(self) -> None:
        self.query_one("#ways").border_title = "What now?"
        self.query_one("#disk").border_title = "What changed on disk"
        self._present()
        self.query_one("#ways").focus()
        if self.deck.services.opens_at_once():
            self._show(self._reading())
        else:
            self._read_in_worker()

    @work(thread=True, exclusive=True, group="disk", exit_on_error=False)
    def _read_in_worker(self) -> None:
        self.post_message(self._reading())

    def _reading(self) -> DiskRead:
        stamp = self.deck.services.stamp()
        return DiskRead(compared(self._draft, self.deck.services.open()), stamp)

    @on(DiskRead)
    def _show(self, message: DiskRead) -> None:
        self._read = message
        self._present()
        self.query_one("#header").refresh()

    @property
    def _disk(self) -> Disk | None:
        return self._read.disk if self._read else None

    def _present(self) -> None:
        self.query_one("#ways", Page).present(self._ways)
        self.query_one("#disk", Page).present(self._difference)

    def _header(self, state: State, width: int) -> Line:
        return conflict_header(state, self._disk, width)

    def _ways(self, width: int) -> Rows:
        return way_rows(self._disk, len(self._draft.operations), width)

    def _difference(self, width: int) -> Rows:
        if self._disk is None or not self._disk.texts:
            return (Row(line((SAME if self._disk else READING, "dim"))),)
        return TextRows(self._disk.texts, width)

    # The ways out

    @on(RowsWidget.Chosen, "#ways")
    def _choose(self, event: RowsWidget.Chosen) -> None:
        ways: dict[Hashable, object] = {"reload": self.action_reload, "keep": self.action_keep}
        cast("type", ways.get(event.key, self.action_compare))()

    def action_compare(self) -> None:
        self.query_one("#disk").focus()

    def action_jump(self, step: int) -> None:
        self.query_one("#disk", Page).jump(step)

    def action_reload(self) -> None:
        """Drops the draft, once that is confirmed."""
        edits = many(len(self._draft.operations), "edit")
        texts = [str(operation) for operation in self._draft.operations]
        if self._read is not None:
            self.app.push_screen(ConfirmScreen(f"Drop {edits}?", texts, "Drop and reload"), self._reload)

    def _reload(self, sure: bool | None) -> None:
        if sure and self._read is not None:
            self.dismiss()
            self.deck.show_read(self._read.disk.chain, self._read.stamp)
            self.notify("Read again. The draft was dropped.")

    def action_keep(self) -> None:
        """Makes the edits again; what cannot be made is left out once that is confirmed."""
        if self._read is None:
            return
        left_out = len(self._read.disk.rebased.left_out)
        if not left_out:
            self._keep(True)
            return
        question = f"{left_out} of {many(len(self._draft.operations), 'edit')} cannot be made any more"
        yes = "Go on without" if self._read.disk.rebased.draft.changed else "Drop them"
        self.app.push_screen(ConfirmScreen(question, left_out_texts(self._read.disk), yes), self._keep)

    def _keep(self, sure: bool | None) -> None:
        if sure and self._read is not None:
            draft = self._read.disk.rebased.draft
            self.dismiss()
            self.deck.show_read(self._read.disk.chain, self._read.stamp, draft)
            made = many(len(draft.operations), "edit")
            self.notify(f"Made again on what is on disk: {made}." if draft.changed else "No edit is left.")
