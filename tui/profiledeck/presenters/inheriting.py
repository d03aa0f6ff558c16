"""A setting from where the edited layer stands: what it says itself, what it inherits, and who sees it."""

from __future__ import annotations

from functools import lru_cache

from engineprofiles import Chain, Layer
from engineprofiles.resolution import Mention
from profiledeck.presenters.layers import ring
from profiledeck.presenters.leaves import leaf_at
from profiledeck.state import FieldKey, Ref, State

_LOOKED_AT = 50
"""Profiles above an edited one that are looked at for whether they see the edit."""


def layer_of(state: State, ref: Ref | None) -> Layer | None:
    """The layer of the selected profile's stack that ``ref`` is."""
    lineage = state.resolution.lineage if state.resolution else ()
    return next((layer for layer in lineage if (layer.registry, layer.profile) == ref), None)


def own_mention(state: State, key: FieldKey) -> Mention | None:
    """What the edited layer says itself."""
    layer = layer_of(state, state.edit_target)
    return next((each for each in _mentions(state, key) if layer and each.layer.index == layer.index), None)


def inherited(state: State, key: FieldKey) -> Mention | None:
    """What the edited layer would get if it said nothing itself."""
    layer = layer_of(state, state.edit_target)
    return next((each for each in reversed(_mentions(state, key)) if layer and each.layer.index < layer.index), None)


def of_the_application(state: State, key: FieldKey) -> Mention | None:
    """What the application itself says, where no profile of the stack says anything."""
    mentions = _mentions(state, key)
    return mentions[-1] if mentions and mentions[-1].layer.is_base else None


def hidden_by(state: State, key: FieldKey) -> str:
    """Who keeps the edit from being seen, in a sentence; blank when somebody sees it."""
    layer = layer_of(state, state.edit_target)
    above = next((each for each in reversed(_mentions(state, key)) if layer and each.layer.index > layer.index), None)
    if above is not None:
        return f"{ring(above.layer.index)} {above.layer.ref} sets it too, and wins."
    assert state.chain is not None
    assert state.edit_target is not None
    masked = _masking(state.chain, state.edit_target, key)
    if masked == 1:
        return "The one profile that stacks on it sets it itself."
    return f"All {masked} profiles that stack on it set it themselves." if masked else ""


@lru_cache(8)
def _masking(chain: Chain, ref: Ref, key: FieldKey) -> int:
    """How many profiles stack on ``ref``, if each of them gets its value for ``key`` from another layer; else 0.

    Nor where there are more than can be looked at in passing."""
    above: dict[Ref, None] = {}
    waiting = [ref]
    while waiting and len(above) <= _LOOKED_AT:
        users = [user for user in chain.users.get(waiting.pop(), ()) if user not in above and user != ref]
        above.update(dict.fromkeys(users))
        waiting += users
    if len(above) > _LOOKED_AT:
        return 0
    for registry, profile in above:
        resolution = chain.resolve(profile, registry=registry)
        leaf = leaf_at(resolution, key)
        layer = leaf.entry.layer if leaf else None
        if layer is None or (layer.registry, layer.profile) == ref or layer.index < _index(resolution.lineage, ref):
            return 0
    return len(above)


def _index(lineage: tuple[Layer, ...], ref: Ref) -> int:
    return next((layer.index for layer in lineage if (layer.registry, layer.profile) == ref), 0)


def _mentions(state: State, key: FieldKey) -> tuple[Mention, ...]:
    leaf = leaf_at(state.resolution, key) if state.resolution else None
    return leaf.entry.mentions if leaf else ()
