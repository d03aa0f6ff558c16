"""What is on the first picture."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.app.deck import Deck

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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_nor_does_a_pipe_that_nobody_writes_to(tmp_path: Path) -> None:
    pipe = tmp_path / "registry.yaml"
    os.mkfifo(pipe)
    assert not DiskServices((str(pipe),)).opens_at_once()
