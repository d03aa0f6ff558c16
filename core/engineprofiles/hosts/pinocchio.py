"""Pinocchio: config documents of eight places, inline profiles above the registries, variables for the base.

An option wins over a variable, that over the config documents, these over the default; for the profile and for the
list of registries each by itself. Options for settings lie beneath the profile, as variables do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engineprofiles.application import Application, Found, Place
from engineprofiles.documents.config_documents import ConfigDocuments
from engineprofiles.hosts.base import base_settings
from engineprofiles.hosts.config_places import APP, document_places, file_problems, listed_in, looked_at
from engineprofiles.hosts.host import NO_OPTIONS, Findings, Options
from engineprofiles.hosts.selection_variables import SelectionVariables, default_registries, selection_variables
from engineprofiles.hosts.surroundings import Surroundings
from engineprofiles.model.selection import Choice, Reason
from engineprofiles.model.slugs import trimmed
from engineprofiles.opening import Listing
from engineprofiles.problems import Location, Problem
from engineprofiles.stores.config_content import ConfigContent
from engineprofiles.stores.config_documents import ConfigStore

_PREFIX = APP.upper()
_OPTION, _LIST_OPTION = "--profile", "--profile-registries"
_PROFILE, _REGISTRIES = f"{_PREFIX}_PROFILE", f"{_PREFIX}_PROFILE_REGISTRIES"


class PinocchioHost:
    """The rules of Pinocchio 0.13 and its kin."""

    name = APP

    def find(self, around: Surroundings, options: Options = NO_OPTIONS) -> Findings:
        """What ``pinocchio``, run there with ``options``, would find."""
        looked = tuple(looked_at(around, options.config_file))
        store = ConfigStore([each.file for each in looked if not each.same_as])
        content = store.load().content
        assert isinstance(content, ConfigContent)
        variables = selection_variables(around, _PREFIX, listed=bool(options.registries))
        asked = _asked(options, variables)
        listed = _listed(options, variables, content.documents)
        default, place = default_registries(around, APP)
        base = base_settings(around, _PREFIX)
        application = Application(
            name=APP,
            host=self.name,
            base=base.settings,
            asked=asked,
            places=(
                *document_places(looked, content, asked, listed.where),
                *_selecting(variables.places, options, asked, listed.where),
                _default_place(place, listed.where),
                *base.places,
            ),
            problems=(
                *file_problems(around, looked, content),
                *variables.problems,
                *_replaced(content.documents, listed.where),
                *base.problems,
            ),
        )
        entries = listed.entries or ((Listing(default, "", single=True),) if default else ())
        return Findings((*entries, store), application)


def _asked(options: Options, variables: SelectionVariables) -> Choice | None:
    if options.profile:  # a blank one takes the place of the variable too
        named = trimmed(options.profile)
        return Choice(named, Reason.OPTION, _OPTION, Location(_OPTION)) if named else None
    if variables.profile:
        return Choice(variables.profile, Reason.ENVIRONMENT, _PROFILE, Location(_PROFILE))
    return None


@dataclass(frozen=True, slots=True)
class _Listed:
    """The list of registries that counts, and where it stands; neither where nothing lists any."""

    where: str = ""
    entries: tuple[Listing, ...] = ()


def _listed(options: Options, variables: SelectionVariables, documents: ConfigDocuments) -> _Listed:
    where, entries = _REGISTRIES, variables.registries
    if options.registries:  # blank ones take the place of the variable too
        where, entries = _LIST_OPTION, tuple(filter(None, map(trimmed, options.registries)))
    if entries:
        return _Listed(where, tuple(Listing(entry, where, single=True) for entry in entries))
    config = documents.saying("registries")
    if config is None or config.registries is None:
        return _Listed()
    where = listed_in(config.source)
    places = (config.document.locate(("profile", "registries", index)) for index in range(len(config.registries)))
    standing = zip(config.registries, places, strict=True)
    return _Listed(where, tuple(Listing(entry, where, True, place) for entry, place in standing))


def _selecting(
    places: Sequence[Place], options: Options, asked: Choice | None, list_that_counts: str
) -> Iterator[Place]:
    """The variables that select, with what an option took from them."""
    winners = {
        _PROFILE: asked.by if asked else _OPTION,
        _REGISTRIES: _LIST_OPTION if options.registries else list_that_counts,
    }
    for place in places:
        winner = winners.get(place.name, place.name)
        beaten = place.found is Found.SET and winner != place.name
        yield replace(place, gives=(), lost=(f"{place.what}: {winner} comes first",)) if beaten else place


def _default_place(place: Place, list_that_counts: str) -> Place:
    if not list_that_counts or place.found is not Found.FOUND:
        return place
    return replace(place, gives=(), lost=(f"{place.what}: {list_that_counts} comes first",))


def _replaced(documents: ConfigDocuments, list_that_counts: str) -> Iterator[Problem]:
    for config in documents.documents:
        if config.registries and list_that_counts != listed_in(config.source):
            place = config.document.locate(("profile", "registries"))
            message = f"this list of registries does not count: {list_that_counts} replaces it"
            yield Problem("registries-replaced", message, location=place)
