"""Source entries: which store an entry such as ``sqlite:team.db`` means, and why. Geppetto's rules.

Nothing is expanded in a path, neither ``~`` nor ``$NAME``, and a relative one counts from the working directory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os import PathLike, fspath
from typing import Literal

from engineprofiles.model.slugs import trimmed
from engineprofiles.problems import Location, Problem, ProfilesError
from engineprofiles.stores.dsn import database_path, masked
from engineprofiles.stores.probe import PathKind, files_in, is_directory, probe
from engineprofiles.stores.sqlite import SqliteStore
from engineprofiles.stores.store import Store
from engineprofiles.stores.yaml_file import YamlFileStore

SourceKind = Literal["yaml", "sqlite", "sqlite-dsn"]

# In this order: `yaml:` is the beginning of `yaml://`.
_PREFIXES: tuple[tuple[str, SourceKind], ...] = (
    ("yaml://", "yaml"),
    ("yaml:", "yaml"),
    ("sqlite-dsn:", "sqlite-dsn"),
    ("sqlite:", "sqlite"),
)
_DATABASE_SUFFIXES = (".db", ".sqlite", ".sqlite3")
_DIRECTORY_SUFFIXES = (".yaml", ".db")


@dataclass(frozen=True, slots=True, repr=False)
class SourceSpec:
    """An entry, understood: what kind of source it is and, in a phrase, why.

    ``raw`` is the entry as written. A ``sqlite-dsn`` has a ``dsn`` and no ``path``, the other kinds the reverse.
    Each can hold a password: :func:`display` is for showing.
    """

    raw: str
    kind: SourceKind
    path: str = ""
    dsn: str = ""
    reason: str = ""

    def __repr__(self) -> str:
        return f"SourceSpec({display(self)!r}, kind={self.kind!r}, reason={self.reason!r})"


def split_entries(text: str) -> tuple[str, ...]:
    """The entries of a comma list, trimmed; a blank ``text`` has none.

    Raises ``ProfilesError`` (``source-entry-empty``) for a blank entry, which it names by its index from zero.
    """
    if not trimmed(text):
        return ()
    entries = tuple(map(trimmed, text.split(",")))
    for index, entry in enumerate(entries):
        if not entry:
            raise _empty(f"entry {index} of the source list is blank", text)
    return entries


def parse_source(entry: str | PathLike[str]) -> SourceSpec:
    """What ``entry`` means. A path object is a path, whatever its name begins with.

    Raises ``ProfilesError`` (``source-entry-empty``) when it names nothing.
    """
    if isinstance(entry, PathLike):
        return _path_spec(fspath(entry))
    raw = trimmed(entry)
    if not raw:
        raise _empty("the source is blank", entry)
    for prefix, kind in _PREFIXES:
        if raw.startswith(prefix):
            return _prefixed_spec(raw, prefix, kind)
    return _path_spec(raw)


def expand(entries: Iterable[str | PathLike[str]]) -> tuple[SourceSpec, ...]:
    """What each of ``entries`` means, in order, with its ``*.yaml`` and ``*.db`` files in place of a directory.

    The files are in name order, hidden ones are left out. A directory without any stays, for its store to say so.
    Raises ``ProfilesError`` as :func:`parse_source` does.
    """
    return tuple(spec for entry in entries for spec in _expanded(parse_source(entry)))


def store_for(spec: SourceSpec, *, read_only: bool = False) -> Store:
    """The store that holds what ``spec`` names; nothing is opened yet. A ``read_only`` one refuses every change."""
    if spec.kind == "yaml":
        return YamlFileStore(spec.path, display(spec), read_only=read_only)
    if spec.kind == "sqlite":
        return SqliteStore(spec.path, display(spec), read_only=read_only)
    return SqliteStore.from_dsn(spec.dsn, display(spec), read_only=read_only)


def display(spec: SourceSpec) -> str:
    """The entry as a person named it, with its secrets masked."""
    return masked(spec.raw)


def path_named_by(entry: str) -> str:
    """The path in an entry as a person named it, without a prefix and without what a DSN says beside it."""
    for prefix, kind in _PREFIXES:
        if entry.startswith(prefix):
            rest = trimmed(entry.removeprefix(prefix))
            return database_path(rest) if kind == "sqlite-dsn" else rest
    return entry


def _expanded(spec: SourceSpec) -> Iterator[SourceSpec]:
    # Only a bare path can be a directory: whoever writes `yaml:` means a file.
    files = files_in(spec.path, _DIRECTORY_SUFFIXES) if spec.path == spec.raw and is_directory(spec.path) else ()
    if not files:
        yield spec
    for file in files:
        yield _path_spec(file)


def _prefixed_spec(raw: str, prefix: str, kind: SourceKind) -> SourceSpec:
    rest = trimmed(raw.removeprefix(prefix))
    if not rest:
        raise _empty(f"{prefix} names no {'database' if kind != 'yaml' else 'file'}", raw, "Write a path after it.")
    reason = f"the prefix {prefix}"
    if kind == "sqlite-dsn":
        return SourceSpec(raw, kind, dsn=rest, reason=reason)
    return SourceSpec(raw, kind, rest, reason=reason)


def _path_spec(path: str) -> SourceSpec:
    lowered = path.lower()
    for suffix in _DATABASE_SUFFIXES:
        if lowered.endswith(suffix):
            return SourceSpec(path, "sqlite", path, reason=f"the name ends in {suffix}")
    if probe(path) is PathKind.SQLITE:
        return SourceSpec(path, "sqlite", path, reason="the file begins as SQLite databases do")
    return SourceSpec(path, "yaml", path, reason="neither its name nor its beginning is a database's")


def _empty(message: str, raw: str, hint: str = "") -> ProfilesError:
    return Problem("source-entry-empty", message, hint, Location(masked(raw))).error()
