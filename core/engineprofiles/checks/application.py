"""Rules about how an application comes to its profile: what it asks for, and where its lists of registries stand."""

from __future__ import annotations

import os
from collections.abc import Iterator

from engineprofiles.chain import CONFIG, Chain
from engineprofiles.model.selection import Reason
from engineprofiles.model.slugs import parse_slug
from engineprofiles.problems import Problem, ProfilesError
from engineprofiles.sources import path_named_by


def chosen_profile(chain: Chain) -> Iterator[Problem]:
    """The profile that an option, a variable or a config document names cannot be had: what stops the application."""
    choice = chain.choice
    if chain.application is None or choice is None:
        return
    place = choice.location
    if "/" in choice.profile:
        if choice.reason is Reason.CONFIG:  # told by the document, which stops the application wherever it stands
            return
        message = f"{choice.by} is {choice.profile!r}, and {chain.application.name} takes no registry there"
        yield Problem("profile-ref-refused", message, location=place)
        return
    try:
        slug = parse_slug(choice.profile)
    except ProfilesError as error:
        yield error.problem.at(place)
        return
    if not any(registry.profiles for registry in chain.registries if registry.inline) and not _imported(chain):
        message = f"{choice.by} is {slug!r}, and there is neither an inline profile nor a registry"
        yield Problem("profile-without-registries", message, "", place, "profile-settings.profile")
    elif slug not in chain.holders:
        hint = ""
        try:
            chain.select(slug)
        except ProfilesError as error:
            hint = error.problem.hint
        looked = ", ".join(registry.slug for registry in chain.registries) or "no registry"
        yield Problem("chosen-profile-missing", f"{choice.by} is {slug!r}; looked through {looked}", hint, place)


def inline_takes_default(chain: Chain) -> Iterator[Problem]:
    """Nobody names a profile, and the inline profiles come before a registry that has a default of its own."""
    top = chain.registries[0] if chain.registries else None
    if chain.choice is not None or top is None or not top.inline or not top.profiles or top.default_profile is None:
        return
    below = next((each for each in chain.registries if not each.inline and each.default_profile), None)
    if below is not None:
        name = chain.application.name if chain.application else "Pinocchio"
        message = (
            f"no profile is named, so {name} takes {top.slug}/{top.default_profile} and not "
            f"{below.slug}/{below.default_profile}"
        )
        yield Problem("inline-takes-default", message, location=top.locate(top.default_profile, key=True))


def variable_not_expanded(chain: Chain) -> Iterator[Problem]:
    """A list of sources names a path with ``$``."""
    for source in chain.sources:
        path = path_named_by(source.name)
        if source.listed_in and "$" in path and not os.path.lexists(path):
            message = f"{path} is looked for as it stands: no application of Geppetto's expands `$`"
            yield Problem("variable-not-expanded", message, location=source.named_at)


def relative_to_document(chain: Chain) -> Iterator[Problem]:
    """A document lists a registry that lies beside it, and the working directory has no such file."""
    for source in chain.sources:
        path, document = path_named_by(source.name), chain.file_of(source.listed_at)
        if document is None or not path or os.path.isabs(path) or os.path.exists(path):
            continue
        beside = os.path.join(os.path.dirname(document), path)
        if os.path.exists(beside):
            message = f"{path} lies beside {source.listed_at.source}, but is looked for in the working directory"
            yield Problem("relative-to-document", message, f"Write {os.path.normpath(beside)}.", source.listed_at)


def _imported(chain: Chain) -> bool:
    """Whether any source of registries was named."""
    return any(source.kind != CONFIG for source in chain.sources)
