"""The panes of the stack editor: the entries, the candidates, and the effect."""

from __future__ import annotations

from collections.abc import Hashable

from textual.reactive import reactive

from profiledeck.presenters.lines import Line, Rows, line
from profiledeck.presenters.stack_editor import (
    StackEdit,
    candidate_rows,
    effect_title,
    entry_rows,
    is_current,
    stack_effect_rows,
)
from profiledeck.state import Pane, State
from profiledeck.widgets.state_pane import StatePane


class OfStackEdit(StatePane):
    """A pane that shows a stack under way as well as the state."""

    edit: reactive[StackEdit | None] = reactive[StackEdit | None](None, repaint=False)

    def watch_edit(self) -> None:
        self.watch_state(self.state)

    def present(self, state: State, width: int) -> Rows:
        return self.shown(state, self.edit, width) if self.edit is not None and is_current(state, self.edit) else ()

    def shown(self, state: State, edit: StackEdit, width: int) -> Rows:
        """The rows of the pane."""
        raise NotImplementedError


class EntriesPane(OfStackEdit):
    """What the profile stacks on, the base at the foot."""

    pane = Pane.STACK

    def shown(self, state: State, edit: StackEdit, width: int) -> Rows:
        return entry_rows(state, edit, width)

    def follows(self, state: State) -> tuple[object, ...]:
        return (state.chain, state.semantics, self.edit.steps if self.edit else ())

    def titles(self, state: State) -> tuple[Line, str]:
        return line(("Stacks on", "strong")), "top wins · base below"


class CandidatesPane(OfStackEdit, can_focus=False):
    """The profiles that can be added, and those that cannot."""

    pane = Pane.REGISTRIES

    def shown(self, state: State, edit: StackEdit, width: int) -> Rows:
        return candidate_rows(state, edit, width)

    def follows(self, state: State) -> tuple[object, ...]:
        edit = self.edit
        return (state.chain, state.semantics, edit.steps if edit else (), edit.letters if edit else "")

    def highlighted(self, state: State) -> Hashable:
        return ("candidate", self.edit.candidate) if self.edit and self.edit.candidate else None


class EffectPane(OfStackEdit):
    """What the stack changes."""

    pane = Pane.SETTINGS
    cursor_elsewhere = False

    def shown(self, state: State, edit: StackEdit, width: int) -> Rows:
        return stack_effect_rows(state, edit, width)

    def follows(self, state: State) -> tuple[object, ...]:
        edit = self.edit
        return (state.chain, state.semantics, edit.steps if edit else (), edit.candidate if edit else None)

    def titles(self, state: State) -> tuple[Line, str]:
        return effect_title(self.edit) if self.edit else (), ""
