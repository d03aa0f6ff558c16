"""A SQLite database with a table of registries, read without leaving a trace beside it."""

from __future__ import annotations

import hashlib
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engineprofiles.problems import Problem
from engineprofiles.stores.content import RowsContent
from engineprofiles.stores.dsn import database_path, masked
from engineprofiles.stores.probe import (
    DATABASES,
    PathKind,
    Stamp,
    is_directory,
    mode_of,
    probe_outside,
    stamp_of,
    uses_wal,
)
from engineprofiles.stores.store import Loaded, refused

if TYPE_CHECKING:
    import sqlite3

TABLE = "profile_registries"
BUSY_SECONDS = 5.0

_READ_ONLY = "mode=ro"
# A database that is being written to has its index in -shm: this reads along without writing there.
_READ_ONLY_ALONGSIDE = "mode=ro&readonly_shm=1"
# Takes no lock and makes no file, so it is right only while nobody writes.
_AT_REST = "immutable=1"

Rows = list[tuple[Any, Any]]


class SqliteStore:
    """The registries in the database at ``path``; a relative path counts from the working directory.

    The database is only read: never made, migrated, or locked against writers.
    """

    def __init__(self, path: str, source: str = "", *, read_only: bool = False) -> None:
        self.path = path
        self.source = source or masked(path)
        self.read_only = read_only
        self._shown = masked(path)

    @classmethod
    def from_dsn(cls, dsn: str, source: str = "", *, read_only: bool = False) -> SqliteStore:
        """The database that a data source name leads to, such as ``file:team.db?_busy_timeout=5000``."""
        return cls(database_path(dsn), source or masked(dsn), read_only=read_only)

    def load(self) -> Loaded:
        """The registries in ascending slug order. A row that cannot be read is a problem and leaves the others."""
        import sqlite3

        if refusal := self._refusal():
            return refusal
        try:
            with DATABASES:
                rows = self._rows()
        except sqlite3.DatabaseError as error:
            return self._failed(error)
        except OSError as error:
            return refused("source-unreadable", f"{self._shown} cannot be read: {error.strerror}", self.source)
        if rows is None:
            return refused("source-empty", f"{self._shown} has no table {TABLE}", self.source)
        if not rows:
            return refused("database-empty", f"{self._shown} holds no registry", self.source)
        held = RowsContent(
            self.path,
            self.source,
            {content_of(row).decode("utf-8", "replace"): content_of(payload) for row, payload in rows},
        )
        return Loaded(*held.registries(), mode_of(self.path), held)

    def stamp(self) -> Stamp:
        return stamp_of(self.path, _beside(self.path, "-wal"))

    def digest(self) -> str | None:
        """A hash of the rows, whatever pages and log they lie in."""
        import sqlite3

        try:
            with DATABASES:
                rows = None if self._refusal() else self._rows()
        except (sqlite3.DatabaseError, OSError):
            return None
        if rows is None:
            return None
        digest = hashlib.sha256()
        for value in (value for row in rows for value in row):
            content = content_of(value)
            digest.update(b"%d:%b" % (len(content), content))
        return digest.hexdigest()

    def write_refusal(self) -> Problem | None:
        from engineprofiles.stores.saving import opened_read_only, write_refusal  # for editing only

        return opened_read_only(self.source) if self.read_only else write_refusal(self.path, self.source)

    def _refusal(self) -> Loaded | None:
        """What a look from outside says against opening the path."""
        match probe_outside(self.path):
            case PathKind.MISSING:
                code = "sqlite-missing" if _can_be_made(self.path) else "source-missing"
                return refused(code, f"there is no database {self._shown}", self.source)
            case PathKind.DIRECTORY:
                return refused("source-unreadable", f"{self._shown} is a directory", self.source)
            case PathKind.EMPTY:
                return refused("source-empty", f"{self._shown} is empty", self.source)
            case PathKind.SPECIAL:
                return refused("sqlite-not-a-database", f"{self._shown} is not a file", self.source)
        return None

    def _failed(self, error: sqlite3.DatabaseError) -> Loaded:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
            return refused("sqlite-not-a-database", f"{self._shown} is not a SQLite database", self.source)
        return refused("source-unreadable", f"{self._shown} cannot be read: {error}", self.source)

    def _rows(self) -> Rows | None:
        """Slug and payload of every row, ``None`` without the table. Raises what ``sqlite3`` and ``open`` raise."""
        import sqlite3

        before = self.stamp()
        *ways, last = _ways(self.path)
        for way in ways:
            try:
                rows = _read(self.path, way)
            except sqlite3.DatabaseError:
                continue
            if way != _AT_REST or self.stamp() == before:
                return rows
        return _read(self.path, last)


def _can_be_made(path: str) -> bool:
    """Whether Geppetto, which creates a database that is not there, would find a folder to put it in."""
    return "\0" not in path and is_directory(os.path.dirname(path) or os.curdir)


def _ways(path: str) -> tuple[str, ...]:
    """How to open the database, the way that touches least first."""
    log, journal = stamp_of(_beside(path, "-wal"), _beside(path, "-journal"))
    if log is None:
        # A closed database is whole without its log, and opening it in the usual way would make one. Its header
        # is read only while nobody writes: to close a file drops the locks that this process has on it elsewhere.
        at_rest = journal is None and uses_wal(path)
        return (_AT_REST, _READ_ONLY) if at_rest else (_READ_ONLY,)
    if log[1] == 0:
        return (_READ_ONLY_ALONGSIDE, _AT_REST, _READ_ONLY)
    # Without the log the database lacks its latest changes: better none than those of last week.
    return (_READ_ONLY_ALONGSIDE, _READ_ONLY)


def _read(path: str, way: str) -> Rows | None:
    import sqlite3

    uri = f"{Path(os.path.abspath(path)).as_uri()}?{way}"
    with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        # Texts come as bytes: damaged ones are for the payload reader to judge, row by row.
        connection.text_factory = bytes
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone():
            return None
        return connection.execute(f"SELECT slug, payload_json FROM {TABLE} ORDER BY slug").fetchall()


def content_of(value: Any) -> bytes:
    """A column as bytes: SQLite lets a column hold a number, or nothing, where a text is declared."""
    if isinstance(value, bytes):
        return value
    return b"" if value is None else str(value).encode()


def _beside(path: str, suffix: str) -> str:
    """The log or journal of the database at ``path``, which SQLite keeps where links lead to."""
    try:
        return f"{os.path.realpath(path)}{suffix}"
    except ValueError:
        return f"{path}{suffix}"
