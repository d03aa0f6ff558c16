"""When something goes wrong in the program itself: it is told, and nothing secret is shown."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

import pytest
from tests.app.deck import running
from tests.app.only_reading import OnlyReading

from engineprofiles import Chain, Problem
from profiledeck.app import ProfiledeckApp
from profiledeck.services import DiskServices

SECRET = "sk-not-for-the-screen"


class Failing(OnlyReading):
    """Services whose reading comes to a bad end."""

    def open(self) -> Chain:
        raise MemoryError

    def opens_at_once(self) -> bool:
        return False

    def stamp(self) -> Hashable:
        return 0

    def check(self, chain: Chain) -> tuple[Problem, ...]:
        return ()


async def test_a_reading_that_fails_is_told() -> None:
    app = ProfiledeckApp(services=Failing())
    async with app.run_test() as pilot:
        while not app._notifications:
            await pilot.pause()
        assert "MemoryError" in next(iter(app._notifications)).message


async def test_a_crash_shows_no_values(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "keys.yaml"
    keys = f"inference_settings: {{api: {{api_keys: {{openai-api-key: {SECRET}}}}}}}"
    path.write_text(f"slug: keys\nprofiles: {{default: {{{keys}}}}}\n", encoding="utf-8")

    def broken(app: ProfiledeckApp) -> None:
        values = app.state.resolution and app.state.resolution.values
        raise RuntimeError(f"a fault with {len(values or ())} section at hand")

    async def run_into_it() -> None:
        async with running(app=app) as deck:
            await deck.press("question_mark")

    monkeypatch.setattr(ProfiledeckApp, "open_help", broken)
    app = ProfiledeckApp(services=DiskServices((path,)))
    with pytest.raises(RuntimeError, match="1 section at hand"):
        await run_into_it()
    assert app.state.resolution is not None
    assert SECRET in str(app.state.resolution.values)
    told = capsys.readouterr()
    assert "at hand" in told.err
    assert SECRET not in told.err + told.out
