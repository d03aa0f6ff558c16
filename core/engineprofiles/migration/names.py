"""Names that are no slugs, made into slugs, and what refers to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from engineprofiles.documents.scalars import Plain
from engineprofiles.documents.typed import is_null, key_text
from engineprofiles.migration.record import Record
from engineprofiles.model.slugs import SlugKind, parse_slug
from engineprofiles.problems import Path, ProfilesError

_LONGEST = 128
_OTHER = re.compile(r"[^a-z0-9._-]+")

Slugs = Mapping[str, str]
"""The slug of every name, by the name as it was written."""


def legal_slug(name: str, kind: SlugKind = "profile") -> str:
    """The slug that is nearest to ``name``: ``My GPT/4`` is ``my-gpt-4``."""
    try:
        return parse_slug(name, kind)
    except ProfilesError:
        slug = _OTHER.sub("-", name.lower())[:_LONGEST].strip("-._")
        return slug or kind


def slugs_of(names: Iterable[Any], kind: SlugKind, record: Record) -> Slugs:
    """A slug for each of ``names``, all different. One that is a slug stays; a second one of a kind gets a number."""
    texts = [key_text(name) for name in names if not is_null(name)]
    slugs = {name: name for name in texts if legal_slug(name, kind) == name}
    for name in texts:
        if name in slugs:
            continue
        wanted = legal_slug(name, kind)
        slugs[name] = _free(wanted, frozenset(slugs.values()))
        told = f"the {kind} {name!r} is called {slugs[name]} now"
        record.note(told if slugs[name] == wanted else f"{told}: {wanted} is taken by another")
    return slugs


def _free(wanted: str, taken: frozenset[str]) -> str:
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        ending = f"-{number}"
        slug = wanted[: _LONGEST - len(ending)].rstrip("-._") + ending
    return slug


class Names:
    """The slugs of a document's registries and of the profiles in each, by the names that they had."""

    def __init__(self, registries: Slugs, profiles: Mapping[str, Slugs], record: Record) -> None:
        self._registries = registries
        self._profiles = profiles
        self._record = record

    def profiles(self, registry: str) -> Slugs:
        """The slugs of the profiles in the registry whose new slug is ``registry``."""
        return self._profiles.get(registry, {})

    def stack(self, node: Any, registry: str) -> Any:
        """A stack with every reference that names something renamed under its new name."""
        if not isinstance(node, list):
            return node
        return [self._ref(dict(entry), registry) if isinstance(entry, dict) else entry for entry in node]

    def profile(self, name: str, registry: str) -> str:
        """The slug that ``name`` has in ``registry``."""
        return self.profiles(registry).get(name) or self._outside(name, "profile")

    def _outside(self, name: str, kind: SlugKind) -> str:
        """The slug of something that this document does not hold, so that nobody knows what it is called now."""
        slug = legal_slug(name, kind)
        if slug != _lowered(name):
            self._record.note(f"a reference to the {kind} {name!r} says {slug} now")
        return slug

    def _ref(self, entry: dict[Any, Any], registry: str) -> dict[Any, Any]:
        if other := name_of(entry.get("registry_slug")):
            registry = self._registries.get(other) or self._outside(other, "registry")
            entry["registry_slug"] = registry
        if name := name_of(entry.get("profile_slug")):
            entry["profile_slug"] = self.profile(name, registry)
        return entry


def name_of(node: Any) -> str:
    """The text of a scalar that names something; empty for what names nothing."""
    text = node.text if isinstance(node, Plain) and node.value is not None else node
    return text if isinstance(text, str) and text.strip() else ""


def _lowered(name: str) -> str:
    return name.strip().lower()


def slug_from(tree: Mapping[Any, Any], otherwise: str, path: Path, record: Record) -> str:
    """The slug of a registry from its ``slug``, or else ``otherwise``."""
    node = tree.get("slug")
    name = name_of(node)
    if name:
        slug = legal_slug(name, "registry")
        if slug != name:
            record.note(f"the registry {name!r} is called {slug} now")
        return slug
    if not is_null(node):
        record.leave((*path, "slug"), "a slug is a text that is not blank")
    record.note(f"the registry had no slug and is called {otherwise} now")
    return otherwise
