"""Comparing: what with, a value taken over from the other side, and the way back to a field."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from engineprofiles import Mention
from engineprofiles.diff import Comparison, Pair
from engineprofiles.editing import Operation
from engineprofiles.editing.pieces import written
from engineprofiles.editing.settings import Set, Unset
from engineprofiles.model.registry import Decoded
from engineprofiles.problems import Path
from profiledeck.presenters.jumps import on_field
from profiledeck.presenters.meaning import key_text
from profiledeck.presenters.others import other_rows
from profiledeck.presenters.sides import Compared, Sides, comparison, side_words
from profiledeck.presenters.values import path_text
from profiledeck.screens.compare import CompareScreen
from profiledeck.screens.finding import FindScreen
from profiledeck.state import Pane, Ref

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp
    from profiledeck.editing.profiles import ProfileEdits


class Comparing:
    """The comparison of the selected profile with something else."""

    def __init__(self, app: ProfiledeckApp, profiles: ProfileEdits) -> None:
        self._app = app
        self._profiles = profiles

    def ask(self) -> None:
        """Asks what the selected profile is to be compared with, and shows it beside that."""
        app, state = self._app, self._app.state
        if state.selected is None or state.resolution is None:
            app.notify("No profile is selected.", severity="warning")
            return

        def chosen(sides: Sides | None) -> None:
            if sides is not None:
                screen = CompareScreen(replace(sides, at=app.state.field))
                app.push_screen(screen.data_bind(state=type(app).state))

        title = f"Compare {'/'.join(state.selected)} with"
        app.push_screen(FindScreen[Sides](title, "Letters of a profile", partial(other_rows, state)), chosen)

    def copy(self, sides: Sides, each: Compared) -> None:
        """Sets the value of the right side in the profile on the left, or says why that cannot be."""
        app, of, found = self._app, sides.left.of, comparison(self._app.state, sides)
        name = key_text(each.key)
        if found is None:
            return
        if why_not := self._why_not(sides, each.pair, name):
            app.notify(why_not, severity="warning", markup=False)
            return
        assert app.state.chain is not None
        into, unit = app.state.chain.by_slug[of[0]].decoded, _unit_of(each.pair)
        if app.edit(*_taken_over(of, into, found, each.pair, unit)):
            what = f"{path_text(unit)} counts as a whole: all of it is" if unit else f"{name} is"
            app.notify(f"{what} in {'/'.join(of)} as on the right.", markup=False)

    def go_to(self, sides: Sides, each: Compared) -> bool:
        """Shows a field on the first screen, in the profile on the left or, where that has none, on the right; gives
        whether it is there."""
        app, of = self._app, (sides.left if each.pair.left is not None else sides.right).of
        if not app.state.selecting(of).shows(each.key):
            app.notify(f"{'/'.join(of)} itself has no {key_text(each.key)} to go to.", severity="warning", markup=False)
            return False
        app.go_to(of)
        app.state = on_field(app.state, each.key)
        app.browse.focus_pane(Pane.SETTINGS)
        return True

    def _why_not(self, sides: Sides, pair: Pair, name: str) -> str:
        """Why the right value cannot be set on the left; blank when it can."""
        if not sides.left.takes_edits:
            return f"The left side ({side_words(sides.left, sides.right)}) takes no edits: swap the sides with s."
        if pair.is_masked:
            return f"{name} is secret, and secrets are not copied: go there with Enter and type it."
        if pair.right is None:
            return f"{name} is not set on the right: there is nothing to copy."
        if not pair.differs:
            return f"{name} is the same on both sides."
        refusal = self._profiles.refusal(sides.left.of[0])
        return f"{refusal.message}. {refusal.hint}" if refusal is not None else ""


def _unit_of(pair: Pair) -> Path:
    """The path of the unit that the right value belongs to; none where it stands alone."""
    units = pair.right.reading.units if pair.right is not None else ()
    return next((unit for unit in units if pair.path[: len(unit)] == unit), ())


def _taken_over(of: Ref, into: Decoded, found: Comparison, pair: Pair, unit: Path) -> list[Operation]:
    """What gives the profile ``of`` the right value. A unit is taken over whole: one rate would drop the rest."""
    pairs = [each for each in found.pairs if unit and each.root == pair.root and each.path[: len(unit)] == unit]
    operations: list[Operation] = []
    for each in pairs or [pair]:
        own = each.left is not None and (each.left.layer.registry, each.left.layer.profile) == of
        if each.right is not None:
            operations.append(Set(of, each.path, _value(each.right, into), each.root))
        elif own:
            operations.append(Unset(of, each.path, each.root))
    return operations


def _value(mention: Mention, into: Decoded) -> Any:
    """The value as its author spelled it, where it is one that an author wrote."""
    layer, root, path = mention.layer, mention.root, mention.path
    return mention.value if layer.documented is not None else written(layer, root, path, into)
