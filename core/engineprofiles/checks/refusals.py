"""Whether an application would run at all with a chain, or what it would stop at."""

from __future__ import annotations

from collections.abc import Iterator

from engineprofiles.chain import CONFIG, SOURCES_FIELD, Chain, Source
from engineprofiles.checks.application import chosen_profile
from engineprofiles.opening import load_refusals
from engineprofiles.problems import Problem, ProfilesError, Severity, first_error


def refusals(chain: Chain) -> tuple[Problem, ...]:
    """What the application of ``chain`` stops at, in its order, each thing once; nothing when it runs.

    It reads the documents and variables first, then the sources, then looks for the profile and resolves it.
    """
    return tuple(dict.fromkeys(_refusals(chain)))


def _refusals(chain: Chain) -> Iterator[Problem]:
    if chain.application is None:
        return
    yield from _errors(chain.application.problems)
    for source in chain.sources:
        if source.kind == CONFIG:
            yield from _errors(source.problems)
            for registry in source.registries:
                yield from _errors(registry.problems)
                for profile in registry.profiles.values():
                    yield from _errors(profile.problems)
    if chain.sources:
        yield from (problem for problem in load_refusals(chain) if problem.code != "no-registries")
    yield from _nothing_loaded(chain)
    yield from chosen_profile(chain)
    try:
        selection = chain.select()
    except ProfilesError as error:
        if chain.choice is None and any(each.profiles or not each.inline for each in chain.registries):
            yield error.problem
        return
    yield from _errors(chain.resolve(selection.profile, registry=selection.registry).problems)


def _nothing_loaded(chain: Chain) -> Iterator[Problem]:
    """Sources are listed, and none of them holds a registry: databases that are empty or not there at all."""
    listed = [source for source in chain.sources if source.kind != CONFIG]
    if listed and all(map(_holds_nothing, listed)):
        place = listed[0].named_at
        yield Problem("no-registries", "no source that is listed holds a registry", location=place, field=SOURCES_FIELD)


def _holds_nothing(source: Source) -> bool:
    return not source.registries and source.content is None and first_error(source.problems) is None


def _errors(problems: tuple[Problem, ...]) -> Iterator[Problem]:
    return (problem for problem in problems if problem.severity is Severity.ERROR)
