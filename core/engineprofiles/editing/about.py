"""What a profile says about itself: its names, its tags; and which profile a registry gives when none is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engineprofiles.chain import Chain
from engineprofiles.documents.edits import Edit, Put
from engineprofiles.editing.contents import Edits, tree_of
from engineprofiles.editing.operation import Node, name, path_of, refused
from engineprofiles.editing.profiles import Create
from engineprofiles.editing.settings import without
from engineprofiles.model.registry import Decoded
from engineprofiles.model.slugs import ProfileRef


@dataclass(frozen=True, slots=True)
class Describe:
    """Another display name, description or list of tags; ``None`` leaves one as it is, an empty one goes."""

    of: Node
    display_name: str | None = None
    description: str | None = None
    tags: tuple[str, ...] | None = None

    def __str__(self) -> str:
        asked = (("display name", self.display_name), ("description", self.description), ("tags", self.tags))
        return f"change {' and '.join(what for what, value in asked if value is not None)} of {name(self.of)}"

    def edits(self, chain: Chain) -> Edits:
        registry, slug = self.of
        place = path_of(chain, self.of)
        profile = chain.by_slug[registry].profiles[slug]
        wanted: tuple[tuple[tuple[str, ...], Any, Any], ...] = (
            (("display_name",), self.display_name, profile.display_name),
            (("description",), self.description, profile.description),
            (("metadata", "tags"), None if self.tags is None else list(self.tags), list(profile.metadata.tags)),
        )
        made: list[Edit] = []
        for path, new, old in wanted:
            if new is not None and new != old:
                at = (*place, *path)
                made.append(Put(at, new) if new else without(tree_of(chain, registry), at, keep=len(place)))
        return {registry: made} if made else {}


@dataclass(frozen=True, slots=True)
class SetDefault:
    """The profile that its registry gives when none is named.

    A database says so; in YAML that is always `default`, so that a profile of this name stacks on the chosen one.
    """

    of: Node

    def __str__(self) -> str:
        return f"make {name(self.of)} the default"

    def edits(self, chain: Chain) -> Edits:
        registry, slug = self.of
        path_of(chain, self.of)
        holder = chain.by_slug[registry]
        if holder.default_profile == slug:
            return {}
        if holder.decoded is Decoded.JSON:
            return {registry: (Put(("default_profile_slug",), slug),)}
        if "default" in holder.profiles:
            raise refused(
                f"registry {registry!r} has a profile `default`, which is the default of any YAML registry",
                holder.locate("default"),
                hint=f"Let `default` stack on `{slug}`, or give it another name.",
            )
        return Create((registry, "default"), (ProfileRef(None, slug),)).edits(chain)
