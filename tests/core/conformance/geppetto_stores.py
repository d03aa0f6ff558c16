"""Geppetto's stores, made of our pieces: its rules about versions and refusals over our readers and writers.

Each holds its registries as Geppetto does: read once, changed in memory and written out as a whole. What the product
does otherwise on purpose is told where it is undone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.core.conformance.answers import geppetto_registry, opened, resolved
from tests.core.conformance.comparing import Refused

from engineprofiles import MemoryStore, Profile, Registry, open_chain
from engineprofiles.documents.payload import registry_from_payload
from engineprofiles.documents.payload_writer import payload_text
from engineprofiles.documents.reader import read
from engineprofiles.documents.registry import registry_from_yaml
from engineprofiles.documents.registry_tree import registry_tree
from engineprofiles.documents.typed import to_free, to_string
from engineprofiles.documents.writer import write
from engineprofiles.model import Metadata
from engineprofiles.model.slugs import trimmed
from engineprofiles.problems import Problem

NOW = 1_795_339_441_588


@dataclass(frozen=True)
class Save:
    """Who writes, and which version they expect to find; 0 is any."""

    expected: int = 0
    actor: str = ""
    source: str = ""

    def touched(self, metadata: Metadata) -> Metadata:
        return metadata.touched(NOW, self.actor, self.source)

    def check(self, what: str, actual: int) -> None:
        if self.expected not in (0, actual):
            raise refused("changed-on-disk", f"{what}: expected={self.expected} actual={actual}")


class MemoryProfiles:
    """Geppetto's store in memory, and what its other stores share."""

    def __init__(self) -> None:
        self.held: dict[str, Registry] = {}
        self.is_open = True

    def registries(self) -> list[Registry]:
        self._check_open()
        return [self.held[slug] for slug in sorted(self.held)]

    def registry(self, slug: str) -> Registry | None:
        self._check_open()
        return self.held.get(self.own(slug))

    def upsert_registry(self, registry: Registry, save: Save) -> None:
        self._check_open()
        new = valid(replace(registry, slug=self.own(registry.slug)))
        there = self.held.get(new.slug)
        save.check(f"registry {new.slug}", there.metadata.version if there else 0)
        if there:
            new = replace(new, metadata=there.metadata, default_profile=new.default_profile or there.default_profile)
        self._keep(replace(new, metadata=save.touched(new.metadata)))

    def delete_registry(self, slug: str, save: Save) -> None:
        self._check_open()
        slug = self.own(slug)
        if there := self.held.get(slug):
            save.check(f"registry {slug}", there.metadata.version)
            del self.held[slug]
        self.persist(slug)

    def upsert_profile(self, slug: str, profile: Profile, save: Save) -> None:
        self._check_open()
        registry = self.held.get(self.own(slug))
        if registry is None:
            raise refused("registry-not-found", "registry not found")
        there = registry.profiles.get(profile.slug)
        save.check(f"profile {profile.slug}", there.metadata.version if there else 0)
        new = replace(profile, metadata=save.touched(there.metadata if there else profile.metadata))
        profiles = {**registry.profiles, profile.slug: new}
        self._keep(replace(registry, profiles=profiles, metadata=save.touched(registry.metadata)))

    def resolved(self, slug: str, profile: str | None) -> dict[str, Any]:
        registry = self.held.get(slug)
        # A registry that has no default profile may have got one of that name, which no registry is read with.
        if profile is None and registry and not registry.default_profile and "default" in registry.profiles:
            profile = "default"
        return resolved(open_chain([MemoryStore(self.registries())]), profile, slug)

    def close(self) -> None:
        self.is_open = False

    def own(self, slug: str) -> str:
        """The slug that ``slug`` means in this store."""
        return slug

    def persist(self, slug: str) -> None:
        """Writes the registry ``slug`` as it is now, or that it is no more."""

    def _check_open(self) -> None:
        if not self.is_open:
            raise refused("source-unreadable", "profile store closed")

    def _keep(self, registry: Registry) -> None:
        """What is wrong with the registry is kept with it, and told when it is written."""
        self.held[registry.slug] = in_go(registry)
        self.persist(registry.slug)


class YamlProfiles(MemoryProfiles):
    """Geppetto's store in a YAML file, which is for one registry."""

    def __init__(self, path: str, default: str = "") -> None:
        super().__init__()
        self.path = Path(path)
        registry = geppetto_registry(path) if self.path.exists() else None
        self.slug = registry.slug if registry else default or "default"
        if registry:
            self.held[self.slug] = in_go(registry)

    def own(self, slug: str) -> str:
        if trimmed(slug) not in ("", self.slug):
            raise refused("source-unreadable", f"{self.path} supports only registry {self.slug} (got {slug})")
        return self.slug

    def persist(self, slug: str) -> None:
        registry = self.held.get(slug)
        if registry is None:
            self.path.unlink(missing_ok=True)
            return
        text = write(as_geppetto_writes(registry_tree(valid(registry))))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(text, encoding="utf-8")


class SqliteProfiles(MemoryProfiles):
    """Geppetto's store in a database, which it makes where there is none."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self._run(
            "CREATE TABLE IF NOT EXISTS profile_registries"
            " (slug TEXT PRIMARY KEY, payload_json TEXT NOT NULL, updated_at_ms INTEGER NOT NULL DEFAULT 0)"
        )
        if self.rows():
            self.held = {registry.slug: registry for registry in opened(f"sqlite:{path}").registries}

    def rows(self) -> list[tuple[str, str]]:
        return self._run("SELECT slug, payload_json FROM profile_registries ORDER BY slug")

    def persist(self, slug: str) -> None:
        if slug in self.held:
            row = (slug, payload_text(self.held[slug]), NOW)
            self._run("INSERT OR REPLACE INTO profile_registries VALUES (?, ?, ?)", *row)
        else:
            self._run("DELETE FROM profile_registries WHERE slug = ?", slug)

    def _run(self, statement: str, *values: Any) -> list[Any]:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            return connection.execute(statement, values).fetchall()


def store_at(kind: str, path: str, default: str) -> MemoryProfiles:
    """A store of the ``kind`` memory, yaml or sqlite."""
    if kind == "memory":
        return MemoryProfiles()
    return SqliteProfiles(path) if kind == "sqlite" else YamlProfiles(path, default)


def profile_of(text: str) -> Profile:
    """The profile in a document of its own. Raises :class:`Refused` for what Geppetto would not take."""
    document = read(text, "profile.yaml")
    slug = to_string(document.tree.get("slug")) or ""
    if not trimmed(slug):
        raise refused("slug-missing", "must not be empty", "profile.slug")
    registry, _ = registry_from_yaml(replace(document, tree={"slug": "one", "profiles": {slug: document.tree}}))
    assert registry is not None
    [profile] = in_go(registry).profiles.values()
    # Whether its stack leads anywhere is not asked for a profile alone.
    valid(replace(registry, profiles={profile.slug: replace(profile, stack=())}))
    return profile


def registry_of(text: str, *, plain: bool = False) -> Registry:
    """The registry in a document, which is ``plain`` where it goes into Go's fields without Geppetto's own rules."""
    if plain:
        tree: Mapping[str, Any] = to_free(read(text, "plain.yaml").tree)
        # Then it is read as a row is: a default profile is named, and a slug not taken from the key.
        slug = trimmed(tree["slug"])
        registry, _ = registry_from_payload(slug or "blank", json.dumps(tree), "plain.yaml")
        registry = registry and replace(registry, slug=slug)
    else:
        registry, _ = registry_from_yaml(read(text, "registry.yaml"))
    assert registry is not None
    return registry


def valid(registry: Registry) -> Registry:
    """``registry`` as Go holds it. Raises :class:`Refused` for what Geppetto would not take."""
    if not registry.slug:
        raise refused("slug-missing", "must not be empty", "registry.slug")
    opened([MemoryStore([registry])])
    return in_go(registry)


def in_go(registry: Registry) -> Registry:
    """``registry`` as Go's fields hold it, which is what stands in a row."""
    held, problems = registry_from_payload(registry.slug, payload_text(registry), registry.source)
    assert held is not None, problems
    return held


def as_geppetto_writes(tree: dict[str, Any]) -> dict[str, Any]:
    """``tree`` with the timeouts of its profiles where Geppetto's YAML has them and never reads them.

    The product writes ``client.timeout``, and no timeout is lost.
    """
    profiles = tree.get("profiles", {})
    written = {slug: {**profile} for slug, profile in profiles.items()}
    for profile in written.values():
        settings = profile.get("inference_settings") or {}
        if "timeout" in settings.get("client", {}):
            client = {("timeout_second" if key == "timeout" else key): it for key, it in settings["client"].items()}
            profile["inference_settings"] = {**settings, "client": client}
    found = {key: value for key, value in tree.items() if key != "default_profile_slug"}
    return {**found, "profiles": written} if written else found


def refused(code: str, message: str, field: str = "") -> Refused:
    return Refused([Problem(code, message, field=field)])
