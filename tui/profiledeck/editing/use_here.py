"""The selected profile as the one that the application takes: named in one of its config documents."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from engineprofiles.editing.activation import Activate
from profiledeck.presenters.use_here import documents_to_name_it, use_here_rows, without_effect
from profiledeck.screens.picking import PickScreen

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp
    from profiledeck.state import Ref


class UseHere:
    """Asks for the document, and names the profile there."""

    def __init__(self, app: ProfiledeckApp) -> None:
        self._app = app

    def ask(self) -> None:
        """Lists the documents that can name the selected profile."""
        app, ref, chain = self._app, self._app.state.selected, self._app.state.chain
        if ref is None or chain is None:
            app.notify("No profile is selected.", severity="warning")
            return
        if chain.config is None or not chain.config.texts:
            text = "No config document belongs to these sources: no application was asked for them."
            app.notify(text, severity="warning")
            return
        refusal = app.services.write_refusal(next(each for each in chain.sources if each.content is chain.config))
        if refusal is not None:
            app.notify(f"{refusal.message}. {refusal.hint}", severity="warning", markup=False)
            return

        def chosen(document: object) -> None:
            if isinstance(document, str):
                self._use(ref, document)

        files = [text.file for text in documents_to_name_it(chain)]
        closed = frozenset(file.name for file in files if app.services.file_refusal(file.path) is not None)
        title = f"Where is {ref[1]} to be used?"
        app.push_screen(PickScreen(title, partial(use_here_rows, chain, closed), at=files[0].name), chosen)

    def _use(self, ref: Ref, document: str) -> None:
        app = self._app
        before = app.state.draft
        if not app.edit(Activate(ref, document)) or app.state.chain is None:
            return
        done = f"{document} names {ref[1]}{' already' if app.state.draft is before else ''}."
        remark = without_effect(app.state.chain, document)
        app.notify(
            f"{done} {remark}".strip(), severity="warning" if remark else "information", timeout=10, markup=False
        )
