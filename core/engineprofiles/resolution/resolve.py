"""A selected profile, resolved: its stack expanded, its layers merged and traced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from engineprofiles.model.registry import Document, Profile, Registry
from engineprofiles.model.selection import Selection
from engineprofiles.model.slugs import trimmed
from engineprofiles.problems import Location, Path
from engineprofiles.redact import redact_extensions
from engineprofiles.resolution.base import Base, base_layers
from engineprofiles.resolution.layer import Layer
from engineprofiles.resolution.layered import LayeredSettings, read_as
from engineprofiles.resolution.merge import Merged, merge
from engineprofiles.resolution.nesting import nested
from engineprofiles.resolution.plain import resolution_dict
from engineprofiles.resolution.reading import Locate, read_extensions, read_settings
from engineprofiles.resolution.semantics import Semantics
from engineprofiles.resolution.stack import BrokenRef, Member, expand
from engineprofiles.resolution.trace import Root, Trace


@dataclass(frozen=True, eq=False, repr=False)
class Resolution(LayeredSettings):
    """What a profile gives: the overlay of its stack or, after :meth:`on`, the final settings."""

    selection: Selection

    roots: ClassVar[tuple[Root, ...]] = ("inference_settings", "extensions")

    @property
    def registry(self) -> str:
        return self.selection.registry

    @property
    def profile(self) -> str:
        return self.selection.profile

    @property
    def lineage(self) -> tuple[Layer, ...]:
        """The layers of the stack, base to leaf, the selected profile last; without the application's base."""
        return tuple(layer for layer in self.layers if not layer.is_base)

    @property
    def base(self) -> tuple[Layer, ...]:
        """The layers of the application's own settings beneath the stack; empty for an overlay."""
        return tuple(layer for layer in self.layers if layer.is_base)

    def merged_of(self, root: Root) -> Merged:
        return self.merged if root == "inference_settings" else self.merged_extensions

    @cached_property
    def merged_extensions(self) -> Merged:
        return merge([layer.extensions for layer in self.layers])

    @cached_property
    def extensions(self) -> dict[str, Any]:
        """The merged extensions by key, as plain nested data. Holds secrets as they are."""
        mentions = self.merged_extensions.mentions
        readings = [layer.extensions for layer in self.layers]
        return nested([(path, readings[mentions[path][-1]].leaves[path]) for path in self.extension_trace.paths])

    @cached_property
    def extension_trace(self) -> Trace:
        """Who set each value of the extensions; a path starts with the quoted extension key."""
        return Trace(self.layers, self.merged_extensions, "extensions", order=tuple)

    def masked_extensions(self, reveal: bool = False) -> dict[str, Any]:
        """:attr:`extensions` with every secret masked, unless ``reveal``."""
        return self.extensions if reveal else redact_extensions(self.extensions)

    def on(self, base: Base) -> Resolution:
        """final = ``base`` + this overlay: the same merge and the same trace with the base beneath.

        ``base`` is what :func:`~engineprofiles.hosts.read_settings` gives, typed settings or plain nested data.
        A resolution that already stands on a base is put on the new one instead: a merged result is no base.
        """
        layers = read_as(self.semantics, (*base_layers(base), *self.lineage))
        return Resolution(layers, self.semantics, self.selection)

    def to_dict(self, reveal: bool = False) -> dict[str, Any]:
        """The whole resolution as JSON-ready data, secrets masked unless ``reveal``; see docs/json.md."""
        return resolution_dict(self, reveal)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Resolution):
            return NotImplemented
        return self is other or self.to_dict(reveal=True) == other.to_dict(reveal=True)

    def __hash__(self) -> int:
        return hash(self.selection)


class Layers:
    """The layers of one set of registries, each read once and kept: resolving is pure, so a layer never changes."""

    def __init__(self, registries: Mapping[str, Registry]) -> None:
        self._registries = registries
        self._read: dict[tuple[str, str], dict[int, Layer]] = {}

    def resolve(self, selection: Selection, semantics: Semantics) -> Resolution:
        """Resolves a selection that names a profile of these registries."""
        registry = self._registries[selection.registry]
        members = expand(self._registries, registry, registry.profiles[selection.profile])
        layers = tuple([self.layer(member, index) for index, member in enumerate(members, 1)])
        return Resolution(layers, Semantics.DOCUMENTED, selection).in_semantics(semantics)

    def layer(self, member: Member, index: int) -> Layer:
        """``member`` of a stack as the layer at ``index``."""
        if isinstance(member, BrokenRef):
            return Layer(index, member.registry, member.profile, problem=member.problem)
        registry, profile = member
        known = self._read.setdefault((registry.slug, profile.slug), {})
        if index not in known:
            same = next(iter(known.values()), None)
            known[index] = same.at(index) if same else read_layer(registry, profile, index)
        return known[index]


def read_layer(registry: Registry, profile: Profile, index: int) -> Layer:
    """A profile, read as a layer; where several documents say something of it, that is put together."""
    if len(profile.parts) < 2:
        return _read(registry, registry.document, profile, index)
    from engineprofiles.resolution.parts import profile_of  # few registries have such profiles

    return profile_of([_read(registry, *part, index) for part in profile.parts], profile.problems)


def _read(registry: Registry, document: Document, profile: Profile, index: int) -> Layer:
    def locate(path: Path) -> Location:
        return document.locate(("profiles", profile.key, *path))

    def within(root: str) -> Locate:
        return lambda path, *, key=False: document.locate(("profiles", profile.key, root, *path), key=key)

    settings, extensions = profile.inference_settings, profile.extensions
    return Layer(
        index=index,
        registry=registry.slug,
        profile=profile.slug,
        version=profile.metadata.version,
        source=trimmed(profile.metadata.source),
        display_name=profile.display_name,
        settings=read_settings(settings, within("inference_settings")),
        extensions=read_extensions(extensions, within("extensions")),
        profile_problems=profile.problems,
        tree={"inference_settings": settings, "extensions": extensions},
        locate=locate,
        decoded=registry.decoded,
    )
