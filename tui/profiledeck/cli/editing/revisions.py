"""Sources as they were at a revision of git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from engineprofiles import Chain, Store, open_chain
from engineprofiles.opening import Listing
from engineprofiles.sources import SourceSpec, display, parse_source, path_named_by, split_entries, store_for
from engineprofiles.stores import SqliteStore, YamlFileStore
from engineprofiles.stores.config_documents import ConfigStore
from profiledeck.cli.selecting import WrongUse
from profiledeck.cli.sources import Entry

_SUFFIXES = (".yaml", ".db")


@dataclass(frozen=True, slots=True)
class _Revision:
    """A commit of the repository that a folder is in."""

    folder: str
    commit: str

    def content(self, name: str) -> bytes | None:
        """What the file ``name`` of the folder held; ``None`` where there was no such file."""
        shown = _git(self.folder, "show", f"{self.commit}:./{name}")
        return shown.stdout if shown.returncode == 0 else None

    def names(self) -> list[str]:
        """The files that were in the folder."""
        listed = _git(self.folder, "ls-tree", "-z", "--name-only", self.commit, "./")
        return [os.path.basename(os.fsdecode(name)) for name in listed.stdout.split(b"\0") if name]


def chain_at(entries: tuple[Entry, ...], revision: str) -> tuple[Chain, tuple[str, ...]]:
    """The chain of what ``entries`` name as it was at ``revision``, and in words what could not be read so.

    Its sources are called as they are now, so that the two can be compared. Raises :class:`WrongUse` for a revision
    that a repository does not know, and where there is no git.
    """
    words: list[str] = []
    stores: list[Store] = []
    with TemporaryDirectory() as folder:
        for number, spec in enumerate(_specs(entries, revision)):
            path = os.path.realpath(path_named_by(spec.raw))
            then = _revision(os.path.dirname(path), revision)
            if then is None:
                words.append(f"{display(spec)} is in no git repository: it is taken as it is now.")
                stores.append(store_for(spec))
                continue
            content = then.content(os.path.basename(path))
            if content is None:
                words.append(f"{display(spec)} was not there at {revision}.")
                continue
            copy = Path(folder, str(number), os.path.basename(path))
            copy.parent.mkdir()
            copy.write_bytes(content)
            store = YamlFileStore if spec.kind == "yaml" else SqliteStore
            stores.append(store(str(copy), display(spec)))
        documents = [entry for entry in entries if isinstance(entry, ConfigStore)]
        stores += [_documents_at(entry, revision, Path(folder, "documents")) for entry in documents]
        return open_chain(stores), tuple(words)


def _documents_at(store: ConfigStore, revision: str, folder: Path) -> ConfigStore:
    """An application's config documents as they were, copied into ``folder``; those in no repository as they are."""
    files = []
    for number, file in enumerate(store.places):
        inside = os.path.dirname(os.path.realpath(file.path))
        then = _revision(inside, revision) if os.path.isdir(inside) else None
        if then is not None:
            copy = folder / str(number)
            content = then.content(os.path.basename(os.path.realpath(file.path)))
            if content is not None:
                folder.mkdir(exist_ok=True)
                copy.write_bytes(content)
            file = file._replace(path=str(copy))
        files.append(file)
    return ConfigStore(files, store.source)


def _specs(entries: tuple[Entry, ...], revision: str) -> Iterator[SourceSpec]:
    """What ``entries`` name, with the files that a folder has now or had then in its place."""
    for entry in entries:
        if isinstance(entry, Store):
            continue
        text = entry.text if isinstance(entry, Listing) else entry
        is_list = isinstance(text, str) and not (isinstance(entry, Listing) and entry.single)
        for spec in map(parse_source, split_entries(str(text)) if is_list else (text,)):
            if spec.path and spec.path == spec.raw and os.path.isdir(spec.path):
                yield from (parse_source(os.path.join(spec.path, name)) for name in _names(spec.path, revision))
            else:
                yield spec


def _names(folder: str, revision: str) -> list[str]:
    then = _revision(os.path.realpath(folder), revision)
    names = {*os.listdir(folder), *(then.names() if then else ())}
    return sorted(name for name in names if name.endswith(_SUFFIXES) and not name.startswith("."))


def _revision(folder: str, revision: str) -> _Revision | None:
    """``revision`` of the repository that ``folder`` is in; ``None`` where it is in none."""
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    if _git(folder, "rev-parse", "--is-inside-work-tree").returncode:
        return None
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise WrongUse(f"{revision} is no revision in the git repository of {folder}.")
    return _Revision(folder, found.stdout.decode().strip())


def _git(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(("git", "-C", folder, *arguments), capture_output=True, check=False)
    except FileNotFoundError:
        raise WrongUse("There is no git to ask.") from None
