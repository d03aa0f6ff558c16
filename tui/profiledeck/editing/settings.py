"""Single settings: overridden in place, unset, added; and the layer that this happens in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from engineprofiles import ProfilesError
from engineprofiles.editing.settings import Set, Unset
from engineprofiles.problems import Path
from engineprofiles.resolution.trace import Root
from profiledeck.drafting import edited
from profiledeck.presenters.entry import (
    NOTHING_TYPED,
    asked,
    asked_rows,
    remark,
    target_line,
    unset_words,
    wrong,
)
from profiledeck.presenters.field_entry import parsed
from profiledeck.presenters.inheriting import of_the_application
from profiledeck.presenters.lines import Line, line
from profiledeck.presenters.meaning import key_text
from profiledeck.presenters.mentions import who
from profiledeck.presenters.targets import target_rows
from profiledeck.screens.adding import AddScreen
from profiledeck.screens.picking import PickScreen
from profiledeck.screens.setting import SettingScreen
from profiledeck.state import FieldKey, Pane

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp
    from profiledeck.editing.profiles import ProfileEdits

_NO_SETTING = "No setting is highlighted. Press a to add one."


class SettingEdits:
    """The commands for the highlighted setting."""

    def __init__(self, app: ProfiledeckApp, profiles: ProfileEdits) -> None:
        self._app = app
        self._profiles = profiles

    def override(self) -> None:
        """Opens the box over the highlighted setting."""
        key = self._app.state.field
        if not self._profiles.may_edit(self._app.state.edit_target):
            return
        if key is None or isinstance(key[1], str):
            self._find(f"{key[1]}." if key and key[1] != "extensions" else "")
        else:
            self._open(key)

    def unset(self) -> None:
        """Takes out what the edited layer itself says, and tells what it inherits instead."""
        app, key, ref = self._app, self._app.state.field, self._app.state.edit_target
        if key is None or isinstance(key[1], str) or ref is None:
            app.notify(_NO_SETTING, severity="warning")
        elif (whose := of_the_application(app.state, key)) is not None:
            text = f"{key_text(key)} is the application's own, from {who(whose)}: e overrides it in {'/'.join(ref)}."
            app.notify(text, severity="warning", markup=False)
        elif self._profiles.may_edit(ref):
            # Asked before: once nobody sets it, it is in no layer to be asked about.
            words = unset_words(app.state, key)
            if app.edit(Unset(ref, *_place(key))):
                app.notify(f"{key_text(key)} is unset in {'/'.join(ref)}: {words}.", markup=False)

    def add(self) -> None:
        """Looks for a setting that the table does not have."""
        if self._profiles.may_edit(self._app.state.edit_target):
            self._find("")

    def choose_target(self) -> None:
        """Chooses the layer that edits go to."""
        app = self._app
        resolution = app.state.resolution
        if resolution is None:
            app.notify("No profile is selected.", severity="warning")
            return
        registries = {layer.registry for layer in resolution.lineage if layer.problem is None}
        refusals = {registry: self._profiles.refusal(registry) for registry in registries}

        def chosen(ref: object) -> None:
            if isinstance(ref, tuple):
                app.state = app.state.having(target=None if ref == app.state.selected else ref)

        title = "Which layer do edits go to?"
        app.push_screen(PickScreen(title, partial(target_rows, app.state, refusals), at=app.state.edit_target), chosen)

    def _find(self, start: str) -> None:
        def chosen(key: FieldKey | None) -> None:
            if key is not None:
                self._open(key)

        self._app.push_screen(AddScreen(self._app.state, start), chosen)

    def _open(self, key: FieldKey) -> None:
        app = self._app
        app.state = app.state.having(revealed=None)
        if app.state.shows(key):
            app.browse.focus_pane(Pane.SETTINGS)
            app.state = app.state.having(field=key)
        state = app.state
        app.push_screen(
            SettingScreen(
                asked(state, key),
                about=partial(asked_rows, state, key),
                target=partial(target_line, state),
                remark=partial(remark, state, key),
                submit=partial(self._submit, key),
                row=partial(app.browse.row_region, Pane.SETTINGS),
            )
        )

    def _submit(self, key: FieldKey, text: str) -> Line:
        """Sets what was typed; gives why it cannot be."""
        app, ref = self._app, self._app.state.edit_target
        assert ref is not None
        if asked(app.state, key).secret and not text:
            return line((NOTHING_TYPED, "warning"))
        path, root = _place(key)
        try:
            state = edited(app.state, Set(ref, path, parsed(key, text), root))
        except ProfilesError as error:
            return wrong(error.problem)
        app.show_draft(state)
        if app.state.shows(key):
            app.state = app.state.having(field=key)
        return ()


def _place(key: FieldKey) -> tuple[Path, Root]:
    kind, path = key
    assert not isinstance(path, str)
    return path, "extensions" if kind == "extension" else "inference_settings"
