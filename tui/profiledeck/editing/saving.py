"""From the draft to the disk: review, saving, and the ways out when a source was changed meanwhile."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from engineprofiles import Problem, ProfilesError
from profiledeck.messages import PlanSaved, SavingRefused
from profiledeck.presenters.saving import refused_text, saved_text
from profiledeck.screens import CONFLICT, REVIEW, TOO_SMALL
from profiledeck.screens.browse import BrowseScreen
from profiledeck.screens.conflict import ConflictScreen
from profiledeck.screens.review import ReviewScreen

if TYPE_CHECKING:
    from engineprofiles.editing import Plan
    from profiledeck.app import ProfiledeckApp


class Saving:
    """What leads from a draft to sources that hold it."""

    def __init__(self, app: ProfiledeckApp) -> None:
        self._app = app

    def review(self) -> None:
        """Shows what the draft would write and change, to be saved from there."""
        if not isinstance(self._app.screen, BrowseScreen):
            return
        if not self._app.state.is_drafting:
            self._app.notify("Nothing is edited: there is nothing to save.")
            return
        self._app.clear_notifications()  # which would lie over what is to be read
        self._app.push_screen(ReviewScreen(id=REVIEW).data_bind(state=type(self._app).state))

    def resolve_conflict(self) -> None:
        """Shows the ways out when a source was changed under the draft."""
        # In front of the card that says "too small" it would keep that from going.
        if self._app.state.draft is not None and self._app.screen.id not in (CONFLICT, TOO_SMALL):
            self._app.clear_notifications()
            screen = ConflictScreen(self._app.state.draft, id=CONFLICT)
            self._app.push_screen(screen.data_bind(state=type(self._app).state))

    def save(self, plan: Plan) -> None:
        """Writes ``plan``; until that has ended nothing can be edited."""
        if not self._app.is_saving:
            self._app.begin_saving()
            self._app.run_worker(partial(self._write, plan), thread=True, group="save", exit_on_error=False)

    def _write(self, plan: Plan) -> None:
        services = self._app.services
        try:
            saved = services.save(plan)
        except ProfilesError as error:
            self._app.post_message(SavingRefused(error.problem))
        else:
            stamp = services.stamp()
            self._app.post_message(PlanSaved(plan, saved, services.open(), stamp))

    def saved(self, message: PlanSaved) -> None:
        """Shows what is on disk now, and says where the copies are of what was there."""
        self._app.end_saving()
        self._app.state = replace(self._app.state, last_save=message.plan)
        self._app.show_read(message.chain, message.stamp)
        self._app.notify(saved_text(message.saved), title="Saved", timeout=15, markup=False)

    def refused(self, problem: Problem) -> None:
        """Keeps the draft, and says what stood in the way."""
        self._app.end_saving()
        if problem.code == "changed-on-disk":
            self._app.state = replace(self._app.state, changed_on_disk=True)
            self.resolve_conflict()
        else:
            self._app.notify(refused_text(problem), title="Not saved", severity="error", timeout=30, markup=False)
