"""The app: owns the one state, runs the commands, and reads the sources in workers."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

import rich
from rich.segment import Segments
from textual import on, work
from textual.app import App, SuspendNotSupported, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Key, Resize
from textual.keys import format_key
from textual.notifications import SeverityLevel
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen
from textual.worker import Worker, WorkerState

from engineprofiles import Location, Problem, ProfilesError, Usage
from engineprofiles.opening import Entry
from profiledeck.commands import BY_ID, COMMANDS, Command
from profiledeck.commands.app import Quit
from profiledeck.drafting import edited
from profiledeck.messages import ChainChecked, ChainOpened, PlanSaved, SavingRefused
from profiledeck.presenters.copying import copied, copied_problem
from profiledeck.presenters.highlight import on_shown_field
from profiledeck.presenters.jumps import jump_to
from profiledeck.presenters.places import place_of
from profiledeck.presenters.problem_order import highlighted, successor
from profiledeck.presenters.tree import badges
from profiledeck.screens import COMPARE, CONFLICT, PROBLEMS, REVIEW, TOO_SMALL
from profiledeck.screens.browse import BrowseScreen
from profiledeck.services import DiskServices, Services, refused
from profiledeck.state import Ref, State
from profiledeck.themes import HIGH_CONTRAST
from profiledeck.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Hashable

    from engineprofiles import Chain
    from engineprofiles.editing import Draft, Operation
    from profiledeck.editing import Editing

MINIMUM = (60, 16)
"""Columns and rows below which nothing is shown but that."""

_LOOK_EVERY = 1.0
"""Seconds between looks at whether a source has changed on disk."""


class ProfiledeckApp(App[str]):
    """Browses the chain of the sources it is given. While ``picking`` it edits nothing, and ends with the
    ``registry/profile`` that was chosen, or ``None``."""

    TITLE = "profiledeck"
    # Textual loads the sheets of screens that are pushed, not that of the first one.
    CSS_PATH = "screens/browse.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [command.binding() for command in COMMANDS]

    state: reactive[State] = reactive(State(), repaint=False)
    is_saving: reactive[bool] = reactive(False, repaint=False)

    def __init__(
        self, entries: Iterable[Entry] = (), *, services: Services | None = None, picking: bool = False
    ) -> None:
        super().__init__()
        self.picking = picking
        self.register_theme(HIGH_CONTRAST)
        self.services: Services = services or DiskServices(tuple(entries))
        self._generation = 0
        self._opened = 0
        self._stamp: object = None
        self.set_reactive(ProfiledeckApp.state, State(read_only=self.services.read_only))

    def validate_state(self, state: State) -> State:
        return on_shown_field(state)

    def get_default_screen(self) -> Screen[None]:
        return BrowseScreen().data_bind(state=ProfiledeckApp.state)

    @property
    def browse(self) -> BrowseScreen:
        """The first screen, beneath whatever lies on it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, BrowseScreen))

    def on_mount(self) -> None:
        if self.services.opens_at_once():
            # On the first picture, then, instead of after an empty one.
            self._generation += 1
            self._chain_opened(self._read(self._generation))
        else:
            self.reload()
        self.set_interval(_LOOK_EVERY, self._look)

    # Reading the sources

    def reload(self) -> None:
        """Reads the sources afresh; a reading that is still under way no longer counts."""
        self._generation += 1
        self._open(self._generation)

    @work(thread=True, exclusive=True, group="open", exit_on_error=False)
    def _open(self, generation: int) -> None:
        self.post_message(self._read(generation))

    def _read(self, generation: int) -> ChainOpened:
        # Taken before the reading, so that a change in its midst is noticed after it.
        stamp = self.services.stamp()
        return ChainOpened(generation, self.services.open(), stamp)

    @on(ChainOpened)
    def _chain_opened(self, message: ChainOpened) -> None:
        if message.generation != self._generation:
            return
        self._opened = message.generation
        self._stamp = message.stamp
        if self.state.is_drafting:
            self._compare(message.chain)
        else:
            self.state = self.state.opening(message.chain)
        # The profiles first: what is wrong with them can follow them on the screen.
        self.call_after_refresh(self._check, message.generation)

    @work(thread=True, exclusive=True, group="check", exit_on_error=False)
    def _check(self, generation: int) -> None:
        chain = self.state.chain
        if chain is not None:
            problems = self.services.check(chain)
            self.post_message(ChainChecked(generation, problems, badges(chain, problems), refused(chain)))

    @on(ChainChecked)
    def _chain_checked(self, message: ChainChecked) -> None:
        if message.generation == self._generation:
            checked = self.state.checked(message.problems, message.badges, message.refusals)
            self.state = replace(checked, problem=successor(checked))
            self.call_after_refresh(self._settle)

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR:
            fault = type(event.worker.error).__name__
            if event.worker.group == "save":
                self.is_saving = False
                text = f"Saving stopped with {fault}: look at the files before you go on. The draft is kept."
                self.notify(text, severity="error", timeout=60)
                return
            self.notify(f"Reading stopped with {fault}: what is shown may be old.", severity="error", timeout=30)

    def _fatal_error(self) -> None:
        """Exits after a fault of the program, as Textual does, but without the values of local variables: where
        settings are at hand, they hold keys."""
        from rich.traceback import Traceback

        self.bell()
        traceback = Traceback(show_locals=False, width=None, suppress=[rich])
        self._exit_renderables.append(Segments(self.console.render(traceback, self.console.options)))
        self._close_messages_no_wait()

    def _settle(self) -> None:
        """Does what could wait for the first screen."""
        self.browse.prepare_filter()
        # What was read stays for good: out of the collector's rounds it no longer holds up a key.
        gc.enable()
        gc.collect()
        gc.freeze()

    def _look(self) -> None:
        # Not everyone who starts the app passes the signal on: then it would read from nobody, over and over.
        if not self.is_headless and self.services.hung_up():
            self.exit()
        chain = self.state.chain
        # While sources are being read they still differ from what is shown: starting over would never end.
        busy = self._opened != self._generation or self.is_saving
        if chain is None or busy or self.state.changed_on_disk or self.services.stamp() == self._stamp:
            return
        self.reload()
        if not self.state.is_drafting:
            self.notify("A source changed on disk: read again.")

    def _compare(self, chain: Chain) -> None:
        """Keeps the draft whatever was read, and tells when that is not what the draft was made from."""
        from engineprofiles.editing import changed_sources

        draft = self.state.draft
        changed = draft is not None and bool(changed_sources(draft.saved, chain))
        if changed and not self.state.changed_on_disk:
            self.notify("A source changed on disk. Your draft is kept; saving it will ask.", severity="warning")
        self.state = replace(self.state, changed_on_disk=changed)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Tells something in passing, in place of what was told before: a pile would lie over the values. Errors stay
        for as long as it takes to read them."""
        for told in [each for each in self._notifications if each.severity != "error"]:
            self._unnotify(told, refresh=False)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    # Editing

    @cached_property
    def editing(self) -> Editing:
        """What a person does to the draft."""
        from profiledeck.editing import Editing

        return Editing(self)

    def edit(self, *operations: Operation) -> bool:
        """Does ``operations`` in the draft as one step, or says why not. Gives whether the draft holds them."""
        try:
            state = edited(self.state, *operations)
        except ProfilesError as error:
            self.notify(f"{error.problem.message}. {error.problem.hint}", severity="warning", markup=False)
            return False
        self.show_draft(state)
        return True

    def show_draft(self, state: State) -> None:
        """Shows a state with another draft, and has it checked."""
        if state.draft is not self.state.draft:
            self._generation += 1
            self._opened = self._generation
            self.state = state
            self.browse.follow_selection()
            self._check(self._generation)

    async def action_quit(self) -> None:
        self.ask_to_leave()

    def ask_to_leave(self) -> None:
        """Leaves, or asks first where edits would be lost."""
        lets_go = getattr(self.screen, "lets_go", None)
        if lets_go is not None and not lets_go():
            return
        if not self.state.is_drafting:
            self.exit()
        elif self.screen.id == TOO_SMALL:
            self.bell()
        else:
            self.editing.steps.ask_to_leave()

    def show_read(self, chain: Chain, stamp: Hashable, draft: Draft | None = None) -> None:
        """Shows sources that were read just now, in place of the draft or with another one made on them."""
        self._generation += 1
        self._opened, self._stamp = self._generation, stamp
        if draft is not None and draft.changed:
            # What is selected may be there in the draft alone.
            self.state = replace(self.state, changed_on_disk=False, problems=None, badges={}).drafting(draft)
        else:
            self.state = self.state.opening(chain)
        self.browse.follow_selection()
        self.call_after_refresh(self._check, self._generation)

    def begin_saving(self) -> None:
        """Lets nothing be edited until :meth:`end_saving`."""
        self.is_saving = True
        # What is being read just now may be of before or after: the sources are read again in any case.
        self._generation += 1
        self._opened = self._generation

    def end_saving(self) -> None:
        self.is_saving = False
        self._check(self._generation)

    @on(PlanSaved)
    def _plan_saved(self, message: PlanSaved) -> None:
        self.editing.saving.saved(message)

    @on(SavingRefused)
    def _saving_refused(self, message: SavingRefused) -> None:
        self.editing.saving.refused(message.problem)

    # Commands

    def action_command(self, name: str) -> None:
        BY_ID[name]().run(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Commands of the first screen are off while another one lies on it; unseen nothing but quitting works."""
        if self.screen.id == TOO_SMALL:
            return action == "quit"
        if action == "command" and isinstance(name := parameters[0], str):
            return self._works(BY_ID[name], self.screen)
        return True

    def _works(self, command: type[Command], screen: Screen[object]) -> bool:
        """Whether a command has something to work on there."""
        if self.is_saving or (self.picking and command.edits):
            return command is Quit
        if isinstance(screen, BrowseScreen):
            return True
        if isinstance(screen, ModalScreen) and len(command.key) == 1:
            return False  # a letter may be meant for a box that is not there yet
        return command.everywhere and not (command.of_field and screen.id in (COMPARE, PROBLEMS, REVIEW, CONFLICT))

    def get_key_display(self, binding: Binding) -> str:
        """The key as it is printed on it, and as it is called in every sentence: ``Ctrl+S``, ``F5``."""
        if binding.key_display:
            return binding.key_display
        held, key = binding.parse_key()
        shown = format_key(key)
        # A letter alone is what is typed: e and E are not the same.
        return "+".join(part.capitalize() for part in (*held, shown)) if held or len(shown) > 1 else shown

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        for command in COMMANDS:
            if self._works(command, screen):
                yield SystemCommand(command.title, command.help(), partial(self.action_command, command.id))
        of_screen = [active.binding for active in screen.active_bindings.values() if active.node is screen]
        for binding in {binding.id: binding for binding in of_screen if binding.tooltip}.values():
            yield SystemCommand(binding.description, binding.tooltip, partial(screen.run_action, binding.action))

    def open_matrix(self) -> None:
        """Shows the stack of the selected profile layer by layer."""
        from profiledeck.screens.matrix import MatrixScreen

        if self.state.resolution is not None and isinstance(self.screen, BrowseScreen):
            self.push_screen(MatrixScreen().data_bind(state=ProfiledeckApp.state))

    def open_problems(self) -> None:
        """Lists every problem of the chain."""
        from profiledeck.screens.problems import ProblemsScreen

        if isinstance(self.screen, BrowseScreen):
            self.push_screen(ProblemsScreen(id=PROBLEMS).data_bind(state=ProfiledeckApp.state))

    def open_usage(self) -> None:
        """Asks for the token counts of the cost line."""
        from profiledeck.screens.usage import UsageScreen

        self.push_screen(UsageScreen(self.state.usage), self._use)

    def _use(self, usage: Usage | None) -> None:
        if usage is not None:
            self.state = self.state.having(usage=usage)

    def open_help(self) -> None:
        """Lists the keys that work on the screen in front."""
        from profiledeck.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.active_bindings))

    def on_key(self, event: Key) -> None:
        """Gives a text box the letters that were typed in one breath with the key that brought it: they set out for
        what had the focus then, and what arrives here nobody has wanted."""
        insert = getattr(self.focused, "insert_text_at_cursor", None)
        if insert is not None and event.is_printable:
            event.prevent_default()
            # What is selected is typed over, as in the box itself.
            getattr(self.focused, "delete_selection", lambda: None)()
            insert(event.character)

    def on_resize(self, event: Resize) -> None:
        small = event.size.width < MINIMUM[0] or event.size.height < MINIMUM[1]
        shown = self.screen.id == TOO_SMALL
        if small and not shown:
            from profiledeck.screens.too_small import TooSmallScreen

            self.push_screen(TooSmallScreen(MINIMUM, unsaved=self.state.is_drafting, id=TOO_SMALL))
        elif shown and not small:
            self.pop_screen()

    def go_to(self, ref: Ref) -> None:
        """Shows another profile, with its registry opened in the tree."""
        state = self.state
        self.state = state.having(opened=state.opened | {ref[0]}, tree_filter="").selecting(ref)
        self.browse.follow_selection()

    def go_to_problem(self, problem: Problem) -> None:
        """Shows what a problem is about: its field, its layer, its profile or its source."""
        jump = jump_to(self.state, problem)
        if jump.row is not None:
            if self.screen.id == PROBLEMS:
                self.pop_screen()
            self.state = jump.state
            self.browse.stand_on(jump.row)
            self.browse.focus_pane(jump.state.pane)
        if jump.remark:
            self.notify(jump.remark, severity="warning", markup=False)

    def open_in_editor(self) -> None:
        """Opens what is highlighted where it is written, and reads the sources again afterwards."""
        place = self._highlighted_place()
        if place is None or not place.source or self.state.chain is None:
            self.notify("Nothing that is highlighted stands in a file.", severity="warning")
            return
        file = self.state.chain.file_of(place)
        if file is None:
            self.notify(f"{place.label} is no text file: there is nothing to open.", severity="warning", markup=False)
            return
        try:
            with self.suspend():
                remark = self.services.edit(file, place.line, place.column)
        except SuspendNotSupported:
            remark = "This terminal cannot be lent to an editor."
        if remark:
            self.notify(remark, severity="warning", markup=False)
        if not self.state.is_drafting:  # else the change is noticed, and the draft kept
            self.reload()

    def _highlighted_place(self) -> Location | None:
        if (of_screen := getattr(self.screen, "highlighted_place", None)) is not None:
            place: Location | None = of_screen()
            return place
        row = self.focused.current if isinstance(self.focused, Rows) else None
        return place_of(self.state, row.key) if row else None

    def copy_problem(self) -> None:
        """Copies the highlighted problem."""
        if (listed := highlighted(self.state)) is not None:
            self.copy_to_clipboard(copied_problem(listed.problem))
            self.notify("Copied the problem.")

    def copy_field(self, value: bool) -> None:
        """Copies the highlighted value, or the path of its setting."""
        text = copied(self.state, value)
        if text is None:
            self.notify("Nothing to copy here.", severity="warning")
            return
        self.copy_to_clipboard(text)
        self.notify("Copied the value." if value else f"Copied {text}", markup=False)

    def next_theme(self) -> None:
        """Changes to the next theme by name."""
        names = sorted(self.available_themes)
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.notify(f"Theme: {self.theme}")
