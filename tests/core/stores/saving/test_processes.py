"""Savers that are killed, and savers that are not alone: nothing is torn and nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from tests.core.stores.saving.places import NOW, change, files, put, text_in

from engineprofiles.stores import SqliteStore
from engineprofiles.stores.probe import probe
from engineprofiles.stores.saving import save
from engineprofiles.stores.saving.backups import keep_backup

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock, and no fork")
HERE = Path(__file__).parent


def program(name: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(HERE / name), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@on_posix
def test_a_saver_that_is_killed_leaves_every_source_whole(tmp_path: Path) -> None:
    with program("killed.py", tmp_path, 1000) as killing:
        told, failure = killing.communicate()

    assert (killing.returncode, failure) == (0, "")
    done, kills, _between = (int(word) for word in told.split() if word.isdigit())
    assert done >= 1000
    assert kills > 50


WRITE_AT_ONCE = """
import sqlite3, sys
sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute("BEGIN IMMEDIATE")
"""


@pytest.mark.parametrize("suffix", ["db", "wal.db"])
def test_to_read_while_this_process_saves_lets_no_other_one_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = put(tmp_path / f"a.{suffix}", "one")
    reading = threading.Thread(target=lambda: (probe(str(path)), SqliteStore(str(path)).load()))
    others: list[str] = []

    def slow(*given: Any) -> str:
        reading.start()
        tried = subprocess.run([sys.executable, "-c", WRITE_AT_ONCE, str(path)], capture_output=True, text=True)
        others.append(tried.stderr.strip().rpartition("\n")[2])
        return keep_backup(*given)

    monkeypatch.setattr("engineprofiles.stores.saving.rows_writing.keep_backup", slow)
    save([change(path, "one", "two")], NOW)
    reading.join()

    assert others == ["sqlite3.OperationalError: database is locked"]
    assert text_in(path) == "two"


@on_posix
@pytest.mark.parametrize("names", [["a.yaml"], ["a.db"], ["a.wal.db"], ["a.yaml", "b.wal.db", "c.yaml", "d.db"]])
def test_two_savers_at_once_lose_nothing(tmp_path: Path, names: list[str]) -> None:
    paths = [put(tmp_path / name, "0") for name in names]

    # Each names the sources in its own order, and none waits for the other for ever.
    with program("adding.py", 50, *paths) as one, program("adding.py", 50, *reversed(paths)) as other:
        for adding in (one, other):
            assert adding.stdin is not None
            adding.stdin.close()
            adding.stdin = None
        ends = [adding.communicate() for adding in (one, other)]

    assert [failure for _, failure in ends] == ["", ""]
    assert [text_in(path) for path in paths] == ["100"] * len(paths)
    assert not [name for name in files(tmp_path) if name.endswith(".saving")]
