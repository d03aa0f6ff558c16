"""A draft: a chain, and what was done to it without touching any source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from engineprofiles.chain import Chain, Source
from engineprofiles.documents.edits import Rename
from engineprofiles.editing.about import Describe, SetDefault
from engineprofiles.editing.activation import Activate
from engineprofiles.editing.contents import Edits, edited
from engineprofiles.editing.impact import Impact, impact
from engineprofiles.editing.operation import Node, Operation
from engineprofiles.editing.plan import Plan, plan
from engineprofiles.editing.problem_changes import in_profile
from engineprofiles.editing.profiles import Create, Delete, Derive, Duplicate, Move, RenameProfile
from engineprofiles.editing.refactorings import Refactoring, flatten, pull_up, push_down
from engineprofiles.editing.settings import Set, Unset
from engineprofiles.editing.stacks import SetStack
from engineprofiles.model.paths import parse_path
from engineprofiles.model.slugs import ProfileRef, parse_slug
from engineprofiles.problems import Location, Path, Problem, Severity
from engineprofiles.resolution.layered import layer_problems
from engineprofiles.resolution.semantics import Semantics

Ref = str | ProfileRef | Node
"""A profile, as ``profile``, ``registry/profile`` or both slugs."""


@dataclass(frozen=True, eq=False)
class Draft:
    """``saved``, the chain as it was read, and ``operations``; ``chain`` is what they make of it.

    A draft never changes: each method gives the next one, and ``before`` is the one it was made from, so that undoing
    is going back to it. Every method that edits raises ``ProfilesError`` when the edit cannot be made or would bring
    an error, and ``ProfileNotFound`` for a reference that names nothing.
    """

    saved: Chain
    chain: Chain
    operations: tuple[Operation, ...] = ()
    before: Draft | None = field(default=None, repr=False)

    def doing(self, *operations: Operation) -> Draft:
        """With ``operations`` done as one step. An operation that changes nothing leaves no trace."""
        chain = self.chain
        done: list[Operation] = []
        for operation in operations:
            edits = operation.edits(chain)
            if any(edits.values()):
                after = edited(chain, edits)
                if fault := _new_error(chain, after, edits):
                    place = fault.location
                    # A line of a text that nobody has written yet would lead nowhere.
                    raise fault.at(Location(place.source, place.path, row=place.row)).error()
                chain = after
                done.append(operation)
        return Draft(self.saved, chain, (*self.operations, *done), self) if done else self

    @cached_property
    def changed(self) -> tuple[Source, ...]:
        """The sources whose content is another one than was read, in the order of the chain."""
        return tuple(_changed(self.saved, self.chain))

    # The operations, one method each

    def set(self, ref: Ref, path: str | Path, value: Any) -> Draft:
        """Sets a value in the profile itself."""
        return self.doing(Set(self.node(ref), _path(path), value))

    def unset(self, ref: Ref, path: str | Path) -> Draft:
        """Takes out what the profile itself says, so that it is inherited again."""
        return self.doing(Unset(self.node(ref), _path(path)))

    def set_extension(self, ref: Ref, path: str | Path, value: Any) -> Draft:
        """Sets a value of an extension; the path begins with the extension's key."""
        return self.doing(Set(self.node(ref), _path(path), value, "extensions"))

    def unset_extension(self, ref: Ref, path: str | Path) -> Draft:
        return self.doing(Unset(self.node(ref), _path(path), "extensions"))

    def set_stack(self, ref: Ref, stack: Iterable[str | ProfileRef]) -> Draft:
        """Lets the profile stack on ``stack``, base first; an unqualified reference means its own registry."""
        refs = tuple(ProfileRef.parse(each) if isinstance(each, str) else each for each in stack)
        return self.doing(SetStack(self.node(ref), refs))

    def create(self, new: Ref, stack: Iterable[str | ProfileRef] = ()) -> Draft:
        refs = tuple(ProfileRef.parse(each) if isinstance(each, str) else each for each in stack)
        return self.doing(Create(self.new_node(new), refs))

    def duplicate(self, ref: Ref, new: Ref) -> Draft:
        """A copy that does not depend on the profile; without a registry it goes into the same one."""
        node = self.node(ref)
        return self.doing(Duplicate(node, self.new_node(new, node)))

    def derive(self, ref: Ref, new: Ref) -> Draft:
        """A new profile that stacks on this one and sets nothing yet; without a registry it goes into the same one."""
        node = self.node(ref)
        return self.doing(Derive(node, self.new_node(new, node)))

    def rename(self, ref: Ref, slug: str) -> Draft:
        """Another slug, with every stack that names the profile following."""
        return self.doing(RenameProfile(self.node(ref), parse_slug(slug)))

    def move(self, ref: Ref, registry: str) -> Draft:
        """Into another registry, with every stack that names the profile following."""
        return self.doing(Move(self.node(ref), parse_slug(registry, "registry")))

    def delete(self, ref: Ref, *, from_stacks: bool = False) -> Draft:
        """Raises ``Conflict`` (``still-used``) while stacks name the profile, unless they are to lose it too."""
        return self.doing(Delete(self.node(ref), from_stacks))

    def describe(
        self,
        ref: Ref,
        *,
        display_name: str | None = None,
        description: str | None = None,
        tags: Iterable[str] | None = None,
    ) -> Draft:
        """Another display name, description or list of tags; an empty one is taken out."""
        kept = None if tags is None else tuple(tags)
        return self.doing(Describe(self.node(ref), display_name, description, kept))

    def set_default(self, ref: Ref) -> Draft:
        """The profile that its registry gives when none is named."""
        return self.doing(SetDefault(self.node(ref)))

    def activate(self, ref: Ref, document: str) -> Draft:
        """The profile that an application takes for every run, named in one of its config documents."""
        return self.doing(Activate(self.node(ref), document))

    # Refactorings: they raise ``ValidationError`` (``edit-refused``) when a profile would notice them

    def pull_up(self, refs: Iterable[Ref], new: Ref) -> Draft:
        """What the profiles all set alike moves into the new profile ``new``, which each then stacks on."""
        nodes = [self.node(ref) for ref in refs]
        return self._unnoticed(pull_up(self.chain, nodes, self.new_node(new, nodes[0] if nodes else None)))

    def push_down(self, ref: Ref, path: str | Path) -> Draft:
        """What the profile sets at ``path`` moves into every profile that stacks directly on it."""
        return self._unnoticed(push_down(self.chain, self.node(ref), _path(path)))

    def flatten(self, ref: Ref) -> Draft:
        """The profile sets everything itself that it has, and stacks on nothing."""
        return self._unnoticed(flatten(self.chain, self.node(ref)))

    # What comes of it

    def impact(self, semantics: Semantics = Semantics.DOCUMENTED) -> Impact:
        """Which profiles change, field by field, which mask the change, and which problems come and go."""
        return impact(self.saved, self.chain, semantics)

    def plan(self, *, actor: str = "", source: str = "", now_ms: int | None = None) -> Plan:
        """What would be written: every file and row that changes. ``actor`` and ``source`` go into the metadata of
        what changes, where a document has metadata."""
        return plan(self, actor, source, now_ms)

    def expecting(self, ref: Ref, version: int) -> Draft:
        """This draft, if the metadata of the profile has ``version``; as with Geppetto's stores 0 is any version.

        Raises ``Conflict`` (``version-conflict``): somebody changed the profile since that was looked up.
        """
        registry, slug = self.node(ref)
        holder = self.saved.by_slug[registry]
        found = holder.profiles[slug].metadata.version
        if version not in (0, found):
            message = f"{registry}/{slug} has version {found}, and {version} was expected"
            raise Problem("version-conflict", message, "", holder.locate(slug)).error()
        return self

    def node(self, ref: Ref) -> Node:
        """The registry and profile that ``ref`` names in this draft."""
        if isinstance(ref, tuple) and not isinstance(ref, ProfileRef):
            return ref
        selection = self.chain.select(ref)
        return selection.registry, selection.profile

    def _unnoticed(self, refactoring: Refactoring) -> Draft:
        after = self.doing(*refactoring.operations)
        held = refactoring.proof(self.chain, after.chain)
        if not held.holds:
            raise held.problem().error()
        return after

    def new_node(self, new: Ref, beside: Node | None = None) -> Node:
        """The registry and profile that ``new`` names, which need not be there: without a registry the one of
        ``beside``, else the one on top. Raises ``RegistryNotFound``."""
        if isinstance(new, tuple) and not isinstance(new, ProfileRef):
            return new
        ref = ProfileRef.parse(new) if isinstance(new, str) else new
        registry = ref.registry or (beside[0] if beside else self.chain.default_registry)
        if registry is None or registry not in self.chain.by_slug:
            raise Problem("registry-not-found", f"registry {registry!r} not found").error()
        return registry, ref.profile


def _path(path: str | Path) -> Path:
    return parse_path(path) if isinstance(path, str) else path


def _changed(before: Chain, after: Chain) -> Iterator[Source]:
    for old, new in zip(before.sources, after.sources, strict=True):
        if old.content is not new.content and new.content and not new.content.holds_same(old.content):
            yield new


def _new_error(before: Chain, after: Chain, edits: Edits) -> Problem | None:
    """The first error that ``after`` has and ``before`` had not, in the registries and profiles that were edited."""
    for registry, made in edits.items():
        known = {in_profile(problem) for problem in _errors(before, registry, None)}
        keys = {edit.path[1] for edit in made if edit.path[:1] == ("profiles",) and len(edit.path) > 1}
        keys |= {edit.key for edit in made if isinstance(edit, Rename)}
        slugs = [profile.slug for profile in after.by_slug[registry].profiles.values() if profile.key in keys]
        for slug in [profile.slug for profile in before.by_slug[registry].profiles.values() if profile.key in keys]:
            known |= {in_profile(problem) for problem in _errors(before, registry, slug)}
        for problem in (found for slug in (None, *slugs) for found in _errors(after, registry, slug)):
            if in_profile(problem) not in known:
                return problem
    return None


def _errors(chain: Chain, registry: str, slug: str | None) -> Iterator[Problem]:
    """The errors of a registry itself, or of a profile with its stack."""
    holder = chain.by_slug[registry]
    if slug is None:
        found: Iterable[Problem] = holder.problems
    elif slug in holder.profiles:
        layers = chain.resolve(slug, registry=registry).layers
        found = (problem for layer in layers for problem in layer_problems(layer))
    else:
        found = ()
    return (problem for problem in found if problem.severity is Severity.ERROR)
