"""The chain: registries of several sources in order of precedence, and what is selected from them.

A source that is broken, missing or a duplicate is a problem of the chain; the rest of it works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from engineprofiles.model.fields import nearest_name
from engineprofiles.model.registry import Profile, Registry
from engineprofiles.model.selection import Choice, Reason, Selection
from engineprofiles.model.slugs import ProfileRef, parse_slug
from engineprofiles.problems import Location, Problem
from engineprofiles.resolution import Layer, LayeredSettings, Layers, Resolution, Semantics
from engineprofiles.resolution.layered import layer_problems
from engineprofiles.resolution.stack import BrokenRef, expand
from engineprofiles.stores import Content, Store, YamlFileStore

if TYPE_CHECKING:
    from engineprofiles.application import Application
    from engineprofiles.editing import Draft
    from engineprofiles.stores.config_content import ConfigContent
    from engineprofiles.stores.config_documents import ConfigStore

CONFIG = "config"
"""The kind of the source that an application's config documents are. Few chains have it, and only they load it."""

SOURCES_FIELD = "profile-settings.profile-registries"
"""Geppetto's name for the list of sources."""


@dataclass(frozen=True)
class Source:
    """An opened source: where it came from, what kind it is and why, what it holds and what is wrong with it.

    ``listed_in`` names the variable or setting that lists it for every run, and ``listed_at`` its place in a config
    document; both are empty for one named just now.
    ``mode`` is the permission bits of its file; ``None`` where there is no file, or none that has such bits.
    ``content`` is what an edit starts from; ``None`` when nothing could be read.
    """

    name: str
    kind: str
    reason: str
    store: Store
    registries: tuple[Registry, ...] = ()
    problems: tuple[Problem, ...] = ()
    listed_in: str = ""
    listed_at: Location = field(default_factory=Location)
    mode: int | None = None
    content: Content | None = field(default=None, repr=False)

    @property
    def named_at(self) -> Location:
        """Where it is named: its place in the document that lists it, or else the entry itself."""
        return self.listed_at if self.listed_at.source else Location(self.name)

    @property
    def config(self) -> ConfigContent | None:
        """What it holds, where it is an application's config documents."""
        return cast("ConfigContent", self.content) if self.kind == CONFIG and self.content else None

    @property
    def files(self) -> Mapping[str, str]:
        """The path of each text file of the source by its name for a person; a database has none."""
        if self.kind == CONFIG:
            return cast("ConfigStore", self.store).files
        return {self.store.source: self.store.path} if isinstance(self.store, YamlFileStore) else {}

    @property
    def modes(self) -> Mapping[str, int]:
        """The permission bits of each file of the source that has any, by its name for a person."""
        if self.config:
            return {text.file.name: text.mode for text in self.config.texts if text.mode is not None}
        return {} if self.mode is None else {self.name: self.mode}

    @property
    def names(self) -> tuple[str, ...]:
        """What locations in the source call it."""
        return (self.store.source, *(name for name in self.files if name != self.store.source))


@dataclass(frozen=True, eq=False)
class Chain:
    """Registries from several sources.

    ``sources`` are in the order given: later ones win. ``registries`` are in order of precedence, the top first;
    inside a database by slug. ``application`` is the one that the sources were found for, if any.
    """

    sources: tuple[Source, ...]
    registries: tuple[Registry, ...]
    application: Application | None = field(default=None, repr=False)

    @cached_property
    def by_slug(self) -> Mapping[str, Registry]:
        """The registries by slug, the top of the chain first."""
        return MappingProxyType({registry.slug: registry for registry in self.registries})

    @cached_property
    def holders(self) -> Mapping[str, tuple[str, ...]]:
        """For each profile slug the registries that have such a profile, the top of the chain first."""
        found: dict[str, tuple[str, ...]] = {}
        for registry in self.registries:
            for slug in registry.profiles:
                found[slug] = (*found.get(slug, ()), registry.slug)
        return MappingProxyType(found)

    @property
    def default_registry(self) -> str | None:
        """The slug of the registry that counts when none is named: the first one of the last source that has any.

        Config documents without inline profiles do not count.
        """
        return next((each.slug for each in self.registries if each.profiles or not each.inline), None)

    @cached_property
    def config(self) -> ConfigContent | None:
        """What the application's config documents hold; ``None`` without an application that has any."""
        return next((source.config for source in self.sources if source.config), None)

    @property
    def choice(self) -> Choice | None:
        """The profile that is named for every run: by an option, a variable or a config document."""
        asked = self.application.asked if self.application else None
        return asked or (self.config.choice if self.config else None)

    @property
    def base(self) -> LayeredSettings | None:
        """The application's own settings, which lie beneath every profile."""
        return self.application.base if self.application else None

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong with the sources, the registries, their profiles and their stacks, in chain order."""
        return tuple(self._all_problems())

    def select(self, ref: str | ProfileRef | None = None, *, registry: str | None = None) -> Selection:
        """The profile that ``ref`` (``profile`` or ``registry/profile``) and ``registry`` name; without them the one
        that is named for every run, or else the default one.

        A profile without a registry is looked for from the top of the chain down. Raises ``RegistryNotFound``,
        ``ProfileNotFound``, or ``ValidationError`` when nothing is named and there is no default.
        """
        known = self.by_slug.get(registry) if registry is not None else None
        if known is not None and isinstance(ref, str) and ref in known.profiles:
            return self._selection(known, ref, Reason.EXPLICIT)  # as it is listed, even where that is no valid slug
        wanted = ProfileRef.parse(ref) if isinstance(ref, str) else ref
        within = parse_slug(registry, "registry") if registry else None
        if wanted is None and within is None and self.choice is not None:
            return replace(self.select(self.choice.profile), reason=self.choice.reason, choice=self.choice)
        if wanted is None:
            return self._select_default(within)
        within = wanted.registry or within
        if within is not None:
            return self._selection(self._registry(within), wanted.profile, Reason.EXPLICIT)
        if wanted.profile not in self.holders:
            raise self._profile_not_found(wanted.profile, self.registries).error()
        top = self.by_slug[self.holders[wanted.profile][0]]
        return self._selection(top, wanted.profile, Reason.PRECEDENCE)

    def resolve(
        self,
        ref: str | ProfileRef | None = None,
        *,
        registry: str | None = None,
        semantics: Semantics = Semantics.DOCUMENTED,
    ) -> Resolution:
        """Selects as :meth:`select` does and resolves. A broken layer is a problem of the resolution."""
        return self._layers.resolve(self.select(ref, registry=registry), semantics)

    def layer(self, registry: str, profile: str) -> Layer:
        """A profile of this chain as the layer that it is by itself. Raises ``KeyError`` when it is not there."""
        owner = self.by_slug[registry]
        return self._layers.layer((owner, owner.profiles[profile]), 1)

    def shadowed_by(self, registry: str, profile: str) -> str | None:
        """The registry whose profile of the same slug an unqualified reference finds instead of this one."""
        holders = self.holders.get(profile, (registry,))
        return None if holders[0] == registry else holders[0]

    def edit(self) -> Draft:
        """A draft of this chain, in which nothing is edited yet. No source is touched before its plan is applied."""
        from engineprofiles.editing import Draft  # which stands on the chain, as all of editing does

        return Draft(self, self)

    @cached_property
    def users(self) -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
        """For each profile, as registry and slug, the profiles whose stacks name it, in chain order."""
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for registry in self.registries:
            for profile in registry.profiles.values():
                for ref in dict.fromkeys(profile.stack):
                    used = (ref.registry or registry.slug, ref.profile)
                    found.setdefault(used, []).append((registry.slug, profile.slug))
        return {used: tuple(users) for used, users in found.items()}

    def owner_of(self, place: Location) -> tuple[str | None, str | None]:
        """The registry that ``place`` stands in, and the profile where it is inside one."""
        for registry in self._by_source.get(place.source, ()):
            if place.row in (None, registry.slug):
                inside = len(place.path) > 1 and place.path[0] == "profiles"
                return registry.slug, _profile_under(registry, place.path[1]) if inside else None
        return None, None

    def file_of(self, place: Location) -> str | None:
        """The path of the text file that ``place`` stands in, a source's or the application's own; ``None`` for a
        database and for what is no file."""
        if source := next((each for each in self.sources if place.source in each.files), None):
            return source.files[place.source]
        places = self.application.places if self.application else ()
        return next((each.path for each in places if each.path and each.name == place.source), None)

    def source_at(self, place: Location) -> Source | None:
        """The source that ``place`` stands in."""
        return next((source for source in self.sources if place.source in source.names), None)

    @cached_property
    def _by_source(self) -> Mapping[str, tuple[Registry, ...]]:
        return {name: source.registries for source in self.sources for name in source.names}

    @cached_property
    def _layers(self) -> Layers:
        return Layers(self.by_slug)

    def _select_default(self, within: str | None) -> Selection:
        slug = within or self.default_registry
        if slug is None:
            raise Problem("no-registries", "no source holds a registry", field=SOURCES_FIELD).error()
        chosen = self._registry(slug)
        if chosen.default_profile is None:
            message = f"registry {slug!r} has no default profile and none was named"
            raise Problem("no-default", message, "", chosen.document.locate(()), "profile.slug").error()
        if chosen.default_profile not in chosen.profiles:
            raise self._profile_not_found(chosen.default_profile, [chosen]).error()
        return self._selection(
            chosen, chosen.default_profile, Reason.REGISTRY_DEFAULT if within else Reason.CHAIN_DEFAULT
        )

    def _selection(self, registry: Registry, profile: str, reason: Reason) -> Selection:
        if profile not in registry.profiles:
            raise self._profile_not_found(profile, [registry]).error()
        holders = self.holders[profile]
        return Selection(registry.slug, profile, reason, shadows=holders[holders.index(registry.slug) + 1 :])

    def _registry(self, slug: str) -> Registry:
        if slug in self.by_slug:
            return self.by_slug[slug]
        nearest = nearest_name(slug, self.by_slug)
        message = f"registry {slug!r} not found; looked through {_names(self.by_slug)}"
        raise Problem("registry-not-found", message, f"Did you mean {nearest}?" if nearest else "").error()

    def _profile_not_found(self, slug: str, looked_through: Iterable[Registry]) -> Problem:
        registries = list(looked_through)
        known = {profile for registry in registries for profile in registry.profiles}
        nearest = nearest_name(slug, sorted(known))
        message = f"profile {slug!r} not found; looked through {_names(registry.slug for registry in registries)}"
        return Problem("profile-not-found", message, f"Did you mean {nearest}?" if nearest else "")

    def _stack_problems(self, registry: Registry, profile: Profile) -> Iterator[Problem]:
        """What is wrong with the stack of ``profile``: references, its own or of what it stacks on."""
        for member in expand(self.by_slug, registry, profile) if profile.stack else ():
            if isinstance(member, BrokenRef):
                yield member.problem

    def _all_problems(self) -> Iterator[Problem]:
        # A reference that leads nowhere is met from every profile above it, and told once.
        told: set[tuple[str, Location]] = set()
        if self.application:
            yield from self.application.problems
        for source in self.sources:
            yield from source.problems
            for registry in source.registries:
                yield from registry.problems
                for profile in registry.profiles.values():
                    yield from layer_problems(self.layer(registry.slug, profile.slug))
                    for problem in self._stack_problems(registry, profile):
                        if (problem.code, problem.location) not in told:
                            told.add((problem.code, problem.location))
                            yield problem


def _names(slugs: Iterable[str]) -> str:
    return ", ".join(slugs) or "no registry"


def _profile_under(registry: Registry, key: str | int) -> str | None:
    """The slug of the profile that stands under ``key`` in its document."""
    if key in registry.profiles:
        return str(key)
    return next((slug for slug, profile in registry.profiles.items() if profile.key == key), None)
