"""Themes of our own, beside Textual's."""

from __future__ import annotations

from textual.theme import Theme

HIGH_CONTRAST = Theme(
    name="high-contrast",
    dark=True,
    primary="#4fc3ff",
    secondary="#c8a2ff",
    accent="#ffd700",
    success="#5dff7b",
    warning="#ffd700",
    error="#ff7b7b",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#303030",
    text_alpha=1.0,
    variables={"border": "#ffffff", "primary-muted": "#004a80"},
)
"""White on black with colours far apart, for tired eyes and bright rooms."""
