"""The commands that make, move and delete whole profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from profiledeck.commands.command import EditingCommand

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp


class NewProfile(EditingCommand):
    """Make a new profile, stacked on the selected one or on nothing."""

    id, key, title, group, in_hints = "new", "n", "New profile", "Profiles", True
    in_hint = "New"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.profiles.new()


class DeriveProfile(EditingCommand):
    """Make a profile that stacks on the selected one and sets nothing yet."""

    id, key, title, group = "derive", "D", "Derive profile", "Profiles"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.profiles.derive()


class DuplicateProfile(EditingCommand):
    """Make a copy of the selected profile that does not depend on it."""

    id, key, title, group = "duplicate", "C", "Duplicate profile", "Profiles"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.profiles.duplicate()


class RenameProfile(EditingCommand):
    """Give the selected profile another name; every stack that names it follows."""

    id, key, title, group = "rename", "R", "Rename profile", "Profiles"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.profiles.rename()


class MoveProfile(EditingCommand):
    """Move the selected profile into another registry; every stack that names it follows."""

    id, key, title, group = "move", "M", "Move profile", "Profiles"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.profiles.move()


class DeleteProfile(EditingCommand):
    """Delete the selected profile, after asking; where it is used that is shown first."""

    id, key, title, group = "delete", "X", "Delete profile", "Profiles"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.profiles.delete()


class Use(EditingCommand):
    """Name the selected profile in a config document, so that the application takes it without being told."""

    id, key, title, group = "use-here", "U", "Use here", "Profiles"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.use_here.ask()


class MakeDefault(EditingCommand):
    """Make the selected profile the one that its registry gives when none is named."""

    id, key, title, group = "make-default", "asterisk", "Make default", "Profiles"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.profiles.make_default()
