"""What was saved is taken back, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import Conflict, open_chain
from engineprofiles.editing import rebased, restored

TEAM = """\
# Ours.
slug:   team
profiles:
  default: {inference_settings: {chat: {engine: gpt-4o}}, metadata: {version: 3}}   # a comment
metadata: {version: 7}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "team.yaml"
    path.write_text(TEAM)
    return path


def test_a_file_is_again_what_it_was_to_the_byte(file: Path) -> None:
    plan = open_chain(file).edit().set("default", "chat.engine", "gpt-5").plan(now_ms=1)
    plan.apply()
    assert file.read_text() != TEAM
    back = restored(plan, open_chain(file))
    assert [str(operation) for operation in back.operations] == [f"take back what was saved in {file}"]
    assert back.impact().changed[0].changes[0].after == "gpt-4o"
    back.plan(now_ms=2).apply()
    assert file.read_bytes() == TEAM.encode()


def test_taking_back_can_be_taken_back(file: Path) -> None:
    plan = open_chain(file).edit().set("default", "chat.engine", "gpt-5").plan(now_ms=1)
    plan.apply()
    saved = file.read_bytes()
    back = restored(plan, open_chain(file)).plan(now_ms=2)
    back.apply()
    restored(back, open_chain(file)).plan(now_ms=3).apply()
    assert file.read_bytes() == saved


def test_an_edit_after_it_is_an_edit_like_any_other(file: Path) -> None:
    plan = open_chain(file).edit().set("default", "chat.engine", "gpt-5").plan(now_ms=1)
    plan.apply()
    draft = restored(plan, open_chain(file)).set("default", "chat.temperature", 0.5)
    draft.plan(now_ms=2).apply()
    profile = open_chain(file).by_slug["team"].profiles["default"]
    assert profile.metadata.version == 4
    assert open_chain(file).resolve("default").trace["chat", "engine"].value == "gpt-4o"


def test_what_someone_else_wrote_since_is_not_overwritten(file: Path) -> None:
    plan = open_chain(file).edit().set("default", "chat.engine", "gpt-5").plan(now_ms=1)
    plan.apply()
    back = restored(plan, open_chain(file))
    file.write_text(TEAM.replace("gpt-4o", "gpt-4.1"))
    now = open_chain(file)
    with pytest.raises(Conflict) as told:
        restored(plan, now)
    assert told.value.problem.code == "changed-on-disk"
    again = rebased(back, now)
    assert [left.problem.code for left in again.left_out] == ["changed-on-disk"]
    assert not again.draft.changed
