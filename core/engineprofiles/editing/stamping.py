"""Metadata of what was edited, as Geppetto's stores keep it: version, when, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from engineprofiles.chain import Chain
from engineprofiles.documents.edits import Edit, Put
from engineprofiles.editing.contents import Edits, edited, tree_of
from engineprofiles.editing.saying import says
from engineprofiles.model.registry import Decoded, Metadata, Registry, Tree
from engineprofiles.problems import Path


def stamped(before: Chain, after: Chain, actor: str, source: str, now_ms: int) -> Chain:
    """``after`` with the metadata of every registry and profile touched that is not as in ``before``.

    As in Geppetto each profile counts as one change of its registry, too. A YAML document that keeps no metadata is
    not given any.
    """
    edits: Edits = {
        registry.slug: made
        for registry in after.registries
        if (made := list(_stamps(before.by_slug[registry.slug], registry, after, actor, source, now_ms)))
    }
    return edited(after, edits)


def _stamps(old: Registry, new: Registry, after: Chain, actor: str, source: str, now_ms: int) -> Iterator[Edit]:
    if new is old or _says_same(old, new):
        return
    always = new.decoded is Decoded.JSON
    profiles = [profile for slug, profile in new.profiles.items() if says(old.profiles.get(slug)) != says(profile)]
    tree = tree_of(after, new.slug)
    for profile in profiles:
        body = tree["profiles"][profile.key]
        if always or _keeps(body):
            yield from _touch(("profiles", profile.key), profile.metadata, actor, source, now_ms)
    if always or _keeps(tree):
        metadata = new.metadata
        for _ in range(max(1, len(profiles)) - 1):
            metadata = metadata.touched(now_ms, actor, source)
        yield from _touch((), metadata, actor, source, now_ms, new.metadata)


def _keeps(body: Tree) -> bool:
    """Whether a document keeps versions and times; tags alone are no such thing."""
    return bool(body.get("metadata")) and body["metadata"].keys() != {"tags"}


def _touch(
    place: Path, metadata: Metadata, actor: str, source: str, now_ms: int, was: Metadata | None = None
) -> Iterator[Edit]:
    touched = metadata.touched(now_ms, actor, source)
    for each in fields(Metadata):
        value = getattr(touched, each.name)
        if value != getattr(was or metadata, each.name):
            yield Put((*place, "metadata", each.name), value)


def _says_same(old: Registry, new: Registry) -> bool:
    return (
        (old.display_name, old.description, old.default_profile)
        == (new.display_name, new.description, new.default_profile)
        and old.profiles.keys() == new.profiles.keys()
        and all(says(old.profiles[slug]) == says(profile) for slug, profile in new.profiles.items())
    )
