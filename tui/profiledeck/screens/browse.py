"""The first screen: which profiles there are, which one wins, what it is built from, which layer set every value."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import DescendantFocus, Resize
from textual.geometry import Region
from textual.reactive import reactive
from textual.screen import Screen

from profiledeck.commands import HINTS, PICKING_HINTS
from profiledeck.presenters.header import header_line, tabs_line
from profiledeck.presenters.lines import Line
from profiledeck.presenters.origin import origin_line
from profiledeck.presenters.problems import problem_at, problem_count
from profiledeck.state import Layout, Pane, Ref, State, TreeView, layout_for
from profiledeck.widgets.hints import Hints
from profiledeck.widgets.panes import PANES
from profiledeck.widgets.rows import Rows
from profiledeck.widgets.state_line import StateLine
from profiledeck.widgets.state_pane import StatePane

if TYPE_CHECKING:
    from textual.widgets import Input

    from profiledeck.app import ProfiledeckApp
    from profiledeck.widgets.filter_box import FilterBox


class BrowseScreen(Screen[None]):
    """Composes the panes and turns what happens in them into steps of the state."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "fold(False)", "Close", show=False, id="tree.close"),
        Binding("right,l", "fold(True)", "Open", show=False, id="tree.open"),
        Binding("escape", "back", "Back", show=False, id="browse.back"),
        Binding("tab", "pane(1)", "Next pane", show=False, id="browse.next_pane"),
        Binding("shift+tab", "pane(-1)", "Previous pane", show=False, id="browse.previous_pane"),
    ]

    state: reactive[State | None] = reactive[State | None](None, repaint=False)

    _before_filter: Ref | None = None
    """The profile that was selected before the filter led elsewhere."""

    @property
    def deck(self) -> ProfiledeckApp:
        """The app, which owns the state."""
        return cast("ProfiledeckApp", self.app)

    def compose(self) -> ComposeResult:
        self._lay_out_for(self.app.size.width)
        yield StateLine(header_line, id="header").data_bind(state=BrowseScreen.state)
        yield StateLine(_tabs, id="tabs").data_bind(state=BrowseScreen.state)
        with Container(id="panes"):
            for kind in sorted(PANES, key=lambda kind: _place(kind.pane, self.deck.state.layout)):
                pane = kind().data_bind(state=BrowseScreen.state)
                pane.display = kind.pane in self.deck.state.shown
                yield pane
        yield StateLine(origin_line, id="origin-line").data_bind(state=BrowseScreen.state)
        yield Hints(PICKING_HINTS if self.deck.picking else HINTS)

    def on_mount(self) -> None:
        # Watched, not messaged: the answer to a key is painted together with the cursor that it moved.
        self.watch(self.pane(Pane.REGISTRIES), "cursor", self._tree_moved, init=False)
        self.watch(self.pane(Pane.STACK), "cursor", self._stack_moved, init=False)
        self.watch(self.pane(Pane.SETTINGS), "cursor", self._settings_moved, init=False)
        self.watch(self.pane(Pane.PROBLEMS), "cursor", self._problems_moved, init=False)
        self.set_focus(self.pane(Pane.REGISTRIES))

    def pane(self, pane: Pane) -> StatePane:
        return self.query_one(f"#{pane.value}", StatePane)

    def row_region(self, pane: Pane) -> Region | None:
        """Where the highlighted row of a pane is on the screen, as wide as the pane; ``None`` out of sight."""
        rows = self.pane(pane)
        y = rows.content_region.y + rows.cursor - round(rows.scroll_y)
        if not rows.display or rows.cursor < 0 or not rows.content_region.contains(rows.content_region.x, y):
            return None
        return Region(rows.region.x, y, rows.region.width, 1)

    def watch_state(self, state: State | None) -> None:
        if state is None or not self.is_mounted:
            return
        for pane in self.query(StatePane):
            pane.display = pane.pane in state.shown

    @on(Resize)
    def _lay_out(self, event: Resize) -> None:
        if self.deck.state.layout is not layout_for(event.size.width):
            self._lay_out_for(event.size.width)
            self.query_one("#panes").sort_children(key=lambda pane: _place(Pane(str(pane.id)), self.deck.state.layout))

    def _lay_out_for(self, columns: int) -> None:
        layout = layout_for(columns)
        for each in Layout:
            self.set_class(each is layout, f"-{each.value}")
        self.deck.state = replace(self.deck.state, layout=layout)

    # What the cursors do

    def _tree_moved(self) -> None:
        row = self.pane(Pane.REGISTRIES).current
        state = self.deck.state
        match row.key if row and state.tree_view is TreeView.REGISTRIES else None:
            case ("profile", str(registry), str(profile)) if state.selected != (registry, profile):
                # Whoever looks at another profile is done with the problem: its own come into sight.
                self.deck.state = state.selecting((registry, profile)).having(problem=None)

    def _stack_moved(self) -> None:
        row = self.pane(Pane.STACK).current
        if row is not None and isinstance(row.key, tuple):
            self.deck.state = self.deck.state.having(layer=row.key[1])

    def _settings_moved(self) -> None:
        row = self.pane(Pane.SETTINGS).current
        if row is not None and isinstance(row.key, tuple):
            self.deck.state = self.deck.state.having(field=row.key)

    def _problems_moved(self) -> None:
        row = self.pane(Pane.PROBLEMS).current
        problem = problem_at(self.deck.state, row.key if row else None)
        if problem is not None:
            self.deck.state = self.deck.state.having(problem=problem)

    # What is chosen

    @on(Rows.Chosen, "#registries")
    def _choose_in_tree(self, event: Rows.Chosen) -> None:
        match event.key:
            case ("registry", str(slug)):
                self.deck.state = self.deck.state.toggling(slug)
            case ("profile", str(registry), str(profile)) if self.deck.picking:
                self.deck.exit(f"{registry}/{profile}")
            case ("profile", str(registry), str(profile)):
                self.deck.state = self.deck.state.selecting((registry, profile))
                self.focus_pane(Pane.SETTINGS)
            case ("document", _):
                self.deck.open_in_editor()
            case ("source", _):
                self.focus_pane(Pane.PROBLEMS)

    @on(Rows.Chosen, "#stack")
    def _choose_layer(self, event: Rows.Chosen) -> None:
        resolution = self.deck.state.resolution
        match event.key:
            case ("layer", int(index)) if resolution is not None:
                layer = next((layer for layer in resolution.lineage if layer.index == index), None)
                if layer is not None and layer.problem is None:
                    self.deck.go_to((layer.registry, layer.profile))

    @on(Rows.Chosen, "#settings")
    def _choose_setting(self, event: Rows.Chosen) -> None:
        match event.key:
            case ("section", str(name)):
                state = self.deck.state
                self.deck.state = state.having(closed_sections=state.closed_sections ^ {name})
            case _:
                self.focus_pane(Pane.ORIGIN)

    @on(Rows.Chosen, "#model")
    def _choose_model(self) -> None:
        self.deck.open_usage()

    @on(Rows.Chosen, "#problems")
    def _choose_problem(self, event: Rows.Chosen) -> None:
        problem = problem_at(self.deck.state, event.key)
        if problem is not None:
            self.deck.go_to_problem(problem)

    def follow_selection(self) -> None:
        """Puts the tree's cursor on the selected profile, where that is listed."""
        self.stand_on(("profile", *(self.deck.state.selected or ())))

    def stand_on(self, key: Hashable) -> None:
        """Puts the tree's cursor on the row with ``key``, where that is listed."""
        tree = self.pane(Pane.REGISTRIES)
        index = tree.index_of(key)
        if index >= 0:
            tree.cursor = index

    # Moving between panes

    def focus_pane(self, pane: Pane) -> None:
        """Brings ``pane`` to the front and gives it the keys."""
        self.deck.state = self.deck.state.going_to(pane)
        self.set_focus(self.pane(pane))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        if not isinstance(event.widget, StatePane):
            return
        if self.filter_box is not None:
            self.filter_box.display = False
        if event.widget.pane is Pane.STACK and self.deck.state.layer is None:
            self._stack_moved()
        if event.widget.pane is not self.deck.state.pane:
            self.deck.state = self.deck.state.going_to(event.widget.pane)

    def action_pane(self, step: int) -> None:
        panes = list(Pane)
        self.focus_pane(panes[(panes.index(self.deck.state.pane) + step) % len(panes)])

    @on(StateLine.Pressed, "#tabs")
    def _press_tab(self, event: StateLine.Pressed) -> None:
        panes = list(Pane)
        self.focus_pane(panes[min(event.span // 2, len(panes) - 1)])

    def action_fold(self, opened: bool) -> None:
        """Opens or closes what the cursor is on; from inside a closed thing's content the cursor goes to its head."""
        row = self.focused.current if isinstance(self.focused, StatePane) else None
        state = self.deck.state
        match row.key if row else None:
            case ("registry", str(slug)) if (slug in state.opened) is not opened:
                self.deck.state = state.toggling(slug)
            case ("profile", str(slug), _) if not opened and slug in state.opened:
                tree = self.pane(Pane.REGISTRIES)
                tree.cursor = tree.index_of(("registry", slug))
            case ("section", str(name)) if (name in state.closed_sections) is opened:
                self.deck.state = state.having(closed_sections=state.closed_sections ^ {name})

    def action_back(self) -> None:
        """Takes back, one after the other: the filter, the marked layer, the way from the registries."""
        state = self.deck.state
        if self.filter_box is not None and self.filter_box.display:
            self.action_close_filter()
            self.deck.state = state.having(**{_filter_of(state): ""}).selecting(self._before_filter)
            self.follow_selection()
        elif state.tree_filter and state.pane is Pane.REGISTRIES:
            self.deck.state = state.having(tree_filter="")
        elif state.settings_filter:
            self.deck.state = state.having(settings_filter="")
        elif state.layer is not None:
            self.deck.state = state.having(layer=None)
        else:
            self.focus_pane(Pane.REGISTRIES)

    # The filter

    def prepare_filter(self) -> None:
        """Mounts the box to type in, out of sight. Not at the start, which it would slow down."""
        from profiledeck.widgets.filter_box import FilterBox

        if self.filter_box is None:
            self.mount(FilterBox(), before="#hints")

    @property
    def filter_box(self) -> FilterBox | None:
        """The box to type in, once it is there."""
        return cast("FilterBox | None", next(iter(self.query("#filter")), None))

    def open_filter(self) -> None:
        """Asks for letters to filter the pane in front by: the settings, or else the tree.

        At once, even where the box is mounted only now: letters typed in the same breath are the filter's.
        """
        from profiledeck.widgets.filter_box import FilterBox

        self.prepare_filter()
        box = self.query_one("#filter", FilterBox)
        self._before_filter = self.deck.state.selected
        of_tree = self.deck.state.pane in (Pane.REGISTRIES, Pane.STACK, Pane.PROBLEMS)
        self.focus_pane(Pane.REGISTRIES if of_tree else Pane.SETTINGS)
        what = "Profiles" if of_tree else "Settings"
        box.ask(getattr(self.deck.state, _filter_of(self.deck.state)), f"{what} with these letters")
        self.set_focus(box)

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.display:
            self._filter_by(event.value)

    def _filter_by(self, letters: str) -> None:
        state = self.deck.state
        self.deck.state = state.having(**{_filter_of(state): letters})
        self._go_to_first_hit()

    def _go_to_first_hit(self) -> None:
        tree = self.pane(Pane.REGISTRIES)
        hit = next((index for index, row in enumerate(tree.rows) if _is_profile(row.key)), -1)
        if self.deck.state.pane is Pane.REGISTRIES and self.deck.state.tree_filter and hit >= 0:
            tree.cursor = hit
            self._tree_moved()

    def action_close_filter(self) -> None:
        """Goes on with what the filter has left."""
        if (box := self.filter_box) is not None:
            self._filter_by(box.value)
            box.display = False
        self.set_focus(self.pane(self.deck.state.pane))


def _place(pane: Pane, layout: Layout) -> int:
    """The pane's place in the grid, which is filled row by row with the panes that are in sight."""
    order = {
        Layout.MEDIUM: (Pane.REGISTRIES, Pane.SETTINGS, Pane.STACK, Pane.MODEL, Pane.ORIGIN, Pane.PROBLEMS),
        Layout.WIDE: (Pane.REGISTRIES, Pane.STACK, Pane.SETTINGS, Pane.MODEL, Pane.PROBLEMS, Pane.ORIGIN),
    }
    return order.get(layout, tuple(Pane)).index(pane)


def _is_profile(key: object) -> bool:
    return isinstance(key, tuple) and key[0] == "profile"


def _filter_of(state: State) -> str:
    """The value of the state that filters the pane in front."""
    return "settings_filter" if state.pane is Pane.SETTINGS else "tree_filter"


def _tabs(state: State, width: int) -> Line:
    return tabs_line(state, problem_count(state), width)
