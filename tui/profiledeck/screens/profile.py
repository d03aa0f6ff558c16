"""The dialog that makes, copies, renames or moves a profile."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from profiledeck.presenters.lines import Rows
from profiledeck.presenters.profile_form import Filled, ProfileForm
from profiledeck.widgets.choice_line import ChoiceLine
from profiledeck.widgets.still_rows import StillRows
from profiledeck.widgets.text_box import TextBox

_WIDEST = 74
_FRAME = 6


class ProfileScreen(ModalScreen[None]):
    """Asks what ``form`` says. ``about`` tells what an answer comes to, for a width; ``submit`` does it and gives
    whether it could."""

    CSS_PATH = "profile.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", id="profile.cancel"),
        Binding("enter", "submit", "Do it", id="profile.submit"),
    ]

    def __init__(
        self, form: ProfileForm, about: Callable[[Filled, int], Rows], submit: Callable[[Filled], bool]
    ) -> None:
        super().__init__()
        self._form = form
        self._about = about
        self._submit = submit

    def compose(self) -> ComposeResult:
        form = self._form
        with Vertical(id="profile"):
            if form.asks_name:
                with Horizontal(classes="asked"):
                    yield Label("Name")
                    yield TextBox(form.start.name, placeholder="letters, digits, . _ -", id="name")
            if form.registries:
                with Horizontal(classes="asked"):
                    yield Label("Registry")
                    yield ChoiceLine(form.registries, form.start.registry, id="registry")
            if form.stacks:
                with Horizontal(classes="asked"):
                    yield Label("Stacks on")
                    yield ChoiceLine(form.stacks, form.start.stack, id="stack")
            yield StillRows(id="profile-about")

    def on_mount(self) -> None:
        box = self.query_one("#profile", Vertical)
        box.border_title = self._form.title
        box.border_subtitle = self._form.hint
        self.query("Input, ChoiceLine").first().focus()

    @property
    def _filled(self) -> Filled:
        start = self._form.start
        name = self.query_one("#name", Input).value if self._form.asks_name else start.name
        registry = self.query_one("#registry", ChoiceLine).chosen if self._form.registries else start.registry
        return Filled(name, registry, self.query_one("#stack", ChoiceLine).chosen if self._form.stacks else start.stack)

    def on_resize(self) -> None:
        self.query_one("#profile").styles.width = self._width
        self._tell()

    @property
    def _width(self) -> int:
        return min(_WIDEST, self.size.width - 2)

    @on(Input.Changed)
    @on(ChoiceLine.Changed)
    def _tell(self) -> None:
        """Says what the answers come to."""
        self.query_one("#profile-about", StillRows).tell(self._about(self._filled, self._width - _FRAME))

    @on(Input.Submitted)
    def action_submit(self) -> None:
        if self._submit(self._filled):
            self.dismiss()
