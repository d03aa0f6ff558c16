"""What cannot be written, told beforehand; and what somebody without rights is told."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.core.stores.saving.places import NOW, SUFFIXES, change, files, put, text_in

from engineprofiles.problems import ReadOnly
from engineprofiles.stores.saving import save, write_refusal

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
NOBODY = 65534


@contextmanager
def unprivileged(folder: Path) -> Iterator[None]:
    """Without the powers of root, if the tests have them. All in ``folder`` belongs to who is left."""
    if os.geteuid():
        yield
        return
    for path in (folder, *folder.iterdir()):
        os.chown(path, NOBODY, NOBODY)
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that others can reach too, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as made:
        path = Path(made).resolve()
        path.chmod(0o755)
        yield path
        path.chmod(0o755)


def told(path: Path | str) -> str | None:
    problem = write_refusal(str(path))
    if problem is None:
        return None
    assert problem.code == "read-only"
    return problem.message


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_can_be_written_is_not_refused_and_not_touched(tmp_path: Path, suffix: str) -> None:
    path = put(tmp_path / f"a.{suffix}", "one")
    before = path.stat()

    assert told(path) is None
    assert told(tmp_path / f"new.{suffix}") is None

    assert path.stat() == before
    assert files(tmp_path) == [path.name]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path)
    gone = tmp_path / "gone" / "a.yaml"

    assert told(tmp_path) == f"{tmp_path} is a directory"
    assert told(tmp_path / "link") == f"{tmp_path / 'link'} is a directory"
    assert told(tmp_path / "pipe") == f"{tmp_path / 'pipe'} is no ordinary file"
    assert told("/dev/null") == "/dev/null is no ordinary file"
    assert told(gone) == f"{gone} cannot be made: there is no folder {gone.parent}"
    assert told("") == " is no path of a file"
    assert told("a\0b") == "a\0b is no path of a file"


def test_the_source_is_named_as_a_person_named_it(tmp_path: Path) -> None:
    problem = write_refusal(str(tmp_path), "sqlite:team")
    assert problem is not None
    assert problem.location.source == "sqlite:team"
    assert isinstance(problem.error(), ReadOnly)


def test_a_file_system_that_takes_no_changes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "a.yaml", "one")
    found = os.statvfs(tmp_path)
    values = [*found[:8], found.f_flag | os.ST_RDONLY, found.f_namemax]
    monkeypatch.setattr(os, "statvfs", lambda _path: os.statvfs_result(values))
    assert told(path) == f"{path} lies on a file system that takes no changes"


def test_a_path_that_cannot_be_looked_at_is_refused(tmp_path: Path) -> None:
    name = "a" * 300
    assert told(tmp_path / name) == f"{tmp_path / name} cannot be looked at"


@on_posix
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_without_rights_to_the_file_it_is_refused(folder: Path, suffix: str) -> None:
    path = put(folder / f"a.{suffix}", "one")
    with unprivileged(folder):
        path.chmod(0o444)
        assert told(path) == f"{path} may be read and not written"
        with pytest.raises(ReadOnly):
            save([change(path, "one", "two")], NOW)
    assert (text_in(path), files(folder)) == ("one", [path.name])


@on_posix
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("is_there", [True, False])
def test_without_rights_to_the_folder_it_is_refused(folder: Path, suffix: str, is_there: bool) -> None:
    path = folder / f"a.{suffix}"
    if is_there:
        put(path, "one")
    with unprivileged(folder):
        folder.chmod(0o555)
        assert told(path) == f"{path} cannot be replaced: you may not make files in {folder}"
        with pytest.raises(ReadOnly):
            save([change(path, "one" if is_there else None, "two")], NOW)
        folder.chmod(0o755)
    assert (text_in(path), files(folder)) == ("one" if is_there else None, [path.name] if is_there else [])


@on_posix
def test_a_lock_that_one_may_not_open_is_told(folder: Path) -> None:
    path, lock = (
        put(folder / "a.yaml", "one"),
        put(folder / "a.yaml.oauth.lock.yaml", "").rename(folder / "a.yaml.oauth.lock"),
    )
    with unprivileged(folder):
        lock.chmod(0o000)
        assert told(path) == f"{path} cannot be locked: you may not open {lock}"


@on_posix
def test_a_folder_that_one_may_not_enter_is_refused(folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    with unprivileged(folder):
        inner.chmod(0o000)
        assert told(inner / "a.yaml") == f"{inner / 'a.yaml'} cannot be looked at"
        inner.chmod(0o755)


@on_posix
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_with_few_rights_enough_is_saved(folder: Path, suffix: str) -> None:
    path = put(folder / f"a.{suffix}", "one")
    path.chmod(0o600)
    with unprivileged(folder):
        save([change(path, "one", "two")], NOW)
        assert text_in(path) == "two"
