"""The lock that Pinocchio takes while it writes the tokens of a login into a registry, and we while we write."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from engineprofiles.stores.dsn import masked
from engineprofiles.stores.saving.failing import busy, telling, write_failed

if sys.platform != "win32":
    import fcntl

LOCK_SECONDS = 10.0
_PAUSE_SECONDS = 0.02


@contextmanager
def locked(files: Iterable[tuple[str, str]]) -> Iterator[None]:
    """Nobody else who asks writes these files meanwhile. Each is given as its real path and the one to show.

    The lock is on a file beside each, made if need be and never removed, so that all who wait do so for the same one.
    Locks are taken in the order of the paths: no two writers wait for each other. On Windows there are none.

    Raises ``Conflict`` (``source-busy``) if a lock is not free within 10 seconds, and ``write-failed``.
    """
    held: list[int] = []
    try:
        for path, shown in sorted(files):
            if sys.platform != "win32":
                with telling(shown):
                    held.append(_opened(lock_of(path), shown))
                    _lock(held[-1], shown)
        yield
    finally:
        for descriptor in held:
            os.close(descriptor)


def lock_of(path: str) -> str:
    """The file that whoever writes the registry at ``path`` locks."""
    return f"{path}.oauth.lock"


def _opened(lock: str, shown: str) -> int:
    try:
        return os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise write_failed(shown, f"its lock {masked(lock)} cannot be opened: {error.strerror}") from None


def _lock(descriptor: int, shown: str) -> None:
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        if time.monotonic() > deadline:
            raise busy(shown, _holder(descriptor))
        time.sleep(_PAUSE_SECONDS)


def _holder(descriptor: int) -> str:
    """The program that has the lock, as far as the system tells: ``pinocchio, process 4711``."""
    inode = os.fstat(descriptor).st_ino
    with suppress(OSError):
        with open("/proc/locks", encoding="ascii", errors="replace") as locks:
            # 1: FLOCK  ADVISORY  WRITE 4711 fe:00:8131 0 EOF; one that waits has an arrow after its number
            lines = [line.split() for line in locks]
        for line in lines:
            if line[1] == "FLOCK" and line[5].rpartition(":")[2] == str(inode):
                with open(f"/proc/{line[4]}/comm", encoding="utf-8", errors="replace") as name:
                    return f"{name.read().strip()}, process {line[4]}"
    return "another program"
