"""A layer put together from several places: the application's own settings, or what config documents say together of
one profile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from engineprofiles.documents.edits import node_at
from engineprofiles.documents.joining import joined_settings, joined_values
from engineprofiles.model.registry import Decoded, Tree
from engineprofiles.problems import Location, Path, Problem
from engineprofiles.resolution.departures import Departure
from engineprofiles.resolution.layer import Layer
from engineprofiles.resolution.lost_in_merge import before_merge, has_settings
from engineprofiles.resolution.merge import merge
from engineprofiles.resolution.reading import NOTHING, Reading, model_info_problems

_OF_MERGED = frozenset(("model-info-invalid", "cost-negative"))


@dataclass(frozen=True, eq=False)
class JoinedLayer(Layer):
    """A layer whose parts Geppetto merges the way it merges layers, before the stack is merged."""

    @cached_property
    def geppetto(self) -> Layer:
        parts = before_merge([part.geppetto for part in self.parts])
        settings = _checked(joined([part.settings for part in parts]), self.locate)
        extensions = joined([part.extensions for part in parts])
        # What merges to nothing is as if no document said anything of settings.
        tree = self.tree if has_settings(parts) else {**self.tree, "inference_settings": None}
        return replace(self, settings=settings, extensions=extensions, tree=tree, parts=parts, documented=self)


def base_of(parts: Sequence[Layer], name: str = "base") -> Layer:
    """The application's base, made of ``parts``, the lowest first: one set of settings, filled field by field."""
    tree = {"inference_settings": joined_trees(parts, "inference_settings")}
    return _put_together(Layer, parts, Layer(0, "", name, tree=tree, decoded=Decoded.ONCE))


def profile_of(parts: Sequence[Layer], problems: tuple[Problem, ...]) -> Layer:
    """One profile that several documents say something of, the lowest first. ``problems`` are those of the profile."""
    roots = ("inference_settings", "extensions")
    tree = {root: joined_trees(parts, root) for root in roots}
    return _put_together(JoinedLayer, parts, replace(parts[-1], tree=tree, profile_problems=problems))


def _put_together(kind: type[Layer], parts: Sequence[Layer], like: Layer) -> Layer:
    locate = _locating(parts)
    return kind(
        index=like.index,
        registry=like.registry,
        profile=like.profile,
        display_name=like.display_name,
        settings=_checked(joined([part.settings for part in parts]), locate),
        extensions=joined([part.extensions for part in parts]),
        profile_problems=like.profile_problems,
        tree=like.tree,
        locate=locate,
        decoded=like.decoded,
        parts=tuple(parts),
    )


def joined_trees(parts: Sequence[Layer], root: str) -> Tree | None:
    """What the parts write at ``root``, together; ``None`` where none of them writes anything."""
    found = [tree for part in parts if (tree := part.tree.get(root)) is not None]
    if not found:
        return None
    join = joined_settings if root == "inference_settings" else joined_values
    whole: Tree = found[0]
    for tree in found[1:]:
        whole = join(whole, tree)
    return whole


def _locating(parts: Sequence[Layer]) -> Callable[[Path], Location]:
    def locate(path: Path) -> Location:
        return next((part for part in reversed(parts) if _has(part.tree, path)), parts[-1]).locate(path)

    return locate


def _has(tree: Tree, path: Path) -> bool:
    try:
        return bool(path) and node_at(tree, path) is not None
    except KeyError:
        return False


def joined(readings: Sequence[Reading]) -> Reading:
    """What ``readings`` say together, the last one winning: as one reading of the same leaves."""
    said = [reading for reading in readings if reading is not NOTHING]
    if len(said) < 2:
        return said[0] if said else NOTHING
    mentions = merge(said).mentions
    winners = {path: said[indexes[-1]] for path, indexes in mentions.items()}
    units = {unit: paths for reading in said for unit, paths in reading.units.items()}
    departures: dict[Path, Departure] = {}
    for index, reading in enumerate(said):
        # What departs below the part that wins makes no difference any more.
        found = reading.departures.items()
        departures.update((path, why) for path, why in found if path not in mentions or index >= mentions[path][-1])
    return Reading(
        leaves={path: reading.leaves[path] for path, reading in winners.items()},
        units={unit: tuple(path for path in paths if path in mentions) for unit, paths in units.items()},
        loose=tuple(path for path, reading in winners.items() if path in reading.loose),
        problems=tuple(problem for reading in said for problem in reading.problems),
        lost=tuple({path: None for reading in said for path in reading.lost if path not in mentions}),
        departures=departures,
        plain=all(reading.plain for reading in said),
    )


def _checked(settings: Reading, locate: Callable[[Path], Location]) -> Reading:
    """``settings`` of several parts: Geppetto looks at ``model_info`` when they are merged, and not before."""
    kept = (problem for problem in settings.problems if problem.code not in _OF_MERGED)
    found = model_info_problems(settings.leaves, lambda path: locate(("inference_settings", *path)))
    return replace(settings, problems=(*kept, *found))
