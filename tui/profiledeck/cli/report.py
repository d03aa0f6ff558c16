"""A chain as plain data: its sources, registries and profiles. The field names are those of Geppetto's own report."""

from __future__ import annotations

from typing import Any

from engineprofiles import Chain, Profile, ProfilesError, Registry, Selection, Source
from engineprofiles.budget import model_facts
from engineprofiles.checks import check_profile
from engineprofiles.resolution.plain import jsonable, selection_dict
from profiledeck.cli.problems import chain_problems, counts

COST_BUCKETS = ("input", "output", "cache_read", "cache_write")


def chain_report(chain: Chain) -> dict[str, Any]:
    """Everything ``profiledeck list`` tells; see docs/json.md. Sources in the order given, registries top first."""
    chosen = default_selection(chain)
    top = chain.registries[0] if chain.registries else None
    return {
        "sources": [source_dict(source) for source in chain.sources],
        "default_registry": chain.default_registry,
        "default_profile": top.default_profile if top else None,
        "selected_registry": chosen.registry if chosen else None,
        "selected_profile": chosen.profile if chosen else None,
        "selection": selection_dict(chosen) if chosen else None,
        "registries": [registry_dict(chain, registry) for registry in chain.registries],
        "profiles": [
            profile_dict(chain, registry, profile, chosen)
            for registry in chain.registries
            for profile in registry.profiles.values()
        ],
        "problems": [problem.to_dict() for problem in chain_problems(chain)],
    }


def default_selection(chain: Chain) -> Selection | None:
    """What is selected when nothing is named; ``None`` when that is nothing."""
    try:
        return chain.select()
    except ProfilesError:
        return None


def source_dict(source: Source) -> dict[str, Any]:
    """A source; one named by a DSN has it, masked, instead of a path."""
    place = source.name.removeprefix(f"{source.kind}:").removeprefix("//").strip()
    return {
        "raw": source.name,
        "kind": source.kind,
        "reason": source.reason,
        **({"path": "", "dsn": place} if source.kind == "sqlite-dsn" else {"path": place}),
        "registries": [registry.slug for registry in source.registries],
        "problems": [problem.to_dict() for problem in source.problems],
    }


def registry_dict(chain: Chain, registry: Registry) -> dict[str, Any]:
    return {
        "slug": registry.slug,
        "display_name": registry.display_name,
        "description": registry.description,
        "default_profile": registry.default_profile,
        "profile_count": len(registry.profiles),
        "is_default": registry.slug == chain.default_registry,
        "source": registry.source,
    }


def profile_dict(chain: Chain, registry: Registry, profile: Profile, chosen: Selection | None) -> dict[str, Any]:
    """A profile with the model, limits and prices that it resolves to."""
    resolution = chain.resolve(profile.slug, registry=registry.slug)
    facts = model_facts(resolution)
    other = facts.embeddings or facts.rerank
    model, api_type = (other.engine, other.api_type) if other and not facts.engine else (facts.engine, facts.api_type)
    return {
        "registry": registry.slug,
        "slug": profile.slug,
        "display_name": profile.display_name,
        "description": profile.description,
        "model": model or None,
        "api_type": api_type or None,
        "version": profile.metadata.version,
        "source": profile.metadata.source,
        "is_default": profile.slug == registry.default_profile,
        "is_selected": chosen is not None and (chosen.registry, chosen.profile) == (registry.slug, profile.slug),
        "shadowed_by": chain.shadowed_by(registry.slug, profile.slug),
        "context_window": facts.context_window,
        "cost": None if facts.cost.is_unknown else jsonable(dict(zip(COST_BUCKETS, facts.rates, strict=True))),
        "problem_counts": counts(check_profile(resolution, chain)),
    }
