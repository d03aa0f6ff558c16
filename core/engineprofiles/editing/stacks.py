"""Changing what a profile stacks on."""

from __future__ import annotations

from dataclasses import dataclass

from engineprofiles.chain import Chain
from engineprofiles.documents.edits import Put, Remove
from engineprofiles.editing.contents import Edits
from engineprofiles.editing.operation import Node, name, path_of
from engineprofiles.editing.references import entries
from engineprofiles.model.slugs import ProfileRef


@dataclass(frozen=True, slots=True)
class SetStack:
    """Lets the profile stack on ``stack``, base first, and on nothing else."""

    of: Node
    stack: tuple[ProfileRef, ...]

    def __str__(self) -> str:
        return f"stack {name(self.of)} on {', '.join(map(str, self.stack)) or 'nothing'}"

    def edits(self, chain: Chain) -> Edits:
        registry, slug = self.of
        place = (*path_of(chain, self.of), "stack")
        before = chain.by_slug[registry].profiles[slug].stack
        if before == self.stack:
            return {}
        return {registry: (Put(place, entries(self.stack)) if self.stack else Remove(place),)}
