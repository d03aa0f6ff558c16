"""SQLite stores: what they read, and that they leave no trace."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from engineprofiles.stores import SqliteStore, Stamp
from engineprofiles.stores.probe import FileStamp

SCHEMA = (
    "CREATE TABLE profile_registries("
    "slug TEXT PRIMARY KEY, payload_json TEXT NOT NULL, updated_at_ms INTEGER NOT NULL DEFAULT 0)"
)


def payload(slug: str, profile: str = "x") -> str:
    return json.dumps({"slug": slug, "default_profile_slug": profile, "profiles": {profile: {"slug": profile}}})


def connect(path: Path, *, wal: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    if wal:
        connection.execute("PRAGMA journal_mode=WAL")
    return connection


def make(path: Path, *rows: tuple[object, object], wal: bool = False) -> Path:
    with closing(connect(path, wal=wal)) as connection:
        connection.execute(SCHEMA)
        connection.executemany("INSERT INTO profile_registries(slug, payload_json) VALUES (?, ?)", rows)
    return path


def insert(connection: sqlite3.Connection, slug: str) -> None:
    connection.execute("INSERT INTO profile_registries(slug, payload_json) VALUES (?, ?)", (slug, payload(slug)))


def slugs(path: Path) -> list[str]:
    return [registry.slug for registry in SqliteStore(str(path)).load().registries]


def picture(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file with its bytes, modification time and inode."""
    return {
        file.name: (file.read_bytes(), (found := file.stat()).st_mtime_ns, found.st_ino) for file in folder.iterdir()
    }


def test_registries_come_in_slug_order(tmp_path: Path) -> None:
    path = make(tmp_path / "t.db", ("zz", payload("zz")), (" M ", payload("m")), ("aa", payload("aa")))
    loaded = SqliteStore(str(path), "team").load()
    assert [registry.slug for registry in loaded.registries] == ["aa", "m", "zz"]
    assert {registry.source for registry in loaded.registries} == {"team"}
    assert loaded.problems == ()


def test_a_damaged_row_leaves_the_others(tmp_path: Path) -> None:
    path = make(
        tmp_path / "t.db",
        ("bad", "{"),
        ("blob", b'{"slug": "blob", "description": "\xff"}'),
        ("number", 5),
        ("good", payload("good")),
        ("other", payload("another")),
    )
    loaded = SqliteStore(str(path)).load()
    assert [registry.slug for registry in loaded.registries] == ["blob", "good", "other"]
    assert {problem.location.row for problem in loaded.problems} == {"bad", "number"}
    assert {problem.code for problem in loaded.problems} == {"sqlite-payload-invalid"}
    assert [problem.code for problem in loaded.registries[2].problems] == ["sqlite-row-mismatch"]


def test_text_that_is_no_utf8_damages_nothing_else(tmp_path: Path) -> None:
    path = make(tmp_path / "t.db", ("good", payload("good")))
    with closing(connect(path)) as connection:
        connection.execute("INSERT INTO profile_registries VALUES ('odd', CAST(x'7b227dff' AS TEXT), 0)")
    loaded = SqliteStore(str(path)).load()
    assert [registry.slug for registry in loaded.registries] == ["good"]
    assert [problem.location.label for problem in loaded.problems] == [f"{path}#odd"]


def no_file(path: Path) -> None:
    assert not path.exists()


def a_directory(path: Path) -> None:
    path.mkdir()


def no_bytes(path: Path) -> None:
    path.touch()


def yaml(path: Path) -> None:
    path.write_text("slug: a\n")


def only_a_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 2000)


def another_table(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE t(a)")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def other_columns(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE profile_registries(a)")


def no_rows(path: Path) -> None:
    make(path)


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (no_file, "sqlite-missing"),
        (a_directory, "source-unreadable"),
        (no_bytes, "source-empty"),
        (yaml, "sqlite-not-a-database"),
        (only_a_header, "sqlite-not-a-database"),
        (another_table, "source-empty"),
        (other_columns, "source-unreadable"),
        (a_pipe, "sqlite-not-a-database"),
        (a_link_to_itself, "source-unreadable"),
        (no_rows, "database-empty"),
    ],
)
def test_what_holds_no_registries_says_why(tmp_path: Path, prepare: object, code: str) -> None:
    assert callable(prepare)
    prepare(tmp_path / "t.db")
    before = sorted(tmp_path.iterdir())
    store = SqliteStore(str(tmp_path / "t.db"), "team")
    loaded = store.load()
    assert loaded.registries == ()
    assert [(problem.code, problem.location.source) for problem in loaded.problems] == [(code, "team")]
    assert sorted(tmp_path.iterdir()) == before
    assert (store.digest() is None) == (code != "database-empty")


@pytest.mark.parametrize("path", ["t.db/under-a-file", "nul\0byte", "no/such/folder/t.db"])
def test_a_path_that_cannot_be_is_missing(tmp_path: Path, path: str) -> None:
    make(tmp_path / "t.db")
    store = SqliteStore(f"{tmp_path}/{path}")
    assert [problem.code for problem in store.load().problems] == ["source-missing"]
    assert (store.stamp(), store.digest()) == ((None, None), None)


@pytest.mark.parametrize("name", ["with space.db", "50%.db", "a?mode=rwc.db", "a#b.db", "\u00e4.db", "%41.db"])
def test_a_path_may_hold_what_an_address_may_not(tmp_path: Path, name: str) -> None:
    assert slugs(make(tmp_path / name, ("a", payload("a")))) == ["a"]
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    "dsn", ["file:{}", "file:{}?mode=rwc&_journal_mode=WAL", "{}", "{}?_busy_timeout=1", "file://{}"]
)
def test_a_dsn_leads_to_its_file(tmp_path: Path, dsn: str) -> None:
    path = make(tmp_path / "t.db", ("a", payload("a")))
    loaded = SqliteStore.from_dsn(dsn.format(path)).load()
    assert [registry.slug for registry in loaded.registries] == ["a"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_dsn_path_is_percent_decoded(tmp_path: Path) -> None:
    make(tmp_path / "a b.db", ("a", payload("a")))
    assert len(SqliteStore.from_dsn(f"file:{tmp_path}/a%20b.db").load().registries) == 1


def test_problems_of_a_dsn_hide_its_password() -> None:
    store = SqliteStore.from_dsn("file:nowhere.db?_auth&_auth_user=u&_auth_pass=hunter2")
    (problem,) = store.load().problems
    assert "hunter2" not in f"{store.source} {problem} {problem.to_dict()}"


@pytest.mark.parametrize("wal", [False, True])
def test_reading_changes_no_byte(tmp_path: Path, wal: bool) -> None:
    path = make(tmp_path / "t.db", ("a", payload("a")), wal=wal)
    before = picture(tmp_path)
    store = SqliteStore(str(path))
    stamp = store.stamp()
    assert len(store.load().registries) == 1
    assert store.digest()
    assert picture(tmp_path) == before
    assert store.stamp() == stamp


@pytest.mark.parametrize("wal", [False, True])
def test_reading_beside_a_writer_gives_what_is_committed_and_holds_nobody_up(tmp_path: Path, wal: bool) -> None:
    path = make(tmp_path / "t.db", ("a", payload("a")), wal=wal)
    with closing(connect(path)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        insert(writer, "b")
        before = picture(tmp_path)
        assert slugs(path) == ["a"]
        assert picture(tmp_path) == before
        writer.execute("COMMIT")
        assert slugs(path) == ["a", "b"]
        writer.execute("PRAGMA busy_timeout=0")
        insert(writer, "c")
        assert slugs(path) == ["a", "b", "c"]


def test_an_emptied_log_of_a_writer_is_left_alone(tmp_path: Path) -> None:
    path = make(tmp_path / "t.db", ("a", payload("a")), wal=True)
    with closing(connect(path)) as writer:
        insert(writer, "b")
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = picture(tmp_path)
        assert slugs(path) == ["a", "b"]
        assert picture(tmp_path) == before


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A database whose latest row is still in its log, since its writer died."""
    path = make(tmp_path / "t.db", ("a", payload("a")), wal=True)
    code = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('INSERT INTO profile_registries(slug, payload_json) VALUES (?, ?)', ('b', '{}'))\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    return path


def test_what_a_dead_writer_left_in_its_log_is_read_and_left_there(crashed: Path) -> None:
    before = picture(crashed.parent)
    assert "t.db-wal" in before
    assert slugs(crashed) == ["a", "b"]
    assert picture(crashed.parent) == before


def test_a_log_without_an_index_is_read_too(crashed: Path) -> None:
    crashed.with_name("t.db-shm").unlink()
    before = picture(crashed.parent)
    assert slugs(crashed) == ["a", "b"]
    after = picture(crashed.parent)
    assert {name: after[name] for name in before} == before


def test_an_emptied_log_without_an_index_needs_none(tmp_path: Path) -> None:
    path = make(tmp_path / "t.db", ("a", payload("a")), wal=True)
    (tmp_path / "t.db-wal").touch()
    before = picture(tmp_path)
    assert slugs(path) == ["a"]
    assert picture(tmp_path) == before


class Unsettled(SqliteStore):
    """A store whose files change at every look, as if somebody wrote all the time."""

    looks = 0

    def stamp(self) -> Stamp:
        self.looks += 1
        return (FileStamp(self.looks, 0, 0),)


def test_a_database_that_changes_while_it_is_read_is_read_again_under_a_lock(tmp_path: Path) -> None:
    path = make(tmp_path / "t.db", ("a", payload("a")), wal=True)
    store = Unsettled(str(path))
    assert [registry.slug for registry in store.load().registries] == ["a"]
    assert store.looks == 2


def test_a_row_without_slug_or_payload_is_a_problem_of_that_row(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE profile_registries(slug, payload_json)")
        connection.execute("INSERT INTO profile_registries VALUES (NULL, '{}'), ('n', NULL), ('ok', '{}')")
    loaded = SqliteStore(str(path)).load()
    assert [problem.location.row for problem in loaded.problems] == ["n"]
    assert [(one.slug, [problem.code for problem in one.problems]) for one in loaded.registries] == [
        ("", ["slug-invalid"]),
        ("ok", []),
    ]


def test_a_link_is_followed_to_the_database_and_its_log(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    path = make(tmp_path / "real" / "t.db", ("a", payload("a")), wal=True)
    link = tmp_path / "link.db"
    link.symlink_to(path)
    store = SqliteStore(str(link))
    stamp = store.stamp()
    with closing(connect(path)) as writer:
        insert(writer, "b")
        assert slugs(link) == ["a", "b"]
        assert store.stamp() != stamp
    assert sorted(file.name for file in tmp_path.iterdir()) == ["link.db", "real"]


def test_the_digest_is_of_the_rows_and_the_stamp_of_the_files(tmp_path: Path) -> None:
    path = make(tmp_path / "t.db", ("a", payload("a")), wal=True)
    store = SqliteStore(str(path))
    stamp, digest = store.stamp(), store.digest()
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    assert SqliteStore(str(copy)).digest() == digest
    with closing(connect(path)) as writer:
        insert(writer, "b")
        assert store.stamp() != stamp
        assert store.digest() != digest
        writer.execute("DELETE FROM profile_registries WHERE slug = 'b'")
    assert store.digest() == digest


def test_relative_paths_count_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "t.db", ("a", payload("a")))
    monkeypatch.chdir(tmp_path)
    assert slugs(Path("t.db")) == ["a"]
    assert os.listdir() == ["t.db"]
