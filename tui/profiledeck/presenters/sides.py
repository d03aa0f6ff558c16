"""What is compared: two sides, each a profile as it is, as it was saved, on the base, or in one of the readings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from engineprofiles import Chain, ProfilesError, Resolution, Semantics
from engineprofiles.diff import Comparison, Pair, compare
from profiledeck.drafting import changed_profiles
from profiledeck.presenters.leaves import Leaf, leaf_at, matches
from profiledeck.state import FieldKey, Ref, State, resolved


@dataclass(frozen=True, slots=True)
class Side:
    """A result of the profile ``of``: of the chain as it was ``saved``, ``final`` on the application's base or alone,
    in one ``reading``. What is ``None`` is as the app shows it."""

    of: Ref
    saved: bool = False
    final: bool | None = None
    reading: Semantics | None = None

    @property
    def takes_edits(self) -> bool:
        """Whether it is the profile itself, which can be edited, and nothing that only follows from it."""
        return not self.saved and not self.final and self.reading is not Semantics.GEPPETTO


@dataclass(frozen=True, slots=True)
class Sides:
    """What the screen shows: two sides, the pairs that have the ``letters``, of ``every`` path or those that differ.
    ``at`` is the row that was highlighted last."""

    left: Side
    right: Side
    every: bool = False
    letters: str = ""
    at: FieldKey | None = None

    def swapped(self) -> Sides:
        return replace(self, left=self.right, right=self.left)


class Compared(NamedTuple):
    """A pair, and the field as the settings name and group it."""

    pair: Pair
    leaf: Leaf

    @property
    def key(self) -> FieldKey:
        return self.leaf.key


def versions(state: State) -> list[Sides]:
    """What the selected profile can be compared with besides other profiles: only what there is to compare."""
    of, found = state.selected, list[Sides]()
    if of is None or state.chain is None or state.resolution is None:
        return found
    if state.draft is not None and _is_edited(state) and _has(state.draft.saved, of):
        found.append(Sides(Side(of), Side(of, saved=True)))
    if state.chain.base is not None:
        found.append(Sides(Side(of, final=False), Side(of, final=True)))
    if state.differing:
        found.append(Sides(Side(of, reading=Semantics.DOCUMENTED), Side(of, reading=Semantics.GEPPETTO)))
    return found


def comparison(state: State, sides: Sides) -> Comparison | None:
    """The two sides, compared; ``None`` while one of them is not there."""
    if state.chain is None:
        return None
    return _comparison(*(_asked(state, state.chain, side) for side in (sides.left, sides.right)))


def both_final(state: State, sides: Sides) -> bool:
    """Whether both sides are on the application's own settings: as the app shows profiles, unless that is what is
    compared."""
    return state.final and sides.left.final is None and sides.right.final is None


def missing(state: State, sides: Sides) -> str:
    """Which side is not there, in a sentence; blank when both are."""
    if state.chain is None:
        return ""
    for side in (sides.left, sides.right):
        if not _has(_chain_of(state, state.chain, side), side.of):
            return f"{'/'.join(side.of)} is not {'among what was saved' if side.saved else 'in the chain any more'}."
    return ""


def shown(state: State, sides: Sides) -> list[Compared]:
    """The pairs that have rows, by section."""
    found = comparison(state, sides)
    if found is None:
        return []
    words = sides.letters.casefold().split()
    kept = [each for each in compared(found) if sides.every or each.pair.differs]
    return [each for each in kept if any(matches(leaf, words) for leaf in _leaves(found, each.pair))] if words else kept


def standing(state: State, sides: Sides) -> Compared | None:
    """The highlighted row: the one highlighted last or, once that is gone, the next one that is shown."""
    rows, found = shown(state, sides), comparison(state, sides)
    if not rows or found is None:
        return None
    order = {each.key: place for place, each in enumerate(compared(found))}
    at = order.get(sides.at, 0) if sides.at is not None else 0
    return next((each for each in rows if order[each.key] >= at), rows[-1])


@lru_cache(4)
def compared(found: Comparison) -> tuple[Compared, ...]:
    """Every pair of a comparison, by section."""
    every = [Compared(pair, _leaves(found, pair)[0]) for pair in found.pairs]
    sections = list(dict.fromkeys(each.leaf.section for each in every))
    return tuple(sorted(every, key=lambda each: sections.index(each.leaf.section)))


def side_words(side: Side, other: Side) -> str:
    """What a side is as against the other one, where both are of one profile."""
    if side.saved is not other.saved:
        return "as it was saved" if side.saved else "as edited"
    if side.final is not other.final:
        return "final, on the base" if side.final else "overlay"
    if side.reading is not other.reading:
        return "as Geppetto reads it" if side.reading is Semantics.GEPPETTO else "as documented"
    return ""


def _leaves(found: Comparison, pair: Pair) -> list[Leaf]:
    """The field as either side has it, the left one first."""
    key = ("field" if pair.root == "inference_settings" else "extension", pair.path)
    sides = ((found.left, pair.left), (found.right, pair.right))
    leaves = (leaf_at(resolution, key) for resolution, mention in sides if mention is not None)
    return [leaf for leaf in leaves if leaf is not None]


def _is_edited(state: State) -> bool:
    """Whether a layer of the selected profile says something else than was saved."""
    changed = changed_profiles(state)
    lineage = state.resolution.lineage if state.resolution else ()
    return any((layer.registry, layer.profile) in changed for layer in lineage)


Asked = tuple[Chain, Ref, bool, Semantics]
"""What a side comes to: the profile of a chain, whether on its base, and in which reading."""


def _asked(state: State, chain: Chain, side: Side) -> Asked:
    final = state.final if side.final is None else side.final
    return _chain_of(state, chain, side), side.of, final, side.reading or state.semantics


def _chain_of(state: State, chain: Chain, side: Side) -> Chain:
    return state.draft.saved if side.saved and state.draft is not None else chain


@lru_cache(4)
def _comparison(left: Asked, right: Asked) -> Comparison | None:
    ours, theirs = _resolved(*left), _resolved(*right)
    return compare(ours, theirs) if ours is not None and theirs is not None else None


@lru_cache(8)
def _resolved(chain: Chain, of: Ref, final: bool, semantics: Semantics) -> Resolution | None:
    try:
        return resolved(chain, of, semantics, final)
    except ProfilesError:
        return None


def _has(chain: Chain, ref: Ref) -> bool:
    registry = chain.by_slug.get(ref[0])
    return registry is not None and ref[1] in registry.profiles
