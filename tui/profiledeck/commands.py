"""The commands of the app: one class each is the key, the palette entry and the line of the help.

A command that only changes what is shown is a pure step from one state to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from profiledeck.presenters.keys import Hint
from profiledeck.state import Pane, Role, State, TreeView

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


class Filter(Command):
    """Show only the profiles, or the settings, that have these letters."""

    id, key, title, group, in_hints = "filter", "slash", "Filter", "Look", True

    def run(self, app: ProfiledeckApp) -> None:
        app.browse.open_filter()


class CycleRole(Command):
    """Show all settings, those set here, inherited, overridden, redundant or not the same in Geppetto: in turn."""

    id, key, title, group, in_hints = "role", "f", "Roles", "Look", True

    def step(self, state: State) -> State:
        roles = list(Role)
        role = roles[(roles.index(state.role) + 1) % len(roles)]
        return state.having(role=role)


class SwitchReading(Command):
    """Switch the whole view to how Geppetto reads the layers today, and back."""

    id, key, title, group, in_hints = "geppetto", "g", "Geppetto", "Look", True
    everywhere = True

    def step(self, state: State) -> State:
        return state.switching_reading()


class ShowRelations(Command):
    """Turn the tree into what the selected profile is built from and used by, and back."""

    id, key, title, group, in_hints = "relations", "x", "Built from", "Look", True

    def step(self, state: State) -> State:
        if state.tree_view is TreeView.REGISTRIES:
            return state.having(tree_view=TreeView.RELATIONS, pane=Pane.REGISTRIES)
        opened = state.opened | {state.selected[0]} if state.selected else state.opened
        return state.having(tree_view=TreeView.REGISTRIES, opened=opened, pane=Pane.REGISTRIES)

    def run(self, app: ProfiledeckApp) -> None:
        super().run(app)
        app.browse.follow_selection()
        app.browse.focus_pane(Pane.REGISTRIES)


class ShowMatrix(Command):
    """Show the whole stack on one page: a column for each layer and one for the result."""

    id, key, title, group, in_hints = "matrix", "m", "Matrix", "Look", True

    def run(self, app: ProfiledeckApp) -> None:
        app.open_matrix()


class ShowProblems(Command):
    """List every problem of the chain: to read whole, to go to, to open in the editor."""

    id, key, title, group, in_hints = "problems", "p", "All problems", "Look", True
    in_hint = "Problems"

    def run(self, app: ProfiledeckApp) -> None:
        app.open_problems()


class OpenInEditor(Command):
    """Open the highlighted profile, value or problem in $VISUAL or $EDITOR, at its line."""

    id, key, title, group = "editor", "o", "Open in editor", "Values"
    in_hint = "Editor"
    everywhere = True

    def run(self, app: ProfiledeckApp) -> None:
        app.open_in_editor()


class EditStack(Command):
    """Change what the selected profile stacks on: add, remove, put in another order."""

    id, key, title, group = "stack", "S", "Edit stack", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.open_stack_editor()


class EditForm(Command):
    """Edit the selected profile in a form with all fields."""

    id, key, title, group = "form", "E", "Edit in a form", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.open_form()


class EditUsage(Command):
    """Change the token counts of the cost line."""

    id, key, title, group, in_hints = "what-if", "w", "What if", "Look", True

    def run(self, app: ProfiledeckApp) -> None:
        app.open_usage()


class Reveal(Command):
    """Show the highlighted secret until the highlight moves."""

    id, key, title, group = "reveal", "ctrl+r", "Reveal secret", "Values"
    everywhere, of_field = True, True

    def step(self, state: State) -> State:
        hidden = state.revealed == state.field
        return state.having(revealed=None if hidden else state.field)


class CopyValue(Command):
    """Copy the highlighted value."""

    id, key, title, group = "copy-value", "y", "Copy value", "Values"
    everywhere, of_field = True, True

    def run(self, app: ProfiledeckApp) -> None:
        app.copy_field(value=True)


class CopyPath(Command):
    """Copy the path of the highlighted setting."""

    id, key, title, group = "copy-path", "Y", "Copy path", "Values"
    everywhere, of_field = True, True

    def run(self, app: ProfiledeckApp) -> None:
        app.copy_field(value=False)


class Reload(Command):
    """Read the sources again now; a change on disk is noticed by itself."""

    id, key, title, group = "reload", "f5", "Reload", "Chain"
    everywhere = True

    def run(self, app: ProfiledeckApp) -> None:
        app.reload()


class Review(Command):
    """Look at what would be written and what it changes, then save it."""

    id, key, title, group = "review", "ctrl+s", "Review and save", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.open_review()


class Discard(Command):
    """Drop every edit that is not saved; asks first."""

    id, key, title, group = "discard", "ctrl+x", "Discard the draft", "Edit"

    def run(self, app: ProfiledeckApp) -> None:
        app.ask_discard()


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
        app.call_later(app.action_quit)


def _showing(number: int, pane: Pane) -> type[Command]:
    return type(
        f"Show{pane.title()}",
        (_ShowPane,),
        {"__doc__": f"Go to {pane}.", "id": f"pane-{pane}", "key": str(number), "title": pane.title(), "pane": pane},
    )


class _ShowPane(Command):
    group = "Panes"
    pane: ClassVar[Pane]

    def run(self, app: ProfiledeckApp) -> None:
        app.browse.focus_pane(self.pane)


COMMANDS: Sequence[type[Command]] = (
    Filter,
    CycleRole,
    ShowRelations,
    ShowMatrix,
    ShowProblems,
    SwitchReading,
    EditUsage,
    *(_showing(number, pane) for number, pane in enumerate(Pane, 1)),
    CopyValue,
    CopyPath,
    EditStack,
    EditForm,
    OpenInEditor,
    Reveal,
    Review,
    Discard,
    Reload,
    NextTheme,
    Help,
    Quit,
)
"""Every command, in the order of the palette and the help."""

HINTS = tuple(command.hint() for command in COMMANDS if command.in_hints)
"""The last line of the first screen."""

BY_ID = {command.id: command for command in COMMANDS}
