"""What a command is: a key, a palette entry and a line of the help in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from profiledeck.presenters.keys import Hint
from profiledeck.state import State

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp


_LABELS = {"slash": "/", "question_mark": "?"}


class Command:
    """What a person can ask the app to do. The docstring is its help."""

    id: ClassVar[str]
    key: ClassVar[str]
    title: ClassVar[str]
    group: ClassVar[str]
    in_hints: ClassVar[bool] = False
    everywhere: ClassVar[bool] = False
    """Whether it works on every screen, not only on the first one."""
    of_field: ClassVar[bool] = False
    """Whether it needs a field in sight."""
    edits: ClassVar[bool] = False
    """Whether it leads to an edit: off while a profile is only picked."""
    in_hint: ClassVar[str] = ""
    """What the last line calls it, where the title is too long."""

    @classmethod
    def help(cls) -> str:
        return (cls.__doc__ or "").strip()

    @classmethod
    def binding(cls) -> Binding:
        """The key binding; its id lets a keymap give it other keys."""
        return Binding(cls.key, f"command('{cls.id}')", cls.title, show=False, tooltip=cls.help(), id=cls.id)

    @classmethod
    def hint(cls) -> Hint:
        """Its place in the last line of the screen."""
        return Hint(_LABELS.get(cls.key, cls.key), cls.in_hint or cls.title, f"app.command('{cls.id}')")

    def run(self, app: ProfiledeckApp) -> None:
        app.state = self.step(app.state)

    def step(self, state: State) -> State:
        """The next state, for commands that only change what is shown."""
        return state


class EditingCommand(Command):
    """A command that leads to an edit."""

    edits = True
