"""Pictures: each test's SVG lies in a folder beside its module, and nothing in it blinks."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_textual_snapshot
from syrupy.location import PyTestLocation
from textual.widgets import Input, TextArea


class SvgBesideModule(pytest_textual_snapshot.SVGImageExtension):
    """Stores ``tests/snapshots/test_browse.py`` in ``tests/snapshots/test_browse/<test>.svg``."""

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).with_suffix(""))


@pytest.fixture(autouse=True)
def _still_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytest_textual_snapshot, "SVGImageExtension", SvgBesideModule)
    # A cursor that blinks is on half of the pictures.
    for widget in (Input, TextArea):
        monkeypatch.setattr(widget.cursor_blink, "_default", False)
