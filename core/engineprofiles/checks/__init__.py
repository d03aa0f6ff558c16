"""What is wrong or risky in a chain: one small function for each rule, listed in :data:`RULES` and
:data:`CHAIN_RULES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engineprofiles.chain import Chain
from engineprofiles.checks.addresses import (
    allow_http_remote,
    allow_local_networks_remote,
    base_url_with_operation_path,
)
from engineprofiles.checks.cost import cost_partial
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
from engineprofiles.problems import Problem
from engineprofiles.resolution import Resolution

__all__ = ["CHAIN_RULES", "RULES", "ChainRule", "Rule", "check_chain", "check_resolution"]

Rule = Callable[[Resolution], Iterator[Problem]]
"""A rule looks at one resolved profile and gives a problem for each thing it finds."""

ChainRule = Callable[[Chain], Iterator[Problem]]
"""A rule that has to see who stacks on whom, or the sources."""

CHAIN_RULES: tuple[ChainRule, ...] = (
    engine_missing,
    masked_everywhere,
    secret_in_world_readable_file,
    secret_in_shared_registry,
)
"""Every rule about a chain as a whole, in the order in which their findings are listed."""

RULES: tuple[Rule, ...] = (
    model_info_stale,
    model_info_id_mismatch,
    watermark_over_window,
    output_over_window,
    cost_partial,
    redundant_override,
    api_type_unknown,
    api_type_without_engine,
    api_key_missing,
    api_key_empty,
    provider_sections_missing,
    embeddings_not_ready,
    base_url_with_operation_path,
    allow_http_remote,
    allow_local_networks_remote,
    base_field_in_profile,
    oauth_and_static_key,
)
"""Every rule about a profile, in the order in which their findings are listed."""


def check_resolution(resolution: Resolution) -> tuple[Problem, ...]:
    """What the rules find in ``resolution``, besides the problems that it carries itself. Never raises."""
    return tuple(problem for rule in RULES for problem in rule(resolution))


def check_chain(chain: Chain) -> tuple[Problem, ...]:
    """Everything that is wrong or risky in ``chain``, each thing once: its own problems, then what the rules find in
    it and in its profiles, resolved one by one. Never raises."""
    found = dict.fromkeys(chain.problems)
    for rule in CHAIN_RULES:
        found.update(dict.fromkeys(rule(chain)))
    for registry in chain.registries:
        for slug in registry.profiles:
            found.update(dict.fromkeys(check_resolution(chain.resolve(slug, registry=registry.slug))))
    return tuple(found)
