"""The panes of the form: the fields, what the highlighted one is, and the settings that come of it."""

from __future__ import annotations

from collections.abc import Hashable

from textual.reactive import reactive

from profiledeck.presenters.form import Form, form_rows, form_summary, form_title
from profiledeck.presenters.form_strip import strip_keys, strip_rows, strip_title
from profiledeck.presenters.lines import Line, Rows, line
from profiledeck.state import Pane, Role, State
from profiledeck.widgets.panes import SettingsPane
from profiledeck.widgets.state_pane import StatePane


class OfForm(StatePane):
    """A pane that shows the form as well as the state."""

    form: reactive[Form] = reactive(Form(), repaint=False)

    def watch_form(self) -> None:
        self.watch_state(self.state)


class FormPane(OfForm):
    """Every field, a row each."""

    pane = Pane.SETTINGS

    def present(self, state: State, width: int) -> Rows:
        return form_rows(state, self.form, width)

    def follows(self, state: State) -> tuple[object, ...]:
        form = self.form
        looks = (form.closed, form.filter, form.typed, form.faults)
        return (state.chain, state.draft, state.selected, state.semantics, state.final, *looks)

    def highlighted(self, state: State) -> Hashable:
        return self.form.at

    def show(self, rows: Rows, cursor: Hashable = None) -> None:
        """Shows ``rows``; where the row of ``cursor`` is gone, its neighbour is highlighted."""
        super().show(rows, cursor if any(row.key == cursor for row in rows) else None)

    def titles(self, state: State) -> tuple[Line, str]:
        return form_title(state), form_summary(state, self.form)


class FormStrip(OfForm, can_focus=False):
    """What the highlighted field is, and why its text is not taken."""

    pane = Pane.ORIGIN
    cursor_elsewhere = False

    def present(self, state: State, width: int) -> Rows:
        return strip_rows(state, self.form, width)

    def follows(self, state: State) -> tuple[object, ...]:
        return (self.form,)

    def titles(self, state: State) -> tuple[Line, str]:
        return strip_title(self.form), strip_keys(self.form)


class PreviewPane(SettingsPane):
    """The effective settings, all of them."""

    def present(self, state: State, width: int) -> Rows:
        every = state.having(role=Role.ALL, settings_filter="", closed_sections=frozenset(), layer=None)
        return super().present(every, width)

    def show(self, rows: Rows, cursor: Hashable = None) -> None:
        super().show(rows, cursor)
        self._leave_off(cursor)

    def highlight(self, key: Hashable) -> None:
        super().highlight(key)
        self._leave_off(key)

    def _leave_off(self, key: Hashable) -> None:
        """Highlights nothing where the form's field comes to nothing."""
        if self.current is not None and self.current.key != key and not self.has_focus:
            self.set_reactive(PreviewPane.cursor, -1)
            self.refresh()

    def titles(self, state: State) -> tuple[Line, str]:
        return line("What comes of it"), super().titles(state)[1]
