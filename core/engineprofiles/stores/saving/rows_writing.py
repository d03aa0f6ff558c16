"""One database of a save, from its comparison to its restoration, and a database that is new."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from engineprofiles.stores.saving.backups import keep_backup
from engineprofiles.stores.saving.beside import access_of, remove, remove_left_behind
from engineprofiles.stores.saving.changes import RowsChange
from engineprofiles.stores.saving.failing import changed, telling
from engineprofiles.stores.saving.file_writing import FileWriting
from engineprofiles.stores.sqlite import BUSY_SECONDS, TABLE, content_of

if TYPE_CHECKING:
    import sqlite3

# What Geppetto's SQLiteEngineProfileStore makes, and how it writes a row.
_SCHEMA = (
    f"CREATE TABLE IF NOT EXISTS {TABLE}"
    "(slug TEXT PRIMARY KEY, payload_json TEXT NOT NULL, updated_at_ms INTEGER NOT NULL DEFAULT 0)"
)
_UPSERT = (
    f"INSERT INTO {TABLE}(slug, payload_json, updated_at_ms) VALUES (?, ?, ?) ON CONFLICT(slug) DO UPDATE SET "
    "payload_json = excluded.payload_json, updated_at_ms = excluded.updated_at_ms"
)
_DELETE = f"DELETE FROM {TABLE} WHERE slug = ?"


class RowsWriting:
    """Writes the rows of ``change`` into a database that is there, in one transaction.

    Its steps are those of :class:`~engineprofiles.stores.saving.file_writing.FileWriting`.
    """

    has_lock = False

    def __init__(self, change: RowsChange) -> None:
        self.path = change.path
        self.real = os.path.realpath(change.path)
        self.backup: str | None = None
        self.is_written = False
        self._before = {slug: change.before.get(slug) for slug in (*change.before, *change.after)}
        self._after = change.after
        self._connection: sqlite3.Connection | None = None
        self._had_table = True

    def compare(self) -> None:
        """Keeps others from writing until the end. Raises ``Conflict`` if a row is not what it was."""
        with telling(self.path):
            self._connection = _opened(self.real, "rw")
            # The rows that are kept for restoring may be secret.
            self._connection.execute("PRAGMA temp_store = MEMORY")
            self._connection.execute("BEGIN IMMEDIATE")
            there = _rows(self._connection, self._before)
        for slug, payload in self._before.items():
            if there[slug] != _encoded(payload):
                raise changed(self.path, f"was changed since it was read: row {slug}")

    def prepare(self, now: datetime) -> None:
        """Makes the backup and executes everything but the commit."""
        assert self._connection is not None
        with telling(self.path):
            remove_left_behind(self.real)
            self.backup = keep_backup(self.real, partial(_copy_file, self.real), access_of(self.real), now)
            self._had_table = _has_table(self._connection)
            self._connection.execute(_SCHEMA)
            self._keep_rows(self._connection)
            _write(self._connection, self._after, now)

    def write(self) -> None:
        assert self._connection is not None
        with telling(self.path):
            self._connection.execute("COMMIT")
        self.is_written = True

    def restore(self) -> bool:
        """Puts back the rows that were there, and tells whether that could be done: not if they were changed since."""
        import sqlite3

        assert self._connection is not None
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            there = _rows(self._connection, self._after)
            if any(there[slug] != _encoded(payload) for slug, payload in self._after.items()):
                return False
            self._connection.executemany(_DELETE, [(slug,) for slug in self._after])
            self._connection.execute(f"INSERT INTO main.{TABLE} SELECT * FROM temp.before")
            if not self._had_table:
                self._connection.execute(f"DROP TABLE main.{TABLE}")
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            return False
        self.is_written = False
        return True

    def close(self) -> None:
        """Undoes what was not committed, and removes the backup too unless the rows were written."""
        if self._connection is not None:
            self._connection.close()
        if not self.is_written:
            remove(self.backup)

    def _keep_rows(self, connection: sqlite3.Connection) -> None:
        """Keeps the rows as they are, whatever is in their columns, where only this connection sees them."""
        connection.execute(f"CREATE TEMP TABLE before AS SELECT * FROM main.{TABLE} WHERE 0")
        for slug in self._after:
            connection.execute(f"INSERT INTO temp.before SELECT * FROM main.{TABLE} WHERE slug = ?", (slug,))


class NewDatabase(FileWriting):
    """Makes a database with the table of Geppetto and the rows of ``change``, as a file that was not there.

    It has no lock: nobody knows of it yet, and of two who make it at once only one can give it its name.
    """

    has_lock = False

    def __init__(self, change: RowsChange, now: datetime) -> None:
        super().__init__(change.path, None, partial(_make, change.after, now), change.private)


def _make(rows: Mapping[str, str | None], now: datetime, path: str) -> None:
    import sqlite3

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(_SCHEMA)
        _write(connection, rows, now)
        _copy(connection, path)


def _opened(path: str, mode: str) -> sqlite3.Connection:
    """The database at ``path``, which is never made."""
    import sqlite3

    uri = f"{Path(path).as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    # Texts come as bytes: damaged ones are compared like any other.
    connection.text_factory = bytes
    return connection


def _has_table(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM main.sqlite_master WHERE name = ?", (TABLE,)).fetchone() is not None


def _rows(connection: sqlite3.Connection, slugs: Iterable[str]) -> dict[str, bytes | None]:
    """The payloads of the rows, ``None`` where there is none."""
    if not _has_table(connection):
        return dict.fromkeys(slugs)
    payloads: dict[str, bytes | None] = {}
    for slug in slugs:
        row = connection.execute(f"SELECT payload_json FROM main.{TABLE} WHERE slug = ?", (slug,)).fetchone()
        payloads[slug] = None if row is None else content_of(row[0])
    return payloads


def _write(connection: sqlite3.Connection, after: Mapping[str, str | None], now: datetime) -> None:
    milliseconds = int(now.timestamp() * 1000)
    for slug, payload in after.items():
        if payload is None:
            connection.execute(_DELETE, (slug,))
        else:
            connection.execute(_UPSERT, (slug, payload, milliseconds))


def _copy_file(source: str, target: str) -> None:
    # A connection of its own: SQLite copies nothing through one that is about to write.
    with closing(_opened(source, "ro")) as connection:
        _copy(connection, target)


def _copy(source: sqlite3.Connection, target: str) -> None:
    """Copies a whole database into the empty file ``target``, which nobody else knows of yet."""
    import sqlite3

    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        # No journal beside a file that is thrown away anyway if this fails; and it is synced once, when it is finished.
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        source.backup(copy)


def _encoded(payload: str | bytes | None) -> bytes | None:
    return payload.encode() if isinstance(payload, str) else payload
