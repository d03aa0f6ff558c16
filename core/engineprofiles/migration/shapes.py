"""The shapes that a document can have, and how they are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from engineprofiles.documents.reader import YamlDocument
from engineprofiles.documents.typed import is_null
from engineprofiles.migration.profiles import (
    PROFILE_KEYS,
    has_patch,
    has_runtime,
    has_sections,
    has_wrapper,
)
from engineprofiles.migration.sections import OLD_SECTIONS, is_section
from engineprofiles.model.fields import ROOT

DEFAULT_KEYS = ("default_profile_slug", "default_profile")
"""What a registry named its default profile with; the second in bundles only."""

CONFIG_KEYS = frozenset(("app", "profile", "profiles"))
"""What stands in a config document of today."""

OLD_CONFIG_KEYS = frozenset(("profile-settings", "repositories"))
"""What an old config.yaml can have besides sections."""

_SETTINGS_KEYS = frozenset(("api_keys", *ROOT.members))
_REGISTRY_KEYS = frozenset(("slug", "profiles", "default_profile_slug"))


class Shape(StrEnum):
    """A shape of a document. ``words`` say it to a person."""

    REGISTRY = "registry"
    CONFIG = "config"
    SETTINGS = "settings"
    LEGACY_MAP = "legacy-map"
    BUNDLE = "registries-bundle"
    STEP_SETTINGS = "step-settings-patch"
    RUNTIME = "runtime"
    SECTIONS = "sections"
    DEFAULT_PROFILE = "default-profile-slug"
    API_KEYS = "api-keys-wrapper"
    OLD_CONFIG = "old-config"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"

    @property
    def words(self) -> str:
        return _WORDS[self]

    @property
    def is_of_today(self) -> bool:
        return self in (Shape.REGISTRY, Shape.CONFIG, Shape.SETTINGS)

    @property
    def is_old(self) -> bool:
        return not self.is_of_today and self not in (Shape.EMPTY, Shape.UNKNOWN, Shape.UNREADABLE)


_WORDS = {
    Shape.REGISTRY: "a registry in today's shape",
    Shape.CONFIG: "a config document in today's shape",
    Shape.SETTINGS: "settings in today's shape",
    Shape.LEGACY_MAP: "a map of profiles without a registry around it",
    Shape.BUNDLE: "a bundle of registries",
    Shape.STEP_SETTINGS: "a registry with settings in runtime.step_settings_patch",
    Shape.RUNTIME: "a registry with runtime blocks",
    Shape.SECTIONS: "a registry with old sections in its profiles",
    Shape.DEFAULT_PROFILE: "a registry that names its default profile",
    Shape.API_KEYS: "settings with keys in the wrapper api_keys",
    Shape.OLD_CONFIG: "an old config.yaml",
    Shape.EMPTY: "a document with nothing in it",
    Shape.UNKNOWN: "neither profiles nor a config document",
    Shape.UNREADABLE: "not YAML that can be read to its end",
}


def shape_of(document: YamlDocument) -> Shape:
    """The shape of ``document``; the oldest one, if it has something of several."""
    tree = document.tree
    if tree is None:
        return Shape.UNREADABLE if document.problems else Shape.EMPTY
    if tree == {}:
        return Shape.EMPTY
    if not isinstance(tree, dict):
        return Shape.UNKNOWN
    if "registries" in tree:
        return Shape.BUNDLE
    if "slug" not in tree and _is_old_config(tree):
        return Shape.OLD_CONFIG
    if not tree.keys().isdisjoint(_REGISTRY_KEYS):
        return _registry_or_config(tree)
    if any(map(_is_profile_map_entry, tree.values())):
        return Shape.LEGACY_MAP
    if tree.keys() <= CONFIG_KEYS:
        return Shape.CONFIG
    if is_settings(tree):
        return Shape.API_KEYS if "api_keys" in tree else Shape.SETTINGS
    return Shape.LEGACY_MAP if all(node == {} or is_null(node) for node in tree.values()) else Shape.UNKNOWN


def profiles_in(tree: Any) -> Iterator[Any]:
    """The bodies of the profiles under ``profiles``."""
    profiles = tree.get("profiles")
    return iter(profiles.values() if isinstance(profiles, dict) else ())


def is_settings(tree: dict[Any, Any]) -> bool:
    """Whether ``tree`` is the settings of an application and neither a registry nor a config document."""
    return bool(tree) and tree.keys() <= _SETTINGS_KEYS


def is_config(tree: dict[Any, Any]) -> bool:
    """Whether profiles stand in a config document and not in a registry, which the slug tells."""
    if "slug" in tree or "default_profile_slug" in tree:
        return False
    return not tree.keys().isdisjoint(CONFIG_KEYS - {"profiles"}) or not any(map(_is_of_a_registry, profiles_in(tree)))


def _is_of_a_registry(body: Any) -> bool:
    return has_runtime(body) or has_sections(body) or (isinstance(body, dict) and "slug" in body)


def _is_old_config(tree: dict[Any, Any]) -> bool:
    return not tree.keys().isdisjoint(OLD_CONFIG_KEYS) or any(is_section(key, node) for key, node in tree.items())


def _registry_or_config(tree: dict[Any, Any]) -> Shape:
    for shape, is_so in (
        (Shape.STEP_SETTINGS, has_patch),
        (Shape.RUNTIME, has_runtime),
        (Shape.SECTIONS, has_sections),
    ):
        if any(map(is_so, profiles_in(tree))):
            return shape
    if "default_profile_slug" in tree:
        return Shape.DEFAULT_PROFILE
    if any(map(has_wrapper, profiles_in(tree))):
        return Shape.API_KEYS
    if not is_config(tree):
        return Shape.REGISTRY
    return Shape.CONFIG if tree.keys() <= CONFIG_KEYS else Shape.UNKNOWN


def _is_profile_map_entry(node: Any) -> bool:
    """Whether ``node`` at the top of a document is a profile: it holds a section, or what today's profiles hold."""
    if not isinstance(node, dict):
        return False
    settled = {"runtime", *PROFILE_KEYS} - {"slug", "metadata", "description"}
    return not node.keys().isdisjoint(OLD_SECTIONS) or not node.keys().isdisjoint(settled)
