"""A registry as the tree of a document: what Geppetto writes of it, in its order."""

from __future__ import annotations

from typing import Any

from engineprofiles.model.registry import Decoded, Metadata, Profile, Registry
from engineprofiles.model.slugs import ProfileRef


def registry_tree(registry: Registry) -> dict[str, Any]:
    """The documented keys of ``registry`` with their values; what is empty is left out, as Geppetto does.

    Profiles go by slug. Settings and extensions are the trees of the registry itself, scalars that keep their spelling
    included. ``default_profile_slug`` is there for a registry of a database alone, since YAML has no such key. Keys
    of a registry or a profile that Geppetto does not know are not.
    """
    default = registry.default_profile if registry.decoded is Decoded.JSON else None
    return {"slug": registry.slug} | _present(
        display_name=registry.display_name,
        description=registry.description,
        default_profile_slug=default,
        profiles={slug: profile_tree(profile) for slug, profile in registry.profiles.items()},
        metadata=metadata_tree(registry.metadata),
    )


def profile_tree(profile: Profile) -> dict[str, Any]:
    """The documented keys of ``profile``, as in :func:`registry_tree`. Empty settings stay, for they are settings."""
    tree = {"slug": profile.slug} | _present(
        display_name=profile.display_name,
        description=profile.description,
        stack=[ref_tree(ref) for ref in profile.stack],
    )
    if profile.inference_settings is not None:
        tree["inference_settings"] = profile.inference_settings
    return tree | _present(metadata=metadata_tree(profile.metadata), extensions=profile.extensions)


def metadata_tree(metadata: Metadata) -> dict[str, Any]:
    """What is known of ``metadata``, by its keys."""
    return _present(
        source=metadata.source,
        version=metadata.version,
        created_at_ms=metadata.created_at_ms,
        updated_at_ms=metadata.updated_at_ms,
        created_by=metadata.created_by,
        updated_by=metadata.updated_by,
        tags=list(metadata.tags),
    )


def ref_tree(ref: ProfileRef) -> dict[str, Any]:
    """A stack entry; without the registry when that is the one it stands in."""
    return _present(registry_slug=ref.registry, profile_slug=ref.profile)


def _present(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
