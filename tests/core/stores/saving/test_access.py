"""Who may read what was saved: as few as before, also where a group cannot be given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.core.stores.saving.places import NOW, change, files, mode, put

from engineprofiles.stores.saving import save, write_whole
from engineprofiles.stores.saving.beside import access_of


def test_the_owner_is_kept_where_that_is_possible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "a.yaml", "one")
    found = access_of(str(path))
    assert found is not None
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "chown", lambda _path, owner, group: given.append((owner, group)))
    monkeypatch.setattr(
        "engineprofiles.stores.saving.file_writing.access_of", lambda _path: found._replace(owner=4711, group=4712)
    )

    save([change(path, "one", "two")], NOW)

    assert given == [(-1, 4712), (4711, -1)] * 2


@pytest.mark.parametrize(("had", "gets"), [(0o640, "0o600"), (0o664, "0o644"), (0o660, "0o600"), (0o644, "0o644")])
def test_a_group_of_strangers_gets_what_everyone_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, had: int, gets: str
) -> None:
    path = put(tmp_path / "a.yaml", "one")
    path.chmod(had)
    found = access_of(str(path))
    assert found is not None

    def not_ours(_path: str, _owner: int, _group: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", not_ours)
    monkeypatch.setattr(
        "engineprofiles.stores.saving.file_writing.access_of", lambda _path: found._replace(owner=4711, group=4712)
    )

    (saved,) = save([change(path, "one", "two")], NOW)

    assert saved.backup is not None
    assert (mode(path), mode(Path(saved.backup))) == (gets, gets)


@pytest.mark.parametrize(("had", "private", "gets"), [(0o640, False, 0o640), (0o640, True, 0o600)])
def test_a_file_written_whole_keeps_its_mode_unless_it_is_private(
    tmp_path: Path, had: int, private: bool, gets: int
) -> None:
    path = put(tmp_path / "a.yaml", "one")
    path.chmod(had)
    write_whole(str(path), b"two", private)
    assert (path.read_text(), mode(path), files(tmp_path)) == ("two", oct(gets), ["a.yaml"])


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    folder.mkdir()

    with pytest.raises(OSError, match="taken"):
        write_whole(str(folder), b"new", private=False)

    assert (files(tmp_path), files(folder)) == (["taken"], [])
