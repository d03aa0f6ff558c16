"""The text of one profile in the person's own editor."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from engineprofiles import Problem, ProfilesError
from engineprofiles.documents.edits import Written
from engineprofiles.documents.reader import read
from engineprofiles.editing.rewriting import Rewrite, keeps_comments, profile_body, profile_text
from profiledeck.drafting import edited
from profiledeck.presenters.questions import AGAIN, misread, question_rows
from profiledeck.screens.picking import PickScreen
from profiledeck.state import Ref

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp
    from profiledeck.editing.profiles import ProfileEdits

_HEAD = "# What {ref} says."
_WITHOUT_COMMENTS = " Comments are not kept."


class TextEdits:
    """Lends the text to the editor until it reads right or is dropped."""

    def __init__(self, app: ProfiledeckApp, profiles: ProfileEdits) -> None:
        self._app = app
        self._profiles = profiles

    def edit(self) -> None:
        """Lends the text of the profile that edits go to."""
        ref, chain = self._app.state.edit_target, self._app.state.chain
        if ref is None or chain is None or not self._profiles.may_edit(ref):
            return
        remark = "" if keeps_comments(chain, ref) else _WITHOUT_COMMENTS
        self._lend(ref, f"{_head(ref)}{remark}\n{profile_text(chain, ref)}")

    def _lend(self, ref: Ref, text: str, line: int | None = None) -> None:
        app = self._app
        try:
            with app.suspend():
                back = app.services.edit_text(text, f"{ref[1]}.yaml", line)
        except SuspendNotSupported:
            app.notify("This terminal cannot be lent to an editor.", severity="warning")
            return
        if back.remark:
            app.notify(back.remark, severity="warning", markup=False)
        if problem := self._take(ref, back.text):
            self._offer_again(ref, back.text, problem)

    def _take(self, ref: Ref, text: str) -> Problem | None:
        """Makes the text a step of the draft; gives what keeps it from that, with its line in the text."""
        app = self._app
        document = read(text, f"{ref[1]}.yaml")
        try:
            body = profile_body(document)
        except ProfilesError as error:
            return error.problem
        try:
            state = edited(app.state, Rewrite(ref, _without_head(ref, body)))
        except ProfilesError as error:
            path = error.problem.location.path
            inside = path[2:] if path[:1] == ("profiles",) else ()
            return error.problem.at(document.locate(inside))
        if state is app.state:
            app.notify("Nothing was changed.")
        else:
            app.show_draft(state)
            app.notify(f"Rewrote {'/'.join(ref)}.", markup=False)
        return None

    def _offer_again(self, ref: Ref, text: str, problem: Problem) -> None:
        def answered(answer: object) -> None:
            if answer == AGAIN:
                self._lend(ref, text, problem.location.line)

        # Only a plain answer drops the text: Esc might be meant for the editor.
        question = misread(problem)
        self._app.push_screen(PickScreen(question.title, partial(question_rows, question), may_cancel=False), answered)


def _without_head(ref: Ref, body: Written) -> Written:
    first, _, rest = body.text.partition("\n")
    return replace(body, text=rest) if first.startswith(_head(ref)) else body


def _head(ref: Ref) -> str:
    return _HEAD.format(ref="/".join(ref))
