"""The panes of the problems screen: all problems, and the whole text of one."""

from __future__ import annotations

from collections.abc import Hashable

from profiledeck.presenters.lines import Line, Rows, line
from profiledeck.presenters.problem_list import (
    problem_list_key,
    problem_list_rows,
    problem_list_summary,
    problem_list_title,
    problem_text_rows,
)
from profiledeck.presenters.problem_order import highlighted
from profiledeck.state import Pane, State
from profiledeck.widgets.state_pane import StatePane


class ProblemListPane(StatePane):
    """Every problem of the chain that is not filtered away, a line each."""

    pane = Pane.PROBLEMS
    with_lines_around = True

    def present(self, state: State, width: int) -> Rows:
        return problem_list_rows(state, width)

    def follows(self, state: State) -> tuple[object, ...]:
        return (state.chain, state.problems, state.problem_filter, state.severities)

    def highlighted(self, state: State) -> Hashable:
        return problem_list_key(state)

    def titles(self, state: State) -> tuple[Line, str]:
        return problem_list_title(state), problem_list_summary(state)


class ProblemTextPane(StatePane):
    """The highlighted problem: what it says, where it stands, what it means and how to mend it."""

    pane = Pane.ORIGIN
    cursor_elsewhere = False

    def present(self, state: State, width: int) -> Rows:
        return problem_text_rows(state, width)

    def follows(self, state: State) -> tuple[object, ...]:
        return (highlighted(state),)

    def highlighted(self, state: State) -> Hashable:
        return None

    def titles(self, state: State) -> tuple[Line, str]:
        return line("Problem"), "Tab reads on · Enter goes there" if highlighted(state) else ""
