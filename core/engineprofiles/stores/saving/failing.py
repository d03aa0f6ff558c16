"""Why a source could not be written, as the errors that are raised for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from engineprofiles.problems import Location, Problem, ProfilesError
from engineprofiles.stores.dsn import masked


@contextmanager
def telling(path: str) -> Iterator[None]:
    """Turns an ``OSError``, or an error of SQLite, into one that says why ``path`` could not be written."""
    import sqlite3

    try:
        yield
    except OSError as error:
        raise write_failed(path, error.strerror or type(error).__name__) from None
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise busy(path, "another program") from None
        raise write_failed(path, str(error)) from None


def write_failed(path: str, reason: str) -> ProfilesError:
    return Problem(
        "write-failed", f"{masked(path)} cannot be written: {reason}", location=Location(masked(path))
    ).error()


def busy(path: str, holder: str) -> ProfilesError:
    message = f"{masked(path)} is locked by {holder}"
    return Problem("source-busy", message, location=Location(masked(path))).error()


def changed(path: str, how: str) -> ProfilesError:
    """The error of a source that is not what it was when it was read; ``how`` says what is different."""
    return Problem("changed-on-disk", f"{masked(path)} {how}", location=Location(masked(path))).error()
