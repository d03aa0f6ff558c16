"""What is wrong or risky in a chain: one small function for each rule, listed in the tuple of its kind.

:data:`CHAIN_RULES` look at the sources and the chain as a whole, :data:`REGISTRY_RULES` at a registry and where it
stands in its chain, :data:`RULES` at a resolved profile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from engineprofiles.chain import Chain
from engineprofiles.checks.addresses import (
    allow_http_remote,
    allow_local_networks_remote,
    base_url_with_operation_path,
)
from engineprofiles.checks.application import (
    chosen_profile,
    inline_takes_default,
    relative_to_document,
    variable_not_expanded,
)
from engineprofiles.checks.cost import cost_partial
from engineprofiles.checks.geppetto import geppetto_differs
from engineprofiles.checks.model_info import (
    model_info_id_mismatch,
    model_info_stale,
    output_over_window,
    watermark_over_window,
)
from engineprofiles.checks.overrides import masked_everywhere, redundant_override
from engineprofiles.checks.ownership import base_field_in_profile, oauth_and_static_key
from engineprofiles.checks.readiness import (
    api_key_empty,
    api_key_missing,
    api_type_unknown,
    api_type_without_engine,
    embeddings_not_ready,
    engine_missing,
    provider_sections_missing,
)
from engineprofiles.checks.secrets import secret_in_shared_registry, secret_in_world_readable_file
from engineprofiles.checks.shadowing import shadowed
from engineprofiles.checks.silencing import unused_silences, without_silenced
from engineprofiles.checks.source_entries import relative_path, tilde_not_expanded
from engineprofiles.checks.stacks import duplicate_ref, unused_profile
from engineprofiles.checks.texts import unquoted_scalar, yaml_v3_damages_string
from engineprofiles.checks.variables import variable_overridden
from engineprofiles.model.registry import Registry
from engineprofiles.problems import Problem
from engineprofiles.resolution import Resolution

__all__ = [
    "CHAIN_RULES",
    "REGISTRY_RULES",
    "RULES",
    "RUNNING_RULES",
    "ChainRule",
    "RegistryRule",
    "Rule",
    "by_place",
    "check_chain",
    "check_profile",
    "check_resolution",
]

ChainRule = Callable[[Chain], Iterable[Problem]]
"""A rule that looks at a chain and gives a problem for each thing it finds."""

RegistryRule = Callable[[Registry, Chain], Iterable[Problem]]
"""A rule that looks at one registry of a chain."""

Rule = Callable[[Resolution], Iterable[Problem]]
"""A rule that looks at one resolved profile. It runs for every profile of a chain: the common case comes first."""

CHAIN_RULES: tuple[ChainRule, ...] = (
    chosen_profile,
    inline_takes_default,
    variable_not_expanded,
    relative_to_document,
    tilde_not_expanded,
    relative_path,
    engine_missing,
    masked_everywhere,
    secret_in_world_readable_file,
    secret_in_shared_registry,
)
REGISTRY_RULES: tuple[RegistryRule, ...] = (shadowed, duplicate_ref, unused_profile)
RULES: tuple[Rule, ...] = (
    model_info_stale,
    model_info_id_mismatch,
    watermark_over_window,
    output_over_window,
    cost_partial,
    redundant_override,
    geppetto_differs,
    unquoted_scalar,
    yaml_v3_damages_string,
    api_type_unknown,
    api_type_without_engine,
    embeddings_not_ready,
    base_url_with_operation_path,
    allow_http_remote,
    allow_local_networks_remote,
    base_field_in_profile,
    oauth_and_static_key,
)
RUNNING_RULES: tuple[Rule, ...] = (api_key_missing, api_key_empty, provider_sections_missing, variable_overridden)
"""Rules about what an engine is run with, wherever it comes from: where the application's base is known, it counts."""


def check_resolution(resolution: Resolution, chain: Chain | None = None) -> tuple[Problem, ...]:
    """What the rules find in ``resolution``, besides the problems that it carries itself. Never raises.

    With a ``chain`` that has an application, what its base brings is not told to be missing.
    """
    final = resolution
    if chain is not None and chain.base is not None and not resolution.base:
        final = resolution.on(chain.base)
    found = [problem for rule in RULES for problem in rule(resolution)]
    return (*found, *(problem for rule in RUNNING_RULES for problem in rule(final)))


def check_profile(resolution: Resolution, chain: Chain) -> tuple[Problem, ...]:
    """Everything that is wrong or risky with a profile of ``chain``, each thing once: the problems of its
    ``resolution`` and what the rules find there, without what a comment silences. Never raises."""
    found = dict.fromkeys((*resolution.problems, *check_resolution(resolution, chain)))
    return tuple(without_silenced(found, chain))


def check_chain(chain: Chain) -> tuple[Problem, ...]:
    """Everything that is wrong or risky in ``chain``, each thing once, without what a comment silences. Never raises.

    The chain's own problems come first, then what the rules find in profiles, in registries and in the chain.
    """
    found = dict.fromkeys((*chain.problems, *_findings(chain)))
    return (*without_silenced(found, chain), *unused_silences(found, chain))


def by_place(problems: Iterable[Problem], chain: Chain) -> list[Problem]:
    """``problems`` of the chain as a whole, then those of its sources in the order given, inside a source by line."""
    rank = {source.name: number for number, source in enumerate(chain.sources, 1)}

    def place(problem: Problem) -> tuple[int, str, int, int]:
        at = problem.location
        return rank.get(at.source, 0), at.row or "", at.line or 0, at.column or 0

    return sorted(problems, key=place)


def _findings(chain: Chain) -> Iterator[Problem]:
    for registry in chain.registries:
        for slug in registry.profiles:
            yield from check_resolution(chain.resolve(slug, registry=registry.slug), chain)
    for registry in chain.registries:
        for registry_rule in REGISTRY_RULES:
            yield from registry_rule(registry, chain)
    for chain_rule in CHAIN_RULES:
        yield from chain_rule(chain)
