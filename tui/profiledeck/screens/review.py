"""Everything about a draft before it is written: the edits, the texts, what changes for whom, the problems."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus, Resize
from textual.reactive import reactive
from textual.screen import Screen

from profiledeck.commands import HINTS
from profiledeck.messages import ReviewReady
from profiledeck.presenters.keys import Hint
from profiledeck.presenters.lines import Line, Row, Rows, line
from profiledeck.presenters.review import (
    NOTHING,
    TITLES,
    WORKING,
    Part,
    part_rows,
    part_title,
    review_header,
    review_tabs,
)
from profiledeck.presenters.wrapping import wrapped
from profiledeck.reviewing import Review, checked, is_small, reviewed
from profiledeck.state import Layout, State, layout_for
from profiledeck.widgets.hints import Hints
from profiledeck.widgets.page import Page
from profiledeck.widgets.state_line import StateLine
from profiledeck.widgets.state_pane import content_of

if TYPE_CHECKING:
    from engineprofiles import Semantics
    from engineprofiles.editing import Draft
    from profiledeck.app import ProfiledeckApp

_HINTS = (
    Hint("y", "Save", "screen.save(True)"),
    Hint("Esc", "Back to the draft", "screen.back"),
    Hint("Tab", "Next part", "screen.part(1)"),
    Hint("n", "Next change", "screen.jump(1)"),
    Hint("Ctrl+X", "Discard", "screen.discard"),
    *(hint for hint in HINTS if hint.title in ("Keys", "Quit")),
)
_LEFT = (Part.EDITS, Part.TEXTS)
_RIGHT = (Part.EFFECTS, Part.PROBLEMS)


class ReviewScreen(Screen[None]):
    """Shows what saving would do, and saves. Leaving it keeps the draft."""

    CSS_PATH = "review.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="Esc", tooltip="Go on with the draft.", id="review.back"),
        Binding("y", "save(True)", "Save", tooltip="Write it: everything or nothing.", id="review.save"),
        Binding(
            "ctrl+s", "save(False)", "Save unless it is risky",
            tooltip="Write it, unless a profile goes or a warning appears: then y does.",
            id="review.save_again",
        ),
        Binding("n", "jump(1)", "Next change", tooltip="Go to the next change, or profile.", id="review.next"),
        Binding("p", "jump(-1)", "Previous change", tooltip="Go to the change before.", id="review.previous"),
        Binding("tab", "part(1)", "Next part", show=False, id="review.next_part"),
        Binding("shift+tab", "part(-1)", "Previous part", show=False, id="review.previous_part"),
        *(
            Binding(
                str(number), f"show('{part.value}')", TITLES[part], show=False,
                tooltip=f"Go to: {TITLES[part].lower()}.", id=f"review.{part.value}",
            )
            for number, part in enumerate(Part, 1)
        ),
        Binding("ctrl+x", "discard", "Discard", tooltip="Drop every edit; asks first.", id="review.discard"),
    ]  # fmt: skip

    state: reactive[State | None] = reactive[State | None](None, repaint=False)

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._review: Review | None = None
        self._part = Part.TEXTS
        self._narrow = False
        self._follows: tuple[Draft | None, Semantics | None] = (None, None)
        self._generation = 0

    @property
    def deck(self) -> ProfiledeckApp:
        """The app, which owns the state."""
        return cast("ProfiledeckApp", self.app)

    def compose(self) -> ComposeResult:
        yield StateLine(self._header, id="header").data_bind(state=ReviewScreen.state)
        yield StateLine(self._tabs, id="tabs").data_bind(state=ReviewScreen.state)
        with Horizontal(id="page"):
            for name, parts in (("left", _LEFT), ("right", _RIGHT)):
                with Vertical(id=name):
                    for part in parts:
                        yield Page(part.value, fits=part is Part.EDITS)
        yield Hints(_HINTS)

    def on_mount(self) -> None:
        self._work_out()
        self._focus()
        self.watch(self.deck, "is_saving", self._repaint_header, init=False)

    def watch_state(self, state: State | None) -> None:
        if state is not None and self.is_mounted and (state.draft, state.semantics) != self._follows:
            self._work_out()
            if not state.is_drafting:
                self.call_later(self._leave)

    # What is shown

    def _work_out(self) -> None:
        state = self.deck.state
        self._follows = (state.draft, state.semantics)
        self._generation += 1
        if state.draft is None or not state.is_drafting:
            self._show(None, NOTHING)
        elif is_small(state.draft.chain):
            self._show(checked(reviewed(state.draft, state.semantics)))
        else:
            self._show(None, WORKING)
            self._review_in_worker(self._generation, state.draft, state.semantics)

    @work(thread=True, exclusive=True, group="review", exit_on_error=False)
    def _review_in_worker(self, generation: int, draft: Draft, semantics: Semantics) -> None:
        review = reviewed(draft, semantics)
        self.post_message(ReviewReady(generation, review))
        self.post_message(ReviewReady(generation, checked(review)))

    @on(ReviewReady)
    def _ready(self, message: ReviewReady) -> None:
        if message.generation == self._generation:
            self._show(message.review)

    def _show(self, review: Review | None, instead: str = "") -> None:
        before, self._review = self._review, review
        # Whoever is reading already is not disturbed when the checks have ended.
        goes_on = before is not None and review is not None and before.plan is review.plan
        for part in (Part.PROBLEMS,) if goes_on else Part:
            pane = self._page(part)
            pane.present(partial(part_rows, part, review) if review else partial(_told, instead))
            pane.border_title = content_of(part_title(part, review))
        if before is None and review is not None and review.refusals:
            self._part = Part.PROBLEMS
            self._focus()
        self._lay_out()
        self._repaint_header()
        self.query_one("#tabs").refresh()

    def _header(self, state: State, width: int) -> Line:
        return review_header(state, self._review, width, saving=self.deck.is_saving)

    def _tabs(self, _state: State, width: int) -> Line:
        return review_tabs(self._part, self._review, width)

    def _repaint_header(self) -> None:
        self.query_one("#header").refresh()

    def _page(self, part: Part) -> Page:
        return self.query_one(f"#{part.value}", Page)

    # Where it stands

    @on(Resize)
    def _resized(self, event: Resize) -> None:
        layout = layout_for(event.size.width)
        self._narrow = layout is Layout.NARROW
        self.set_class(self._narrow, "-narrow")
        self._lay_out()

    def _lay_out(self) -> None:
        for name, parts in (("left", _LEFT), ("right", _RIGHT)):
            self.query_one(f"#{name}").display = not self._narrow or self._part in parts
        for part in Part:
            self._page(part).display = not self._narrow or part in _LEFT or part is self._part
        self._page(Part.PROBLEMS).styles.height = "2fr" if self._has_problems or self._narrow else 4

    @property
    def _has_problems(self) -> bool:
        review = self._review
        found = review.findings if review else None
        return found is not None and bool(found.refusals or found.appeared or found.vanished)

    def _focus(self) -> None:
        self._lay_out()
        self.set_focus(self._page(self._part))
        self.query_one("#tabs").refresh()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        if isinstance(event.widget, Page):
            self._part = Part(str(event.widget.id))

    @on(StateLine.Pressed, "#tabs")
    def _press_tab(self, event: StateLine.Pressed) -> None:
        self.action_show(list(Part)[min(event.span // 2, len(Part) - 1)].value)

    # What is done

    def action_part(self, step: int) -> None:
        parts = list(Part)
        self.action_show(parts[(parts.index(self._part) + step) % len(parts)].value)

    def action_show(self, part: str) -> None:
        self._part = Part(part)
        self._focus()

    def action_jump(self, step: int) -> None:
        self._page(self._part).jump(step)

    def action_back(self) -> None:
        """Goes on with the draft; not while it is written."""
        if not self.deck.is_saving:
            self.dismiss()

    def action_save(self, sure: bool) -> None:
        """Writes, or says why not."""
        review = self._review
        if self.deck.is_saving:
            return
        if review is None or review.findings is None:
            self.notify("Not saved: what it changes is still being worked out.", severity="warning")
        elif self.deck.state.changed_on_disk:
            self.deck.editing.saving.resolve_conflict()
        elif review.refusals:
            self.action_show(Part.PROBLEMS.value)
            self.notify(f"Not saved: {review.refusals[0].message}.", severity="error", markup=False)
        elif review.needs_yes and not sure:
            self.action_show((Part.EFFECTS if review.impact.removed else Part.PROBLEMS).value)
            goes = "A profile goes" if review.impact.removed else "A warning appears"
            self.notify(f"{goes}: look once more. y saves all the same.", severity="warning")
        else:
            self.deck.editing.saving.save(review.plan)

    def _leave(self) -> None:
        """Goes when there is nothing left to review, unless a help or a question lies in front."""
        if self.is_current:
            self.dismiss()

    def action_discard(self) -> None:
        self.deck.editing.steps.ask_to_discard()


def _told(text: str, width: int) -> Rows:
    return tuple(Row(line((piece, "dim"))) for piece in wrapped(text, width))
