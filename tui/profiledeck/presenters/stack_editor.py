"""The stack editor: what a profile stacks on, in the order of the lineage, and what it could stack on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engineprofiles import Chain, Problem, ProfileRef
from engineprofiles.editing.references import seen_from
from profiledeck.presenters.candidates import (
    candidate_columns,
    candidate_line,
    candidate_note,
    candidates,
    engine_at,
)
from profiledeck.presenters.lines import Line, Row, Rows, RowsOnDemand, clipped, fitted, line
from profiledeck.presenters.stack import stack_rows
from profiledeck.presenters.stack_effect import Stack, above, effect_rows, is_too_deep, tried
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import Ref, State

_MARGIN = 4

ADDED = "●"
LEADS_BACK = "would lead back"
"""Why a profile that stands on the edited one cannot be under it."""


@dataclass(frozen=True)
class StackEdit:
    """A stack under way: ``steps`` are what it was at first and after each change, base first.

    ``letters`` narrow the candidates. ``candidate`` is the one that is highlighted while one is being chosen.
    ``refusal`` is why the profile takes no changes at all.
    """

    of: Ref
    steps: tuple[Stack, ...]
    letters: str = ""
    candidate: Ref | None = None
    refusal: Problem | None = None

    @property
    def stack(self) -> Stack:
        return self.steps[-1]

    @property
    def is_changed(self) -> bool:
        return self.stack != self.steps[0]

    def having(self, stack: Stack) -> StackEdit:
        """With another stack, one step on."""
        return self if stack == self.stack else replace(self, steps=(*self.steps, stack))

    def back(self) -> StackEdit:
        """Without the last step."""
        return replace(self, steps=self.steps[:-1] or self.steps) if len(self.steps) > 1 else self

    def with_candidate(self, ref: Ref) -> Stack:
        """The stack with ``ref`` on top."""
        return (*self.stack, seen_from(self.of[0], ref))

    def without(self, place: int) -> Stack:
        return (*self.stack[:place], *self.stack[place + 1 :])

    def moved(self, place: int, by: int) -> Stack:
        """The stack with the entry at ``place`` so many places further to the top, as far as there are any."""
        to = place + by
        if not 0 <= to < len(self.stack):
            return self.stack
        rest = list(self.without(place))
        rest.insert(to, self.stack[place])
        return tuple(rest)


def begun(chain: Chain, of: Ref, refusal: Problem | None = None) -> StackEdit:
    """The stack of a profile before anything is done to it."""
    return StackEdit(of, (chain.by_slug[of[0]].profiles[of[1]].stack,), refusal=refusal)


def is_current(state: State, edit: StackEdit) -> bool:
    """Whether the profile still is there and stacks on what it did when the edit was begun."""
    registry = state.chain.by_slug.get(edit.of[0]) if state.chain else None
    profile = registry.profiles.get(edit.of[1]) if registry else None
    return profile is not None and profile.stack == edit.steps[0]


def entry_rows(state: State, edit: StackEdit, width: int) -> Rows:
    """The entries as the lineage has them, the base at the foot. A row has the key ``("entry", place)``, 0 for the
    base. What was taken out stands below."""
    if state.chain is None:
        return ()
    gone = [ref for ref in edit.steps[0] if ref not in edit.stack]
    names = ["/".join(node) for node in (edit.of, *(_node(edit, ref) for ref in (*edit.stack, *gone)))]
    columns = candidate_columns(names, width - _MARGIN, note=0)
    rows = [Row(_entry("", names[0], "its own settings win", "dim", "dim", columns))]
    for place in range(len(edit.stack) - 1, -1, -1):
        said = _standing(state, edit, edit.stack[place])
        new = ADDED if edit.stack[place] not in edit.steps[0] else " "
        rows.append(Row(_entry(f"{new}{place + 1}", names[place + 1], *said, columns), ("entry", place)))
    if not edit.stack:
        rows.append(Row(line(("    It stacks on nothing.", "dim"))))
    rows += [Row(_entry(" –", name, "taken out", "lost", "dim", columns)) for name in names[len(edit.stack) + 1 :]]
    return tuple(rows)


def candidate_rows(state: State, edit: StackEdit, width: int) -> Rows:
    """The profiles to choose from, each with its engine; those that cannot be chosen are dim and say why.

    A row has the key ``("candidate", ref)``.
    """
    if state.chain is None:
        return ()
    found = candidates(state.chain, edit.letters)
    if not found:
        return (Row(clipped(line((f"No profile has “{edit.letters.strip()}”.", "dim")), width)),)
    return _Candidates(state, edit, found, width)


def why_not(state: State, edit: StackEdit, ref: Ref) -> str:
    """Why a profile cannot be added, in a few words; nothing when it can."""
    assert state.chain is not None
    if ref == edit.of:
        return "itself"
    if ref in (_node(edit, entry) for entry in edit.stack):
        return "in the stack"
    if ref in above(state.chain, edit.of):
        return LEADS_BACK
    return "too deep" if _would_be_too_deep(state.chain, edit, ref) else ""


def effect_title(edit: StackEdit) -> Line:
    """What the effect is of."""
    if edit.candidate is not None:
        return line(("Effect", "strong"), f"  with {'/'.join(edit.candidate)} on top")
    return line(("Effect", "strong")) if edit.is_changed else line(("Effect", "strong"), "  nothing is changed yet")


def stack_effect_rows(state: State, edit: StackEdit, width: int) -> Rows:
    """What the stack changes as it is, or would with the highlighted candidate on top."""
    if edit.refusal is not None:
        said = f"✕ {edit.refusal.message}. {edit.refusal.hint}"
        return tuple(Row(line((text, "warning"))) for text in wrapped(said, width))
    if edit.candidate is not None:
        if why_not(state, edit, edit.candidate) in ("itself", "in the stack"):
            return (Row(line(("It is there already: a profile counts once.", "dim"))),)
        return effect_rows(tried(state, edit.of, edit.with_candidate(edit.candidate)), edit.of, width)
    if not edit.is_changed:
        return stack_rows(state, width)
    return effect_rows(tried(state, edit.of, edit.stack), edit.of, width)


class _Candidates(RowsOnDemand[Ref]):
    def __init__(self, state: State, edit: StackEdit, found: Sequence[Ref], width: int) -> None:
        super().__init__(found)
        self._state = state
        self._edit = edit
        self._columns = candidate_columns(["/".join(ref) for ref in found], width, note=len(LEADS_BACK))
        self._places = {ref: place for place, ref in enumerate(found)}

    def index_of(self, key: object) -> int:
        """The place of the row with ``key``, or -1."""
        return self._places.get(key[1], -1) if isinstance(key, tuple) and key[0] == "candidate" else -1

    def row(self, entry: Ref, /) -> Row:
        reason = why_not(self._state, self._edit, entry)
        note = reason or candidate_note(self._state, entry)
        tones = ("dim", "warning" if reason == LEADS_BACK else "dim") if reason else ("", "dim")
        return Row(candidate_line("/".join(entry), note, *tones, self._columns), ("candidate", entry))


def _standing(state: State, edit: StackEdit, ref: ProfileRef) -> tuple[str, str, str]:
    """The note of an entry, and the tones of its name and of the note."""
    assert state.chain is not None
    node = _node(edit, ref)
    registry = state.chain.by_slug.get(node[0])
    if registry is None or node[1] not in registry.profiles:
        return "✕ no such profile" if registry else "✕ registry not opened", "error", "error"
    if ref not in edit.steps[0]:
        return f"added  {engine_at(state, node)}", "strong", "accent"
    return engine_at(state, node), "", "dim"


def _entry(number: str, name: str, note: str, tones: str, note_tones: str, columns: tuple[int, int]) -> Line:
    """``●2  team-agent/default  added  gpt-4o-mini``"""
    start = line((fitted(number, _MARGIN), "key"))
    return (*start, *candidate_line(name, note, tones, note_tones, columns))


def _node(edit: StackEdit, ref: ProfileRef) -> Ref:
    return ref.registry or edit.of[0], ref.profile


def _would_be_too_deep(chain: Chain, edit: StackEdit, ref: Ref) -> bool:
    registry = chain.by_slug[edit.of[0]]
    profile = replace(registry.profiles[edit.of[1]], stack=edit.with_candidate(ref))
    tried_registry = replace(registry, profiles={**registry.profiles, edit.of[1]: profile})
    return is_too_deep({**chain.by_slug, registry.slug: tried_registry}, tried_registry, edit.of[1])
