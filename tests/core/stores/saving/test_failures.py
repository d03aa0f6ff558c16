"""A save that fails at any of its steps: every source is as it was, and it is told why."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.core.stores.saving.places import NOW, SUFFIXES, change, files, never_waiting_for_the_disk, put, text_in

from engineprofiles import ProfilesError
from engineprofiles.stores.saving import save

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")

THERE = ("a.yaml", "b.yaml", "c.db", "d.wal.db")
NEW = ("n.yaml", "n.db")
# What the file system is asked to do; to clean up is not counted.
ASKED = ("open", "fsync", "replace", "link", "rename", "chmod")
REASONS = {code: os.strerror(code) for code in (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO)}


class Steps:
    """Counts what is asked of the file system and of SQLite; from ``first`` on, ``times`` of it fail."""

    def __init__(self, first: int, times: int = 1, code: int = errno.ENOSPC) -> None:
        self.taken = 0
        self._failing = range(first, first + times)
        self._code = code

    def take(self) -> None:
        self.taken += 1
        if self.taken in self._failing:
            raise OSError(self._code, os.strerror(self._code))


@contextmanager
def taking(steps: Steps) -> Iterator[None]:
    class Connection(sqlite3.Connection):
        def execute(self, *given: Any) -> sqlite3.Cursor:
            try:
                steps.take()
            except OSError as error:
                raise sqlite3.OperationalError(error.strerror) from None
            return super().execute(*given)

    def counted(act: Callable[..., Any]) -> Callable[..., Any]:
        def acting(*given: Any, **named: Any) -> Any:
            steps.take()
            return act(*given, **named)

        return acting

    with never_waiting_for_the_disk(), pytest.MonkeyPatch.context() as patch:
        connect = sqlite3.connect
        for name in ASKED:
            patch.setattr(os, name, counted(getattr(os, name)))
        patch.setattr("builtins.open", counted(open))
        patch.setattr(sqlite3, "connect", lambda *given, **named: connect(*given, factory=Connection, **named))
        yield


def made(folder: Path) -> None:
    folder.mkdir()
    for name in THERE:
        put(folder / name, "one")


def saved(folder: Path) -> None:
    changes = [change(folder / name, "one", "two") for name in THERE]
    save([*changes, *(change(folder / name, None, "two") for name in NEW)], NOW)


def error_of_saving(folder: Path, steps: Steps) -> ProfilesError | None:
    try:
        with taking(steps):
            saved(folder)
    except ProfilesError as error:
        return error
    return None


def texts(folder: Path) -> dict[str, str | None]:
    return {name: text_in(folder / name) for name in (*THERE, *NEW)}


OLD = {**dict.fromkeys(THERE, "one"), **dict.fromkeys(NEW)}
ALL_NEW = dict.fromkeys((*THERE, *NEW), "two")


def test_one_failure_anywhere_changes_nothing_and_is_told(tmp_path: Path) -> None:
    made(tmp_path / "whole")
    whole = Steps(0)
    with taking(whole):
        saved(tmp_path / "whole")
    assert texts(tmp_path / "whole") == ALL_NEW
    assert whole.taken > 50

    failed = 0
    for number in range(1, whole.taken + 1):
        folder = tmp_path / str(number)
        made(folder)
        code = list(REASONS)[number % len(REASONS)]
        error = error_of_saving(folder, Steps(number, code=code))
        if error is None:
            assert texts(folder) == ALL_NEW, number
        else:
            failed += 1
            assert (texts(folder), files(folder)) == (OLD, sorted(THERE)), number
            assert error.problem.code == "write-failed"
            assert str(folder) in str(error)
            assert REASONS[code] in str(error)
        saved_again(folder)
    # A link that cannot be made is no failure, and a folder that cannot be cleaned up is none.
    assert failed >= 0.9 * whole.taken


def saved_again(folder: Path) -> None:
    save([change(folder / name, text_in(folder / name), "three") for name in (*THERE, *NEW)], NOW)
    assert texts(folder) == dict.fromkeys((*THERE, *NEW), "three")


def test_a_disk_that_fails_for_good_leaves_every_source_whole_and_says_where_the_old_ones_are(tmp_path: Path) -> None:
    made(tmp_path / "whole")
    whole = Steps(0)
    with taking(whole):
        saved(tmp_path / "whole")

    half_way = 0
    for number in range(1, whole.taken + 1):
        folder = tmp_path / str(number)
        made(folder)
        with pytest.raises(ProfilesError) as raised, taking(Steps(number, 1000)):
            saved(folder)
        now = texts(folder)
        assert set(now.values()) <= {"one", "two", None}
        changed = [name for name in now if now[name] != OLD[name]]
        half_way += bool(changed)
        for name in changed:
            told = f"{folder / name} was written and could not be restored"
            assert told in str(raised.value), number
            if name in THERE:
                backup = folder / f"{name}.20260131-120005.bak"
                assert f"{told}: what it held is in {backup}" in str(raised.value)
                assert text_in(backup.rename(folder / f"old.{name}")) == "one"
    assert half_way > 3


def test_what_someone_wrote_meanwhile_is_not_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path / "x")
    replace = os.replace

    def failing(made: str, path: str) -> None:
        if path.endswith("b.yaml"):
            put(tmp_path / "x" / "a.yaml", "of someone else")
            raise OSError(errno.EIO, "Input/output error")
        replace(made, path)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(ProfilesError, match=r"a\.yaml was written and could not be restored: what it held is in"):
        saved(tmp_path / "x")

    assert texts(tmp_path / "x") == {**OLD, "a.yaml": "of someone else"}


def test_an_editor_that_knows_no_lock_is_noticed_at_the_last_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "a.yaml", "one")
    fsync = os.fsync

    def slow(descriptor: int) -> None:
        fsync(descriptor)
        put(path, "of an editor")

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(ProfilesError, match="was changed since it was read"):
        save([change(path, "one", "two")], NOW)

    assert (text_in(path), files(tmp_path)) == ("of an editor", ["a.yaml"])


@pytest.mark.parametrize("name", ["a.yaml", "a.db"])
def test_a_source_that_someone_makes_at_the_same_time_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    link = os.link

    def late(made: str, path: str) -> None:
        put(Path(path), "of someone else")
        link(made, path)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(ProfilesError, match="is there already") as raised:
        save([change(tmp_path / name, None, "two")], NOW)

    assert raised.value.problem.code == "changed-on-disk"
    assert (text_in(tmp_path / name), files(tmp_path)) == ("of someone else", [name])


def test_where_files_have_but_one_name_a_new_one_still_replaces_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(made: str, path: str) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", unknown)
    path = put(tmp_path / "a.yaml", "one")
    save([change(path, "one", "two")], NOW)
    save([change(path, "two", "three"), change(tmp_path / "n.yaml", None, "one")], NOW)

    backups = ["a.yaml.20260131-120005-2.bak", "a.yaml.20260131-120005.bak"]
    assert files(tmp_path) == ["a.yaml", *backups, "n.yaml"]
    assert [(tmp_path / name).read_text() for name in backups] == ["two", "one"]


def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def picky(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", picky)
    path = put(tmp_path / "a.yaml", "one")
    save([change(path, "one", "two")], NOW)
    assert text_in(path) == "two"


def test_an_interrupt_puts_back_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path / "x")
    replace = os.replace

    def interrupted(made: str, path: str) -> None:
        if path.endswith("b.yaml"):
            monkeypatch.setattr(os, "replace", replace)
            raise KeyboardInterrupt
        replace(made, path)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt) as raised:
        saved(tmp_path / "x")

    assert (texts(tmp_path / "x"), files(tmp_path / "x")) == (OLD, sorted(THERE))
    assert raised.value.__notes__ == [f"{tmp_path / 'x' / 'a.yaml'} was written and is restored"]


def test_a_text_that_no_file_can_hold_changes_nothing(tmp_path: Path) -> None:
    made(tmp_path / "x")
    with pytest.raises(UnicodeEncodeError):
        save([change(tmp_path / "x" / name, "one", "\ud800" if name == "c.db" else "two") for name in THERE], NOW)
    assert (texts(tmp_path / "x"), files(tmp_path / "x")) == (OLD, sorted(THERE))


SAVE_WITH_LITTLE_ROOM = """
import resource, signal, sys
from pathlib import Path
from engineprofiles import ProfilesError
from engineprofiles.stores.saving import save
from tests.core.stores.saving.places import NOW, change
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
small, large = map(Path, sys.argv[1:])
try:
    save([change(small, "one", "two"), change(large, "one", "two" * 100_000)], NOW)
except ProfilesError as error:
    print(error.problem.code, error)
"""


@on_posix
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_room_for_the_new_text_is_told_and_changes_nothing(tmp_path: Path, suffix: str) -> None:
    path, other = put(tmp_path / f"b.{suffix}", "one"), put(tmp_path / "a.yaml", "one")

    ended = subprocess.run(
        [sys.executable, "-c", SAVE_WITH_LITTLE_ROOM, str(other), str(path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ended.stdout.startswith(f"write-failed {path}: {path} cannot be written: ")
    assert "twotwo" not in ended.stdout + ended.stderr
    assert (text_in(path), text_in(other), files(tmp_path)) == ("one", "one", sorted([other.name, path.name]))
