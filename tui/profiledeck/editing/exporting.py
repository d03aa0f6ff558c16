"""The shown settings handed to something else: to the clipboard, or as a new file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from profiledeck.presenters.exporting import COPY, FORMS, exported, prefix_of, what_to_export, where_to_export
from profiledeck.presenters.questions import question_rows
from profiledeck.screens.picking import PickScreen

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp


class Exporting:
    """The export of what is shown: overlay or final, in the reading in force."""

    def __init__(self, app: ProfiledeckApp) -> None:
        self._app = app

    def ask(self) -> None:
        """Asks in which form and where to, and does it."""
        app = self._app
        if app.state.resolution is None or app.state.selected is None:
            app.notify("No profile is selected.", severity="warning")
            return
        question = what_to_export(app.state)
        app.push_screen(PickScreen(question.title, partial(question_rows, question), at=next(iter(FORMS))), self._form)

    def _form(self, form: object) -> None:
        state = self._app.state
        if not isinstance(form, str) or state.resolution is None or state.selected is None:
            return
        text = exported(state.resolution, form, prefix_of(state))
        file = f"{state.selected[1]}.{FORMS[form].suffix}"

        def chosen(answer: object) -> None:
            if answer == COPY:
                self._app.copy_to_clipboard(text)
                self._app.notify(f"Copied {len(text.splitlines())} lines, secrets masked.")
            elif answer is not None:
                self._write(file, text)

        question = where_to_export(form, file)
        self._app.push_screen(PickScreen(question.title, partial(question_rows, question), at=COPY), chosen)

    def _write(self, file: str, text: str) -> None:
        if remark := self._app.services.write_new(file, text):
            self._app.notify(remark, severity="warning", markup=False)
        else:
            self._app.notify(f"Wrote {file}, secrets masked.", markup=False)
