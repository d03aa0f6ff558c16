"""This library's answers to the questions of the vectors, in the shape of Geppetto's."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tests.core.conformance.comparing import Refused
from tests.core.conformance.vectors import Vector

from engineprofiles import (
    Chain,
    ProfilesError,
    Registry,
    Resolution,
    Selection,
    Semantics,
    Store,
    Usage,
    merge_settings,
    open_chain,
    read_settings,
)
from engineprofiles.documents.reader import read
from engineprofiles.documents.registry import registry_from_yaml
from engineprofiles.documents.registry_tree import metadata_tree, ref_tree
from engineprofiles.documents.rewritten import rewritten
from engineprofiles.hosts import geppetto_defaults
from engineprofiles.model import Decoded, ExtensionKey, Profile, Reason, parse_slug
from engineprofiles.problems import first_error
from engineprofiles.resolution import LayeredSettings
from engineprofiles.resolution.lost_in_merge import without_timeout
from engineprofiles.resolution.resolve import read_layer
from engineprofiles.sources import parse_source, split_entries


def opened(sources: str | Sequence[str | Store]) -> Chain:
    """The chain as Geppetto opens it: whole or not at all."""
    try:
        return open_chain(sources, strict=True)
    except ProfilesError as error:
        problems = [problem for problem in open_chain(sources).problems if problem.severity == "error"]
        raise Refused([error.problem, *problems]) from error


def resolved(
    chain: Chain, profile: str | None, registry: str | None, base: LayeredSettings | None = None
) -> dict[str, Any]:
    """What a chain resolves to, with ``final`` when there is a base."""
    resolution = chain.resolve(profile, registry=registry, semantics=Semantics.GEPPETTO)
    _refuse(resolution)
    owner = chain.by_slug[resolution.registry]
    metadata = owner.profiles[resolution.profile].metadata
    found: dict[str, Any] = {
        "registry": resolution.registry,
        "profile": resolution.profile,
        "version": metadata.version,
        "source": metadata.source or owner.metadata.source,
        "lineage": [[layer.registry, layer.profile, layer.version, layer.source] for layer in resolution.lineage],
        "settings": resolution.values,
    }
    if resolution.extensions:
        found["extensions"] = resolution.extensions
    if base is not None:
        final = resolution.on(base)
        _refuse(final)
        found["final"] = final.values
    return found


def registry_answer(registry: Registry, rewritten_out: bool = False) -> dict[str, Any]:
    """A registry in Geppetto's merge form: what is empty is left out. ``rewritten_out`` is it after another round of
    being written and read."""
    return _present(
        slug=registry.slug,
        display_name=registry.display_name,
        description=registry.description,
        default_profile_slug=registry.default_profile,
        profiles={
            slug: _profile_answer(registry, profile, rewritten_out) for slug, profile in registry.profiles.items()
        },
        metadata=metadata_tree(registry.metadata),
    )


def _slug(vector: Vector) -> Any:
    kind, value = vector.argument("--kind"), vector.argument("--value") or ""
    if kind == "source":
        specs = map(parse_source, split_entries(value))
        return {"specs": [{"kind": s.kind, "path": s.path, "dsn": s.dsn, "raw": s.raw} for s in specs]}
    if kind == "extension":
        return {"slug": _extension_key(value)}
    return {"slug": parse_slug(value, "registry" if kind == "registry" else "profile")}


def _extension_key(value: str) -> str:
    try:
        return str(ExtensionKey.parse(value))
    except ProfilesError as error:
        # Geppetto's parser names no field, only its caller does, which other vectors show; ours names it at once.
        raise Refused([replace(error.problem, code="slug-invalid")]) from error


def geppetto_registry(file: str) -> Registry | None:
    """The registry of a YAML file as it is after Geppetto's first pass; ``None`` for a blank file."""
    with open(file, "rb") as content:
        document = read(content.read(), file)
    registry, problems = registry_from_yaml(replace(document, tree=rewritten(document.tree)))
    if registry is None and first_error(problems) is None:
        return None
    opened(f"yaml:{file}")
    assert registry is not None
    return replace(registry, decoded=Decoded.ONCE)


def _validate(vector: Vector) -> Any:
    registry = geppetto_registry(vector.argument("--file") or "")
    if registry is None:
        return {"registry": None, "default_profile": None}
    return {"registry": registry_answer(registry), "default_profile": registry.default_profile or ""}


def _encode(vector: Vector) -> Any:
    """What Go's text of a registry means. We do not write it: it must say what we think that Go makes of the file."""
    [registry] = opened(f"yaml:{vector.argument('--file')}").registries
    return {"registry": registry_answer(registry, rewritten_out=True)}


def _resolve(vector: Vector) -> Any:
    chain = opened(vector.argument("--sources") or "")
    return resolved(chain, vector.argument("--profile") or None, vector.argument("--registry"), _base(vector))


def _base(vector: Vector) -> LayeredSettings | None:
    if "--base-defaults" in vector.args:
        return geppetto_defaults()
    file = vector.argument("--base")
    return read_settings(file) if file else None


def _list(vector: Vector) -> Any:
    chain = opened(vector.argument("--sources") or "")
    return {
        "default_registry": chain.default_registry,
        "precedence": [registry.slug for registry in chain.registries],
        "registries": [
            {
                "slug": registry.slug,
                "display_name": registry.display_name,
                "default_profile_slug": registry.default_profile or "",
                "profile_count": len(registry.profiles),
                "profiles": [_listed(profile) for profile in registry.profiles.values()],
            }
            for registry in sorted(chain.registries, key=lambda registry: registry.slug)
        ],
    }


def _listed(profile: Profile) -> dict[str, Any]:
    return {
        "slug": profile.slug,
        "display_name": profile.display_name,
        "description": profile.description,
        "has_settings": profile.inference_settings is not None,
        "stack": [ref_tree(ref) for ref in profile.stack],
        "version": profile.metadata.version,
    }


def _merge(vector: Vector) -> Any:
    base, overlay = (read_settings(vector.argument(name) or "") for name in ("--base", "--overlay"))
    merged = merge_settings(base, overlay, semantics=Semantics.GEPPETTO)
    _refuse(merged)
    return {"merged": merged.values}


def _settings(vector: Vector) -> Any:
    settings = read_settings(vector.argument("--file") or "").in_semantics(Semantics.GEPPETTO)
    _refuse(settings)
    return {"merge_map": settings.values}


def _cost(vector: Vector) -> Any:
    settings = read_settings(vector.argument("--profile-settings") or "").in_semantics(Semantics.GEPPETTO)
    refusals = {"model-info-invalid", "cost-negative"}
    invalid = [problem.message for problem in settings.problems if problem.code in refusals]
    info = settings.settings.model_info if not invalid else None
    found: dict[str, Any] = {"validate": invalid[0] if invalid else None}
    if info is not None:
        cost = info.cost_of(Usage(**json.loads(vector.argument("--usage") or "{}")))
        found["cost"] = cost.usd if cost else None
        found["effective_context_limit"] = info.effective_context_limit
        found["hard_context_limit"] = info.hard_context_limit
    return found


ANSWERS: Mapping[str, Callable[[Vector], Any]] = {
    "slug": _slug,
    "validate": _validate,
    "encode": _encode,
    "resolve": _resolve,
    "list": _list,
    "merge": _merge,
    "settings": _settings,
    "cost": _cost,
}


def _refuse(settings: LayeredSettings) -> None:
    problems = [problem for problem in settings.problems if problem.severity == "error"]
    if problems:
        raise Refused(problems)


def _profile_answer(registry: Registry, profile: Profile, rewritten_out: bool) -> dict[str, Any]:
    selection = Selection(registry.slug, profile.slug, Reason.EXPLICIT)
    layer = read_layer(registry, profile, 1).geppetto
    own = Resolution((without_timeout(layer) if rewritten_out else layer,), Semantics.GEPPETTO, selection)
    found = _present(
        slug=profile.slug,
        display_name=profile.display_name,
        description=profile.description,
        stack=[ref_tree(ref) for ref in profile.stack],
        metadata=metadata_tree(profile.metadata),
        extensions=own.extensions,
    )
    if profile.inference_settings is not None:
        found["inference_settings"] = own.values
    return found


def _present(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
