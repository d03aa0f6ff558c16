"""All problems of the chain: each can be read whole, gone to, and opened where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import Resize
from textual.reactive import reactive
from textual.screen import Screen

from engineprofiles import Location
from profiledeck.commands import HINTS, OpenInEditor
from profiledeck.presenters.header import header_line
from profiledeck.presenters.keys import Hint
from profiledeck.presenters.problem_order import highlighted
from profiledeck.state import Layout, Severities, State, layout_for
from profiledeck.widgets.filter_box import FilterBox
from profiledeck.widgets.hints import Hints
from profiledeck.widgets.problem_list import ProblemListPane, ProblemTextPane
from profiledeck.widgets.rows import Rows
from profiledeck.widgets.state_line import StateLine

if TYPE_CHECKING:
    from textual.widgets import Input

    from profiledeck.app import ProfiledeckApp

_HINTS = (
    Hint("Esc", "Back", "screen.back"),
    Hint("Enter", "Go there", "screen.go_there"),
    OpenInEditor.hint(),
    Hint("/", "Filter", "screen.filter"),
    Hint("f", "Severities", "screen.severities"),
    *(hint for hint in HINTS if hint.title in ("Keys", "Quit")),
)


class ProblemsScreen(Screen[None]):
    """The list and, beneath or beside it, the whole text of the highlighted problem."""

    CSS_PATH = "problems.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="Esc", id="problems.back"),
        Binding("p", "dismiss", "Leave the problems", tooltip="Leave the list of problems.", id="problems.leave"),
        Binding(
            "slash", "filter", "Filter problems",
            tooltip="Show only the problems with these words in code, message, place or profile.",
            id="problems.filter",
        ),
        Binding(
            "f", "severities", "Severities",
            tooltip="Show all problems, errors, errors and warnings, or notes: one after the other.",
            id="problems.severities",
        ),
        Binding("y", "copy", "Copy problem", tooltip="Copy the problem in one line.", id="problems.copy"),
    ]  # fmt: skip

    state: reactive[State | None] = reactive[State | None](None, repaint=False)

    @property
    def deck(self) -> ProfiledeckApp:
        """The app, which owns the state."""
        return cast("ProfiledeckApp", self.app)

    def compose(self) -> ComposeResult:
        yield StateLine(header_line, id="header").data_bind(state=ProblemsScreen.state)
        with Container(id="page"):
            yield ProblemListPane("problem-list").data_bind(state=ProblemsScreen.state)
            yield ProblemTextPane("problem-text").data_bind(state=ProblemsScreen.state)
        yield FilterBox()
        yield Hints(_HINTS)

    def on_mount(self) -> None:
        self.watch(self._list, "cursor", self._moved, init=False)
        self._list.focus()

    @property
    def _list(self) -> ProblemListPane:
        return self.query_one(ProblemListPane)

    @property
    def _box(self) -> FilterBox:
        return self.query_one(FilterBox)

    @on(Resize)
    def _lay_out(self, event: Resize) -> None:
        self.set_class(layout_for(event.size.width) is Layout.WIDE, "-wide")

    def _moved(self) -> None:
        match self._list.current.key if self._list.current else None:
            case ("problem", problem):
                self.deck.state = self.deck.state.having(problem=problem)

    def highlighted_place(self) -> Location | None:
        """Where the highlighted problem stands."""
        listed = highlighted(self.deck.state)
        return listed.problem.location if listed else None

    @on(Rows.Chosen)
    def action_go_there(self) -> None:
        """Leaves for what the highlighted problem is about."""
        if (listed := highlighted(self.deck.state)) is not None:
            self.deck.go_to_problem(listed.problem)

    def action_severities(self) -> None:
        every = list(Severities)
        following = every[(every.index(self.deck.state.severities) + 1) % len(every)]
        self.deck.state = self.deck.state.having(severities=following)

    def action_copy(self) -> None:
        self.deck.copy_problem()

    def action_back(self) -> None:
        """Takes back the filter, then leaves."""
        if self._box.display:
            self._close_box()
            self.deck.state = self.deck.state.having(problem_filter="")
        elif self.deck.state.problem_filter:
            self.deck.state = self.deck.state.having(problem_filter="")
        else:
            self.dismiss()

    # The filter

    def action_filter(self) -> None:
        self._box.ask(self.deck.state.problem_filter, "Problems with these words")
        self.set_focus(self._box)

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.display:
            self.deck.state = self.deck.state.having(problem_filter=event.value)

    def action_close_filter(self) -> None:
        """Goes on with what the filter has left."""
        self.deck.state = self.deck.state.having(problem_filter=self._box.value)
        self._close_box()

    def _close_box(self) -> None:
        self._box.display = False
        self._list.focus()
