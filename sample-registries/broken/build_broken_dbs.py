"""Builds the broken databases beside this script; each is named after the problem that it shows.

    python sample-registries/broken/build_broken_dbs.py

The same script gives the same bytes every time.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

HERE = Path(__file__).parent
PROFILES = {"writer": {"slug": "writer", "metadata": {}}}

# What is wrong:           the row's slug            and its payload
ROWS: dict[str, list[tuple[str, object]]] = {
    # the row is called mine and holds a registry called theirs
    "sqlite-row-mismatch": [
        ("mine", {"slug": "theirs", "default_profile_slug": "writer", "profiles": PROFILES, "metadata": {}})
    ],
    # the payload stops in the middle
    "sqlite-payload-invalid": [("sqlite-payload-invalid", '{"slug":"sqlite-payload-invalid","profiles":{"wri')],
    # there is a profile and default_profile_slug does not say that it is the default
    "default-missing": [("default-missing", {"slug": "default-missing", "profiles": PROFILES, "metadata": {}})],
    # the table is there, without a row
    "database-empty": [],
}


def build(target: Path, rows: list[tuple[str, object]]) -> None:
    """Writes a new database at ``target`` with ``rows`` of a slug and a payload, which may be text as it stands."""
    target.unlink(missing_ok=True)
    database = sqlite3.connect(target)
    database.execute(
        "CREATE TABLE profile_registries"
        "(slug TEXT PRIMARY KEY, payload_json TEXT NOT NULL, updated_at_ms INTEGER NOT NULL DEFAULT 0)"
    )
    for slug, payload in rows:
        text = payload if isinstance(payload, str) else json.dumps(payload, separators=(",", ":"))
        database.execute("INSERT INTO profile_registries VALUES (?, ?, 0)", (slug, text))
    database.commit()
    database.close()
    with target.open("r+b") as file:  # the header notes the version of SQLite that wrote last: the only bytes that vary
        file.seek(96)
        file.write(bytes(4))


if __name__ == "__main__":
    for name, rows in ROWS.items():
        build(HERE / f"{name}.db", rows)
    (HERE / "sqlite-not-a-database.db").write_text("slug: looks-like-yaml\nprofiles: {}\n", encoding="utf-8")
