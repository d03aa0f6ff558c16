"""Pictures: each test's SVG lies in a folder beside its module, and nothing in it blinks or names a machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import pytest_textual_snapshot
from syrupy.location import PyTestLocation
from tests.app.deck import MEDIUM, NARROW, WIDE, Deck
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from engineprofiles.stores import yaml_file
from profiledeck.app import ProfiledeckApp
from profiledeck.services import Services
from profiledeck.state import FieldKey

ROOT = Path(__file__).parents[2]


class SvgBesideModule(pytest_textual_snapshot.SVGImageExtension):
    """Stores ``tests/snapshots/test_browse.py`` in ``tests/snapshots/test_browse/<test>.svg``."""

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).with_suffix(""))


@pytest.fixture(autouse=True)
def _still_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(pytest_textual_snapshot, "SVGImageExtension", SvgBesideModule)
    # Who may read the samples depends on how they were checked out.
    monkeypatch.setattr(yaml_file, "mode_of", lambda _path: 0o644)
    # A cursor that blinks is on half of the pictures.
    for widget in (Input, TextArea):
        monkeypatch.setattr(widget.cursor_blink, "_default", False)


@pytest.fixture(params=[NARROW, MEDIUM, WIDE], ids=["80x24", "120x36", "160x45"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Columns and rows: every picture is taken in three sizes, unless its test names others."""
    columns, rows = request.param
    return columns, rows


@pytest.fixture
def picture(snap_compare: Callable[..., bool], size: tuple[int, int]) -> Callable[..., bool]:
    """Compares the screen after some keys, such as ``"3 slash c o s t enter"``, with its picture."""

    def compare(
        keys: str = "",
        *,
        entries: tuple[str, ...] = ("sample-registries",),
        at: str = "",
        field: FieldKey | None = None,
        theme: str = "",
        opening: bool = False,
        services: Services | None = None,
        picking: bool = False,
    ) -> bool:
        app = ProfiledeckApp(entries, services=services, picking=picking)

        async def prepare(pilot: Pilot[str]) -> None:
            deck = Deck(pilot)
            if not opening:
                await deck.settled()
            if theme:
                deck.app.theme = theme
            if at:
                registry, _, profile = at.partition("/")
                deck.app.go_to((registry, profile))
            if field:
                deck.app.state = deck.state.having(field=field)
            await deck.press(*keys.split())

        return snap_compare(app, terminal_size=size, run_before=prepare)

    return compare
