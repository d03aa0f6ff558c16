"""Registries of older shapes: without a registry around the profiles, many in one file, with a named default."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engineprofiles.documents.typed import is_null, key_text
from engineprofiles.migration.names import Names, Slugs, legal_slug, name_of, slug_from, slugs_of
from engineprofiles.migration.profiles import Tree, profiles_of_today
from engineprofiles.migration.record import Record
from engineprofiles.migration.shapes import DEFAULT_KEYS
from engineprofiles.problems import Path

REGISTRY_KEYS = ("slug", "display_name", "description", "profiles", "metadata")
"""What stands in a registry of today."""


def from_legacy_map(tree: Tree, slug: str, record: Record) -> Tree:
    """The registry ``slug`` with every profile of a legacy map."""
    names = Names({}, {slug: slugs_of(tree, "profile", record)}, record)
    return {"slug": slug, "profiles": profiles_of_today(tree, (), slug, names, record, inline=False)}


def from_registry(tree: Tree, otherwise: str, record: Record) -> Tree:
    """A single registry; ``otherwise`` is the slug of one that has none."""
    slug = slug_from(tree, otherwise, (), record)
    names = Names({name_of(tree.get("slug")): slug}, {slug: _profile_slugs(tree, record)}, record)
    return _Registry(tree, (), slug, names, record).today()


def from_bundle(tree: Tree, record: Record) -> Iterator[Tree]:
    """The registries of a bundle, one by one."""
    for key in tree:
        if key != "registries":
            record.leave((key_text(key),), "a bundle has nothing but registries")
    bundle = tree["registries"]
    if not isinstance(bundle, dict):
        if not is_null(bundle):
            record.leave(("registries",), "registries are a map")
        return
    slugs = slugs_of(bundle, "registry", record)
    bodies = {key_text(key): body for key, body in bundle.items() if isinstance(body, dict) and not is_null(key)}
    profiles = {slugs[name]: _profile_slugs(body, record) for name, body in bodies.items()}
    names = Names(slugs, profiles, record)
    for key, body in bundle.items():
        name = key_text(key)
        path: Path = ("registries", name)
        if name in bodies:
            _leave_other_slug(name, body, path, record)
            yield _Registry(body, path, slugs[name], names, record).today()
        elif is_null(body) and not is_null(key):
            yield {"slug": slugs[name], "profiles": {}}
        else:
            record.leave(path, "a registry is a map with a name")


def _profile_slugs(tree: Tree, record: Record) -> Slugs:
    profiles = tree.get("profiles")
    return slugs_of(profiles, "profile", record) if isinstance(profiles, dict) else {}


def _leave_other_slug(name: str, body: Tree, path: Path, record: Record) -> None:
    said = body.get("slug")
    same = name_of(said) and legal_slug(name_of(said), "registry") == legal_slug(name, "registry")
    if not (is_null(said) or same):
        record.leave((*path, "slug"), f"the registry stands under {name!r}")


class _Registry:
    """One registry on its way: its slug, what it had beside its profiles, and these."""

    def __init__(self, tree: Tree, path: Path, slug: str, names: Names, record: Record) -> None:
        self.tree = tree
        self.path = path
        self.slug = slug
        self.names = names
        self.record = record

    def today(self) -> Tree:
        registry: Tree = {"slug": self.slug}
        for key, node in self.tree.items():
            name = key_text(key)
            here = (*self.path, name)
            if key == "profiles":
                registry[key] = profiles_of_today(node, here, self.slug, self.names, self.record, inline=False)
            elif key in REGISTRY_KEYS:
                registry.setdefault(key, node)
            elif not self.names_default(name):
                self.record.leave(here, "a registry has no such key")
        for key in filter(self.names_default, self.tree):
            self.default_profile(key, registry)
        return registry

    def names_default(self, key: Any) -> bool:
        return key in (DEFAULT_KEYS if self.path else DEFAULT_KEYS[:1])

    def default_profile(self, key: str, registry: Tree) -> None:
        """Lets a profile ``default`` stack on the one that ``key`` names, since YAML cannot name it."""
        node, here = self.tree[key], (*self.path, key)
        if is_null(node):
            return
        profiles = registry.get("profiles")
        name = name_of(node)
        slug = self.names.profile(name, self.slug) if name else ""
        if not isinstance(profiles, dict) or slug not in profiles:
            self.record.leave(here, "the registry has no such profile")
        elif slug == "default":
            return
        elif "default" in profiles:
            self.record.leave(here, "the registry has a profile `default`, which is the default of any YAML registry")
        else:
            registry["profiles"] = {"default": {"stack": [{"profile_slug": slug}]}, **profiles}
            self.record.note(f"the new profile {self.slug}/default stacks on {slug}, which was named as the default")
