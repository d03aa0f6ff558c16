"""Making, copying, renaming, moving and deleting whole profiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engineprofiles.chain import Chain
from engineprofiles.documents.edits import Edit, Put, Remove, Rename, Written, node_at
from engineprofiles.documents.reader import read
from engineprofiles.documents.surgery import edited
from engineprofiles.documents.surgery.sharing import names
from engineprofiles.editing.activation import must_not_be_active, renamed
from engineprofiles.editing.contents import Edits, content_of, own_lines, text_for, tree_of
from engineprofiles.editing.operation import Node, name, path_of, refused
from engineprofiles.editing.references import entries, repointed, seen_from, unnamed, users_of
from engineprofiles.model.registry import Decoded, Tree
from engineprofiles.model.slugs import ProfileRef, parse_slug
from engineprofiles.problems import ProfilesError

_REGISTRY_ONLY = ("slug", "metadata")
"""What an inline profile may not have."""


@dataclass(frozen=True, slots=True)
class Create:
    """A new profile that stacks on ``stack``; ``body`` is what it says besides, with the keys of YAML."""

    new: Node
    stack: tuple[ProfileRef, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        return f"create {name(self.new)}"

    def edits(self, chain: Chain) -> Edits:
        stack = {"stack": entries(self.stack)} if self.stack else {}
        return {self.new[0]: (_put_new(chain, self.new, {**stack, **self.body}), *_first_default(chain, self.new))}


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A copy that stands on its own: it stacks on what the profile stacks on, and sets what it sets."""

    of: Node
    new: Node

    def __str__(self) -> str:
        return f"duplicate {name(self.of)} as {name(self.new)}"

    def edits(self, chain: Chain) -> Edits:
        put = _put_copy(chain, self.of, self.new, without="metadata")
        return {self.new[0]: (put, *_first_default(chain, self.new))}


@dataclass(frozen=True, slots=True)
class Derive:
    """A new profile that stacks on this one and sets nothing yet."""

    of: Node
    new: Node

    def __str__(self) -> str:
        return f"derive {name(self.new)} from {name(self.of)}"

    def edits(self, chain: Chain) -> Edits:
        path_of(chain, self.of)
        return Create(self.new, (seen_from(self.new[0], self.of),)).edits(chain)


@dataclass(frozen=True, slots=True)
class RenameProfile:
    """Another slug for the profile, with every stack that names it following."""

    of: Node
    slug: str

    def __str__(self) -> str:
        return f"rename {name(self.of)} to {self.slug}"

    def edits(self, chain: Chain) -> Edits:
        registry, old = self.of
        place = path_of(chain, self.of)
        if self.slug == old:
            return {}
        new = (registry, parse_slug(self.slug))
        _must_be_free(chain, new)
        made: list[tuple[str, Edit]] = list(repointed(chain, self.of, new, users_of(chain, self.of)))
        if "slug" in node_at(tree_of(chain, registry), place):
            made.append((registry, Put((*place, "slug"), new[1])))
        made.append((registry, Rename(place, new[1])))
        made += renamed(chain, self.of, new[1])
        if _names_default(chain, self.of):
            made.append((registry, Put(("default_profile_slug",), new[1])))
        return _by_registry(made)


@dataclass(frozen=True, slots=True)
class Move:
    """The same profile in another registry, with every stack that names it following."""

    of: Node
    registry: str

    def __str__(self) -> str:
        return f"move {name(self.of)} to {self.registry}"

    def edits(self, chain: Chain) -> Edits:
        new = (self.registry, self.of[1])
        place = path_of(chain, self.of)
        if new == self.of:
            return {}
        _must_not_be_default(chain, self.of)
        put = _put_copy(chain, self.of, new)
        users = [user for user in users_of(chain, self.of) if user != self.of]
        made = list(repointed(chain, self.of, new, users))
        made += [(self.registry, edit) for edit in (put, *_first_default(chain, new))]
        made.append((self.of[0], Remove(place)))
        return _by_registry(made)


@dataclass(frozen=True, slots=True)
class Delete:
    """No such profile any more. ``from_stacks`` takes it out of the stacks that name it, too."""

    of: Node
    from_stacks: bool = False

    def __str__(self) -> str:
        return f"delete {name(self.of)}{' and take it out of every stack' if self.from_stacks else ''}"

    def edits(self, chain: Chain) -> Edits:
        registry, _ = self.of
        place = path_of(chain, self.of)
        users = [user for user in users_of(chain, self.of) if user != self.of]
        if users and not self.from_stacks:
            listed = ", ".join(map(name, users[:5])) + (f" and {len(users) - 5} more" if len(users) > 5 else "")
            here = chain.by_slug[registry].document.locate(place)
            raise refused(f"{name(self.of)} is used by {listed}", here, "still-used")
        _must_not_be_default(chain, self.of)
        must_not_be_active(chain, self.of)
        return _by_registry([*unnamed(chain, self.of, users), (registry, Remove(place))])


def _by_registry(made: Iterable[tuple[str, Edit]]) -> Edits:
    edits: dict[str, list[Edit]] = {}
    for registry, edit in made:
        edits.setdefault(registry, []).append(edit)
    return edits


def _put_new(chain: Chain, new: Node, body: Mapping[str, Any]) -> Put:
    registry, slug = new
    _must_be_free(chain, new)
    spelled = {"slug": slug} if _repeats_slugs(chain, registry) else {}
    rest = {key: value for key, value in body.items() if key != "slug"}
    return Put(("profiles", slug), {**spelled, **rest})


def _first_default(chain: Chain, new: Node) -> tuple[Edit, ...]:
    """The edit by which the first profile of a database's registry is its default: one that has profiles needs one."""
    registry = chain.by_slug[new[0]]
    if registry.decoded is not Decoded.JSON or registry.profiles or registry.default_profile == new[1]:
        return ()
    return (Put(("default_profile_slug",), new[1]),)


def _put_copy(chain: Chain, of: Node, new: Node, without: str = "") -> Put:
    """The edit that lets ``new`` say what the document says of ``of`` but for the key ``without``, in the lines of its
    author where they can be had."""
    inline = any(registry.inline for registry in chain.registries if registry.slug == new[0])
    left_out = {without, *(_REGISTRY_ONLY if inline else ())}
    body = {key: value for key, value in _carried(chain, of, new).items() if key not in left_out}
    put = _put_new(chain, new, body)
    own, target = own_lines(chain, of[0], path_of(chain, of)), text_for(chain, new)
    # An anchor of a name that the target has too would take over the aliases that follow.
    if own and target is not None and names(own.text).isdisjoint(names(target)):
        return replace(put, value=_saying(own, put.value))
    return put


def _saying(own: Written, body: Tree) -> Written | Tree:
    """``own`` with as little of it changed as makes it say ``body``; ``body`` where its lines do not allow that."""
    try:
        document = edited(read(own.text, ""), [Put((), body)])
    except ProfilesError:
        return body
    return replace(own, text=document.text, value=body)


def _must_be_free(chain: Chain, node: Node) -> None:
    registry, slug = node
    parse_slug(slug)
    content_of(chain, registry)
    if slug in chain.by_slug[registry].profiles:
        place = chain.by_slug[registry].locate(slug)
        raise refused(f"registry {registry!r} has a profile {slug!r} already", place, "name-taken")


def _names_default(chain: Chain, node: Node) -> bool:
    """Whether the registry says in so many words that this profile is its default."""
    registry = chain.by_slug[node[0]]
    return registry.decoded is Decoded.JSON and registry.default_profile == node[1]


def _must_not_be_default(chain: Chain, node: Node) -> None:
    if _names_default(chain, node) and len(chain.by_slug[node[0]].profiles) > 1:
        hint = "Make another profile the default first."
        place = chain.by_slug[node[0]].document.locate(("default_profile_slug",))
        raise refused(f"{name(node)} is the default of its registry", place, "still-used", hint)


def _repeats_slugs(chain: Chain, registry: str) -> bool:
    """Whether the profiles of ``registry`` say their slug in their body too, as Geppetto writes them."""
    profiles = tree_of(chain, registry).get("profiles")
    bodies = list(profiles.values()) if isinstance(profiles, Mapping) else []
    return bool(bodies) and all(isinstance(body, Mapping) and "slug" in body for body in bodies)


def _carried(chain: Chain, of: Node, new: Node) -> dict[str, Any]:
    """What the document says of a profile, with the references of its stack as the registry of ``new`` writes them."""
    place = path_of(chain, of)
    body = node_at(tree_of(chain, of[0]), place)
    if not isinstance(body, Mapping):
        raise refused(f"{name(of)} is no map that could be copied", chain.by_slug[of[0]].document.locate(place))
    stack = chain.by_slug[of[0]].profiles[of[1]].stack
    if of[0] == new[0] or not stack:
        return dict(body)
    refs = [seen_from(new[0], (ref.registry or of[0], ref.profile)) for ref in stack]
    return {**body, "stack": entries(refs)}
