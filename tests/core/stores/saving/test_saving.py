"""Saving one source or several: what is there afterwards, in files and databases alike."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.core.stores.saving.places import NOW, STAMP, SUFFIXES, change, files, mode, put, rows_in, text_in

from engineprofiles import ProfilesError
from engineprofiles.problems import Conflict, ReadOnly
from engineprofiles.stores.saving import FileChange, RowsChange, Saved, save

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
each_kind = pytest.mark.parametrize("suffix", SUFFIXES)


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@each_kind
def test_what_was_there_is_replaced_and_kept_beside_it(tmp_path: Path, suffix: str) -> None:
    path = put(tmp_path / f"a.{suffix}", "one\r\n")

    saved = save([change(path, "one\r\n", "two\r\n")], NOW)

    backup = tmp_path / f"a.{suffix}.{STAMP}.bak"
    assert saved == (Saved(str(path), str(backup)),)
    assert text_in(path) == "two\r\n"
    assert text_in(backup.rename(tmp_path / f"old.{suffix}")) == "one\r\n"
    assert files(tmp_path) == [path.name, f"old.{suffix}"]


@each_kind
@pytest.mark.parametrize(("private", "permissions"), [(True, "0o600"), (False, "0o644")])
@on_posix
def test_a_new_source_has_the_mode_that_it_needs(tmp_path: Path, suffix: str, private: bool, permissions: str) -> None:
    path = tmp_path / f"a.{suffix}"

    assert save([change(path, None, "one", private)], NOW) == (Saved(str(path), None),)
    assert (text_in(path), mode(path), files(tmp_path)) == ("one", permissions, [path.name])


@each_kind
@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o644])
@on_posix
def test_a_source_and_its_backup_keep_the_mode(tmp_path: Path, suffix: str, permissions: int) -> None:
    path = put(tmp_path / f"a.{suffix}", "one")
    path.chmod(permissions)

    (saved,) = save([change(path, "one", "two", private=True)], NOW)

    assert saved.backup is not None
    assert (mode(path), mode(Path(saved.backup))) == (oct(permissions), oct(permissions))


@each_kind
def test_a_link_is_followed_and_stays_one(tmp_path: Path, suffix: str) -> None:
    path = put(tmp_path / f"a.{suffix}", "one")
    link = tmp_path / "links" / f"l.{suffix}"
    link.parent.mkdir()
    link.symlink_to(path)

    (saved,) = save([change(link, "one", "two")], NOW)

    assert saved == Saved(str(link), f"{path}.{STAMP}.bak")
    assert link.is_symlink()
    assert text_in(path) == "two"
    assert files(link.parent) == [link.name]


@each_kind
def test_a_link_to_nothing_yet_gets_its_file(tmp_path: Path, suffix: str) -> None:
    link = tmp_path / f"l.{suffix}"
    link.symlink_to(tmp_path / f"a.{suffix}")

    save([change(link, None, "one")], NOW)

    assert link.is_symlink()
    assert text_in(tmp_path / f"a.{suffix}") == "one"


@each_kind
@pytest.mark.parametrize(
    ("there", "before", "told"),
    [
        ("other", "one", "was changed since it was read"),
        (None, "one", "is no longer there"),
        ("other", None, "is there already|was changed since it was read: row team"),
    ],
)
def test_a_conflict_leaves_every_source_as_it_is(
    tmp_path: Path, suffix: str, there: str | None, before: str | None, told: str
) -> None:
    first, last = put(tmp_path / "1.yaml", "one"), put(tmp_path / "9.wal.db", "one")
    path = tmp_path / f"a.{suffix}"
    if there is not None:
        put(path, there)

    with pytest.raises(Conflict, match=told) as raised:
        save([change(first, "one", "two"), change(path, before, "two"), change(last, "one", "two")], NOW)

    assert (raised.value.problem.code, raised.value.location.source) == ("changed-on-disk", str(path))
    assert [text_in(source) for source in (first, path, last)] == ["one", there, "one"]
    assert files(tmp_path) == ["1.yaml", "9.wal.db", *([path.name] if there else [])]


@each_kind
def test_a_bounded_number_of_backups_is_kept(tmp_path: Path, suffix: str) -> None:
    path = put(tmp_path / f"a.{suffix}", "0")
    not_ours = ["a.bak", f"a.{suffix}.bak", f"a.{suffix}.20200101-000000.bak~", f"ab.{suffix}.20200101-000000.bak"]
    for name in not_ours:
        (tmp_path / name).write_text("mine")
    (tmp_path / f"a.{suffix}.20190101-000000.bak").mkdir()

    for number in range(12):
        save([change(path, f"{number}", f"{number + 1}")], NOW + timedelta(seconds=number // 2), backups=3)

    kept = [f"a.{suffix}.20260131-1200{end}.bak" for end in ("09-2", "10", "10-2")]
    assert files(tmp_path) == sorted([path.name, *not_ours, f"a.{suffix}.20190101-000000.bak", *kept])


def test_the_backup_of_this_save_stays_even_if_the_clock_went_back(tmp_path: Path) -> None:
    path = put(tmp_path / "a.yaml", "one")
    save([change(path, "one", "two")], NOW, backups=1)

    (saved,) = save([change(path, "two", "three")], datetime(2020, 1, 1), backups=1)

    assert files(tmp_path) == ["a.yaml", "a.yaml.20200101-000000.bak"]
    assert saved.backup == str(tmp_path / "a.yaml.20200101-000000.bak")


@each_kind
def test_no_backup_is_kept_if_none_is_wanted(tmp_path: Path, suffix: str) -> None:
    path = put(tmp_path / f"a.{suffix}", "one")
    assert save([change(path, "one", "two")], NOW, backups=0) == (Saved(str(path), None),)
    assert files(tmp_path) == [path.name]


def test_several_sources_are_answered_in_their_order(tmp_path: Path) -> None:
    paths = [put(tmp_path / name, "one") for name in ("z.db", "b.yaml", "a.wal.db", "a.yaml")]
    new = tmp_path / "new.db"

    saved = save([change(new, None, "two"), *(change(path, "one", "two") for path in paths)], NOW)

    assert [entry.path for entry in saved] == [str(path) for path in (new, *paths)]
    assert [text_in(path) for path in (new, *paths)] == ["two"] * 5


def test_one_source_under_two_names_is_not_written_twice(tmp_path: Path) -> None:
    path = put(tmp_path / "a.yaml", "one")
    link = tmp_path / "l.yaml"
    link.symlink_to(path)

    with pytest.raises(ProfilesError, match=r"changed twice at once, also as .*a\.yaml"):
        save([change(path, "one", "two"), change(link, "one", "three")], NOW)

    assert (text_in(path), files(tmp_path)) == ("one", ["a.yaml", "l.yaml"])


def test_what_a_killed_writer_left_behind_goes_with_the_next_save(tmp_path: Path) -> None:
    path, database = put(tmp_path / "a.yaml", "one"), put(tmp_path / "b.db", "one")
    for name in (".a.yaml.0123abcd.saving", ".b.db.0123abcd.saving", ".a.yaml.mine.saving"):
        (tmp_path / name).write_text("half")

    save([change(path, "one", "two"), change(database, "one", "two")], NOW, backups=0)

    assert files(tmp_path) == [".a.yaml.mine.saving", "a.yaml", "b.db"]


def test_nothing_shows_what_is_saved(tmp_path: Path) -> None:
    shown = repr(
        [
            FileChange("a.yaml", b"s3cret", b"s3cret", True),
            RowsChange("b.db", {"x": "s3cret"}, {"x": "s3cret"}),
        ]
    )
    assert "s3cret" not in shown

    for suffix in SUFFIXES:
        path = put(tmp_path / f"a.{suffix}", "s3cret-there")
        with pytest.raises(Conflict) as raised:
            save([change(path, "s3cret-before", "s3cret-after")], NOW)
        assert "s3cret" not in f"{raised.value} {raised.value.problem!r} {raised.value.__context__!r}"


@on_posix
def test_the_lock_is_private_and_stays(tmp_path: Path) -> None:
    path = put(tmp_path / "a.yaml", "one")
    save([change(path, "one", "two")], NOW)
    lock = tmp_path / "a.yaml.oauth.lock"
    inode = lock.stat().st_ino
    save([change(path, "two", "three")], NOW)
    assert (mode(lock), lock.stat().st_ino, lock.read_bytes()) == ("0o600", inode, b"")


def test_databases_have_no_such_lock(tmp_path: Path) -> None:
    save([change(put(tmp_path / "a.db", "one"), "one", "two"), change(tmp_path / "b.db", None, "one")], NOW)
    assert not list(tmp_path.glob("*.lock"))


@on_posix
def test_a_lock_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    path = put(tmp_path / "a.yaml", "one")
    (tmp_path / "a.yaml.oauth.lock").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(ProfilesError, match=r"a\.yaml cannot be written: its lock .*\.oauth\.lock cannot be opened"):
        save([change(path, "one", "two")], NOW)

    assert (text_in(path), files(tmp_path)) == ("one", ["a.yaml"])


@on_posix
def test_who_holds_the_lock_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    monkeypatch.setattr("engineprofiles.stores.saving.locking.LOCK_SECONDS", 0.0)
    path = put(tmp_path / "a.yaml", "one")
    with open(tmp_path / "a.yaml.oauth.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        with pytest.raises(Conflict, match=r"is locked by") as raised:
            save([change(path, "one", "two")], NOW)

    assert raised.value.problem.code == "source-busy"
    if sys.platform == "linux":
        assert f"process {os.getpid()}" in str(raised.value)
    save([change(path, "one", "two")], NOW)
    assert text_in(path) == "two"


@pytest.mark.parametrize("suffix", ["db", "wal.db"])
def test_a_database_that_is_being_written_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    monkeypatch.setattr("engineprofiles.stores.saving.rows_writing.BUSY_SECONDS", 0.0)
    path, other = put(tmp_path / f"a.{suffix}", "one"), put(tmp_path / "a.yaml", "one")

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(Conflict, match="is locked by another program") as raised:
            save([change(other, "one", "two"), change(path, "one", "two")], NOW)

    assert raised.value.problem.code == "source-busy"
    assert (text_in(path), text_in(other), files(tmp_path)) == ("one", "one", sorted([path.name, other.name]))


def test_a_reader_in_the_way_of_the_commit_restores_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engineprofiles.stores.saving.rows_writing.BUSY_SECONDS", 0.0)
    path, other = put(tmp_path / "a.db", "one"), put(tmp_path / "a.yaml", "one")

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT * FROM profile_registries").fetchall()
        with pytest.raises(Conflict, match=r"a\.yaml was written and is restored"):
            save([change(other, "one", "two"), change(path, "one", "two")], NOW)

    assert (text_in(path), text_in(other), files(tmp_path)) == ("one", "one", ["a.db", "a.yaml"])


def test_a_reader_in_the_way_of_the_last_commit_restores_the_database_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engineprofiles.stores.saving.rows_writing.BUSY_SECONDS", 0.0)
    empty, path = tmp_path / "a.db", put(tmp_path / "b.db", "one")
    empty.touch()

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT * FROM profile_registries").fetchall()
        with pytest.raises(Conflict, match=r"a\.db was written and is restored"):
            save([change(empty, None, "two"), change(path, "one", "two")], NOW)

    with closing(sqlite3.connect(empty)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    assert (text_in(path), files(tmp_path)) == ("one", ["a.db", "b.db"])


@pytest.mark.parametrize("suffix", ["db", "wal.db"])
def test_rows_are_changed_added_deleted_and_left_alone(tmp_path: Path, suffix: str) -> None:
    path = put(tmp_path / f"a.{suffix}", "one")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO profile_registries VALUES ('gone', 'x', 7), ('kept', 'y', 7)")

    save(
        [RowsChange(str(path), {"team": b"one", "gone": "x", "kept": "y"}, {"team": "é", "gone": None, "new": "z"})],
        NOW,
    )

    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT *, typeof(payload_json) FROM profile_registries ORDER BY slug").fetchall()
        (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    now = int(NOW.timestamp() * 1000)
    assert rows == [("kept", "y", 7, "text"), ("new", "z", now, "text"), ("team", "é", now, "text")]
    assert journal == ("wal" if suffix == "wal.db" else "delete")


def test_a_row_that_is_only_compared_must_be_as_it_was(tmp_path: Path) -> None:
    path = put(tmp_path / "a.db", "one")
    with pytest.raises(Conflict, match="row team"):
        save([RowsChange(str(path), {"team": "other"}, {"new": "z"})], NOW)
    assert rows_in(path) == [("team", "one")]


@pytest.mark.parametrize("stored", [b"\xff", b"{}", 5])
def test_a_damaged_row_is_compared_by_its_bytes(tmp_path: Path, stored: bytes | int) -> None:
    path = put(tmp_path / "a.db", "one")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE profile_registries SET payload_json = ?", (stored,))
    before = stored if isinstance(stored, bytes) else str(stored).encode()

    save([RowsChange(str(path), {"team": before}, {"team": "{}"})], NOW)

    assert rows_in(path) == [("team", "{}")]


@pytest.mark.parametrize("made", ["empty", "other tables"])
def test_a_database_without_the_table_gets_it(tmp_path: Path, made: str) -> None:
    path = tmp_path / "a.db"
    path.touch()
    if made == "other tables":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE mine(x)")

    save([change(path, None, "one")], NOW)

    assert text_in(path) == "one"


def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("slug: mine\n" * 100)
    with pytest.raises(ProfilesError, match=r"a\.db cannot be written: file is not a database") as raised:
        save([change(path, None, "one")], NOW)
    assert raised.value.problem.code == "write-failed"
    assert (path.read_text(), files(tmp_path)) == ("slug: mine\n" * 100, ["a.db"])


@each_kind
def test_a_read_only_source_is_refused_before_anything_is_written(tmp_path: Path, suffix: str) -> None:
    path, other = put(tmp_path / f"a.{suffix}", "one"), put(tmp_path / "0.yaml", "one")
    path.chmod(0o444)
    with pytest.raises(ReadOnly, match="may be read and not written"):
        save([change(other, "one", "two"), change(path, "one", "two")], NOW)
    assert (text_in(path), text_in(other), files(tmp_path)) == ("one", "one", ["0.yaml", path.name])
