"""One file of a save, from its comparison to its restoration."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime

from engineprofiles.stores.probe import Stamp, stamp_of
from engineprofiles.stores.saving.backups import keep_backup
from engineprofiles.stores.saving.beside import (
    Fill,
    access_of,
    holding,
    made_beside,
    put_new,
    remove,
    remove_left_behind,
    settle,
)
from engineprofiles.stores.saving.failing import changed, telling


class FileWriting:
    """Puts what ``fill`` writes at ``path``, a link followed, in place of ``before``, or of nothing: ``None``.

    Its steps, in order: :meth:`compare`, :meth:`prepare`, :meth:`write`, and :meth:`restore` if another source of the
    same save fails; :meth:`close` at the end, whatever came before. All but the last two raise ``ProfilesError``.
    """

    has_lock = True

    def __init__(self, path: str, before: bytes | None, fill: Fill, private: bool) -> None:
        self.path = path
        self.real = os.path.realpath(path)
        self.backup: str | None = None
        self.is_written = False
        self._before = before
        self._fill = fill
        self._private = private
        self._made: str | None = None
        self._stamp: Stamp = ()

    def compare(self) -> None:
        """Raises ``Conflict`` if the file is not what it was when it was read."""
        if self._before is None:
            if os.path.lexists(self.real):
                raise changed(self.path, "is there already")
            return
        with telling(self.path):
            try:
                with open(self.real, "rb") as file:
                    there = file.read()
            except FileNotFoundError:
                raise changed(self.path, "is no longer there") from None
        if there != self._before:
            raise changed(self.path, "was changed since it was read")

    def prepare(self, now: datetime) -> None:
        """Makes the backup and the new file, and leaves nothing to do that takes room on the disk."""
        with telling(self.path):
            if self.has_lock:
                remove_left_behind(self.real)
            access = access_of(self.real)
            if self._before is not None:
                self.backup = keep_backup(self.real, holding(self._before), access, now)
            self._made = made_beside(self.real, self._fill, access, self._private)
            self._stamp = stamp_of(self._made)

    def write(self) -> None:
        """Compares again, for editors that know no lock, and puts the new file in its place."""
        assert self._made is not None
        self.compare()
        with telling(self.path):
            if self._before is None:
                try:
                    put_new(self._made, self.real)
                except FileExistsError:
                    raise changed(self.path, "is there already") from None
            else:
                os.replace(self._made, self.real)
            self.is_written = True
            settle(self.real)

    def restore(self) -> bool:
        """Puts back what was there, and tells whether that could be done: not if someone has written it since."""
        if stamp_of(self.real) != self._stamp:
            return False
        try:
            if self.backup is None:
                os.unlink(self.real)
            else:
                os.replace(self.backup, self.real)
        except OSError:
            return False
        self.backup = None
        self.is_written = False
        with suppress(OSError):
            settle(self.real)
        return True

    def close(self) -> None:
        """Removes what is not needed: the new file, and the backup too, unless the file was written."""
        remove(self._made)
        if not self.is_written:
            remove(self.backup)


class FileRemoval(FileWriting):
    """Takes the file at ``path`` away, which has to be ``before``. A copy of it is kept as of any other change."""

    def __init__(self, path: str, before: bytes | None) -> None:
        super().__init__(path, before, holding(b""), private=True)

    def prepare(self, now: datetime) -> None:
        with telling(self.path):
            remove_left_behind(self.real)
            if self._before is not None:
                self.backup = keep_backup(self.real, holding(self._before), access_of(self.real), now)

    def write(self) -> None:
        self.compare()
        with telling(self.path):
            if self._before is not None:
                os.unlink(self.real)
            self._stamp = stamp_of(self.real)
            self.is_written = True
            settle(self.real)
