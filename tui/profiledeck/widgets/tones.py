"""The tones that presenters name, as styles of the theme in force.

One table for all panes. As component classes every pane would have them worked out for itself, seventeen times nine,
before it is first painted.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color

_TONES: Mapping[str, tuple[str, str]] = {
    "dim": ("", "dim"),
    "strong": ("", "bold"),
    "heading": ("", "bold"),
    "lost": ("", "dim strike"),
    "marked": ("", "bold underline"),
    "accent": ("text-primary", ""),
    "key": ("text-accent", "bold"),
    "good": ("text-success", ""),
    "warning": ("text-warning", ""),
    "error": ("text-error", "bold"),
    "added": ("text-success", ""),
    "removed": ("text-error", ""),
    "banner": ("text-warning", "bold reverse"),
    "layer-0": ("", "dim"),
    "layer-1": ("text-primary", ""),
    "layer-2": ("text-secondary", ""),
    "layer-3": ("text-warning", ""),
    "layer-4": ("text-success", ""),
    "layer-5": ("text-error", ""),
    "layer-6": ("text-accent", ""),
}
"""For each tone the variable of the theme that colours it, and how its text stands out without colour."""

CURSOR, CURSOR_ELSEWHERE = "cursor", "cursor-elsewhere"
"""The row under the cursor, in the pane that has the keys and in another one."""

_BACKGROUNDS: Mapping[str, str] = {CURSOR: "primary-muted", CURSOR_ELSEWHERE: "panel"}


def tone_styles(variables: Mapping[str, str]) -> Mapping[str, Style]:
    """The style of each tone, from the variables of a theme."""
    styles = {
        tone: Style.parse(text) + Style(color=_colour(variables[colour]) if colour else None)
        for tone, (colour, text) in _TONES.items()
    }
    return styles | {tone: Style(bgcolor=_colour(variables[colour])) for tone, colour in _BACKGROUNDS.items()}


def _colour(text: str) -> RichColor:
    """A colour of the theme. Those that leave the colours to the terminal say ``ansi_blue 50%``: it has no shades."""
    return Color.parse(text.partition(" ")[0]).rich_color
