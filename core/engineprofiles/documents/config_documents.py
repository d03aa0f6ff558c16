"""Several config documents as one: Pinocchio's rules for what they say together, and the registry of their profiles.

They are merged low to high. What a higher document says replaces what a lower one says: a profile's name, description
and whole stack. Its settings and extensions merge key by key. The active profile and the list of registries are those
of the highest document that names any: commands read them apart from the merge, and pass over what is blank or empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from engineprofiles.documents.config_document import ConfigDocument
from engineprofiles.documents.edits import node_at
from engineprofiles.documents.joining import joined_settings, joined_values
from engineprofiles.documents.typed import is_null
from engineprofiles.model.registry import EMPTY, Decoded, Part, Profile, Registry, Tree
from engineprofiles.model.selection import Choice, Reason
from engineprofiles.model.slugs import trimmed
from engineprofiles.problems import Location, Path, Problem

INLINE = "config-inline"
"""The slug of the registry that Pinocchio makes of the profiles in config documents."""


@dataclass(frozen=True, eq=False)
class ConfigDocuments:
    """The documents that are there, the lowest first. ``yielding`` is the one, if any, whose active profile and list
    of registries count only where no other document names any."""

    documents: tuple[ConfigDocument, ...] = field(repr=False)
    yielding: ConfigDocument | None = field(default=None, repr=False)

    @property
    def source(self) -> str:
        """The documents that have profiles, as a person named them; all of them where none has."""
        having = [document.source for document in self.documents if document.profiles]
        return ", ".join(having or [document.source for document in self.documents]) or "no config document"

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """The place of what counts: in the highest document that has ``path``, or the most of it."""
        if path[:1] == ("documents",) and len(path) > 1:
            return next(each for each in self.documents if each.source == path[1]).document.locate(path[2:], key=key)
        for length in range(len(path), -1, -1):
            for config in reversed(self.documents):
                own = own_path(config, path[:length])
                if has(config.tree, own) and (length or config.profiles):
                    return config.document.locate((*own, *path[length:]), key=key)
        return Location(self.source, path)

    @cached_property
    def choice(self) -> Choice | None:
        """The active profile; ``None`` where none is named."""
        said = self.saying("active")
        if said is None:
            return None
        place = said.document.locate(("profile", "active"))
        return Choice(said.active or "", Reason.CONFIG, "profile.active", place)

    def saying(self, name: str) -> ConfigDocument | None:
        """The document whose ``active`` or ``registries`` counts: the highest one that names any."""
        naming = [each for each in reversed(self.documents) if _names(each, name)]
        return next((each for each in naming if each is not self.yielding), naming[0] if naming else None)

    @cached_property
    def registry(self) -> Registry:
        """The inline profiles as a registry, which may be without any."""
        slugs = sorted({slug for config in self.documents for slug in config.profiles})
        profiles = {slug: self._profile(slug) for slug in slugs}
        default = "default" if "default" in profiles else next(iter(profiles), None)
        problems = tuple(problem for config in self.documents for problem in config.problems)
        return Registry(
            slug=INLINE,
            document=self,
            default_profile=default,
            profiles=profiles,
            problems=problems,
            decoded=Decoded.ONCE,
            inline=True,
        )

    @cached_property
    def tree(self) -> Tree:
        """What the documents say together of ``profiles``, and under ``documents`` what each says by its name."""
        profiles = {
            slug: _said(part.profile_tree for part in _parts(self.documents, slug)) for slug in self.registry.profiles
        }
        return {"profiles": profiles, "documents": {config.source: config.tree for config in self.documents}}

    def _profile(self, slug: str) -> Profile:
        parts = list(_parts(self.documents, slug))
        if len(parts) == 1:
            return replace(parts[0].profile, key=slug)
        profile = Profile(slug, slug)
        for part in parts:
            profile = _over(profile, part.profile, part.profile_tree)
        own = tuple(Part(part.config.document, part.profile) for part in parts)
        return replace(profile, problems=tuple(_problems(parts)), parts=own)


def _names(config: ConfigDocument, name: str) -> bool:
    return bool(config.registries if name == "registries" else trimmed(config.active or ""))


@dataclass(frozen=True, slots=True)
class _Said:
    """What one document says of one profile."""

    config: ConfigDocument
    profile: Profile

    @property
    def profile_tree(self) -> Tree:
        node = node_at(self.config.tree, ("profiles", self.profile.key))
        return node if isinstance(node, dict) else EMPTY


def _parts(documents: Iterable[ConfigDocument], slug: str) -> Iterator[_Said]:
    return (_Said(config, config.profiles[slug]) for config in documents if slug in config.profiles)


def _problems(parts: Sequence[_Said]) -> Iterator[Problem]:
    """What is wrong with the parts. References are looked at in the stack that counts alone."""
    stack = next((part for part in reversed(parts) if "stack" in part.profile_tree), None)
    for part in parts:
        yield from (each for each in part.profile.problems if each.code != "ref-invalid" or part is stack)


def _over(low: Profile, high: Profile, tree: Tree) -> Profile:
    """``high``, which its document writes as ``tree``, over ``low``."""
    said = {name: getattr(high, name) for name in ("display_name", "description", "stack") if name in tree}
    settings, extensions = low.inference_settings, low.extensions
    if high.inference_settings is not None:
        settings = joined_settings(settings or {}, high.inference_settings)
    if high.extensions:
        extensions = joined_values(dict(extensions), high.extensions)
    return replace(low, inference_settings=settings, extensions=extensions, **said)


def _said(trees: Iterable[Tree]) -> Tree:
    """What several documents write of one profile, as one of them could write it."""
    whole: Tree = {}
    for tree in trees:
        joined = dict(tree)
        for root, join in (("inference_settings", joined_settings), ("extensions", joined_values)):
            if isinstance(whole.get(root), dict) and isinstance(tree.get(root), dict):
                joined[root] = join(whole[root], tree[root])
            elif root in tree and is_null(tree[root]) and root in whole:
                joined[root] = whole[root]
        whole = {**whole, **joined}
    return whole


def own_path(config: ConfigDocument, path: Path) -> Path:
    """``path`` of the whole as it is in one document, which may write a profile's slug in another way."""
    if len(path) > 1 and path[0] == "profiles" and path[1] in config.profiles:
        return ("profiles", config.profiles[str(path[1])].key, *path[2:])
    return path


def has(tree: Mapping[str, object] | Sequence[object], path: Path) -> bool:
    """Whether anything stands at ``path`` of ``tree``."""
    try:
        node_at(tree, path)
    except KeyError:
        return False
    return True
