"""Files that are made beside their place under a name of their own, and take it in one step."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

PRIVATE = 0o600

Fill = Callable[[str], None]
"""Writes what belongs into the empty file at the path that it is given."""


class Access(NamedTuple):
    """Who may do what with a file: permission bits, and the numbers of its owner and group."""

    mode: int
    owner: int
    group: int


def access_of(path: str) -> Access | None:
    """The access to the file at ``path``, links followed; ``None`` where there is none. Raises ``OSError``."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return Access(stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid)


def write_whole(path: str, content: bytes, private: bool) -> None:
    """Puts a file with ``content`` at ``path`` in one step, in place of one that is there; a link is followed.

    A file that is ``private`` is for its owner alone. Else one that is replaced keeps its access, and a new one gets
    what is usual. Raises ``OSError`` and leaves everything as it was.
    """
    path = os.path.realpath(path)
    made = made_beside(path, holding(content), None if private else access_of(path), private)
    try:
        os.replace(made, path)
    except OSError:
        remove(made)
        raise
    settle(path)


def holding(content: bytes) -> Fill:
    """Fills a file with ``content``."""

    def fill(path: str) -> None:
        with open(path, "wb") as file:
            file.write(content)

    return fill


def made_beside(path: str, fill: Fill, access: Access | None, private: bool = False) -> str:
    """A finished file in the folder of ``path``, safe on the disk; gives its path. A later :func:`put` moves it.

    It has ``access`` as far as we may give it; without one it is for us alone if ``private``, else as is usual. No one
    else can look into it before it is finished. Raises what ``fill`` raises and ``OSError``, and leaves no file.
    """
    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name}.{secrets.token_hex(4)}.saving")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    os.close(os.open(beside, flags, PRIVATE if private or access else 0o666))
    try:
        fill(beside)
        if access is not None:
            _give(beside, access)
        descriptor = os.open(beside, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        remove(beside)
        raise
    return beside


def put_new(made: str, path: str) -> None:
    """Gives the file ``made`` the name ``path``. Raises ``FileExistsError`` if another one has it."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # not every file system knows two names of one file
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path) from None
        os.rename(made, path)
    else:
        os.unlink(made)


def settle(path: str) -> None:
    """Makes sure that the folder of ``path`` knows its new file even if the machine stops now.

    Windows, and some file systems of networks, have no way to say so.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(os.path.dirname(path), os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def remove(path: str | None) -> None:
    """Removes the file at ``path`` if that can be done."""
    if path is not None:
        with suppress(OSError):
            os.unlink(path)


def remove_left_behind(path: str) -> None:
    """Removes what a writer of ``path`` that was killed had made beside it. Only for whoever alone may write there."""
    folder, name = os.path.split(path)
    ours = re.compile(rf"\.{re.escape(name)}\.[0-9a-f]{{8}}\.saving")
    with suppress(OSError):
        for entry in os.listdir(folder):
            if ours.fullmatch(entry):
                remove(os.path.join(folder, entry))


def _give(path: str, access: Access) -> None:
    mode = access.mode
    if hasattr(os, "chown"):
        made = os.stat(path)
        if made.st_gid != access.group:
            try:
                os.chown(path, -1, access.group)
            except OSError:
                # What the group might do, a group of strangers may do only as far as everyone may.
                mode = (mode & ~stat.S_IRWXG) | (mode & stat.S_IRWXO) << 3
        if made.st_uid != access.owner:
            with suppress(OSError):
                os.chown(path, access.owner, -1)
    os.chmod(path, mode)
