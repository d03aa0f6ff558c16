"""The stack editor: what the selected profile stacks on, changed with the effect in sight."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus
from textual.reactive import reactive
from textual.screen import Screen

from engineprofiles import Problem
from engineprofiles.editing.stacks import SetStack
from profiledeck.commands import HINTS
from profiledeck.presenters.header import header_line
from profiledeck.presenters.keys import Hint
from profiledeck.presenters.stack_editor import StackEdit, begun, is_current, why_not
from profiledeck.presenters.stack_effect import Stack, tried
from profiledeck.state import Ref, State
from profiledeck.widgets.ask_box import AskBox
from profiledeck.widgets.hints import Hints
from profiledeck.widgets.rows import Rows
from profiledeck.widgets.stack_editor import CandidatesPane, EffectPane, EntriesPane
from profiledeck.widgets.state_line import StateLine

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp

_HINTS = (
    Hint("Esc", "Keep and close", "screen.back"),
    Hint("a", "Add", "screen.choose"),
    Hint("x", "Take out", "screen.take_out"),
    Hint("K J", "Move up, down", "screen.move(1)"),
    Hint("Ctrl+Z", "Undo", "screen.undo"),
    Hint("r", "As it was", "screen.as_it_was"),
    *(hint for hint in HINTS if hint.title == "Keys"),
)


class StackEditorScreen(Screen[SetStack | None]):
    """The entries, the profiles to add, and beneath them what changes. Leaving puts it into the draft as one edit."""

    CSS_PATH = "stack_editor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "back", "Keep and close", key_display="Esc",
            tooltip="Keep the stack in the draft and close; while a profile is chosen, go back to the stack.",
            id="stack.back",
        ),
        Binding("S", "back", "Keep and close", id="stack.leave"),
        Binding(
            "a,slash", "choose", "Add", key_display="a /",
            tooltip="Choose a profile to add on top.", id="stack.add",
        ),
        Binding(
            "x,delete", "take_out", "Take out", key_display="x Del",
            tooltip="Take the highlighted profile out of the stack.", id="stack.take_out",
        ),
        Binding(
            "K,shift+up,ctrl+up", "move(1)", "Move up", key_display="K Shift+↑",
            tooltip="Move the highlighted profile up: it wins over more of the others.", id="stack.up",
        ),
        Binding(
            "J,shift+down,ctrl+down", "move(-1)", "Move down", key_display="J Shift+↓",
            tooltip="Move the highlighted profile down, towards the base.", id="stack.down",
        ),
        Binding("ctrl+z", "undo", "Undo", tooltip="Take back the last change of the stack.", id="stack.undo"),
        Binding(
            "r", "as_it_was", "As it was", tooltip="Put the stack back as it was when this was opened.",
            id="stack.as_it_was",
        ),
    ]  # fmt: skip

    state: reactive[State | None] = reactive[State | None](None, repaint=False)
    edit: reactive[StackEdit | None] = reactive[StackEdit | None](None, repaint=False)

    def __init__(self, state: State, refusal: Problem | None = None) -> None:
        super().__init__()
        assert state.chain is not None
        assert state.selected is not None
        self.set_reactive(StackEditorScreen.edit, begun(state.chain, state.selected, refusal))

    @property
    def deck(self) -> ProfiledeckApp:
        """The app, which owns the state."""
        return cast("ProfiledeckApp", self.app)

    @property
    def _edit(self) -> StackEdit:
        assert self.edit is not None
        return self.edit

    def compose(self) -> ComposeResult:
        bound = {"state": StackEditorScreen.state, "edit": StackEditorScreen.edit}
        yield StateLine(header_line, id="header").data_bind(state=StackEditorScreen.state)
        with Horizontal(id="page"):
            yield EntriesPane("entries").data_bind(**bound)
            with Vertical(id="adding"):
                yield AskBox(id="letters")
                yield CandidatesPane("candidates").data_bind(**bound)
        yield EffectPane("effect").data_bind(**bound)
        yield Hints(_HINTS)

    def on_mount(self) -> None:
        adding = self.query_one("#adding")
        adding.border_title, adding.border_subtitle = "Add on top", "Enter adds · Esc back"
        self._letters.placeholder = "letters of a profile"
        self.watch(self._candidates, "cursor", self._candidate_moved, init=False)
        self.set_focus(self._entries)

    def watch_state(self, state: State | None) -> None:
        # The sources may be read again meanwhile, and say something else.
        if state is not None and self.is_current and not is_current(state, self._edit):
            self.notify("The stack has changed elsewhere: nothing is kept of this edit.", severity="warning")
            self.call_later(self._leave)

    @property
    def _entries(self) -> EntriesPane:
        return self.query_one(EntriesPane)

    @property
    def _candidates(self) -> CandidatesPane:
        return self.query_one(CandidatesPane)

    @property
    def _letters(self) -> AskBox:
        return self.query_one("#letters", AskBox)

    @property
    def _place(self) -> int | None:
        """The place of the highlighted entry in the stack, 0 for the base."""
        row = self._entries.current
        return cast("int", row.key[1]) if row is not None and isinstance(row.key, tuple) else None

    # Changes

    def _change(self, stack: Stack, place: int | None = None) -> None:
        """Goes on with another stack, or says why there cannot be one; highlights the entry at ``place``."""
        edit = self._edit
        if edit.refusal is not None:
            self.notify(f"{edit.refusal.message}. {edit.refusal.hint}", severity="warning", markup=False)
            return
        if (problem := tried(self.deck.state, edit.of, stack).problem) is not None:
            self.notify(problem.message, severity="warning", markup=False)
            return
        self.edit = edit.having(stack)
        if place is not None:
            self._entries.highlight(("entry", place))

    def action_take_out(self) -> None:
        if (place := self._place) is not None:
            self._change(self._edit.without(place), max(0, place - 1))

    def action_move(self, by: int) -> None:
        if (place := self._place) is not None:
            self._change(self._edit.moved(place, by), min(max(0, place + by), len(self._edit.stack) - 1))

    def action_undo(self) -> None:
        self.edit = self._edit.back()

    def action_as_it_was(self) -> None:
        self._change(self._edit.steps[0])

    # Choosing a profile to add

    def action_choose(self) -> None:
        self.set_focus(self._letters)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        if event.widget is self._letters:
            self._candidate_moved()
        elif self._edit.candidate is not None:
            self.edit = replace(self._edit, candidate=None)

    def on_input_changed(self) -> None:
        self._filter()

    def _filter(self) -> None:
        """Shows the candidates with the letters of the box, the first one highlighted."""
        if self._letters.value != self._edit.letters:
            self.edit = replace(self._edit, letters=self._letters.value, candidate=None)
            self._candidates.action_edge(-1)
            self._candidate_moved()

    def action_step(self, by: int) -> None:
        self._candidates.action_move(by)

    def _candidate_moved(self) -> None:
        row = self._candidates.current
        chosen = row.key[1] if row is not None and isinstance(row.key, tuple) else None
        if self.focused is self._letters:
            self.edit = replace(self._edit, candidate=cast("Ref | None", chosen))

    @on(Rows.Chosen, "#candidates")
    def action_take(self) -> None:
        """Adds the highlighted candidate on top, where it can be."""
        self._filter()  # Enter can come before word of the letters that were typed in the same breath
        row = self._candidates.current
        if row is None or not isinstance(row.key, tuple):
            return
        ref = cast("Ref", row.key[1])
        if why_not(self.deck.state, self._edit, ref):
            self.app.bell()  # the effect says why
            return
        self._change(self._edit.with_candidate(ref))
        self._letters.value = ""
        self.set_focus(self._entries)
        self._entries.highlight(("entry", len(self._edit.stack) - 1))

    def action_back(self) -> None:
        """Back to the stack, or out of it with the stack in the draft."""
        if self.focused is self._letters:
            self._letters.value = ""
            self.set_focus(self._entries)
        elif not self._edit.is_changed:
            self._leave()
        else:
            self.dismiss(SetStack(self._edit.of, self._edit.stack))

    def lets_go(self) -> bool:
        """Whether the app can be left from here: the stack is put into the draft first, so that leaving asks."""
        if self._edit.is_changed:
            self.dismiss()
            self.deck.edit(SetStack(self._edit.of, self._edit.stack))
        return True

    def _leave(self) -> None:
        self.dismiss()
