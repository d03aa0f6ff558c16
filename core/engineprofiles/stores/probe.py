"""What stands at a path, found out without changing it."""

from __future__ import annotations

import os
import stat
import threading
from enum import StrEnum
from typing import NamedTuple

_SQLITE_MAGIC = b"SQLite format 3"
_WAL_VERSION = 2

DATABASES = threading.RLock()
"""Held while this process writes to databases, or looks into a file that may be one.

To close a file drops the locks that the process has on it elsewhere: a transaction would lose its own.
"""


class FileStamp(NamedTuple):
    """What a cheap look tells of a file: when it was modified (nanoseconds), its size (bytes) and its inode."""

    modified: int
    size: int
    inode: int


Stamp = tuple[FileStamp | None, ...]
"""For each file of a source its stamp; ``None`` where there is no file.

Two equal stamps mean that nothing changed, as far as a cheap look can tell.
"""


class PathKind(StrEnum):
    """What a path is. ``special`` is a pipe, socket or device; ``empty`` a file of no bytes; ``file`` any other one."""

    MISSING = "missing"
    DIRECTORY = "directory"
    SPECIAL = "special"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    SQLITE = "sqlite"
    FILE = "file"


def probe(path: str) -> PathKind:
    """What ``path`` is. Only regular files are opened: to look into a pipe would take what is in it."""
    kind = probe_outside(path)
    if kind is not PathKind.FILE:
        return kind
    try:
        return PathKind.SQLITE if _header(path).startswith(_SQLITE_MAGIC) else PathKind.FILE
    except OSError:
        return PathKind.UNREADABLE


def probe_outside(path: str) -> PathKind:
    """What ``path`` is as far as can be told without opening it: a database is a ``file`` like any other."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return PathKind.MISSING
    except OSError:
        return PathKind.UNREADABLE
    if stat.S_ISDIR(found.st_mode):
        return PathKind.DIRECTORY
    if not stat.S_ISREG(found.st_mode):
        return PathKind.SPECIAL
    return PathKind.FILE if found.st_size else PathKind.EMPTY


def mode_of(path: str) -> int | None:
    """The permission bits of the file at ``path``; ``None`` without one, and on Windows, where they say nothing."""
    if os.name == "nt":
        return None
    try:
        return stat.S_IMODE(os.stat(path).st_mode)
    except (OSError, ValueError):
        return None


def is_private(mode: int | None) -> bool:
    """Whether only the owner of a file with ``mode`` can do anything with it."""
    return mode is not None and not mode & (stat.S_IRWXG | stat.S_IRWXO)


def uses_wal(path: str) -> bool:
    """Whether the database at ``path`` keeps a write-ahead log. Raises ``OSError``."""
    header = _header(path)
    return header.startswith(_SQLITE_MAGIC) and header[19:20] == bytes([_WAL_VERSION])


def is_directory(path: str) -> bool:
    """Whether ``path`` leads to a directory; ``False`` for whatever cannot be looked at."""
    return os.path.isdir(path)


def files_in(directory: str, suffixes: tuple[str, ...]) -> tuple[str, ...]:
    """The paths of the files in ``directory`` whose names end so, in name order; hidden ones are left out.

    A directory that cannot be listed gives none.
    """
    try:
        names = sorted(os.listdir(directory))
    except OSError:
        return ()
    paths = (os.path.join(directory, name) for name in names if name.endswith(suffixes) and not name.startswith("."))
    return tuple(path for path in paths if not os.path.isdir(path))


def stamp_of(*paths: str) -> Stamp:
    """The stamp of the files at ``paths``; never raises."""
    return tuple(_stamp(path) for path in paths)


def _stamp(path: str) -> FileStamp | None:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return FileStamp(found.st_mtime_ns, found.st_size, found.st_ino)


def _header(path: str) -> bytes:
    with DATABASES, open(path, "rb", buffering=0) as file:
        return file.read(20)
