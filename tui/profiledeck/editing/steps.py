"""Steps of the draft: taken back, done again; and what is asked before they would be lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from profiledeck.drafting import discarded, redone, step_done, undone
from profiledeck.presenters.questions import DISCARD, REVIEW, Question, leaving, question_rows
from profiledeck.screens.confirm import ConfirmScreen
from profiledeck.screens.picking import PickScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from profiledeck.app import ProfiledeckApp


class Steps:
    """The commands for the draft as a whole."""

    def __init__(self, app: ProfiledeckApp) -> None:
        self._app = app

    def undo(self) -> None:
        """Takes back the last step or, where nothing is edited, what was saved last."""
        draft, state = self._app.state.draft, undone(self._app.state)
        if state is self._app.state:
            self._app.notify("Nothing to undo.", severity="warning")
            return
        words = f"Undone: {step_done(draft)}" if draft and draft.before else "The last save is taken back in the draft."
        self._app.show_draft(state)
        self._app.notify(words, markup=False)

    def redo(self) -> None:
        """Does again what was taken back last."""
        if not self._app.state.redoable:
            self._app.notify("Nothing to redo.", severity="warning")
            return
        words = step_done(self._app.state.redoable[-1])
        self._app.show_draft(redone(self._app.state))
        # What takes back a save may have come first in its draft: beyond it is what was saved.
        self._app.notify(f"Redone: {words}" if words else "What was saved is there again.", markup=False)

    def ask_to_leave(self) -> None:
        self._ask(leaving(self._app.state), self._app.exit)

    def ask_to_discard(self) -> None:
        """Drops the draft, once that is confirmed; redoing brings it back."""
        draft = self._app.state.draft
        if draft is None or not self._app.state.is_drafting:
            self._app.notify("Nothing is edited: there is nothing to discard.")
            return
        texts = [str(operation) for operation in draft.operations]
        number = len(texts)
        question = f"Discard {number} edit{'s' * (number != 1)}?"
        self._app.push_screen(ConfirmScreen(question, texts, "Discard"), self._discard)

    def _discard(self, sure: bool | None) -> None:
        if sure:
            behind = self._app.state.changed_on_disk
            self._app.show_draft(discarded(self._app.state))
            self._app.notify("The draft was discarded.")
            if behind:
                self._app.reload()

    def _ask(self, question: Question, discard: Callable[[], None]) -> None:
        if isinstance(self._app.screen, PickScreen):
            return  # something is being asked already
        self._app.clear_notifications()  # which would lie over the question

        def answered(answer: object) -> None:
            if answer == REVIEW:
                self._app.editing.saving.review()
            elif answer == DISCARD:
                discard()

        self._app.push_screen(PickScreen(question.title, partial(question_rows, question)), answered)
