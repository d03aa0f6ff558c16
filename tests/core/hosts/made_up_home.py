"""A made-up machine: a home, a git repository with a folder below its top, and what stands in the places that are
looked at. Nothing of the real one is asked."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from engineprofiles.hosts.surroundings import Surroundings

PLACES: Mapping[str, str] = {
    "system": "etc/pinocchio/config.yaml",
    "home": "home/.pinocchio/config.yaml",
    "user": "home/.config/pinocchio/config.yaml",
    "repo": "home/project/.pinocchio.yml",
    "repo override": "home/project/.pinocchio.override.yml",
    "cwd": "home/project/below/.pinocchio.yml",
    "cwd override": "home/project/below/.pinocchio.override.yml",
    "default": "home/.config/pinocchio/profiles.yaml",
}
"""The places that have a name in tests: seven of the documents, and the registry that is taken where none is listed."""
TOP, BELOW = "home/project", "home/project/below"
Files = Mapping[str, str | None]


def made_up_home(
    root: Path,
    files: Files,
    environment: Mapping[str, str] | None = None,
    *,
    cwd: str = BELOW,
    git: bool = True,
) -> Surroundings:
    """The machine in the folder ``root``, with ``files``: the text of each by its name among :data:`PLACES`, or by its
    path from the working directory. ``None`` instead of a text makes a folder. ``ROOT`` in texts and variables is that
    folder.
    """
    variables = {name: text.replace("ROOT", str(root)) for name, text in (environment or {}).items()}
    for folder in ("etc", "home", BELOW, cwd):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = root / PLACES[name] if name in PLACES else root / cwd / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.mkdir()
        elif path.suffix == ".db":
            database(path, text)
        else:
            path.write_text(text.replace("ROOT", str(root)), encoding="utf-8")
    home, xdg = str(root / "home"), variables.get("XDG_CONFIG_HOME", "")
    # As Go's os.UserConfigDir has it: no such folder where the variable names a relative one.
    config_home = (xdg if os.path.isabs(xdg) else "") if xdg else f"{home}/.config"
    in_git = git and (root / cwd).is_relative_to(root / TOP)
    return Surroundings(
        environment=variables,
        home=home,
        config_home=config_home,
        cwd=str(root / cwd),
        git_root=str(root / TOP) if in_git else None,
        system=str(root / "etc"),
    )


def database(path: Path, *payloads: str) -> None:
    """A database of registries, each of them JSON with Go's names for settings."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "CREATE TABLE profile_registries(slug TEXT PRIMARY KEY, payload_json TEXT, updated_at_ms INT)"
        )
        rows: list[tuple[str, str]] = [(json.loads(payload)["slug"], payload) for payload in payloads]
        connection.executemany("INSERT INTO profile_registries VALUES (?, ?, 0)", rows)


def registry(slug: str, **engines: str | None) -> str:
    """A registry whose profiles set these engines; ``None`` is a profile that sets nothing."""
    return f"slug: {slug}\nprofiles:\n" + "".join(f"  {name}: {_profile(engine)}\n" for name, engine in engines.items())


def inline(**engines: str | None) -> str:
    """The ``profiles`` of a config document: as those of :func:`registry`."""
    return "profiles:\n" + "".join(f"  {name}: {_profile(engine)}\n" for name, engine in engines.items())


def in_database(slug: str, **engines: str) -> str:
    """A registry as a row of a database, its first profile the default."""
    profiles: dict[str, Any] = {
        name: {"slug": name, "inference_settings": {"Chat": {"Engine": engine}}} for name, engine in engines.items()
    }
    return json.dumps({"slug": slug, "default_profile_slug": next(iter(engines)), "profiles": profiles})


def _profile(engine: str | None) -> str:
    return "{}" if engine is None else f"{{inference_settings: {{chat: {{engine: {engine}}}}}}}"
