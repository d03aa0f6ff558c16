"""What the app shows: one frozen value. Every change is a pure step to the next one."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from engineprofiles import Chain, Problem, ProfilesError, Resolution, Semantics, Severity, Usage
from engineprofiles.budget import ModelFacts, model_facts
from engineprofiles.checks import check_profile
from engineprofiles.model.selection import Selection
from engineprofiles.problems import Path
from engineprofiles.resolution import Difference, LayeredSettings
from engineprofiles.resolution.layered import schema_order

if TYPE_CHECKING:
    from engineprofiles.editing import Draft, Plan

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


class Layout(StrEnum):
    """How many columns of panes the terminal has room for."""

    NARROW = "narrow"
    MEDIUM = "medium"
    WIDE = "wide"


def layout_for(columns: int) -> Layout:
    """The layout for a terminal of so many columns."""
    if columns >= 140:
        return Layout.WIDE
    return Layout.MEDIUM if columns >= 100 else Layout.NARROW


DETAILS = (Pane.MODEL, Pane.ORIGIN, Pane.PROBLEMS)
"""The panes that share a place where there is no room for all of them."""


class Role(StrEnum):
    """Which rows of the settings are shown."""

    ALL = "all"
    SET_HERE = "set here"
    INHERITED = "inherited"
    OVERRIDDEN = "overridden"
    REDUNDANT = "redundant"
    DIFFERS = "differs in Geppetto"


class Severities(StrEnum):
    """Which problems the list of all problems shows."""

    ALL = "all"
    ERRORS = "errors"
    ERRORS_AND_WARNINGS = "errors and warnings"
    NOTES = "notes"


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
    ``layer`` the index of the layer that is. ``revealed`` is the one secret that is shown. ``final`` says that the
    application's own settings lie beneath the profile. ``problems`` is ``None``
    while the chain has not been checked yet; ``badges`` are the worst of them by row of the tree. ``refusals`` are
    what the application would stop at. ``problem`` is the
    highlighted one, in the pane and in the list of all, which ``severities`` and ``problem_filter`` narrow.
    While something is edited ``draft`` holds it and ``chain`` is the draft's; ``redoable`` are the drafts that were
    undone, the latest last. ``changed_on_disk`` says that a source is no longer what the draft was made from.
    ``last_save`` is the plan that was carried out last, so that it can be taken back.
    ``target`` is the profile that edits of settings go to, one of the selected profile's layers; ``None`` is the
    selected profile itself. ``read_only`` says that no source may be written to.
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
    semantics: Semantics = Semantics.DOCUMENTED
    final: bool = False
    usage: Usage = WHAT_IF
    layout: Layout = Layout.MEDIUM
    pane: Pane = Pane.REGISTRIES
    detail: Pane = Pane.MODEL
    problems: tuple[Problem, ...] | None = None
    badges: Mapping[tuple[str, ...], Severity] = dataclasses.field(default_factory=dict)
    refusals: tuple[Problem, ...] = ()
    problem: Problem | None = None
    severities: Severities = Severities.ALL
    problem_filter: str = ""
    draft: Draft | None = None
    redoable: tuple[Draft, ...] = ()
    changed_on_disk: bool = False
    last_save: Plan | None = None
    target: Ref | None = None
    read_only: bool = False

    @property
    def edit_target(self) -> Ref | None:
        """The profile that edits of settings go to."""
        layers = self.resolution.lineage if self.target and self.resolution else ()
        chosen = any((layer.registry, layer.profile) == self.target and layer.problem is None for layer in layers)
        return self.target if chosen else self.selected

    @property
    def is_drafting(self) -> bool:
        """Whether anything is edited and not saved yet."""
        return self.draft is not None and bool(self.draft.changed)

    @cached_property
    def resolution(self) -> Resolution | None:
        """The selected profile, resolved; ``None`` when there is none."""
        if self.chain is None or self.selected is None:
            return None
        return _resolved(self.chain, self.selected, self.semantics, self.final)

    @cached_property
    def differing(self) -> Mapping[FieldKey, Difference]:
        """The rows at which Geppetto's reading of the selected profile comes to another value."""
        found = self.resolution.differences if self.resolution else ()
        return {("field" if each.root == "inference_settings" else "extension", each.path): each for each in found}

    @cached_property
    def facts(self) -> ModelFacts | None:
        """What is known about the selected profile's model."""
        return model_facts(self.resolution) if self.resolution else None

    @cached_property
    def profile_problems(self) -> tuple[Problem, ...]:
        """What is wrong or risky with the selected profile, in itself and as a result of its stack."""
        if self.chain is None or self.selected is None:
            return ()
        return _problems_of(self.chain, self.selected, self.semantics, self.final)

    @cached_property
    def selection(self) -> Selection | None:
        """The profile that is named for every run, or else the chain's default."""
        try:
            return self.chain.select() if self.chain else None
        except ProfilesError:
            return None

    @property
    def default(self) -> Ref | None:
        """The profile that the chain gives when nobody asks for another one."""
        return (self.selection.registry, self.selection.profile) if self.selection else None

    def having(self, **changes: Any) -> State:
        """The state with some of its values changed; what it showed of a secret is hidden again."""
        return replace(self, **{"revealed": None, **changes})

    @property
    def shown(self) -> frozenset[Pane]:
        """The panes that are in sight."""
        match self.layout:
            case Layout.NARROW:
                return frozenset((self.pane,))
            case Layout.MEDIUM:
                return frozenset((Pane.REGISTRIES, Pane.STACK, Pane.SETTINGS, self.detail))
        facts = Pane.PROBLEMS if self.detail is Pane.PROBLEMS else Pane.MODEL
        return frozenset((Pane.REGISTRIES, Pane.STACK, Pane.SETTINGS, Pane.ORIGIN, facts))

    @property
    def why_nothing(self) -> str:
        """Why no profile is shown."""
        if self.chain is None:
            return "Opening the sources…"
        if not self.chain.sources:
            return "No source was named. Name registries: profiledeck FILE.yaml FILE.db"
        return "No profile is selected." if self.chain.registries else "No source holds a registry: see Problems."

    def opening(self, chain: Chain) -> State:
        """With a chain, new or read again: what was selected stays so while it is still there."""
        state = replace(self, chain=chain, problems=None, badges={}, refusals=(), draft=None, redoable=())
        return replace(state, changed_on_disk=False)._with_selection(self.chain)

    def checked(
        self, problems: tuple[Problem, ...], badges: Mapping[tuple[str, ...], Severity], refusals: tuple[Problem, ...]
    ) -> State:
        """With what the checks found in the chain."""
        return replace(self, problems=problems, badges=badges, refusals=refusals)

    def drafting(self, draft: Draft, redoable: tuple[Draft, ...] = ()) -> State:
        """With another draft; the profile that is shown stays so while it is there. What the checks found in the
        chain before is kept until they have looked at this one."""
        state = replace(self, chain=draft.chain, draft=draft, redoable=redoable, revealed=None)
        return state._with_selection(self.chain)

    def _with_selection(self, before: Chain | None) -> State:
        """With a profile selected that is there; ``before`` is the chain in which the one was that is selected."""
        state, chain = self, self.chain
        assert chain is not None
        if self.selected and _has(chain, self.selected):
            return state._on_a_field()
        instead = _in_place_of(self.selected, before, chain) if self.selected and before else None
        chosen = instead or state.default
        opened = self.opened | {chosen[0]} if chosen else self.opened
        detail = Pane.PROBLEMS if chosen is None and chain.sources else self.detail
        return replace(state, opened=opened, detail=detail).selecting(chosen)

    def selecting(self, ref: Ref | None) -> State:
        """With another profile shown. The highlighted field stays where the profile has it too."""
        target = self.target if ref == self.selected else None
        return self.having(selected=ref, layer=None, target=target)._on_a_field()

    def going_to(self, pane: Pane) -> State:
        """With ``pane`` in front."""
        return replace(self, pane=pane, detail=pane if pane in DETAILS else self.detail)

    def switching_reading(self) -> State:
        """With the layers in the other reading: as documented, or as Geppetto reads them."""
        documented = self.semantics is Semantics.DOCUMENTED
        return self.having(semantics=Semantics.GEPPETTO if documented else Semantics.DOCUMENTED)._on_a_field()

    def switching_final(self) -> State:
        """With the application's own settings beneath the profile, or the profile alone."""
        return self.having(final=not self.final, layer=self.layer or None)._on_a_field()

    def _on_a_field(self) -> State:
        """With the highlight on the model, where there is no longer what was highlighted."""
        return self if self.field and self.shows(self.field) else self.having(field=self.first_field)

    def toggling(self, registry: str) -> State:
        """With the registry's profiles listed, or no longer."""
        return self.having(opened=self.opened ^ {registry})

    def shows(self, key: FieldKey) -> bool:
        """Whether the selected profile has the row ``key``."""
        kind, path = key
        if self.resolution is None:
            return False
        if isinstance(path, str):
            return path in self.resolution.values or path == "extensions"
        trace = self.resolution.trace if kind == "field" else self.resolution.extension_trace
        return trace.at(path) is not None

    def profile_of(self, problem: Problem) -> Ref | None:
        """The profile that a problem stands in."""
        if self.chain is None:
            return None
        registry, profile = self.chain.owner_of(problem.location)
        return (registry, profile) if registry is not None and profile is not None else None

    @property
    def first_field(self) -> FieldKey | None:
        """The field that people ask about first, the model, or else any that is set."""
        if self.resolution is None:
            return None
        settings, extensions = self.resolution.merged.mentions, self.resolution.merged_extensions.mentions
        asked = next((path for path in _ASKED_FIRST if path in settings), None)
        if settings:
            return "field", asked or min(settings, key=schema_order)
        return ("extension", min(extensions, key=str)) if extensions else None


_ASKED_FIRST: tuple[Path, ...] = (("chat", "engine"), ("embeddings", "engine"), ("rerank", "engine"))


@lru_cache(64)
def _resolved(chain: Chain, ref: Ref, semantics: Semantics, final: bool) -> Resolution | None:
    """Kept from one state to the next: most steps change what is shown of a resolution, not the resolution."""
    try:
        return resolved(chain, ref, semantics, final)
    except ProfilesError:
        return None


def resolved(chain: Chain, ref: Ref, semantics: Semantics, final: bool) -> Resolution:
    """A profile of ``chain``, alone or over what lies beneath it. Raises as :meth:`Chain.resolve` does."""
    overlay = chain.resolve(ref[1], registry=ref[0], semantics=semantics)
    return overlay.on(_beneath(chain)) if final else overlay


@lru_cache(4)
def _beneath(chain: Chain) -> LayeredSettings:
    from engineprofiles.hosts import beneath  # the first screen shows profiles alone

    return beneath(chain.base)


@lru_cache(64)
def _problems_of(chain: Chain, ref: Ref, semantics: Semantics, final: bool) -> tuple[Problem, ...]:
    resolution = _resolved(chain, ref, semantics, final)
    return check_profile(resolution, chain) if resolution else ()


def _has(chain: Chain, ref: Ref) -> bool:
    registry = chain.by_slug.get(ref[0])
    return registry is not None and ref[1] in registry.profiles


def _in_place_of(ref: Ref, before: Chain, after: Chain) -> Ref | None:
    """What to show when ``ref`` is gone: the one profile that came instead, or else its neighbour in the registry."""
    if not _has(before, ref):
        return None
    came = [node for node in _refs(after) if not _has(before, node)]
    if len(came) == 1:
        return came[0]
    beside = [node for node in _refs(before) if node[0] == ref[0] and (node == ref or _has(after, node))]
    at = beside.index(ref)
    return next(iter((*beside[at + 1 :], *beside[:at][::-1])), None)


def _refs(chain: Chain) -> list[Ref]:
    return [(registry.slug, slug) for registry in chain.registries for slug in registry.profiles]
