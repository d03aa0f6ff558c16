"""What is wrong or risky in a chain: one small function for each rule, listed in :data:`RULES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engineprofiles.chain import Chain
from engineprofiles.checks.geppetto import geppetto_differs
from engineprofiles.checks.model_info import model_info_stale
from engineprofiles.checks.texts import unquoted_scalar, yaml_v3_damages_string
from engineprofiles.problems import Problem
from engineprofiles.resolution import Resolution

__all__ = ["RULES", "Rule", "check_chain", "check_resolution"]

Rule = Callable[[Resolution], Iterator[Problem]]
"""A rule looks at one resolved profile and gives a problem for each thing it finds."""

RULES: tuple[Rule, ...] = (model_info_stale, geppetto_differs, unquoted_scalar, yaml_v3_damages_string)
"""Every rule, in the order in which their findings are listed."""


def check_resolution(resolution: Resolution) -> tuple[Problem, ...]:
    """What the rules find in ``resolution``, besides the problems that it carries itself. Never raises."""
    return tuple(problem for rule in RULES for problem in rule(resolution))


def check_chain(chain: Chain) -> tuple[Problem, ...]:
    """Everything that is wrong or risky in ``chain``, each thing once: its own problems, then what the rules find in
    its profiles, resolved one by one. Never raises."""
    found = dict.fromkeys(chain.problems)
    for registry in chain.registries:
        for slug in registry.profiles:
            found.update(dict.fromkeys(check_resolution(chain.resolve(slug, registry=registry.slug))))
    return tuple(found)
