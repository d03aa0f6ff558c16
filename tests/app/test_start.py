"""What is on the first picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.app.deck import Deck

from engineprofiles import MemoryStore
from engineprofiles.stores import Stamp
from engineprofiles.stores.probe import FileStamp
from profiledeck.app import ProfiledeckApp
from profiledeck.services import DiskServices

REGISTRY = "slug: small\nprofiles: {default: {inference_settings: {chat: {engine: gpt-4o}}}}\n"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(REGISTRY)
    return path


async def test_a_small_chain_is_on_the_first_picture(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ProfiledeckApp, "reload", lambda app: None)
    async with ProfiledeckApp([str(registry)]).run_test(size=(120, 36)) as pilot:
        assert "gpt-4o" in Deck(pilot).text


def test_a_long_reading_does_not_keep_the_first_picture_waiting(registry: Path) -> None:
    small = str(registry)
    large = str(registry.with_name("large.yaml"))
    Path(large).write_text(REGISTRY + "#" * 200_000)
    assert DiskServices((small, "missing.yaml")).opens_at_once()
    assert not DiskServices((small, large)).opens_at_once()


class Pipe(MemoryStore):
    """A source that is there and has no size, and whose content comes when it comes."""

    def stamp(self) -> Stamp:
        return (FileStamp(modified=1, size=0, inode=1),)


def test_nor_does_a_pipe_that_nobody_writes_to() -> None:
    assert not DiskServices((Pipe((), "/dev/fd/63"),)).opens_at_once()
