"""What an edit does to the profiles that are run: which change, field by field, and which hide it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from engineprofiles.chain import Chain
from engineprofiles.checks import check_chain
from engineprofiles.diff import Pair, compare
from engineprofiles.editing.operation import Node
from engineprofiles.editing.problem_changes import only_in
from engineprofiles.editing.saying import builds, own_changes
from engineprofiles.model.paths import format_path
from engineprofiles.model.registry import Profile
from engineprofiles.problems import Path, Problem, ProfilesError, Severity
from engineprofiles.redact import redact_under
from engineprofiles.resolution import Layer, Resolution, Semantics
from engineprofiles.resolution.trace import Root


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One effective value before and after; ``None`` where there is none. The layers are those that set it."""

    root: Root
    path: Path
    before: Any = field(repr=False)
    after: Any = field(repr=False)
    before_layer: Layer | None = None
    after_layer: Layer | None = None

    @property
    def name(self) -> str:
        """The path as a person writes it."""
        return format_path(self.path if self.root == "inference_settings" else (self.root, *self.path))

    def shown(self, value: Any) -> Any:
        """One of the two values, a secret masked."""
        return redact_under(self.root, self.path, value)


@dataclass(frozen=True, slots=True)
class Masked:
    """A path that was edited in ``edited`` and reaches a profile no further than ``by``, which sets it too."""

    root: Root
    path: Path
    edited: Node
    by: Layer


@dataclass(frozen=True, slots=True)
class ProfileImpact:
    """What becomes of one profile: the values that change, and the edited ones that it does not get to see."""

    node: Node
    changes: tuple[FieldChange, ...] = ()
    masked: tuple[Masked, ...] = ()


@dataclass(frozen=True, eq=False)
class Impact:
    """The difference between two chains as the profiles of both see it.

    ``changed`` have other effective settings; ``masked`` are reached by the edit and stay as they are; ``created`` and
    ``removed`` are in one of the chains only; ``untouched`` counts the rest. ``reached`` are all profiles of both that
    say something else, or stack on one that does.
    """

    before: Chain = field(repr=False)
    after: Chain = field(repr=False)
    changed: tuple[ProfileImpact, ...]
    masked: tuple[ProfileImpact, ...]
    created: tuple[Node, ...]
    removed: tuple[Node, ...]
    untouched: int
    reached: tuple[Node, ...] = ()

    @cached_property
    def appeared(self) -> tuple[Problem, ...]:
        """The problems that the edit brings. Both chains are checked when this is first asked for."""
        was, now = self._checked
        return tuple(only_in(now, self.after, was, self.before, self._moved))

    @cached_property
    def vanished(self) -> tuple[Problem, ...]:
        """The problems that the edit mends."""
        was, now = self._checked
        return tuple(only_in(was, self.before, now, self.after, self._moved))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that the edit brings and that stop a profile from being used."""
        return tuple(problem for problem in self.appeared if problem.severity is Severity.ERROR)

    @cached_property
    def chosen(self) -> tuple[str | None, str | None] | None:
        """The profile that counts when none is named, before and after; ``None`` where it stays the same."""
        was, now = _chosen(self.before), _chosen(self.after)
        return None if was == now else (was, now)

    @cached_property
    def _moved(self) -> frozenset[Node]:
        return frozenset((*self.created, *self.removed))

    @cached_property
    def _checked(self) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
        return _problems(self.before), _problems(self.after)


def _chosen(chain: Chain) -> str | None:
    try:
        return chain.select().ref
    except ProfilesError:
        return None


@lru_cache(2)
def _problems(chain: Chain) -> tuple[Problem, ...]:
    """Kept from one look at a draft to the next: the chain that it was made from stays the same."""
    return check_chain(chain)


def impact(before: Chain, after: Chain, semantics: Semantics = Semantics.DOCUMENTED) -> Impact:
    """What changes from ``before`` to ``after`` in the effective settings and extensions of every profile."""
    old, new = dict(_profiles(before)), dict(_profiles(after))
    edited = {node for node in old.keys() | new.keys() if builds(old.get(node)) != builds(new.get(node))}
    reached = _reached(before, edited) | _reached(after, edited)
    kept = [node for node in new if node in old and node in reached]
    effects = [_effect(before, after, node, edited, semantics) for node in kept]
    created = tuple(node for node in new if node not in old)
    return Impact(
        before,
        after,
        changed=tuple(effect for effect in effects if effect.changes),
        masked=tuple(effect for effect in effects if not effect.changes and effect.masked),
        created=created,
        removed=tuple(node for node in old if node not in new),
        untouched=len(new) - len(created) - sum(1 for effect in effects if effect.changes or effect.masked),
        reached=tuple(kept),
    )


def changes_between(old: Resolution, new: Resolution) -> tuple[FieldChange, ...]:
    """Every effective value that ``new`` has otherwise than ``old``, what ``old`` has not behind the rest, extensions
    last."""
    differing = sorted(compare(old, new).differing, key=lambda pair: (pair.root == "extensions", pair.only_right))
    return tuple(map(_change, differing))


def _profiles(chain: Chain) -> Iterator[tuple[Node, Profile]]:
    for registry in chain.registries:
        for profile in registry.profiles.values():
            yield (registry.slug, profile.slug), profile


def _reached(chain: Chain, edited: Iterable[Node]) -> set[Node]:
    """``edited`` and every profile above one of them."""
    reached: set[Node] = set()
    waiting = list(edited)
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += chain.users.get(node, ())
    return reached


def _effect(before: Chain, after: Chain, node: Node, edited: set[Node], semantics: Semantics) -> ProfileImpact:
    registry, slug = node
    old = before.resolve(slug, registry=registry, semantics=semantics)
    new = after.resolve(slug, registry=registry, semantics=semantics)
    changes = changes_between(old, new)
    changed = {(change.root, change.path) for change in changes}
    masked = tuple(
        Masked(root, path, (layer.registry, layer.profile), by)
        for layer in new.layers[:-1]
        if (layer.registry, layer.profile) in edited
        for root, path in own_changes(before, after, (layer.registry, layer.profile))
        if (root, path) not in changed and (by := _winner(new, root, path)) is not None and by is not layer
    )
    return ProfileImpact(node, changes, masked)


def _change(pair: Pair) -> FieldChange:
    before, after = pair.left, pair.right
    return FieldChange(
        pair.root,
        pair.path,
        before.value if before else None,
        after.value if after else None,
        before.layer if before else None,
        after.layer if after else None,
    )


def _winner(resolution: Resolution, root: Root, path: Path) -> Layer | None:
    trace = resolution.trace if root == "inference_settings" else resolution.extension_trace
    entry = trace.at(path)
    return entry.layer if entry else None
