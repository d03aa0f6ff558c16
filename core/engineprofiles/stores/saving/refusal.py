"""Why a source cannot be written, told before anyone takes pains to edit it."""

from __future__ import annotations

import os
import stat

from engineprofiles.problems import Location, Problem
from engineprofiles.stores.dsn import masked
from engineprofiles.stores.probe import PathKind, is_directory, probe_outside
from engineprofiles.stores.saving.locking import lock_of

_ANYONE_WRITES = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def write_refusal(path: str, source: str = "") -> Problem | None:
    """What stands against writing a file or database at ``path``, found out without touching it.

    The code is ``read-only``; ``source`` is its source as a person named it. ``None`` promises nothing: a disk can
    still be full. Files are written by putting a new one in their place, so their folder has to take new ones.
    """
    try:
        why = _why_not(path)
    except OSError as error:
        why = f"cannot be looked at: {error.strerror}"
    if why is None:
        return None
    return Problem("read-only", f"{masked(path)} {why}", location=Location(source or masked(path)))


def opened_read_only(source: str) -> Problem:
    """What stands against writing to a source that was opened to be looked at."""
    hint = "To edit it, open it to be written to, or open a copy of it."
    return Problem("read-only", f"{source} was opened to be read only", hint, Location(source))


def _why_not(path: str) -> str | None:
    if not path or "\0" in path:
        return "is no path of a file"
    path = os.path.realpath(path)
    kind = probe_outside(path)
    match kind:
        case PathKind.DIRECTORY:
            return "is a directory"
        case PathKind.SPECIAL:
            return "is no ordinary file"
        case PathKind.UNREADABLE:
            return "cannot be looked at"
    folder = os.path.dirname(path)
    if not is_directory(folder):
        return f"cannot be made: there is no folder {masked(folder)}"
    if _lies_on_a_read_only_mount(folder):
        return "lies on a file system that takes no changes"
    # Root may write to everything, and still means it when a file has been made read-only.
    if kind is not PathKind.MISSING and not (_allowed(path, os.W_OK) and os.stat(path).st_mode & _ANYONE_WRITES):
        return "may be read and not written"
    if not _allowed(folder, os.W_OK | os.X_OK):
        return f"cannot be replaced: you may not make files in {masked(folder)}"
    lock = lock_of(path)
    if os.path.exists(lock) and not _allowed(lock, os.R_OK | os.W_OK):
        return f"cannot be locked: you may not open {masked(lock)}"
    return None


def _lies_on_a_read_only_mount(folder: str) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def _allowed(path: str, wanted: int) -> bool:
    return os.access(path, wanted, effective_ids=os.access in os.supports_effective_ids)
