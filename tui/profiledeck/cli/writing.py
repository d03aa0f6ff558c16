"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from datetime import datetime
from itertools import count

PRIVATE = 0o600


def mode_of(path: str) -> int | None:
    """The permissions of the file at ``path``, links followed; ``None`` where there is none."""
    try:
        return stat.S_IMODE(os.stat(path).st_mode)
    except FileNotFoundError:
        return None


def is_private(mode: int | None) -> bool:
    """Whether only the owner of a file with ``mode`` can do anything with it."""
    return mode is not None and not mode & (stat.S_IRWXG | stat.S_IRWXO)


def write_whole(path: str, content: bytes, mode: int | None = None) -> None:
    """Puts a file with ``content`` at ``path`` in one step, in place of one that is there; a link is followed.

    Without ``mode`` a file that is replaced keeps its own, and a new one gets what is usual. Raises ``OSError`` and
    leaves everything as it was.
    """
    path = os.path.realpath(path)
    wanted = mode_of(path) if mode is None else mode
    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name}.{secrets.token_hex(4)}.tmp")
    try:
        _write_new(beside, content, wanted)
        os.replace(beside, path)
    except OSError:
        if os.path.lexists(beside):
            os.unlink(beside)
        raise
    _settle(folder)


def keep_backup(path: str, content: bytes, now: datetime) -> str:
    """Writes ``content``, which the file at ``path`` has, to a new file beside it with its mode; gives its path."""
    path = os.path.realpath(path)
    for number in count(1):
        backup = backup_path(path, now, number)
        try:
            _write_new(backup, content, mode_of(path))
        except FileExistsError:
            continue
        break
    _settle(os.path.dirname(path))
    return backup


def backup_path(path: str, now: datetime, number: int = 1) -> str:
    """``profiles.yaml.20260131-120000.bak``; the second one of the same second has a number."""
    return f"{path}.{now:%Y%m%d-%H%M%S}{f'-{number}' if number > 1 else ''}.bak"


def _write_new(path: str, content: bytes, mode: int | None) -> None:
    """Raises ``FileExistsError`` where there is something already. No one else sees content that is private."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o666 if mode is None else PRIVATE)
    with open(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        os.chmod(path, mode)


def _settle(folder: str) -> None:
    """Makes sure that the folder knows its new file even if the machine stops now. Windows has no way to say so."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
