"""The commands about the app as a whole: reading again, help, themes, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from profiledeck.commands.command import Command

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp


class Reload(Command):
    """Read the sources again now; a change on disk is noticed by itself."""

    id, key, title, group = "reload", "f5", "Reload", "Chain"
    everywhere = True

    def run(self, app: ProfiledeckApp) -> None:
        app.reload()


class Help(Command):
    """List the keys that work here."""

    id, key, title, group, in_hints = "help", "question_mark", "Keys", "App", True
    everywhere = True

    def run(self, app: ProfiledeckApp) -> None:
        app.open_help()


class NextTheme(Command):
    """Try the next theme: dark, light, high contrast and more."""

    id, key, title, group = "theme", "T", "Next theme", "App"
    everywhere = True

    def run(self, app: ProfiledeckApp) -> None:
        app.next_theme()


class Quit(Command):
    """Leave profiledeck."""

    id, key, title, group, in_hints = "quit", "q", "Quit", "App", True
    everywhere = True

    def run(self, app: ProfiledeckApp) -> None:
        app.ask_to_leave()
