"""Review and conflict: a small change, many dependents, what blocks, nothing to review, a file changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.app.deck import Deck
from tests.app.files import BASE, DEFAULT, ENGINE, FILES, SET_ENGINE, TOWER, write_files
from textual.pilot import Pilot

from engineprofiles.editing import Operation
from engineprofiles.editing.profiles import Create, Delete
from engineprofiles.editing.settings import Set
from engineprofiles.editing.stacks import SetStack
from engineprofiles.model.slugs import ProfileRef
from profiledeck.app import ProfiledeckApp
from profiledeck.screens import CONFLICT

Picture = Callable[..., bool]
SYSTEM = ("app.prompts@v1", "system")
LONG = "Answer in the language of the question, in short sentences, and say so when you are not sure"
TEMPERATURE = Set(DEFAULT, ("chat", "temperature"), 0.25)


@pytest.fixture
def review(
    snap_compare: Callable[..., bool], size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Picture:
    """Compares the screen after operations and keys with its picture; someone else may write ``theirs`` meanwhile."""
    write_files(tmp_path)
    (tmp_path / "tower.yaml").write_text(TOWER)
    monkeypatch.chdir(tmp_path)

    def compare(*operations: Operation, keys: str = "ctrl+s", tower: bool = False, theirs: str = "") -> bool:
        async def prepare(pilot: Pilot[str]) -> None:
            deck = Deck(pilot)
            await deck.settled()
            for operation in operations:
                assert deck.app.edit(operation)
            await deck.settled()
            if theirs:
                Path("base.yaml").write_text(theirs)
                await deck.press("f5")
                await deck.until(lambda: deck.state.changed_on_disk)
                deck.app.clear_notifications()
            await deck.press(*keys.split())
            if theirs and "y" in keys:
                await deck.until(lambda: deck.app.screen.id == CONFLICT or len(deck.app.screen_stack) > 2)

        app = ProfiledeckApp((*FILES, "tower.yaml") if tower else FILES)
        return snap_compare(app, terminal_size=size, run_before=prepare)

    return compare


def test_small_change(review: Picture) -> None:
    assert review(SET_ENGINE, TEMPERATURE)


def test_what_it_changes(review: Picture) -> None:
    assert review(
        SET_ENGINE,
        Set(DEFAULT, ("api", "api_keys", "openai-api-key"), "sk-another"),
        Set(DEFAULT, SYSTEM, LONG, "extensions"),
        Set(("team", "default"), SYSTEM, f"{LONG}, or do not know.", "extensions"),
        Create(("team", "reviewer"), (ProfileRef(None, "coder"),)),
        Delete(("base", "spare")),
        keys="ctrl+s 3",
    )


def test_many_dependents(review: Picture) -> None:
    assert review(SET_ENGINE, TEMPERATURE, keys="ctrl+s 3 n n", tower=True)


def test_an_error_blocks(review: Picture) -> None:
    assert review(SetStack(DEFAULT, (ProfileRef(None, "spare"),)), tower=True)


def test_nothing_to_review(review: Picture) -> None:
    assert review()


def test_discard(review: Picture) -> None:
    assert review(SET_ENGINE, TEMPERATURE, keys="ctrl+s ctrl+x")


def test_changed_on_disk(review: Picture) -> None:
    assert review(SET_ENGINE, theirs=BASE.replace("0.5", "0.7"))


def test_conflict(review: Picture) -> None:
    assert review(SET_ENGINE, theirs=BASE.replace("0.5", "0.7"), keys="ctrl+s y")


def test_edits_that_cannot_be_made_again(review: Picture) -> None:
    gone = BASE.partition("  spare:")[0]
    assert review(SET_ENGINE, Set(("base", "spare"), ENGINE, "gpt-5"), theirs=gone, keys="ctrl+s y m")


def test_keys_of_the_review(review: Picture) -> None:
    assert review(SET_ENGINE, keys="ctrl+s question_mark")
