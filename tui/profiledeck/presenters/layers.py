"""How a layer is told apart: its number in a ring, a colour that goes with it, and its name."""

from __future__ import annotations

from engineprofiles import Layer
from profiledeck.presenters.lines import Span

_RINGS = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_COLOURS = 6

LOST = "×"
"""Marks a value that a higher layer overrides."""

DROPPED = "∅"
"""Marks a value that went with the unit it belongs to."""


def ring(index: int) -> str:
    """The layer's number: ``③``, or ``(21)`` where the rings end."""
    return _RINGS[index] if index < len(_RINGS) else f"({index})"


def tone(index: int) -> str:
    """The layer's colour; it goes with the number and never stands alone."""
    return "layer-0" if index == 0 else f"layer-{(index - 1) % _COLOURS + 1}"


def chip(layer: Layer, leaf: bool = False) -> tuple[Span, Span]:
    """Number and name: ``③ team-agent``; the selected profile's own layer is ``here``."""
    name = "base" if layer.is_base else "here" if leaf else layer.registry
    return Span(ring(layer.index), tone(layer.index)), Span(f" {name}", f"{tone(layer.index)} strong" if leaf else "")
