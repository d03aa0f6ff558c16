"""The commands that change what is looked at, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from profiledeck.commands.command import Command
from profiledeck.state import Pane, Role, State, TreeView

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp


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


class SwitchFinal(Command):
    """Put the application's own settings beneath the profile: what it would run with. And back to the profile alone."""

    id, key, title, group, in_hints = "final", "b", "Final / overlay", "Look", True
    in_hint = "Final"
    everywhere, of_field = True, True

    def step(self, state: State) -> State:
        return state.switching_final()

    def run(self, app: ProfiledeckApp) -> None:
        super().run(app)
        state = app.state
        if state.final and state.chain is not None and state.chain.base is None:
            app.notify("No application is known here: beneath the profile lie Geppetto's built-in defaults.")


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


class Compare(Command):
    """Compare the selected profile with another one, what was saved, or Geppetto's reading of it."""

    id, key, title, group, in_hints = "compare", "d", "Compare", "Look", True
    edits = True  # a value can be taken over there

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.comparing.ask()


class Export(Command):
    """Copy the shown settings, overlay or final, or write them to a file: as YAML, JSON, TOML, a base or variables."""

    id, key, title, group = "export", "O", "Export", "Values"

    def run(self, app: ProfiledeckApp) -> None:
        app.editing.exporting.ask()


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


def showing(number: int, pane: Pane) -> type[Command]:
    """The command that goes to ``pane``."""
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
