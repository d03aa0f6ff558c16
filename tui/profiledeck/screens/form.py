"""The form: every field of the selected profile, edited in its row, with the settings that come of it beside."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import Resize
from textual.reactive import reactive
from textual.screen import Screen

from engineprofiles import Problem, ProfilesError
from engineprofiles.model.slugs import ExtensionKey
from profiledeck.commands import HINTS
from profiledeck.drafting import edited
from profiledeck.presenters.field_entry import FieldEntry, fault, setting, unsetting
from profiledeck.presenters.form import Form, entry_at
from profiledeck.presenters.form_strip import asked_lines, placeholder
from profiledeck.presenters.header import header_line
from profiledeck.presenters.keys import Hint
from profiledeck.presenters.leaves import EXTENSIONS, many
from profiledeck.state import FieldKey, Layout, State, layout_for
from profiledeck.widgets.ask_box import EntryBox
from profiledeck.widgets.filter_box import FilterBox
from profiledeck.widgets.form import FormPane, FormStrip, PreviewPane
from profiledeck.widgets.hints import Hints
from profiledeck.widgets.rows import Rows
from profiledeck.widgets.state_line import StateLine

if TYPE_CHECKING:
    from textual.widgets import Input

    from engineprofiles.editing import Operation
    from profiledeck.app import ProfiledeckApp

_HINTS = (
    Hint("Esc", "Done", "screen.back"),
    Hint("Enter", "Edit", "screen.edit"),
    Hint("Space", "Next value", "screen.next_value"),
    Hint("u", "Inherit", "screen.inherit"),
    Hint("/", "Filter", "screen.filter"),
    Hint("Ctrl+Z", "Undo", "screen.undo"),
    *(hint for hint in HINTS if hint.title == "Keys"),
)


class FormScreen(Screen[None]):
    """Every value that is taken is an operation in the draft at once. A text that is not taken stays in its row."""

    CSS_PATH = "form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "back", "Done", key_display="Esc",
            tooltip="Leave the form. What was taken stays in the draft.", id="form.back",
        ),
        Binding("E", "back", "Done", id="form.leave"),
        Binding(
            "space", "next_value", "Next value", key_display="Space",
            tooltip="Step to the next value: true, false, inherited; or the next known one.", id="form.next",
        ),
        Binding(
            "u", "inherit", "Inherit",
            tooltip="Take out what is set here, so that it is inherited; or drop a text that is not taken.",
            id="form.inherit",
        ),
        Binding(
            "slash", "filter", "Filter fields", key_display="/",
            tooltip="Show only the fields with these words in path, help or standing: “set here”, “unsaved”.",
            id="form.filter",
        ),
        Binding("ctrl+z", "undo", "Undo", tooltip="Take back the last edit.", id="form.undo"),
        Binding("ctrl+y", "redo", "Redo", tooltip="Do again what was taken back.", id="form.redo"),
        Binding("left,h", "fold(False)", "Close", show=False, id="form.close"),
        Binding("right,l", "fold(True)", "Open", show=False, id="form.open"),
    ]  # fmt: skip

    state: reactive[State | None] = reactive[State | None](None, repaint=False)
    form: reactive[Form] = reactive(Form(), repaint=False)

    def __init__(self, at: FieldKey | None, refusal: Problem | None = None) -> None:
        super().__init__()
        self._warned = False
        self.set_reactive(FormScreen.form, Form(at=at, refusal=refusal))

    @property
    def deck(self) -> ProfiledeckApp:
        """The app, which owns the state."""
        return cast("ProfiledeckApp", self.app)

    def compose(self) -> ComposeResult:
        yield StateLine(header_line, id="header").data_bind(state=FormScreen.state)
        with Container(id="page"):
            yield FormPane("form").data_bind(state=FormScreen.state, form=FormScreen.form)
            yield PreviewPane("preview").data_bind(state=FormScreen.state)
        yield FormStrip("strip").data_bind(state=FormScreen.state, form=FormScreen.form)
        yield FilterBox()
        yield EntryBox(id="box")
        yield Hints(_HINTS)

    def on_mount(self) -> None:
        self._of = self.deck.state.selected
        self.watch(self._pane, "cursor", self._moved, init=False)
        self.watch(self._pane, "scroll_y", self._place_box, init=False)
        self.set_focus(self._pane)

    def on_screen_resume(self) -> None:
        # The rows are there only once the pane has a size.
        self.call_after_refresh(self._moved)

    @property
    def _pane(self) -> FormPane:
        return self.query_one(FormPane)

    @property
    def _box(self) -> EntryBox:
        return self.query_one(EntryBox)

    @property
    def _filter(self) -> FilterBox:
        return self.query_one(FilterBox)

    @property
    def _key(self) -> FieldKey | None:
        row = self._pane.current
        return cast("FieldKey", row.key) if row else None

    @on(Resize)
    def _lay_out(self, event: Resize) -> None:
        self.set_class(layout_for(event.size.width) is not Layout.NARROW, "-beside")
        self.call_after_refresh(self._place_box)

    def watch_state(self, state: State | None) -> None:
        # Undoing may take away the very profile.
        if state is not None and self.is_mounted and self.is_current and state.selected != self._of:
            self.call_later(self._leave)

    def _moved(self) -> None:
        key = self._key
        self.form = replace(self.form, at=key)
        self._warned = False
        if key is not None and key[0] in ("field", "extension"):
            self.deck.state = self.deck.state.having(field=key)

    # What is done to a row

    @on(Rows.Chosen, "#form")
    def _choose(self, event: Rows.Chosen) -> None:
        self._edit(cast("FieldKey", event.key))

    def action_edit(self) -> None:
        if (key := self._key) is not None:
            self._edit(key)

    def _edit(self, key: FieldKey) -> None:
        match key:
            case ("section", str(name)):
                self.form = replace(self.form, closed=self.form.closed ^ {name})
            case _ if self._is_refused():
                pass
            case ("add", path):
                asked = "key: namespace.feature@vN" if path == EXTENSIONS else "name, such as openai-api-key"
                self._open_box(None, "", asked)
            case _:
                entry = entry_at(self.deck.state, key)
                if entry.steps == ("true", "false"):
                    self.action_next_value()
                else:
                    self._ask(entry)

    def _ask(self, entry: FieldEntry) -> None:
        text = self.form.typed.get(entry.key, entry.text)
        if entry.is_long:
            from profiledeck.screens.lines import LinesScreen

            editor = LinesScreen(entry, text, asked_lines(self.deck.state, entry))
            self.app.push_screen(editor, partial(self._lines_left, entry))
        else:
            self._open_box(entry, text, placeholder(self.deck.state, entry))

    def _lines_left(self, entry: FieldEntry, left: tuple[str, bool] | None) -> None:
        text, taken = left or (entry.text, False)
        if taken:
            self._take(entry, text)
        else:
            self._set_aside(entry, text)

    def action_next_value(self) -> None:
        """Steps to the next known value, and after the last one to what is inherited."""
        key = self._key
        if key is None or key[0] == "section":
            self.action_edit()
            return
        if key[0] == "add" or self._is_refused():
            return
        entry = entry_at(self.deck.state, key)
        if not entry.steps:
            self.notify("Nothing to step through here: Enter edits it.", severity="warning")
            return
        following = entry.after(entry.text or None)
        self._do(key, unsetting(self._ref, key) if following is None else setting(self._ref, key, following))

    def action_inherit(self) -> None:
        """Drops the text of the row, or else unsets it."""
        key = self._key
        if key is None or key[0] in ("section", "add"):
            return
        if key in self.form.typed:
            self.form = self.form.without(key)
            self._moved()
        elif not self._is_refused():
            self._do(key, unsetting(self._ref, key))

    def action_undo(self) -> None:
        self.deck.editing.steps.undo()
        self._moved()  # a row may have come or gone

    def action_redo(self) -> None:
        self.deck.editing.steps.redo()
        self._moved()

    def _show(self, state: State) -> None:
        self.deck.show_draft(state)
        self._moved()  # a row may have come or gone

    def action_fold(self, opened: bool) -> None:
        row = self._pane.current
        section = self._section_of(row.key) if row else None
        if section is not None and (section in self.form.closed) is opened:
            self.form = replace(self.form, closed=self.form.closed ^ {section}, at=("section", section))

    def _section_of(self, key: Hashable) -> str | None:
        """The name of the heading that the row with ``key`` stands under."""
        index = self._pane.index_of(key)
        keys = [row.key for row in self._pane.rows[: index + 1]]
        return next((key[1] for key in reversed(keys) if isinstance(key, tuple) and key[0] == "section"), None)

    @property
    def _ref(self) -> tuple[str, str]:
        assert self._of is not None, "a form without a profile"
        return self._of

    def _is_refused(self) -> bool:
        """Whether the profile takes no changes; says so."""
        refusal = self.form.refusal
        if refusal is not None:
            self.notify(f"{refusal.message}. {refusal.hint}", severity="warning", markup=False)
        return refusal is not None

    def _do(self, key: FieldKey, operation: Operation, text: str | None = None) -> bool:
        """Does an edit, or keeps its text in the row with the reason why not. Gives whether it is done."""
        try:
            state = edited(self.deck.state, operation)
        except ProfilesError as error:
            self._tell(key, text, error.problem.message)
            return False
        self.form = self.form.without(key)
        self._show(state)
        return True

    def _tell(self, key: FieldKey, text: str | None, told: str) -> None:
        if text is None:
            self.notify(told, severity="warning", markup=False)
        else:
            self.form = self.form.typing(key, text, told)

    # The box

    def _open_box(self, entry: FieldEntry | None, text: str, asked: str) -> None:
        self.form = replace(self.form, asks=True)
        self._box.ask(entry, text, asked)
        self._place_box()
        self.set_focus(self._box)

    def _place_box(self) -> None:
        """Lays the box over its row; one that went out of sight takes it along."""
        if self._box.display and not self._box.lie_over(self._pane):
            self._leave_box()

    def action_take(self) -> None:
        """Takes what is in the box: a value, or the name of something new."""
        text, entry, at = self._box.value, self._box.entry, self.form.at
        if entry is not None:
            if self._take(entry, text):
                self._close_box()
        elif at is not None and text.strip():
            self._go_on_with(at, text.strip())
        else:
            self._close_box()

    def _take(self, entry: FieldEntry, text: str) -> bool:
        key = entry.key
        if text == entry.text:
            self.form = self.form.without(key)
            return True
        try:
            operation = setting(self._ref, key, text)
        except ProfilesError as error:
            self._tell(key, text, error.problem.message)
            return False
        return self._do(key, operation, text)

    def _go_on_with(self, at: FieldKey, name: str) -> None:
        """Goes on to the value of something new."""
        if at[1] == EXTENSIONS:
            try:
                key: FieldKey = ("extension", (str(ExtensionKey.parse(name)),))
            except ProfilesError as error:
                self.form = replace(self.form, faults={**self.form.faults, at: error.problem.message})
                return
        else:
            key = ("field", (*cast("tuple[str, ...]", at[1]), name))
        self._close_box()
        self.form = replace(self.form.without(at).typing(key, ""), at=key)
        self._ask(entry_at(self.deck.state, key))

    def _leave_box(self) -> None:
        """Closes the box; what was typed stays in the row."""
        if self._box.entry is not None:
            self._set_aside(self._box.entry, self._box.value)
        elif self.form.at is not None:
            self.form = self.form.without(self.form.at)
        self._close_box()

    def _set_aside(self, entry: FieldEntry, text: str) -> None:
        if text != entry.text:
            self.form = self.form.typing(entry.key, text, fault(entry.key, text))
        else:
            self.form = self.form.without(entry.key)

    def _close_box(self) -> None:
        self.form = replace(self.form, asks=False)
        self._box.close()
        self.set_focus(self._pane)

    def on_descendant_focus(self) -> None:
        # By the time this is told, the box may have been opened again.
        if self._box.display and self.focused is not self._box:
            self._leave_box()

    # The filter

    def action_filter(self) -> None:
        self._filter.ask(self.form.filter, "Fields with these words")
        self.set_focus(self._filter)

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input is self._filter and event.input.display:
            self._filter_by(event.value)

    def _filter_by(self, letters: str) -> None:
        """Narrows the form and goes to the first field that is left."""
        if letters != self.form.filter:
            self.form = replace(self.form, filter=letters)
            if letters.strip():
                rows = self._pane.rows
                self._pane.cursor = next((index for index, row in enumerate(rows) if _is_field(row.key)), -1)
            self._moved()

    def action_close_filter(self) -> None:
        """Goes on with what the filter has left."""
        self._filter_by(self._filter.value)
        self._filter.display = False
        self.set_focus(self._pane)

    def action_back(self) -> None:
        """Takes back, one after the other: the box, the filter, the form. Texts that are not taken are told first."""
        if self._box.display:
            self._leave_box()
        elif self._filter.display or self.form.filter:
            self._filter.value = ""
            self.action_close_filter()
        elif self.lets_go("Esc"):
            self._leave()

    def lets_go(self, key: str = "The same") -> bool:
        """Whether the form, or the app, can be left: texts that would be lost are told of once."""
        if not self.form.typed or self._warned:
            return True
        self._warned = True
        texts = many(len(self.form.typed), "text")
        self.notify(f"{texts} typed and not taken. {key} again leaves without.", severity="warning")
        return False

    def _leave(self) -> None:
        self.dismiss()


def _is_field(key: Hashable) -> bool:
    return isinstance(key, tuple) and key[0] != "section"
