"""The commands that edit settings, and take steps of the draft back. Nothing is written before it is reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from profiledeck.commands.command import EditingCommand

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp


class OverrideSetting(EditingCommand):
    """Set the highlighted setting in the selected profile, whatever it inherits."""

    id, key, title, group, in_hints = "override", "e", "Edit setting", "Edit", True
    in_hint = "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.settings.override()


class UnsetSetting(EditingCommand):
    """Take out what the selected profile itself says of the highlighted setting, so that it is inherited again."""

    id, key, title, group = "unset", "u", "Unset setting", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.settings.unset()


class AddSetting(EditingCommand):
    """Set something that is not in the table yet: choose it by a few letters."""

    id, key, title, group = "add", "a", "Add setting", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.settings.add()


class ChooseTarget(EditingCommand):
    """Choose the layer of the stack that edits go to; at first it is the selected profile itself."""

    id, key, title, group = "target", "t", "Layer to edit", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.settings.choose_target()


class EditStack(EditingCommand):
    """Change what the selected profile stacks on: add, remove, put in another order."""

    id, key, title, group = "stack", "S", "Edit stack", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.pages.stack()


class EditForm(EditingCommand):
    """Edit the selected profile in a form with all fields."""

    id, key, title, group = "form", "E", "Edit in a form", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.pages.form()


class EditText(EditingCommand):
    """Edit the text of this profile alone in $VISUAL or $EDITOR; what comes back is one step of the draft."""

    id, key, title, group = "edit-text", "ctrl+e", "Edit as text", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.text.edit()


class Undo(EditingCommand):
    """Take back the last edit."""

    id, key, title, group = "undo", "ctrl+z", "Undo", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.steps.undo()


class Redo(EditingCommand):
    """Do again what was taken back."""

    id, key, title, group = "redo", "ctrl+y", "Redo", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.steps.redo()


class Review(EditingCommand):
    """Look at everything that saving would write and change, and save it."""

    id, key, title, group = "review", "ctrl+s", "Review and save", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.saving.review()


class Discard(EditingCommand):
    """Drop every edit that is not saved; asks first."""

    id, key, title, group = "discard", "ctrl+x", "Discard the draft", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.steps.ask_to_discard()
