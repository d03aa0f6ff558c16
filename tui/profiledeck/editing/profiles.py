"""Whole profiles: made, copied, renamed, moved, deleted; and which ones can be edited at all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeGuard

from engineprofiles import Chain, Problem
from engineprofiles.editing import Operation
from engineprofiles.editing.about import SetDefault
from engineprofiles.editing.contents import source_of
from engineprofiles.editing.profiles import Delete
from profiledeck.drafting import step_done
from profiledeck.presenters.lines import Rows
from profiledeck.presenters.profile_form import (
    Filled,
    ProfileForm,
    Verb,
    about_rows,
    fault,
    form,
    made,
    names_it,
    operation,
)
from profiledeck.presenters.questions import DELETE, DERIVE, Question, closed, deleting, question_rows
from profiledeck.screens.picking import PickScreen
from profiledeck.screens.profile import ProfileScreen
from profiledeck.state import Ref

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp


class ProfileEdits:
    """The commands for the selected profile as a whole."""

    def __init__(self, app: ProfiledeckApp) -> None:
        self._app = app

    def new(self) -> None:
        self._ask(Verb.NEW)

    def derive(self) -> None:
        self._ask(Verb.DERIVE)

    def duplicate(self) -> None:
        self._ask(Verb.DUPLICATE)

    def rename(self) -> None:
        if self.may_edit(self._app.state.selected):
            self._ask(Verb.RENAME)

    def move(self) -> None:
        if self.may_edit(self._app.state.selected):
            self._ask(Verb.MOVE)

    def delete(self) -> None:
        """Deletes the selected profile, once who uses it was seen."""
        ref = self._app.state.selected
        if not self.may_edit(ref):
            return
        users = [user for user in self._chain.users.get(ref, ()) if user != ref]
        if closed_user := next((user for user in users if self.refusal(user[0])), None):
            self._app.notify(names_it(closed_user), severity="warning", markup=False)
            return

        def answered(answer: object) -> None:
            if answer == DELETE:
                self._do(Delete(ref, from_stacks=bool(users)))

        self._app.push_screen(_asking(deleting(self._app.state, ref)), answered)

    def make_default(self) -> None:
        """Makes the selected profile the default of its registry."""
        ref = self._app.state.selected
        if self.may_edit(ref):
            self._do(SetDefault(ref), f"{'/'.join(ref)} is the default of its registry already.")

    def may_edit(self, ref: Ref | None) -> TypeGuard[Ref]:
        """Whether the source of ``ref`` takes changes. Where not that is told, with what can be done instead."""
        chain = self._app.state.chain
        if ref is None or chain is None:
            self._app.notify("No profile is selected.", severity="warning")
            return False
        refusal = self.refusal(ref[0])
        if refusal is None:
            return True
        writable = self.writable()

        def answered(answer: object) -> None:
            if answer == DERIVE:
                self._ask(Verb.DERIVE, writable[0], ref)

        self._app.push_screen(_asking(closed(refusal, ref, writable)), answered)
        return False

    def refusal(self, registry: str) -> Problem | None:
        """Why nothing can be written to the source of ``registry``."""
        return self._app.services.write_refusal(source_of(self._chain, registry))

    def writable(self) -> list[str]:
        """The registries that take changes, top of the chain first."""
        return [registry.slug for registry in self._chain.registries if self.refusal(registry.slug) is None]

    @property
    def _chain(self) -> Chain:
        chain = self._app.state.chain
        assert chain is not None
        return chain

    def _ask(self, verb: Verb, into: str = "", of: Ref | None = None) -> None:
        of = of or self._app.state.selected
        if self._app.state.chain is None or (of is None and verb is not Verb.NEW):
            self._app.notify("No profile is selected.", severity="warning")
            return
        writable = self.writable()
        asked = form(verb, self._chain, of, writable, into) if writable else None
        if asked is None or (verb is not Verb.RENAME and not asked.registries):
            which = "No other registry" if verb is Verb.MOVE else "No registry"
            self._app.notify(f"{which} of this chain can be written to.", severity="warning")
            return
        unwritable = [registry.slug for registry in self._chain.registries if registry.slug not in writable]
        about = partial(self._about, asked, unwritable)
        self._app.push_screen(ProfileScreen(asked, about, partial(self._submit, asked, unwritable)))

    def _about(self, asked: ProfileForm, unwritable: list[str], filled: Filled, width: int) -> Rows:
        why_not = fault(asked, filled, self._chain, unwritable)
        return about_rows(asked, filled, self._chain, why_not, width)

    def _submit(self, asked: ProfileForm, unwritable: list[str], filled: Filled) -> bool:
        if fault(asked, filled, self._chain, unwritable) or not self._do(operation(asked, filled)):
            return False
        self._app.go_to(made(asked, filled))
        return True

    def _do(self, done: Operation, otherwise: str = "") -> bool:
        app, before = self._app, self._app.state.draft
        if not app.edit(done):
            return False
        draft = app.state.draft
        words = step_done(draft) if draft is not None and draft is not before else ""
        if words or otherwise:
            app.notify(words[:1].upper() + words[1:] or otherwise, markup=False)
        return True


def _asking(question: Question) -> PickScreen:
    return PickScreen(question.title, partial(question_rows, question))
