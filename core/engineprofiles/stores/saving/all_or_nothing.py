"""Several sources written as one: all of them, or none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime

from engineprofiles.problems import ProfilesError
from engineprofiles.stores.dsn import masked
from engineprofiles.stores.probe import DATABASES, PathKind, probe_outside
from engineprofiles.stores.saving.backups import remove_old_backups
from engineprofiles.stores.saving.beside import holding
from engineprofiles.stores.saving.changes import FileChange, RowsChange, Saved
from engineprofiles.stores.saving.failing import changed, write_failed
from engineprofiles.stores.saving.file_writing import FileRemoval, FileWriting
from engineprofiles.stores.saving.locking import locked
from engineprofiles.stores.saving.refusal import write_refusal
from engineprofiles.stores.saving.rows_writing import NewDatabase, RowsWriting

Writing = FileWriting | RowsWriting


def save(changes: Sequence[FileChange | RowsChange], now: datetime, *, backups: int = 10) -> tuple[Saved, ...]:
    """Writes every change or none, and says in the same order which backups were made; ``backups`` are kept per file.

    Whatever can fail is done before the first source changes: locks are taken, contents compared, backups and new
    files made and on the disk, transactions open with all that they are to do. Should a source still fail, those that
    were written are put back. Only a machine that stops between two of them leaves some new and some old, each whole.

    Raises ``Conflict`` if a source is not what it was when it was read (``changed-on-disk``), or if someone else is
    writing it (``source-busy``); ``ReadOnly`` for what :func:`write_refusal` tells; and ``ProfilesError``
    (``write-failed``) with the path and the reason for all else. Nothing has changed then, but for what the last one
    says could not be put back.
    """
    for change in changes:
        if refusal := write_refusal(change.path):
            raise refusal.error()
    writings = [_writing(change, now) for change in changes]
    _refuse_twice(writings)
    # Commits come last: to undo one takes another transaction. The rest is the order in which all savers wait.
    steps = sorted(writings, key=lambda writing: (isinstance(writing, RowsWriting), writing.real))
    with ExitStack() as held:
        held.enter_context(locked((writing.real, writing.path) for writing in steps if writing.has_lock))
        if any(isinstance(writing, RowsWriting) for writing in steps):
            held.enter_context(DATABASES)
        for writing in steps:
            held.callback(writing.close)
        try:
            _write(steps, now)
        except BaseException as error:
            raise _undone(steps, error) from None
        for writing in steps:
            if writing.backup is not None:
                remove_old_backups(writing.real, writing.backup, backups)
    return tuple(Saved(writing.path, writing.backup if backups > 0 else None) for writing in writings)


def _writing(change: FileChange | RowsChange, now: datetime) -> Writing:
    if isinstance(change, FileChange):
        if change.after is None:
            return FileRemoval(change.path, change.before)
        return FileWriting(change.path, change.before, holding(change.after), change.private)
    if probe_outside(os.path.realpath(change.path)) is not PathKind.MISSING:
        return RowsWriting(change)
    if any(payload is not None for payload in change.before.values()):
        raise changed(change.path, "is no longer there")
    return NewDatabase(change, now)


def _refuse_twice(writings: Sequence[Writing]) -> None:
    seen: dict[str, str] = {}
    for writing in writings:
        if writing.real in seen:
            raise write_failed(writing.path, f"it is to be changed twice at once, also as {masked(seen[writing.real])}")
        seen[writing.real] = writing.path


def _write(steps: Sequence[Writing], now: datetime) -> None:
    for writing in steps:
        writing.compare()
    for writing in steps:
        writing.prepare(now)
    for writing in steps:
        writing.write()


def _undone(steps: Sequence[Writing], error: BaseException) -> BaseException:
    """Puts back what was written before ``error``, and gives the error that tells of that too."""
    written = [writing for writing in steps if writing.is_written]
    left = [writing for writing in reversed(written) if not writing.restore()]
    told = [f"{masked(writing.path)} was written and is restored" for writing in written if writing not in left]
    told += [f"{masked(writing.path)} was written and could not be restored{_kept(writing)}" for writing in left]
    if not isinstance(error, ProfilesError):
        for line in told:
            error.add_note(line)
    if not told or not isinstance(error, ProfilesError):
        return error
    code = "write-failed" if left else error.problem.code
    return replace(error.problem, code=code, hint="", message="; ".join([error.problem.message, *told])).error()


def _kept(writing: Writing) -> str:
    return "" if writing.backup is None else f": what it held is in {masked(writing.backup)}"
