"""The fields of the selected profile as the settings, the origin and the matrix show them: order, names, roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from engineprofiles import Resolution, TraceEntry
from engineprofiles.checks.model_info import model_info_stale
from engineprofiles.model.fields import ROOT, SECTIONS, field_at
from engineprofiles.problems import Path
from engineprofiles.resolution import Layer, Mention, Rule
from engineprofiles.resolution.layered import schema_order
from profiledeck.presenters.values import extension_path_text, extension_text, path_text, value_text
from profiledeck.state import FieldKey, Role, State

EXTENSIONS = "extensions"
"""The name of the group that holds the extensions."""

_SECTION_RANK = {name: rank for rank, name in enumerate(ROOT.members)}
_NONE_WITH_ROLE = {
    Role.ALL: "This stack sets nothing.",
    Role.SET_HERE: "No field is set here.",
    Role.INHERITED: "No field is inherited here.",
    Role.OVERRIDDEN: "No field is overridden here.",
    Role.REDUNDANT: "No field is redundant here.",
    Role.DIFFERS: "Geppetto comes to the same value for every field here.",
}


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """One field: its key, the section that it is listed under, its name within it, and who set it."""

    key: FieldKey
    section: str
    name: str
    entry: TraceEntry

    @property
    def path(self) -> Path:
        return self.entry.path

    @property
    def is_extension(self) -> bool:
        return self.key[0] == "extension"

    @property
    def is_unknown(self) -> bool:
        """Whether no setting has this name."""
        return not self.is_extension and field_at(self.path) is None and self.path not in SECTIONS


def leaves(resolution: Resolution, *, dropped: bool = False) -> list[Leaf]:
    """The leaves of the settings in the model's order, then those of the extensions.

    With ``dropped`` those too that a higher layer dropped from the result.
    """
    settings, extensions = resolution.merged, resolution.merged_extensions
    paths = [*settings.mentions, *(settings.dropped if dropped else ())]
    found = [_setting(path, resolution.trace[path]) for path in sorted(paths, key=_order)]
    inner = [*extensions.mentions, *(extensions.dropped if dropped else ())]
    return found + [_extension(path, resolution.extension_trace[path]) for path in sorted(inner, key=_texts)]


def leaf_at(resolution: Resolution, key: FieldKey) -> Leaf | None:
    """The leaf with ``key``, dropped ones included; ``None`` when the profile has none."""
    kind, path = key
    if isinstance(path, str):
        return None
    trace = resolution.trace if kind == "field" else resolution.extension_trace
    try:
        entry = trace[path]
    except KeyError:
        return None
    return _setting(path, entry) if kind == "field" else _extension(path, entry)


def grouped(found: Iterable[Leaf]) -> Mapping[str, list[Leaf]]:
    """Leaves by section, in their order."""
    groups: dict[str, list[Leaf]] = {}
    for leaf in found:
        groups.setdefault(leaf.section, []).append(leaf)
    return groups


def admitted(state: State, found: Iterable[Leaf]) -> list[Leaf]:
    """Those of the leaves that the role and the filter of the settings let through."""
    words = state.settings_filter.casefold().split()
    return [leaf for leaf in found if _has_role(state, leaf) and matches(leaf, words)]


def nothing_shown(state: State, found: Iterable[Leaf]) -> str:
    """Why there is no row: ``found`` are the leaves before the role and the filter."""
    if state.selected is None or state.chain is None:
        return state.why_nothing
    if state.resolution is None:
        return f"{'/'.join(state.selected)} is not in the chain."
    with_role = [leaf for leaf in found if _has_role(state, leaf)]
    if with_role and state.settings_filter.strip():
        return f"Nothing matches “{state.settings_filter.strip()}”."
    return _NONE_WITH_ROLE[state.role if found else Role.ALL]


def is_closed(state: State, section: str) -> bool:
    """Whether the fields of a section are folded away; what a filter finds is always shown."""
    return section in state.closed_sections and not state.settings_filter.strip()


def shown_value(state: State, leaf: Leaf, mention: Mention, *, unit: bool = True) -> str:
    """The value of one layer; a secret is masked unless it is the one revealed."""
    write = extension_text if leaf.is_extension else value_text
    return write(leaf.path, mention.value, masked=state.revealed != leaf.key, unit=unit)


def leaf_layer(resolution: Resolution) -> Layer:
    """The selected profile's own layer."""
    return resolution.layers[-1]


def many(number: int, noun: str) -> str:
    """``1 field``, ``7 fields``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def facts_are_stale(state: State) -> bool:
    """Whether ``model_info`` of the selected profile is of another model than its engine."""
    return state.resolution is not None and any(model_info_stale(state.resolution))


def _setting(path: Path, entry: TraceEntry) -> Leaf:
    section, name = _names(path)
    return Leaf(("field", path), section, name, entry)


def _extension(path: Path, entry: TraceEntry) -> Leaf:
    return Leaf(("extension", path), EXTENSIONS, extension_path_text(path), entry)


@lru_cache(16384)
def _names(path: Path) -> tuple[str, str]:
    """Section and name of a path of the settings. An unknown section may not pass for the group of extensions."""
    section = str(path[0])
    name = path_text(path[1:] or path)
    return (f"inference_settings.{section}" if section == EXTENSIONS else section), name


@lru_cache(16384)
def _order(path: Path) -> tuple[int, str, tuple[int, tuple[str, ...]]]:
    """The model's order with the unknown keys of a section at its end and unknown sections last."""
    section = str(path[0])
    return _SECTION_RANK.get(section, len(_SECTION_RANK)), section, schema_order(path)


def _texts(path: Path) -> tuple[str, ...]:
    return tuple(map(str, path))


def _has_role(state: State, leaf: Leaf) -> bool:
    entry = leaf.entry
    if state.role is Role.ALL:
        return True
    if state.role is Role.DIFFERS:
        return leaf.key in state.differing
    if state.role is Role.OVERRIDDEN:
        return bool(entry.losers)
    if entry.winner is None or state.resolution is None:
        return False
    if state.role is Role.REDUNDANT:
        return _is_redundant(entry)
    return (entry.layer is leaf_layer(state.resolution)) == (state.role is Role.SET_HERE)


def _is_redundant(entry: TraceEntry) -> bool:
    """Whether the winner repeats what it covers. Not so in a unit: without it the rate would be gone."""
    if len(entry.mentions) < 2 or entry.rule is Rule.UNIT_REPLACED:
        return False
    value, below = entry.mentions[-1].value, entry.mentions[-2].value
    return type(value) is type(below) and bool(value == below)


def matches(leaf: Leaf, words: Sequence[str]) -> bool:
    """Whether every word is in the path or abbreviates it, or is in the value as it is masked."""
    if not words:
        return True
    path = (leaf.name if leaf.is_extension else path_text(leaf.path)).casefold()
    write = extension_text if leaf.is_extension else value_text
    value = "" if leaf.entry.winner is None else write(leaf.path, leaf.entry.value, masked=True).casefold()
    return all(word in path or word in value or _abbreviation(word).search(path) for word in words)


@lru_cache(256)
def _abbreviation(word: str) -> re.Pattern[str]:
    """Finds paths that ``word`` is short for: ``cheng`` for ``chat.engine``, ``mico`` for ``model_info.cost``.

    Each letter follows the one before or begins a part of the path. Letters anywhere would find nearly everything.
    """
    begins = r"(?:^|[\W_])"
    return re.compile(begins + rf"(?:.*?{begins})?".join(map(re.escape, word)))
