"""The panes of the browse screen: which presenter fills each, and what its rows follow from."""

from __future__ import annotations

from collections.abc import Hashable

from profiledeck.presenters.header import TITLES, detail_titles
from profiledeck.presenters.lines import Line, Rows, line
from profiledeck.presenters.model import model_rows
from profiledeck.presenters.origin import origin_rows
from profiledeck.presenters.problems import problem_count, problem_key, problem_rows
from profiledeck.presenters.relations import relation_rows
from profiledeck.presenters.settings import settings_rows, settings_summary, settings_title
from profiledeck.presenters.stack import stack_rows
from profiledeck.presenters.tree import tree_rows
from profiledeck.state import Pane, State, TreeView
from profiledeck.widgets.state_pane import StatePane


class RegistriesPane(StatePane):
    """The tree of registries and profiles, or what the selected profile is built from and used by."""

    pane = Pane.REGISTRIES

    def present(self, state: State, width: int) -> Rows:
        return relation_rows(state, width) if _relations(state) else tree_rows(state, width)

    def follows(self, state: State) -> tuple[object, ...]:
        listed = (
            state.chain,
            state.semantics,
            state.final,
            state.opened,
            state.tree_filter,
            state.badges,
            state.tree_view,
        )
        return (*listed, state.selected) if _relations(state) else listed

    def highlighted(self, state: State) -> Hashable:
        """The selected profile. On what is none, and while one looks around the relations, the cursor stays."""
        key = self.current.key if self.current else None
        on_profile = isinstance(key, tuple) and key[0] == "profile"
        follow = key is None or (on_profile and not _relations(state))
        return ("profile", *state.selected) if state.selected and follow else key

    def titles(self, state: State) -> tuple[Line, str]:
        if _relations(state):
            return line("Built from · used by"), "x registries"
        return line(TITLES[self.pane]), f"filter: {state.tree_filter}" if state.tree_filter else "top wins"


class StackPane(StatePane):
    """The lineage of the selected profile."""

    pane = Pane.STACK
    cursor_elsewhere = False

    def present(self, state: State, width: int) -> Rows:
        return stack_rows(state, width)

    def follows(self, state: State) -> tuple[object, ...]:
        return (state.chain, state.selected, state.semantics, state.final, state.layer, state.field)

    def highlighted(self, state: State) -> Hashable:
        return ("layer", state.layer) if state.layer is not None else None

    def titles(self, state: State) -> tuple[Line, str]:
        return line(TITLES[self.pane]), "base below"


class SettingsPane(StatePane):
    """The effective settings and where each came from."""

    pane = Pane.SETTINGS

    def present(self, state: State, width: int) -> Rows:
        return settings_rows(state, width)

    def follows(self, state: State) -> tuple[object, ...]:
        looks = (state.role, state.settings_filter, state.closed_sections, state.revealed, state.layer, state.problems)
        return (state.chain, state.selected, state.semantics, state.final, *looks)

    def highlighted(self, state: State) -> Hashable:
        return state.field

    def titles(self, state: State) -> tuple[Line, str]:
        return settings_title(state), settings_summary(state)


class ModelPane(StatePane):
    """Facts about the model: limits, prices, and what a call would cost."""

    pane = Pane.MODEL
    cursor_elsewhere = False

    def present(self, state: State, width: int) -> Rows:
        return model_rows(state, width)

    def follows(self, state: State) -> tuple[object, ...]:
        return (state.chain, state.selected, state.semantics, state.final, state.usage)

    def titles(self, state: State) -> tuple[Line, str]:
        return detail_titles(state, self.pane, problem_count(state)), "w what if"


class OriginPane(StatePane):
    """Who set the highlighted value, and whom it overrode."""

    pane = Pane.ORIGIN
    cursor_elsewhere = False

    def present(self, state: State, width: int) -> Rows:
        return origin_rows(state, width)

    def follows(self, state: State) -> tuple[object, ...]:
        return (state.chain, state.selected, state.semantics, state.final, state.field, state.revealed)

    def titles(self, state: State) -> tuple[Line, str]:
        return detail_titles(state, self.pane, problem_count(state)), ""


class ProblemsPane(StatePane):
    """What is wrong or risky: first with the selected profile, then with the chain."""

    pane = Pane.PROBLEMS
    cursor_elsewhere = False
    with_lines_around = True

    def present(self, state: State, width: int) -> Rows:
        return problem_rows(state, width)

    def follows(self, state: State) -> tuple[object, ...]:
        return (state.chain, state.selected, state.semantics, state.final, state.problems, state.refusals)

    def highlighted(self, state: State) -> Hashable:
        return problem_key(state)

    def titles(self, state: State) -> tuple[Line, str]:
        return detail_titles(state, self.pane, problem_count(state)), ""


def _relations(state: State) -> bool:
    return state.tree_view is TreeView.RELATIONS


PANES: tuple[type[StatePane], ...] = (
    RegistriesPane,
    SettingsPane,
    StackPane,
    ModelPane,
    OriginPane,
    ProblemsPane,
)
