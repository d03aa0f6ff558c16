"""A YAML document as Pinocchio's configuration: the active profile, the list of registries, profiles of its own.

Pinocchio is strict: what it does not know stops every command. So each fault is an error here, at its line, and what
is sound beside it stays readable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from engineprofiles.documents.older_formats import OLDER_CONFIG
from engineprofiles.documents.reader import YamlDocument
from engineprofiles.documents.registry import RegistryReader
from engineprofiles.documents.typed import key_text, to_string, to_strings
from engineprofiles.model.fields import nearest_name
from engineprofiles.model.registry import EMPTY, Profile, Tree
from engineprofiles.model.slugs import trimmed
from engineprofiles.problems import Path, Problem

_SECTIONS: Mapping[str, frozenset[str]] = {
    "app": frozenset(("repositories",)),
    "profile": frozenset(("active", "registries")),
    "profiles": frozenset(),
}
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class ConfigDocument:
    """What one document says. ``None`` is not said, which is not the same as said to be nothing.

    ``registries`` are source entries. ``problems`` are those of the document; those of a profile are on it.
    """

    document: YamlDocument = field(repr=False)
    active: str | None = None
    registries: tuple[str, ...] | None = None
    repositories: tuple[str, ...] | None = None
    profiles: Mapping[str, Profile] = field(default_factory=dict, repr=False)
    problems: tuple[Problem, ...] = ()

    @property
    def source(self) -> str:
        """The document as a person named it."""
        return self.document.source

    @property
    def tree(self) -> Tree:
        return self.document.tree if isinstance(self.document.tree, dict) else EMPTY


def config_from_yaml(document: YamlDocument) -> ConfigDocument:
    """What ``document`` says as a configuration. One without anything in it says nothing, and stops Pinocchio: its
    decoder meets the end of the text, or ``null``, where it expects a map."""
    reader = _ConfigReader(document)
    tree = document.tree
    if tree is None:
        blank = reader.problem("config-document-blank", "there is nothing in this document", ())
        return ConfigDocument(document, problems=document.problems or (blank,))
    if not isinstance(tree, dict):
        fault = reader.problem("wrong-type", "a config document must be a map with app, profile or profiles", ())
        return ConfigDocument(document, problems=(*document.problems, fault))
    return reader.config(tree)


class _ConfigReader(RegistryReader):
    """Reads inline profiles as profiles of a registry that may have fewer keys, and no others."""

    profile_keys: ClassVar[frozenset[str]] = RegistryReader.profile_keys - {"slug", "metadata"}
    collision: ClassVar[str] = "config-duplicate-profile"
    rewrites: ClassVar[bool] = False

    def config(self, tree: Tree) -> ConfigDocument:
        for key in tree:
            if key_text(key) not in _SECTIONS:
                self.refuse_top(key_text(key))
        profile = self.block(tree, "profile")
        active = self.said(to_string, profile, "active", ("profile",), "")
        if active is not None and trimmed(active):
            active = self.active_slug(active, ("profile", "active"))
        return ConfigDocument(
            document=self.document,
            active=active,
            registries=self.entries(profile, "registries", ("profile",)),
            repositories=self.entries(self.block(tree, "app"), "repositories", ("app",)),
            profiles=self.profiles(tree.get("profiles")),
            problems=tuple(self.problems),
        )

    def active_slug(self, raw: str, path: Path) -> str:
        if "/" not in raw:
            return self.parsed_slug(raw, path)
        message = f"profile.active is {raw!r}, and Pinocchio takes no registry there"
        self.report("profile-ref-refused", message, path)
        return trimmed(raw)

    def refuse_top(self, key: str) -> None:
        if key in OLDER_CONFIG:
            self.report("config-legacy-key", f"{key} is of an older configuration", (key,), hint=OLDER_CONFIG[key])
        else:
            self.report_unknown(key, _SECTIONS, (key,))

    def block(self, tree: Tree, key: str) -> Tree:
        node = self.map_at(tree.get(key), (key,)) or EMPTY
        for inner in map(key_text, node):
            if inner not in _SECTIONS[key]:
                self.report_unknown(inner, _SECTIONS[key], (key, inner))
        return node

    def said(self, convert: Callable[[Any], T | None], block: Tree, key: str, path: Path, blank: T) -> T | None:
        """The value at ``key``, or ``None`` where the block does not have it."""
        return self.typed(convert, block, key, path, blank) if key in block else None

    def entries(self, block: Tree, key: str, path: Path) -> tuple[str, ...] | None:
        nothing: list[str] = []
        found = self.said(to_strings, block, key, path, nothing)
        for index, entry in enumerate(found or ()):
            if not trimmed(entry):
                self.report("config-entry-blank", f"entry {index} of {path[0]}.{key} is blank", (*path, key, index))
        return None if found is None else tuple(map(trimmed, filter(trimmed, found)))

    def check_slug(self, slug: str, body: Tree, path: Path, field: str) -> None:
        """An inline profile has no slug; that it has one is told as an unknown key."""

    def unknown(self, tree: Tree, known: frozenset[str], path: Path) -> Tree:
        kept = {key_text(key): value for key, value in tree.items() if key not in known}
        for key in kept:
            self.report_unknown(key, known, (*path, key))
        return kept or EMPTY

    def report_unknown(self, key: str, known: Any, path: Path) -> None:
        hint = ""
        if path[:1] == ("profiles",) and key in RegistryReader.profile_keys:
            hint = f"Take {key} out: only the profiles of a registry have it."
        elif nearest := nearest_name(key, known):
            hint = f"Did you mean {nearest}?"
        message = f"{key or 'a blank key'} is not a key that Pinocchio knows here"
        self.report("config-unknown-key", message, path, hint=hint)
