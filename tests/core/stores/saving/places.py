"""Sources of both kinds that tests save into, told apart by nothing but their path."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from engineprofiles.stores.saving import FileChange, RowsChange

NOW = datetime(2026, 1, 31, 12, 0, 5)
STAMP = "20260131-120005"
SCHEMA = (
    "CREATE TABLE profile_registries"
    "(slug TEXT PRIMARY KEY, payload_json TEXT NOT NULL, updated_at_ms INTEGER NOT NULL DEFAULT 0)"
)
ROW = "team"
SUFFIXES = ("yaml", "db", "wal.db")


def put(path: Path, text: str) -> Path:
    """Makes the source at ``path`` with ``text`` in it: all of a file, or one row of a database."""
    if path.suffix == ".yaml":
        path.write_bytes(text.encode())
        return path
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if path.name.endswith("wal.db"):
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(SCHEMA)
        connection.execute("INSERT INTO profile_registries VALUES (?, ?, 7)", (ROW, text))
    return path


def text_in(path: Path) -> str | None:
    """What is in the source at ``path``, ``None`` if it is not there."""
    if not path.exists():
        return None
    if path.suffix == ".yaml":
        return path.read_bytes().decode()
    return dict(rows_in(path)).get(ROW)


def rows_in(path: Path) -> list[tuple[str, str]]:
    """Slug and payload of every row, in slug order; what was broken off is rolled back, as by Geppetto."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)) as connection:
        return connection.execute("SELECT slug, payload_json FROM profile_registries ORDER BY slug").fetchall()


def change(path: Path, before: str | None, after: str, private: bool = False) -> FileChange | RowsChange:
    """Turns ``before`` at ``path`` into ``after``."""
    if path.suffix == ".yaml":
        return FileChange(str(path), None if before is None else before.encode(), after.encode(), private)
    return RowsChange(str(path), {ROW: before}, {ROW: after}, private)


def files(folder: Path) -> list[str]:
    """The names of what is in ``folder``, without locks, which stay, and what SQLite has beside a database."""
    kept = (".oauth.lock", "-wal", "-shm")
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(kept))


def mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o7777)


@contextmanager
def never_waiting_for_the_disk() -> Iterator[None]:
    """What is written is not synced: that makes a difference when a machine stops, and not when a process does."""
    connect = sqlite3.connect

    def unsynced(*given: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*given, **named)
        sqlite3.Connection.execute(connection, "PRAGMA synchronous = OFF")
        return connection

    with patch("os.fsync"), patch("sqlite3.connect", unsynced):
        yield
