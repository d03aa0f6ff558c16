"""What the app shows: one frozen value. Every change is a pure step to the next one."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from engineprofiles import Chain, Problem, ProfilesError, Resolution, Severity, Usage
from engineprofiles.problems import Path

Ref = tuple[str, str]
"""A registry slug and a profile slug."""


FieldKey = tuple[str, Path | str]
"""A row of the settings: ``("field", path)``, ``("extension", path)`` or ``("section", name)``."""


class Pane(StrEnum):
    """The panes of the browse screen, in the order of their number keys."""

    REGISTRIES = "registries"
    STACK = "stack"
    SETTINGS = "settings"
    MODEL = "model"
    ORIGIN = "origin"
    PROBLEMS = "problems"


class Role(StrEnum):
    """Which rows of the settings are shown."""

    ALL = "all"
    SET_HERE = "set here"
    INHERITED = "inherited"
    OVERRIDDEN = "overridden"
    REDUNDANT = "redundant"


class TreeView(StrEnum):
    """What the tree shows: the registries, or the selected profile's relations."""

    REGISTRIES = "registries"
    RELATIONS = "relations"


WHAT_IF = Usage(input_tokens=10_000, output_tokens=2_000)
"""The tokens that the cost line starts with."""


@dataclass(frozen=True, eq=False)
class State:
    """Everything on the screen follows from this value.

    ``selected`` is the profile whose resolution is shown: the last one that the tree's cursor was on. ``opened``
    are the registries whose profiles are listed. ``field`` is the row of the settings that is highlighted and
    ``layer`` the index of the layer that is. ``revealed`` is the one secret that is shown. ``problems`` is ``None``
    while the chain has not been checked yet; ``badges`` are the worst of them by row of the tree.
    """

    chain: Chain | None = None
    selected: Ref | None = None
    opened: frozenset[str] = frozenset()
    tree_view: TreeView = TreeView.REGISTRIES
    tree_filter: str = ""
    field: FieldKey | None = None
    layer: int | None = None
    role: Role = Role.ALL
    settings_filter: str = ""
    closed_sections: frozenset[str] = frozenset()
    revealed: FieldKey | None = None
    usage: Usage = WHAT_IF
    pane: Pane = Pane.REGISTRIES
    detail: Pane = Pane.MODEL
    problems: tuple[Problem, ...] | None = None
    badges: Mapping[tuple[str, ...], Severity] = dataclasses.field(default_factory=dict)
    status: str = ""

    @cached_property
    def resolution(self) -> Resolution | None:
        """The selected profile, resolved; ``None`` when there is none."""
        if self.chain is None or self.selected is None:
            return None
        try:
            return self.chain.resolve(self.selected[1], registry=self.selected[0])
        except ProfilesError:
            return None

    @cached_property
    def default(self) -> Ref | None:
        """The profile that the chain gives when none is named."""
        if self.chain is None:
            return None
        try:
            selection = self.chain.select()
        except ProfilesError:
            return None
        return selection.registry, selection.profile

    def having(self, **changes: Any) -> State:
        """The state with some of its values changed; what it showed of a secret is hidden again."""
        return replace(self, **{"revealed": None, "status": "", **changes})

    def opening(self, chain: Chain) -> State:
        """With a chain, new or read again: what was selected stays so while it is still there."""
        state = replace(self, chain=chain, problems=None, badges={})
        if self.selected and _has(chain, self.selected):
            return state
        chosen = state.default
        opened = self.opened | {chosen[0]} if chosen else self.opened
        return replace(state, opened=opened).selecting(chosen)

    def selecting(self, ref: Ref | None) -> State:
        """With another profile shown. The highlighted field stays where the profile has it too."""
        state = self.having(selected=ref, layer=None)
        return state if state.field and state.shows(state.field) else state.having(field=state.first_field)

    def toggling(self, registry: str) -> State:
        """With the registry's profiles listed, or no longer."""
        return self.having(opened=self.opened ^ {registry})

    def shows(self, key: FieldKey) -> bool:
        """Whether the selected profile has the row ``key``."""
        kind, path = key
        if self.resolution is None or kind == "section":
            return self.resolution is not None and path in self.resolution.values
        return path in (self.resolution.trace if kind == "field" else self.resolution.extension_trace)

    @property
    def first_field(self) -> FieldKey | None:
        """The field that people ask about first, the model, or else any that is set."""
        if self.resolution is None:
            return None
        trace = self.resolution.trace
        first = next((path for path in _ASKED_FIRST if path in trace), None)
        return ("field", first) if first else None


_ASKED_FIRST: tuple[Path, ...] = (("chat", "engine"), ("embeddings", "engine"), ("rerank", "engine"))


def _has(chain: Chain, ref: Ref) -> bool:
    registry = chain.by_slug.get(ref[0])
    return registry is not None and ref[1] in registry.profiles
