"""Services of an app that is only to read."""

from __future__ import annotations

from engineprofiles import Problem, Source
from engineprofiles.editing import Plan
from engineprofiles.stores.saving import Saved
from profiledeck.services import EditedText


class OnlyReading:
    """Nothing is written or edited; what is read is for each test to say."""

    def hung_up(self) -> bool:
        return False

    @property
    def read_only(self) -> bool:
        return False

    def write_refusal(self, source: Source) -> Problem | None:
        return None

    def file_refusal(self, path: str) -> Problem | None:
        return None

    def save(self, plan: Plan) -> tuple[Saved, ...]:
        raise AssertionError("nobody saved")

    def write_new(self, file: str, text: str) -> str:
        raise AssertionError("nobody exported")

    def edit_text(self, text: str, name: str, line: int | None = None) -> EditedText:
        raise AssertionError("nobody asked for an editor")

    def edit(self, file: str, line: int | None, column: int | None) -> str:
        raise AssertionError("nobody asked for an editor")
