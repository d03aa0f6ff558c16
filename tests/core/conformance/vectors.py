"""The recorded answers of Geppetto's engine, and the files and databases that each of them needs."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

WRITING = frozenset(("upsert-profile", "upsert-registry", "delete-registry", "store-seq", "sqlite-write"))
"""The operations that change the files and databases of their case."""

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Vector:
    """One question and Geppetto's answer, among ``case``'s files. The id of one of several runs ends in ``#n``.

    ``before`` are the runs that have changed the files when it is asked.
    """

    id: str
    op: str
    args: tuple[str, ...]
    expect: Any
    case: Mapping[str, Any]
    before: tuple[Vector, ...] = ()

    def __str__(self) -> str:
        return self.id

    def argument(self, name: str) -> str | None:
        return self.args[self.args.index(name) + 1] if name in self.args else None


@cache
def cases() -> tuple[Mapping[str, Any], ...]:
    return tuple(_lines("cases.jsonl.gz"))


@cache
def chains() -> tuple[Mapping[str, Any], ...]:
    return tuple(_lines("chains.jsonl.gz"))


@cache
def vectors() -> tuple[Vector, ...]:
    """Every run of every case."""
    return tuple(vector for case in cases() for vector in _vectors(case))


def lay_out(case: Mapping[str, Any], folder: Path) -> None:
    """Writes the files and databases of a case or a chain."""
    for name, text in case["files"].items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    for name, rows in (case.get("databases") or {}).items():
        _write_database(folder / name, rows)


def _vectors(case: Mapping[str, Any]) -> Iterator[Vector]:
    before: tuple[Vector, ...] = ()
    for number, run in enumerate(case["runs"], 1):
        suffix = f" #{number}" if len(case["runs"]) > 1 else ""
        vector = Vector(case["id"] + suffix, run["op"], tuple(run["args"]), run["expect"], case, before)
        yield vector
        if vector.op in WRITING:
            before = (*before, vector)


def _lines(name: str) -> Iterator[Any]:
    with gzip.open(HERE / name, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _write_database(path: Path, rows: list[Mapping[str, Any]]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "CREATE TABLE profile_registries"
            " (slug TEXT PRIMARY KEY, payload_json TEXT NOT NULL, updated_at_ms INTEGER NOT NULL DEFAULT 0)"
        )
        connection.executemany(
            "INSERT INTO profile_registries VALUES (:slug, :payload_json, :updated_at_ms)", [dict(row) for row in rows]
        )
        connection.commit()
