"""Plans: the exact lines that change, the metadata that Geppetto would touch, and the saving."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.core.editing.conftest import MINE, TEAM

from engineprofiles import Chain, Conflict, ProfilesError, ReadOnly, open_chain
from engineprofiles.documents.payload_writer import payload_text
from engineprofiles.editing import Draft, Plan
from engineprofiles.stores.clock import now
from engineprofiles.stores.saving import RowsChange, save

NOW = 1_800_000_000_000


def shown(plan: Plan) -> list[str]:
    return [
        f"{text.label}:{line.sign}{line.text}"
        for text in plan.texts
        for hunk in text.hunks
        for line in hunk
        if line.sign != " "
    ]


def versioned(folder: Path) -> Chain:
    path = folder / "v.yaml"
    path.write_text(
        "slug: v\nmetadata: {version: 2, created_by: ann}\nprofiles:\n"
        "  a:\n    metadata:\n      version: 3\n      tags: [x]\n"
        "  b: {}\n",
        encoding="utf-8",
    )
    return open_chain(path)


def stored(folder: Path) -> Chain:
    (registry,) = open_chain(folder / "10-team.yaml").registries
    path = folder / "team.db"
    save([RowsChange(str(path), {"team": None}, {"team": payload_text(registry)})], now())
    return open_chain("team.db")


def payload(path: Path) -> Any:
    with closing(sqlite3.connect(path)) as connection:
        return json.loads(connection.execute("SELECT payload_json FROM profile_registries").fetchone()[0])


def test_one_scalar_is_one_line(chain: Chain) -> None:
    plan = chain.edit().set("team/default", "chat.max_response_tokens", 8192).plan()
    assert shown(plan) == [
        "10-team.yaml:-        max_response_tokens: 4096   # enough for most",
        "10-team.yaml:+        max_response_tokens: 8192   # enough for most",
    ]


def test_applying_writes_what_was_shown_and_keeps_what_was_there(chain: Chain, folder: Path) -> None:
    saved = chain.edit().set("team/default", "chat.max_response_tokens", 8192).plan().apply()
    assert (folder / "10-team.yaml").read_text("utf-8") == TEAM.replace("4096", "8192")
    assert (folder / "20-mine.yaml").read_text("utf-8") == MINE
    ((path, backup),) = [(each.path, each.backup) for each in saved]
    assert (Path(path).name, Path(backup or "").read_text("utf-8")) == ("10-team.yaml", TEAM)


def test_several_files_are_written_as_one(chain: Chain, folder: Path) -> None:
    plan = chain.edit().rename("team/base", "root").plan()
    assert shown(plan) == [
        "10-team.yaml:-  base:",
        "10-team.yaml:+  root:",
        "10-team.yaml:-      - profile_slug: base",
        "10-team.yaml:+      - profile_slug: root",
        "20-mine.yaml:-        profile_slug: base",
        "20-mine.yaml:+        profile_slug: root",
    ]
    assert len(plan.apply()) == 2
    assert open_chain("10-team.yaml, 20-mine.yaml", strict=True).resolve("fast").settings.chat is not None


def test_a_secret_is_masked_in_what_is_shown_and_exact_in_what_is_written(chain: Chain, folder: Path) -> None:
    plan = chain.edit().set("team/base", "api.api_keys.openai-api-key", "sk-another").plan()
    assert shown(plan) == [
        "10-team.yaml:-        api_keys: {openai-api-key: ••••••••}",
        "10-team.yaml:+        api_keys: {openai-api-key: ••••••••}",
    ]
    plan.apply()
    assert "{openai-api-key: sk-another}" in (folder / "10-team.yaml").read_text("utf-8")


def test_yaml_without_metadata_gets_none_and_other_yaml_is_touched_as_geppetto_would(folder: Path) -> None:
    chain = versioned(folder)
    plan = chain.edit().set("v/b", "chat.engine", "x").plan(actor="eve", now_ms=NOW)
    (registry,) = plan.chain.registries
    metadata = registry.metadata
    assert (metadata.version, metadata.created_by, metadata.updated_by) == (3, "ann", "eve")
    assert (metadata.created_at_ms, metadata.updated_at_ms) == (NOW, NOW)
    assert registry.profiles["b"].metadata.version == 0
    assert registry.profiles["a"].metadata.version == 3, "only what changed is touched"

    both = chain.edit().set("v/b", "chat.engine", "x").set("v/a", "chat.engine", "y").plan(now_ms=NOW)
    assert both.chain.registries[0].metadata.version == 4, "each profile counts"
    assert both.chain.registries[0].profiles["a"].metadata.tags == ("x",)
    assert both.chain.registries[0].profiles["a"].metadata.version == 4


def test_a_row_is_written_as_geppetto_writes_it(folder: Path) -> None:
    chain = stored(folder)
    plan = chain.edit().set("team/default", "chat.engine", "gpt-5").plan(actor="eve", now_ms=NOW)
    assert all(line.startswith("team.db#team:") for line in shown(plan))
    assert any('"Engine": "gpt-5"' in line for line in shown(plan))
    plan.apply()
    found = payload(folder / "team.db")
    assert found["profiles"]["default"]["inference_settings"]["Chat"]["Engine"] == "gpt-5"
    assert found["profiles"]["default"]["metadata"] == {
        "version": 1,
        "created_at_ms": NOW,
        "updated_at_ms": NOW,
        "created_by": "eve",
        "updated_by": "eve",
    }
    assert found["metadata"]["version"] == 1
    assert found["profiles"]["base"]["metadata"] == {}


def test_a_database_names_its_default(folder: Path) -> None:
    draft = stored(folder).edit()
    assert draft.set_default("team/writer").chain.by_slug["team"].default_profile == "writer"
    assert draft.rename("team/default", "usual").chain.by_slug["team"].default_profile == "usual"
    with pytest.raises(Conflict, match="is the default of its registry"):
        draft.delete("team/default", from_stacks=True)


def test_the_first_profile_of_a_database_is_its_default(folder: Path) -> None:
    path = folder / "empty.db"
    save([RowsChange(str(path), {"e": None}, {"e": '{"slug":"e","default_profile_slug":"gone","metadata":{}}'})], now())
    chain = open_chain("10-team.yaml, empty.db")
    for draft in (
        chain.edit().create("e/writer"),
        chain.edit().duplicate("team/writer", "e/writer"),
        chain.edit().move("team/writer", "e"),
    ):
        assert draft.chain.by_slug["e"].default_profile == "writer"
        assert draft.plan(now_ms=NOW).refusals == ()


def test_what_a_database_cannot_hold_is_refused(folder: Path) -> None:
    with pytest.raises(ProfilesError, match="false"):
        stored(folder).edit().set("team/default", "chat.stream", False)


@pytest.mark.parametrize("kind", ["yaml", "db"])
def test_a_source_that_changed_meanwhile_is_a_conflict(chain: Chain, folder: Path, kind: str) -> None:
    opened = chain if kind == "yaml" else stored(folder)
    mine = opened.edit().set("team/base", "chat.engine", "mine").plan(now_ms=NOW)
    opened.edit().set("team/writer", "chat.engine", "theirs").plan(now_ms=NOW).apply()
    with pytest.raises(Conflict, match="changed"):
        mine.apply()
    left = open_chain(f"10-team.{kind}" if kind == "yaml" else "team.db")
    assert [left.resolve(f"team/{slug}").trace["chat.engine"].value for slug in ("base", "writer")] == [
        "gpt-4o-mini",
        "theirs",
    ]


def test_an_error_blocks_and_nothing_is_written(chain: Chain, folder: Path) -> None:
    broken = chain.edit().set_stack("mine/fast", ["team/base"]).chain
    (folder / "10-team.yaml").write_text("slug: team\nprofiles: {base: {}}\n", "utf-8")
    after = open_chain("10-team.yaml, 20-mine.yaml")
    plan = Draft(broken, after).plan()
    assert "ref-missing-profile" in [problem.code for problem in plan.refusals]
    with pytest.raises(ProfilesError):
        plan.apply()
    assert (folder / "20-mine.yaml").read_text("utf-8") == MINE


@pytest.mark.parametrize("how", ["opened so", "by its mode"])
def test_a_read_only_source_says_so_before_and_refuses_after(folder: Path, how: str) -> None:
    os.chmod("10-team.yaml", 0o444 if how == "by its mode" else 0o644)
    chain = open_chain("10-team.yaml", read_only=how == "opened so")
    problem = chain.sources[0].store.write_refusal()
    assert problem is not None
    assert problem.code == "read-only"
    with pytest.raises(ReadOnly):
        chain.edit().set("team/base", "chat.engine", "x").plan().apply()
    assert (folder / "10-team.yaml").read_text("utf-8") == TEAM


def test_nothing_to_do_writes_nothing(chain: Chain, folder: Path) -> None:
    plan = chain.edit().plan()
    assert (plan.sources, plan.texts, plan.apply()) == ((), (), ())
    assert sorted(path.name for path in folder.iterdir()) == ["10-team.yaml", "20-mine.yaml"]
