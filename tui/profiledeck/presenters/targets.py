"""The layers of the selected profile's stack, to choose the one that edits go to."""

from __future__ import annotations

from collections.abc import Mapping

from engineprofiles import Layer, Problem
from profiledeck.presenters.layers import ring, tone
from profiledeck.presenters.leaves import leaf_at, shown_value
from profiledeck.presenters.lines import Line, Row, Rows, Span, clipped, fitted, line
from profiledeck.state import State


def target_rows(state: State, refusals: Mapping[str, Problem | None], width: int) -> Rows:
    """The lineage, leaf on top; ``refusals`` tells for each registry why it cannot be written to.

    A layer that takes edits has its reference as key; one that does not says why.
    """
    resolution = state.resolution
    if resolution is None:
        return ()
    widest = max(len(layer.ref) for layer in resolution.lineage)
    rows: list[Row] = []
    for layer in reversed(resolution.lineage):
        why = layer.problem or refusals.get(layer.registry)
        ref = None if why else (layer.registry, layer.profile)
        chosen = "▸ " if ref and ref == state.edit_target else "  "
        number = (f"{ring(layer.index)} ", tone(layer.index))
        what = line((why.message, "warning")) if why else _says(state, layer)
        head = line((chosen, "key"), number, (fitted(layer.ref, widest), "dim" if why else ""), "  ")
        rows.append(Row(clipped((*head, *what), width), ref))
    return rows


def _says(state: State, layer: Layer) -> Line:
    """What a layer says of the highlighted setting."""
    leaf = leaf_at(state.resolution, state.field) if state.resolution and state.field else None
    mention = next((each for each in leaf.entry.mentions if each.layer.index == layer.index), None) if leaf else None
    if leaf is None or mention is None:
        return ()
    return Span(f"{leaf.name} ", "dim"), Span(shown_value(state, leaf, mention), "")
