"""Profiles to choose one from: found by a few words, a line each with its engine."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from engineprofiles import Chain
from profiledeck.presenters.lines import Line, fitted, line
from profiledeck.presenters.tree import engine_of
from profiledeck.state import Ref, State

_GAP = 2
_LEAST_NOTE = 6


def candidates(chain: Chain, letters: str) -> list[Ref]:
    """The profiles that have all words of ``letters`` in name or display name, the top of the chain first."""
    words = letters.casefold().split()
    return [
        (registry.slug, profile.slug)
        for registry in chain.registries
        for profile in registry.profiles.values()
        if all(word in f"{registry.slug}/{profile.slug} {profile.display_name}".casefold() for word in words)
    ]


def candidate_columns(names: Sequence[str], width: int, note: int) -> tuple[int, int]:
    """How wide names and notes are: the names as far as they leave so many cells for the ``note``."""
    name = min(max(map(cell_len, names)), width - note - _GAP if note else width)
    left = width - name - _GAP
    return name, left if left >= _LEAST_NOTE else 0


def candidate_line(name: str, note: str, tones: str, note_tones: str, columns: tuple[int, int]) -> Line:
    """Name and note in their columns."""
    name_width, note_width = columns
    return line((fitted(name, name_width), tones), " " * _GAP, (fitted(note, note_width), note_tones))


def candidate_note(state: State, ref: Ref) -> str:
    """The engine that a profile comes to, and who hides it from those that name no registry."""
    assert state.chain is not None
    shadow = state.chain.shadowed_by(*ref)
    return " · ".join(filter(None, (engine_at(state, ref), f"shadowed by {shadow}" if shadow else "")))


def engine_at(state: State, ref: Ref) -> str:
    """The engine that a profile comes to."""
    assert state.chain is not None
    return engine_of(state.chain.resolve(ref[1], registry=ref[0], semantics=state.semantics))
