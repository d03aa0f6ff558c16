"""A profile of any older shape as one of today."""

from __future__ import annotations

from typing import Any

from engineprofiles.documents.typed import is_null, key_text
from engineprofiles.migration.names import Names, legal_slug, name_of
from engineprofiles.migration.record import Record
from engineprofiles.migration.sections import OLD_SECTIONS, is_section, lay_sections
from engineprofiles.model.fields import SECTIONS, nearest_name
from engineprofiles.problems import Path

Tree = dict[Any, Any]

PROFILE_KEYS = ("slug", "display_name", "description", "stack", "inference_settings", "metadata", "extensions")
"""What stands in a profile of today."""

INLINE_KEYS = tuple(key for key in PROFILE_KEYS if key not in ("slug", "metadata"))
"""What stands in a profile inside a config document: its reader refuses the rest."""

RUNTIME_KEYS = ("system_prompt", "middlewares", "tools")
RUNTIME_EXTENSION = "pinocchio.webchat_runtime@v1"
_OLD_KEYS = frozenset(("runtime", *OLD_SECTIONS))
_IN_API = SECTIONS[("api",)].members


def profiles_of_today(node: Any, path: Path, registry: str, names: Names, record: Record, *, inline: bool) -> Any:
    """The profiles that stand at ``path``, by their slugs in the registry ``registry``."""
    if is_null(node):
        return {}
    if not isinstance(node, dict):
        record.leave(path, "profiles are a map")
        return {}
    slugs = names.profiles(registry)
    profiles: Tree = {}
    for key, body in node.items():
        name = key_text(key)
        here = (*path, name)
        if is_null(key):
            record.leave(here, "a profile has a name")
        elif is_null(body):
            profiles[slugs[name]] = {}
        elif not isinstance(body, dict):
            record.leave(here, "a profile is a map")
        else:
            profiles[slugs[name]] = _Profile(body, here, registry, names, record, inline).today()
    return profiles


class _Profile:
    """One profile on its way. Today's keys come first, so that they stay when an older one says otherwise."""

    def __init__(self, body: Tree, path: Path, registry: str, names: Names, record: Record, inline: bool) -> None:
        self.body = body
        self.path = path
        self.registry = registry
        self.names = names
        self.record = record
        self.inline = inline
        self.profile: Tree = {}

    def today(self) -> Tree:
        known = INLINE_KEYS if self.inline else PROFILE_KEYS
        for key, node in self.body.items():
            if key in known:
                self.profile[key] = self.kept(key, node)
            elif key not in _OLD_KEYS:
                self.leave_unknown(key)
        for key, node in self.body.items():
            if key == "runtime":
                self.runtime(node)
            elif key in OLD_SECTIONS:
                self.lay_settings({key: node}, self.path)
        return self.profile

    def kept(self, key: str, node: Any) -> Any:
        if key == "stack":
            return self.names.stack(node, self.registry)
        if key == "slug" and (name := name_of(node)):
            return self.slug(name)
        if key == "inference_settings" and isinstance(node, dict):
            return settings_of_today(node, (*self.path, key), self.record)
        return node

    def slug(self, name: str) -> str:
        """What the profile calls itself: its new slug, unless it never was what its key says."""
        own = str(self.path[-1])
        return self.names.profile(own, self.registry) if legal_slug(name) == legal_slug(own) else name

    def leave_unknown(self, key: Any) -> None:
        name = key_text(key)
        if self.inline and name in PROFILE_KEYS:
            why = f"a profile in a config document cannot have {name}"
        else:
            near = nearest_name(name, OLD_SECTIONS)
            why = f"a profile has no such key{f': {near} was meant?' if near else ''}"
        self.record.leave((*self.path, name), why)

    def runtime(self, node: Any) -> None:
        here = (*self.path, "runtime")
        if is_null(node):
            return
        if not isinstance(node, dict):
            self.record.leave(here, "runtime is a map")
            return
        for key, value in node.items():
            name = key_text(key)
            if is_null(value):
                continue
            if name == "step_settings_patch" and isinstance(value, dict):
                self.lay_settings(value, (*here, name))
            elif name in RUNTIME_KEYS:
                self.record.lay(self.profile, ("extensions", RUNTIME_EXTENSION, name), value, (*here, name))
                self.record.note(f"what runtime said besides settings is in the extension {RUNTIME_EXTENSION} now")
            else:
                self.record.leave((*here, name), "nothing of today says this")

    def lay_settings(self, sections: Tree, path: Path) -> None:
        """Lays old sections under what ``inference_settings`` says already."""
        settings = self.profile.get("inference_settings")
        if settings is None or is_null(settings):
            settings = self.profile["inference_settings"] = {}
        if isinstance(settings, dict):
            lay_sections(sections, path, settings, self.record)
            return
        for key in sections:
            self.record.leave((*path, key_text(key)), "inference_settings is there already and is no map")


def settings_of_today(tree: Tree, path: Path, record: Record) -> Tree:
    """``inference_settings`` without the wrapper ``api_keys``, which was an earlier name of ``api``."""
    if "api_keys" not in tree:
        return tree
    settings = {key: node for key, node in tree.items() if key != "api_keys"}
    wrapper, here = tree["api_keys"], (*path, "api_keys")
    if is_null(wrapper):
        return settings
    if not isinstance(wrapper, dict):
        record.leave(here, "api is a map")
        return settings
    if "api" not in settings:
        settings = {"api": {}, **settings}
    for key, node in wrapper.items():
        name = key_text(key)
        # The wrapper had the members of api; a name that is none of them is a key's, put one level too high.
        member = (name,) if name in _IN_API else ("base_urls" if name.endswith("-base-url") else "api_keys", name)
        record.lay(settings, ("api", *member), node, (*here, name))
    return settings


def has_runtime(body: Any) -> bool:
    return isinstance(body, dict) and "runtime" in body


def has_patch(body: Any) -> bool:
    """Whether a profile's runtime holds settings."""
    return has_runtime(body) and isinstance(body["runtime"], dict) and "step_settings_patch" in body["runtime"]


def has_sections(body: Any) -> bool:
    """Whether old sections stand in a profile itself."""
    return isinstance(body, dict) and any(is_section(key, node) for key, node in body.items())


def has_wrapper(body: Any) -> bool:
    """Whether a profile's keys stand in the wrapper ``api_keys``."""
    settings = body.get("inference_settings") if isinstance(body, dict) else None
    return isinstance(settings, dict) and "api_keys" in settings
