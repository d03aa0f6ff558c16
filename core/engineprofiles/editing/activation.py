"""The profile that an application takes for every run, named in one of its config documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engineprofiles.chain import Chain
from engineprofiles.documents.config_documents import INLINE
from engineprofiles.documents.edits import Edit, Put
from engineprofiles.editing.contents import Edits
from engineprofiles.editing.operation import Node, name, path_of, refused
from engineprofiles.problems import Location
from engineprofiles.stores.config_content import ConfigText


@dataclass(frozen=True, slots=True)
class Activate:
    """``profile.active`` of ``document`` becomes this profile; the document is made where there is none."""

    of: Node
    document: str

    def __str__(self) -> str:
        return f"use {name(self.of)} in {self.document}"

    def edits(self, chain: Chain) -> Edits:
        registry, slug = self.of
        path_of(chain, self.of)
        text = chain.config.text_of(self.document) if chain.config else None
        if text is None:
            hint = "Name a config document that the application looks for: `profiledeck where` lists them."
            raise refused(f"{self.document} is no config document here", Location(self.document), hint=hint)
        if chain.holders[slug][0] != registry:
            finds = f"{chain.holders[slug][0]}/{slug}"
            hint = f"Give {name(self.of)} a slug of its own, and use that."
            place = chain.by_slug[registry].locate(slug)
            raise refused(f"a config document names no registry, and {slug} alone is {finds}", place, hint=hint)
        if text.config.active == slug:
            return {}
        return {INLINE: (Put(("documents", self.document, "profile", "active"), slug),)}


def renamed(chain: Chain, of: Node, slug: str) -> Iterator[tuple[str, Edit]]:
    """The edits by which the documents that name the profile ``of`` name it by its new ``slug``."""
    for text in _naming(chain, of):
        yield INLINE, Put(("documents", text.file.name, "profile", "active"), slug)


def must_not_be_active(chain: Chain, of: Node) -> None:
    """Raises ``Conflict`` (``still-used``) where a document names the profile and nothing else has its slug."""
    if len(chain.holders[of[1]]) == 1 and (naming := next(_naming(chain, of), None)):
        place = naming.config.document.locate(("profile", "active"))
        raise refused(f"profile.active is {of[1]}", place, "still-used", "Use another profile there first.")


def _naming(chain: Chain, of: Node) -> Iterator[ConfigText]:
    registry, slug = of
    if chain.config and chain.holders[slug][0] == registry:
        yield from (text for text in chain.config.texts if text.config.active == slug)
