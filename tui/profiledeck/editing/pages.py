"""The pages that edit a profile as a whole: the form with all its fields, and its stack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engineprofiles import Problem
from engineprofiles.editing.contents import source_of
from profiledeck.screens.browse import BrowseScreen
from profiledeck.screens.form import FormScreen
from profiledeck.screens.stack_editor import StackEditorScreen

if TYPE_CHECKING:
    from engineprofiles.editing.stacks import SetStack
    from profiledeck.app import ProfiledeckApp


class Pages:
    """Opens a page for the selected profile."""

    def __init__(self, app: ProfiledeckApp) -> None:
        self._app = app

    def stack(self) -> None:
        """Edits what the selected profile stacks on."""
        if self._is_open:
            editor = StackEditorScreen(self._app.state, self._write_refusal())
            self._app.push_screen(editor.data_bind(state=type(self._app).state), self._restack)

    def _restack(self, operation: SetStack | None) -> None:
        if operation is not None:
            self._app.edit(operation)

    def form(self) -> None:
        """Edits all fields of the selected profile."""
        if self._is_open:
            form = FormScreen(self._app.state.field, self._write_refusal())
            self._app.push_screen(form.data_bind(state=type(self._app).state))

    @property
    def _is_open(self) -> bool:
        """Whether there is a profile, and no other page in front of it."""
        return self._app.state.resolution is not None and isinstance(self._app.screen, BrowseScreen)

    def _write_refusal(self) -> Problem | None:
        """Why the source of the selected profile takes no changes; ``None`` when it does."""
        state = self._app.state
        assert state.chain is not None
        assert state.selected is not None
        return self._app.services.write_refusal(source_of(state.chain, state.selected[0]))
