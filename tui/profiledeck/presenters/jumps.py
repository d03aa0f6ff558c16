"""Where a problem leads: to its profile and, where it is about one, the field or the layer; else to its source."""

from __future__ import annotations

from typing import NamedTuple

from engineprofiles import Chain, Location, Problem, Resolution
from engineprofiles.problems import Path
from profiledeck.presenters.leaves import leaf_at, leaf_layer
from profiledeck.presenters.meaning import key_text
from profiledeck.presenters.tree import Key
from profiledeck.state import FieldKey, Pane, Ref, Role, State, TreeView

_ROOTS = {"inference_settings": "field", "extensions": "extension"}


class Jump(NamedTuple):
    """The state that shows what a problem is about, the row of the tree to stand on, and what there is to say."""

    state: State
    row: Key | None
    remark: str = ""


def jump_to(state: State, problem: Problem) -> Jump:
    """The way from anywhere to what ``problem`` is about."""
    if state.chain is None:
        return Jump(state, None)
    ref = state.profile_of(problem)
    if ref is not None:
        return _to_profile(state, ref, problem)
    row = _row(state.chain, problem.location)
    if row is None:
        return Jump(state, None, "This is about the chain as a whole: there is nowhere to go.")
    shown = state.having(problem=problem, tree_filter="", tree_view=TreeView.REGISTRIES)
    return Jump(shown.going_to(Pane.REGISTRIES), row)


def _to_profile(state: State, ref: Ref, problem: Problem) -> Jump:
    shown = state.having(opened=state.opened | {ref[0]}, tree_filter="").selecting(ref).having(problem=problem)
    row = ("profile", *ref)
    match problem.location.path[2:]:
        case (str(root), first, *rest) if root in _ROOTS and shown.resolution is not None:
            field, remark = _field(shown.resolution, _ROOTS[root], (first, *rest))
            return Jump(on_field(shown, field).going_to(Pane.SETTINGS), row, remark)
        case ("stack", int(index), *_) if shown.resolution is not None:
            layer = _layer(shown.resolution, ref, index, shown.chain, problem.location)
            return Jump(shown.having(layer=layer).going_to(Pane.STACK), row)
    return Jump(shown.going_to(Pane.REGISTRIES), row)


def on_field(state: State, key: FieldKey | None) -> State:
    """With the field highlighted, and nothing in the way that would hide its row."""
    if key is None or state.resolution is None:
        return state
    leaf = leaf_at(state.resolution, key)
    closed = state.closed_sections - ({leaf.section} if leaf else set())
    return state.having(field=key, role=Role.ALL, settings_filter="", closed_sections=closed)


def _field(resolution: Resolution, kind: str, path: Path) -> tuple[FieldKey | None, str]:
    """The row of the settings that stands for ``path``: its own, that of the list it is in, or the first within it.

    Without one, why there is none.
    """
    trace = resolution.trace if kind == "field" else resolution.extension_trace
    for end in range(len(path), 0, -1):
        if trace.at(path[:end]) is not None:
            return (kind, path[:end]), ""
    for inner in trace.paths:
        if inner[: len(path)] == path:
            return (kind, inner), ""
    name = key_text((kind, path))
    leaf = leaf_at(resolution, (kind, path))
    if leaf is not None and leaf.entry.dropped_by is not None:
        return None, f"{name} is not in the result: {leaf.entry.dropped_by.ref} dropped it."
    return None, f"{name} is not in the result: what stands there is not taken."


def _layer(resolution: Resolution, ref: Ref, index: int, chain: Chain | None, place: Location) -> int:
    """The layer that a stack entry of the selected profile leads to; its own where that cannot be told."""
    entry = place.path[:4]
    for layer in resolution.lineage:
        if layer.problem and (layer.problem.location.source, layer.problem.location.path) == (place.source, entry):
            return layer.index
    stack = chain.by_slug[ref[0]].profiles[ref[1]].stack if chain else ()
    wanted = next((entry for entry in stack if entry.index == index), None)
    if wanted is not None:
        for layer in resolution.lineage:
            if (layer.registry, layer.profile) == (wanted.registry or ref[0], wanted.profile):
                return layer.index
    return leaf_layer(resolution).index


def _row(chain: Chain, place: Location) -> Key | None:
    """The row of the tree that stands for a place in no profile."""
    if chain.config is not None and chain.config.text_of(place.source) is not None:
        return "document", place.source
    registry, _ = chain.owner_of(place)
    return ("registry", registry) if registry is not None else _source_row(chain, place)


def _source_row(chain: Chain, place: Location) -> Key | None:
    """The source's own row in the tree, or its first registry; nothing for what is no source."""
    source = chain.source_at(place)
    if source is None:
        return None
    return ("registry", source.registries[0].slug) if source.registries else ("source", source.name)
