"""What a person does to the draft: the dialogs that ask, and the operations that they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from profiledeck.editing.comparing import Comparing
from profiledeck.editing.exporting import Exporting
from profiledeck.editing.pages import Pages
from profiledeck.editing.profiles import ProfileEdits
from profiledeck.editing.saving import Saving
from profiledeck.editing.settings import SettingEdits
from profiledeck.editing.steps import Steps
from profiledeck.editing.text import TextEdits
from profiledeck.editing.use_here import UseHere

if TYPE_CHECKING:
    from profiledeck.app import ProfiledeckApp


class Editing:
    """The editing of an app, by what is edited. Loaded when something is edited for the first time."""

    def __init__(self, app: ProfiledeckApp) -> None:
        self.steps = Steps(app)
        self.saving = Saving(app)
        self.pages = Pages(app)
        self.profiles = ProfileEdits(app)
        self.settings = SettingEdits(app, self.profiles)
        self.text = TextEdits(app, self.profiles)
        self.use_here = UseHere(app)
        self.exporting = Exporting(app)
        self.comparing = Comparing(app, self.profiles)
