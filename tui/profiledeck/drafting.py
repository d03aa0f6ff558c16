"""Editing as steps from one state to the next: what was done last can be undone, and done again."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from engineprofiles import ProfilesError
from profiledeck.state import FieldKey, Ref, State

if TYPE_CHECKING:
    from engineprofiles import Registry
    from engineprofiles.editing import Draft, Operation

_NAMED = 2
"""How many operations of one step are named before they are counted."""


def draft_of(state: State) -> Draft | None:
    """The draft under way, or one of the chain in which nothing is edited yet."""
    return state.draft or (state.chain.edit() if state.chain else None)


def edited(state: State, *operations: Operation) -> State:
    """With ``operations`` done as one step. Raises ``ProfilesError`` when they cannot be."""
    draft = draft_of(state)
    if draft is None:
        return state
    after = draft.doing(*operations)
    return state if after is draft else state.drafting(after)


def undone(state: State) -> State:
    """Without the last step. Where there is none, a draft that takes back what was saved last: to be saved in turn."""
    draft = state.draft
    if draft is None or draft.before is None:
        return _save_undone(state)
    if _takes_back(draft):
        return state  # nothing comes before that; redoing leads forward again
    return state.drafting(draft.before, (*state.redoable, draft))


def _save_undone(state: State) -> State:
    draft = draft_of(state)
    if draft is None or state.last_save is None:
        return state
    from engineprofiles.editing import restored  # most runs only read

    try:
        return state.drafting(restored(state.last_save, draft.saved), (*state.redoable, draft))
    except ProfilesError:
        return state  # someone else has changed it since


def _takes_back(draft: Draft) -> bool:
    """Whether all that was done is taking back the last save."""
    from engineprofiles.editing import Restore

    return len(draft.operations) == 1 and isinstance(draft.operations[0], Restore)


def redone(state: State) -> State:
    """With the step again that was undone last."""
    if not state.redoable:
        return state
    *rest, draft = state.redoable
    return state.drafting(draft, tuple(rest))


def discarded(state: State) -> State:
    """With the chain as it was read; what was discarded can be done again."""
    draft = state.draft
    if draft is None or draft.before is None:
        return state
    return state.drafting(draft.saved.edit(), (draft,))


def step_done(draft: Draft) -> str:
    """What the last step of ``draft`` did, in words."""
    done = draft.operations[len(draft.before.operations) if draft.before else 0 :]
    return "; ".join(map(str, done)) if len(done) <= _NAMED else f"{len(done)} edits"


def changed_registries(state: State) -> frozenset[str]:
    """The registries whose document is not as it was read."""
    return _changed(state.draft)[0] if state.draft else frozenset()


def changed_profiles(state: State) -> frozenset[Ref]:
    """The profiles that say something else than when they were read, and the new ones."""
    return _changed(state.draft)[1] if state.draft else frozenset()


def changed_documents(state: State) -> frozenset[str]:
    """The config documents that are not as they were read."""
    config, draft = state.chain.config if state.chain else None, state.draft
    before = draft.saved.config if draft else None
    if config is None or before is None or config is before:
        return frozenset()
    pairs = zip(before.texts, config.texts, strict=True)
    return frozenset(new.file.name for old, new in pairs if old.content.data != new.content.data)


def unsaved_fields(state: State) -> frozenset[FieldKey]:
    """The rows of the selected profile's settings about which a layer of its stack says something else than on disk."""
    if state.draft is None or state.resolution is None:
        return frozenset()
    changed = changed_profiles(state)
    from engineprofiles.editing.saying import own_changes

    return frozenset(
        ("field" if root == "inference_settings" else "extension", path)
        for layer in state.resolution.lineage
        if (layer.registry, layer.profile) in changed
        for root, path in own_changes(state.draft.saved, state.draft.chain, (layer.registry, layer.profile))
    )


@lru_cache(4)
def _changed(draft: Draft) -> tuple[frozenset[str], frozenset[Ref]]:
    """The registries and the profiles that say something else than in the saved chain."""
    from engineprofiles.editing.saying import holds

    registries, profiles = set[str](), set[Ref]()
    for registry in (held for source in draft.changed for held in source.registries):
        before = draft.saved.by_slug[registry.slug]
        slugs = {
            slug for slug, profile in registry.profiles.items() if holds(profile) != holds(before.profiles.get(slug))
        }
        profiles |= {(registry.slug, slug) for slug in slugs}
        if slugs or registry.profiles.keys() != before.profiles.keys() or _about(registry) != _about(before):
            registries.add(registry.slug)
    return frozenset(registries), frozenset(profiles)


def _about(registry: Registry) -> object:
    return registry.display_name, registry.description, registry.default_profile, registry.metadata, registry.unknown
