"""An application's old config.yaml as Pinocchio's config document of today."""

from __future__ import annotations

from typing import Any

from engineprofiles.documents.config_documents import INLINE
from engineprofiles.documents.typed import is_null, key_text
from engineprofiles.migration.names import Names, legal_slug, name_of, slugs_of
from engineprofiles.migration.profiles import Tree, profiles_of_today
from engineprofiles.migration.record import Record
from engineprofiles.migration.sections import OLD_SECTIONS, lay_sections
from engineprofiles.migration.shapes import CONFIG_KEYS
from engineprofiles.problems import Path

_ORDER = ("app", "profile", "profiles")


def config_of_today(tree: Tree, record: Record) -> Tree:
    """The config document that says what ``tree`` says; its sections become a profile of their own."""
    profiles = tree.get("profiles")
    slugs = slugs_of(profiles, "profile", record) if isinstance(profiles, dict) else {}
    names = Names({}, {INLINE: slugs}, record)
    config: Tree = {key: node for key, node in tree.items() if key in ("app", "profile")}
    if "profiles" in tree:
        config["profiles"] = profiles_of_today(profiles, ("profiles",), INLINE, names, record, inline=True)
    for key, node in tree.items():
        if key == "repositories":
            _lay_list(config, ("app", "repositories"), node, (key,), record)
        elif key == "profile-settings":
            _profile_settings(config, node, (key,), record)
        elif key not in OLD_SECTIONS and key not in CONFIG_KEYS:
            record.leave((key_text(key),), "a config document has no such key")
    _inline_profile(config, {key: node for key, node in tree.items() if key in OLD_SECTIONS}, record)
    return {key: config[key] for key in _ORDER if key in config}


def _profile_settings(config: Tree, node: Any, path: Path, record: Record) -> None:
    if is_null(node):
        return
    if not isinstance(node, dict):
        record.leave(path, "profile-settings is a map")
        return
    for key, value in node.items():
        here = (*path, key_text(key))
        if key == "profile" and name_of(value):
            slug = legal_slug(name_of(value))
            record.lay(config, ("profile", "active"), slug, here)
            if slug != name_of(value):
                record.note(f"the active profile {name_of(value)!r} is called {slug} now")
        elif key == "profile-registries":
            _lay_list(config, ("profile", "registries"), value, here, record)
        elif not is_null(value):
            record.leave(here, "a config document has no place for it")


def _lay_list(config: Tree, target: Path, node: Any, path: Path, record: Record) -> None:
    """Lays a list of texts, which can also have been one text with commas."""
    if is_null(node):
        return
    if name_of(node):
        node = [entry.strip() for entry in name_of(node).split(",")]
    if not isinstance(node, list):
        record.leave(path, "it is a list of texts")
        return
    entries = []
    for index, entry in enumerate(node):
        if text := name_of(entry):
            entries.append(text)
        elif not is_null(entry):
            record.leave((*path, index), "an entry is a text that is not blank")
    record.lay(config, target, entries, path)


def _inline_profile(config: Tree, sections: Tree, record: Record) -> None:
    """Puts the settings of the old sections into a profile of the document."""
    settings: Tree = {}
    lay_sections(sections, (), settings, record)
    if not settings:
        return
    profiles = config.setdefault("profiles", {})
    slug = next(
        name
        for name in ("default", "config", *map("config-{}".format, range(2, len(profiles) + 3)))
        if name not in profiles
    )
    profiles[slug] = {"inference_settings": settings}
    record.note(
        f"the sections are the inline profile {slug} now: they no longer lie beneath every other profile, and "
        "Pinocchio cannot stack a registry's profile on it"
    )
    if slug == "default" and not _names_active(config):
        record.note("an inline profile `default` is used when none is named, before the default of any registry")
    record.note("only Pinocchio reads config documents of this shape; other applications still read the old sections")


def _names_active(config: Tree) -> bool:
    profile = config.get("profile")
    return isinstance(profile, dict) and "active" in profile
