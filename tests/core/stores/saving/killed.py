"""Run as a program: kills savers at random points, and looks at what they left. Ends with 0 if all was whole.

    killed.py FOLDER SAVES

A saver tells in a pipe of every step that it is about to take, by what Python reports of itself, so that the point at
which it is killed is a number of steps and not a time.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.core.stores.saving.places import NOW, change, never_waiting_for_the_disk, put, text_in

from engineprofiles.stores.saving import save

NAMES = ("a.yaml", "b.db", "c.wal.db")
STEPS = ("open", "os.rename", "os.link", "os.remove", "os.chmod", "os.listdir", "sqlite3.connect")
FILLING = "x" * 10_000


def version(number: int) -> str:
    return f"{number}:{FILLING}:{number}"


def number_in(path: Path) -> int:
    """The version that is in the source at ``path``, which must be whole."""
    text = text_in(path)
    assert text is not None, f"{path} is gone"
    number = int(text.partition(":")[0])
    assert text == version(number), f"{path} is torn"
    return number


def saved(folder: Path) -> Iterator[None]:
    """Brings every source to the next version, whichever it has; again and again."""
    found = [number_in(folder / name) for name in NAMES]
    while True:
        following = max(found) + 1
        changes = zip(NAMES, found, strict=True)
        save([change(folder / name, version(number), version(following)) for name, number in changes], NOW, backups=3)
        yield
        found = [following] * len(NAMES)


def save_until_killed(folder: Path, pipe: int) -> None:
    sys.addaudithook(lambda event, _arguments: event in STEPS and os.write(pipe, b".") and None)
    for _ in saved(folder):
        os.write(pipe, b"s")


def kill_one(folder: Path, steps: int) -> int:
    """Starts a saver and kills it after ``steps`` of its steps. Gives how many of its saves were done."""
    progress, pipe = os.pipe()
    saver = os.fork()
    if not saver:
        os.close(progress)
        save_until_killed(folder, pipe)
    os.close(pipe)
    seen = b""
    while len(seen) < steps:
        told = os.read(progress, steps - len(seen))
        assert told, "the saver ended by itself"
        seen += told
    os.kill(saver, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(saver, 0)[1])
    seen += b"".join(iter(lambda: os.read(progress, 65536), b""))
    os.close(progress)
    return seen.count(b"s")


def main(folder: Path, saves: int) -> None:
    for name in NAMES:
        put(folder / name, version(0))
    chance = random.Random(4)
    done, kills, between = 0, 0, 0
    while done < saves:
        before = [number_in(folder / name) for name in NAMES]
        finished = kill_one(folder, chance.randrange(1, 600))
        after = [number_in(folder / name) for name in NAMES]
        lowest, highest = max(before) + finished, max(before) + finished + 1
        assert all(number in (*before, lowest, highest) for number in after), (before, finished, after)
        assert finished == 0 or min(after) >= lowest, (before, finished, after)
        between += len(set(after)) > 1
        done, kills = done + finished, kills + 1
    next(saved(folder))
    assert not [path.name for path in folder.iterdir() if path.name.endswith(".saving")]
    for backup in list(folder.glob("*.bak")):
        suffix = next(end for end in (".yaml", ".wal.db", ".db") if f"{end}." in backup.name)
        number_in(backup.rename(folder / f"old{suffix}"))
    print(f"{done} saves, {kills} kills, {between} between two sources")


if __name__ == "__main__":
    with never_waiting_for_the_disk():
        main(Path(sys.argv[1]), int(sys.argv[2]))
