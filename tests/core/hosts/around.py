"""Surroundings made of a folder and variables, for tests of hosts."""

from __future__ import annotations

from pathlib import Path

from engineprofiles.hosts.surroundings import Surroundings


def around(folder: Path, **environment: str) -> Surroundings:
    """A home, its ``.config``, a working directory ``work`` and a system folder ``etc``, all below ``folder``."""
    return Surroundings(
        environment, str(folder), str(folder / ".config"), str(folder / "work"), system=str(folder / "etc")
    )


def write(path: Path, text: str) -> str:
    """Writes ``text`` to ``path``, with the folders on the way, and gives the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)
