"""Turns a document of any older shape into documents of today's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from engineprofiles.documents.comments import comments_below, header
from engineprofiles.documents.config_documents import INLINE
from engineprofiles.documents.reader import YamlDocument, read
from engineprofiles.documents.registry import registry_from_yaml
from engineprofiles.documents.typed import MAX_VALUE_DEPTH
from engineprofiles.hosts.document import settings_from_yaml
from engineprofiles.migration.app_config import config_of_today
from engineprofiles.migration.migration import Migration, NewDocument, written
from engineprofiles.migration.names import legal_slug, name_of
from engineprofiles.migration.profiles import settings_of_today
from engineprofiles.migration.record import Left, Record
from engineprofiles.migration.registries import from_bundle, from_legacy_map, from_registry
from engineprofiles.migration.shapes import Shape, is_config, is_settings, shape_of
from engineprofiles.model.slugs import parse_slug
from engineprofiles.problems import Location, Problem
from engineprofiles.resolution.layered import layer_problems
from engineprofiles.resolution.resolve import read_layer

_DEEPEST = MAX_VALUE_DEPTH + 20
"""A free-form value may nest 200 levels; what leads to one is a few."""


def migrate(document: YamlDocument, registry: str = "default") -> Migration:
    """What ``document`` says, in today's shape. ``registry`` names the registry of profiles that have none.

    Never raises for a bad document. Raises ``ProfilesError`` (``slug-invalid``) when ``registry`` is no slug.
    """
    slug = parse_slug(registry, "registry")
    shape = shape_of(document)
    if shape.is_old and _is_too_deep(document.tree):
        place = Location(document.source)
        return Migration(Shape.UNREADABLE, left=(Left(place, f"it nests deeper than {_DEEPEST} levels"),))
    if shape.is_of_today:
        return Migration(shape, (_as_it_is(document),), notes=_told(document.problems))
    if not shape.is_old:
        return Migration(shape, left=(*_unread(document),) or _all_of(document, shape))
    return _migrated(document, shape, slug)


def _migrated(document: YamlDocument, shape: Shape, slug: str) -> Migration:
    record = Record(document)
    record.left.extend(_unread(document))
    trees = list(_trees(_unshared(document.tree), shape, slug, record))
    comment = header(document.text)
    documents = tuple(NewDocument(_name_of(tree), tree, written(tree, comment)) for tree in trees if tree)
    if lines := comments_below(document.text):
        count = f"{len(lines)} comments are" if len(lines) > 1 else "1 comment is"
        record.note(f"{count} not carried over, the first from line {lines[0]}")
    left = sorted(record.left, key=lambda left: (left.location.line or 0, left.location.column or 0))
    return Migration(shape, documents, tuple(left), tuple(record.notes), tuple(_problems(documents)))


def _trees(tree: dict[Any, Any], shape: Shape, slug: str, record: Record) -> Iterator[dict[Any, Any]]:
    if shape is Shape.BUNDLE:
        yield from from_bundle(tree, record)
    elif shape is Shape.LEGACY_MAP:
        yield from_legacy_map(tree, slug, record)
    elif shape is Shape.API_KEYS and is_settings(tree):
        yield settings_of_today(tree, (), record)
    elif shape is Shape.OLD_CONFIG or is_config(tree):
        yield config_of_today(tree, record)
    else:
        yield from_registry(tree, slug, record)


def _as_it_is(document: YamlDocument) -> NewDocument:
    return NewDocument(_name_of(document.tree), document.tree, document.text)


def _name_of(tree: dict[Any, Any]) -> str:
    """The name that a file of this content should have."""
    if "slug" in tree:
        return f"{legal_slug(name_of(tree['slug']), 'registry')}.yaml"
    return "settings.yaml" if is_settings(tree) else "config.yaml"


def _unread(document: YamlDocument) -> Iterator[Left]:
    """What the reader could not take into the tree."""
    return (Left(problem.location, problem.message) for problem in document.problems)


def _all_of(document: YamlDocument, shape: Shape) -> tuple[Left, ...]:
    if shape is Shape.EMPTY:
        return ()
    return (Left(document.locate(()), "it has neither profiles nor the keys of a config document"),)


def _told(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(f"{problem.location.label}: {problem.message}" for problem in problems)


def _problems(documents: Iterable[NewDocument]) -> Iterator[Problem]:
    """What is wrong with new documents once they are read again."""
    for new in documents:
        document = read(new.text, new.name)
        if is_settings(new.tree):
            yield from settings_from_yaml(document).problems
            continue
        if "slug" not in new.tree:
            # Profiles in a config document are a registry too, whose slug is not written down.
            tree = {"slug": INLINE, "profiles": new.tree.get("profiles")}
            document = replace(document, tree=tree)
        registry, problems = registry_from_yaml(document)
        yield from problems
        if registry is None:
            continue
        yield from registry.problems
        for profile in registry.profiles.values():
            yield from layer_problems(read_layer(registry, profile, 1))


def _unshared(node: Any) -> Any:
    """A copy in which nothing stands twice, to be changed freely."""
    if isinstance(node, dict):
        return {key: _unshared(child) for key, child in node.items()}
    return [_unshared(child) for child in node] if isinstance(node, list) else node


def _is_too_deep(tree: Any) -> bool:
    level = [tree]
    for _ in range(_DEEPEST):
        level = [
            child
            for node in level
            for child in (node.values() if isinstance(node, dict) else node)
            if isinstance(child, (dict, list))
        ]
        if not level:
            return False
    return True
