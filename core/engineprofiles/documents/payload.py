"""A row of a SQLite database as a registry: Geppetto's rules for the JSON it keeps there.

Settings are spelled with Go's field names and translated to the tree that YAML gives. Geppetto refuses a whole
database for any error named here; we leave out the value and keep what is sound beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engineprofiles.documents import json_values as js
from engineprofiles.documents.payload_reader import PayloadDocument, PayloadReader, invalid
from engineprofiles.model.fields import ROOT, nearest_name
from engineprofiles.model.registry import EMPTY, NO_METADATA, Decoded, Metadata, Profile, Registry, Tree
from engineprofiles.model.slugs import ExtensionKey, ProfileRef, trimmed
from engineprofiles.problems import Path, Problem, ProfilesError

__all__ = ["PayloadDocument", "registry_from_payload"]

_REGISTRY_KEYS = ("slug", "display_name", "description", "default_profile_slug", "profiles", "metadata")
_PROFILE_KEYS = ("slug", "display_name", "description", "stack", "inference_settings", "metadata", "extensions")
_METADATA_KEYS = ("source", "version", "created_at_ms", "updated_at_ms", "created_by", "updated_by", "tags")
_REF_KEYS = ("registry_slug", "profile_slug")


def registry_from_payload(
    row_slug: str, payload: str | bytes, source: str
) -> tuple[Registry | None, tuple[Problem, ...]]:
    """The registry in the row ``row_slug`` of ``source``, and the problems that keep the row from having one.

    Problems of a registry that could be read are on it and on its profiles.
    """
    document = PayloadDocument(source, row_slug)
    try:
        tree = js.parse_json(payload)
        body = {} if tree is None else js.free_map(tree)
    except js.NotJson as error:
        return None, (invalid(document, (), f"payload_json is not JSON: {error}"),)
    except js.Misfit as error:
        return None, (invalid(document, (), f"payload_json {error}"),)
    return _registry(document, body), ()


def _registry(document: PayloadDocument, body: Tree) -> Registry:
    reader = PayloadReader(document)
    found = reader.members(body, _REGISTRY_KEYS, ())
    slug = _registry_slug(reader, found)
    profiles = _profiles(reader, found)
    return Registry(
        slug=slug,
        document=document,
        display_name=reader.take(js.text, found, "display_name", (), ""),
        description=reader.take(js.text, found, "description", (), ""),
        default_profile=_default_profile(reader, found, profiles),
        profiles=profiles,
        metadata=_metadata(reader, found, ()),
        unknown=reader.unknown or EMPTY,
        problems=tuple(reader.problems),
        decoded=Decoded.JSON,
    )


def _registry_slug(reader: PayloadReader, found: Tree) -> str:
    """The row's slug, which the payload may repeat; one that cannot be used stays as written."""
    row = reader.document.row
    slug = reader.slug(row, (), "registry") or trimmed(row)
    said = reader.slug(reader.take(js.text, found, "slug", (), ""), ("slug",), "registry", blank=True)
    if said and said != slug:
        reader.report("sqlite-row-mismatch", f"the payload of row {slug!r} says its slug is {said!r}", ("slug",))
    return slug


def _default_profile(reader: PayloadReader, found: Tree, profiles: Mapping[str, Profile]) -> str | None:
    key = "default_profile_slug"
    default = reader.slug(reader.take(js.text, found, key, (), ""), (key,), blank=True)
    if default in profiles or not profiles:
        return default
    if default is not None:
        message = f"the default profile {default!r} is not in the registry"
    else:
        message = "a registry in a database must say which profile is its default"
    nearest = nearest_name(default or "default", profiles)
    hint = f'Set default_profile_slug to a profile of this registry, such as "{nearest}".' if nearest else ""
    reader.report("default-missing", message, (key,), hint=hint, field="registry.default_profile_slug")
    return default


def _profiles(reader: PayloadReader, found: Tree) -> Mapping[str, Profile]:
    profiles: dict[str, Profile] = {}
    for key, body in reader.take(js.free_map, found, "profiles", (), EMPTY).items():
        profile = _profile(PayloadReader(reader.document), key, body)
        if profile.slug in profiles:
            other = profiles[profile.slug].key
            message = f"profile keys {other!r} and {key!r} are the same slug"
            reader.report("slug-collision-after-normalising", message, ("profiles", key))
        profiles[profile.slug] = profile
    return dict(sorted(profiles.items()))


def _profile(reader: PayloadReader, key: str, body: Any) -> Profile:
    path: Path = ("profiles", key)
    slug = reader.slug(key, path) or trimmed(key)
    if body is None:
        message = f"profile {slug!r} has no content"
        reader.report("profile-null", message, path, field=f"registry.profiles[{slug}]")
        return Profile(slug, key, problems=tuple(reader.problems))
    found = reader.members(reader.take(js.free_map, {key: body}, key, ("profiles",), EMPTY), _PROFILE_KEYS, path)
    if isinstance(body, Mapping):
        _check_slug(reader, slug, found, path)
    return Profile(
        slug=slug,
        key=key,
        display_name=reader.take(js.text, found, "display_name", path, ""),
        description=reader.take(js.text, found, "description", path, ""),
        stack=_stack(reader, found.get("stack"), (*path, "stack")),
        inference_settings=_settings(reader, found, path),
        metadata=_metadata(reader, found, path),
        extensions=_extensions(reader, found, path),
        unknown=reader.unknown or EMPTY,
        problems=tuple(reader.problems),
    )


def _check_slug(reader: PayloadReader, slug: str, found: Tree, path: Path) -> None:
    place = (*path, "slug")
    before = len(reader.problems)
    said = reader.slug(reader.take(js.text, found, "slug", path, ""), place, blank=True)
    if len(reader.problems) > before:
        return
    if said is None:
        reader.report(
            "slug-missing",
            f"profile {slug!r} does not repeat its slug",
            path,
            hint=f'Add "slug": "{slug}" to the profile: in a database it is not taken from the key.',
            field="profile.slug",
        )
    elif said != slug:
        message = f"profile {slug!r} says its slug is {said!r}"
        reader.report("slug-mismatch", message, place, field=f"registry.profiles[{slug}].slug")


def _stack(reader: PayloadReader, node: Any, path: Path) -> tuple[ProfileRef, ...]:
    if node is None:
        return ()
    if not isinstance(node, list):
        reader.invalid(path, str(js.Misfit("a list", node)))
        return ()
    refs = [_ref(reader, entry, (*path, index), index) for index, entry in enumerate(node)]
    return tuple(ref for ref in refs if ref is not None)


def _ref(reader: PayloadReader, entry: Any, path: Path, index: int) -> ProfileRef | None:
    if entry is not None and not isinstance(entry, Mapping):
        reader.invalid(path, str(js.Misfit("an object with profile_slug", entry)))
        return None
    before = len(reader.problems)
    found = reader.members(entry or EMPTY, _REF_KEYS, path)
    profile = reader.slug(reader.take(js.text, found, "profile_slug", path, ""), (*path, "profile_slug"), blank=True)
    registry = reader.slug(
        reader.take(js.text, found, "registry_slug", path, ""), (*path, "registry_slug"), "registry", blank=True
    )
    if any(problem.code != "unknown-key" for problem in reader.problems[before:]):
        return None
    if profile is None:
        field = f"profile.stack[{index}].profile_slug"
        reader.report("ref-invalid", "the stack entry names no profile", path, field=field)
        return None
    return ProfileRef(registry, profile, index)


def _metadata(reader: PayloadReader, owner: Tree, path: Path) -> Metadata:
    tree = reader.take(js.free_map, owner, "metadata", path, EMPTY)
    if not tree:
        return NO_METADATA
    path = (*path, "metadata")
    found = reader.members(tree, _METADATA_KEYS, path)
    return Metadata(
        source=reader.take(js.text, found, "source", path, ""),
        version=reader.take(js.unsigned, found, "version", path, 0),
        created_at_ms=reader.take(js.integer, found, "created_at_ms", path, 0),
        updated_at_ms=reader.take(js.integer, found, "updated_at_ms", path, 0),
        created_by=reader.take(js.text, found, "created_by", path, ""),
        updated_by=reader.take(js.text, found, "updated_by", path, ""),
        tags=tuple(reader.take(js.texts, found, "tags", path, [])),
    )


def _extensions(reader: PayloadReader, owner: Tree, path: Path) -> Tree:
    extensions = reader.take(js.free_map, owner, "extensions", path, EMPTY)
    for key in extensions:
        try:
            ExtensionKey.parse(key)
        except ProfilesError as error:
            reader.problems.append(error.problem.at(reader.document.locate((*path, "extensions", key))))
    return extensions or EMPTY


def _settings(reader: PayloadReader, owner: Tree, path: Path) -> Tree | None:
    tree = reader.take(js.free_map, owner, "inference_settings", path, None)
    return None if tree is None else reader.section(tree, ROOT, (*path, "inference_settings"))
