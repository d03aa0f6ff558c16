"""A resolution as JSON-ready data, in a stable order: the shape that ``docs/json.md`` documents."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from engineprofiles.model.selection import Selection
from engineprofiles.problems import Location, Path, pointer
from engineprofiles.redact import redact_extension_value, redact_value
from engineprofiles.resolution.layer import Layer
from engineprofiles.resolution.trace import Mention, Trace, TraceEntry

if TYPE_CHECKING:
    from engineprofiles.resolution.resolve import Resolution

Show = Callable[[Path, Any], Any]
"""What may be shown of the value at a path."""


def resolution_dict(resolution: Resolution, reveal: bool) -> dict[str, Any]:
    """Everything a resolution knows: selection, lineage, settings, extensions, trace and problems."""
    return {
        "registry": resolution.registry,
        "profile": resolution.profile,
        "selection": selection_dict(resolution.selection),
        "semantics": str(resolution.semantics),
        "lineage": [layer_dict(layer) for layer in resolution.layers],
        "inference_settings": jsonable(resolution.masked_values(reveal)),
        "extensions": jsonable(resolution.masked_extensions(reveal)),
        "trace": dict(_entries(resolution, reveal)),
        "problems": [problem.to_dict() for problem in resolution.problems],
    }


def selection_dict(selection: Selection) -> dict[str, Any]:
    """Why a profile is selected, what it hides, and what names it for every run."""
    choice = selection.choice
    chosen = choice and {"profile": choice.profile, "by": choice.by, **location_dict(choice.location)}
    return {"reason": str(selection.reason), "shadows": list(selection.shadows), "choice": chosen}


def layer_dict(layer: Layer) -> dict[str, Any]:
    """A layer's identity: index, registry, profile, the version and source of its metadata, and its place."""
    return {
        "index": layer.index,
        "registry_slug": layer.registry,
        "profile_slug": layer.profile,
        "version": layer.version,
        "source": layer.source,
        "display_name": layer.display_name,
        "location": location_dict(layer.location),
        "problem": layer.problem.to_dict() if layer.problem else None,
    }


def location_dict(place: Location) -> dict[str, Any]:
    """``source``, ``line`` and ``column``; a database's source ends in ``#`` and the row."""
    return {"source": place.source if place.row is None else place.label, "line": place.line, "column": place.column}


def entry_dict(entry: TraceEntry, show: Show) -> dict[str, Any]:
    """A trace entry: its value, the rule and layer that decided, and every mention base to leaf."""
    deciding = entry.dropped_by or entry.layer
    return {
        "path": format_pointer(entry),
        "value": jsonable(show(entry.path, entry.value)),
        "rule": str(entry.rule),
        "state": "dropped" if entry.dropped_by else "set",
        "winner": None if entry.dropped_by else {"layer_index": entry.mentions[-1].layer.index},
        "dropped_by": {"layer_index": deciding.index} if entry.dropped_by and deciding else None,
        "steps": [_step(mention, show) for mention in entry.mentions],
    }


def format_pointer(entry: TraceEntry) -> str:
    """The entry's path as a JSON pointer from the profile: ``/inference_settings/chat/engine``."""
    return pointer((entry.mentions[0].root, *entry.path))


def jsonable(value: Any) -> Any:
    """``value`` with dates as ISO 8601 texts and numbers that JSON lacks as texts."""
    if isinstance(value, dict):
        return {str(key): jsonable(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(child) for child in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def trace_dict(trace: Trace, reveal: bool) -> dict[str, Any]:
    """A trace of settings by JSON pointer."""
    return dict(_shown(trace, _as_it_is if reveal else redact_value))


def _entries(resolution: Resolution, reveal: bool) -> Iterator[tuple[str, Any]]:
    yield from _shown(resolution.trace, _as_it_is if reveal else redact_value)
    yield from _shown(resolution.extension_trace, _as_it_is if reveal else redact_extension_value)


def _shown(trace: Trace, show: Show) -> Iterator[tuple[str, Any]]:
    entries = [*trace.entries, *trace.dropped.values()]
    for entry in sorted(entries, key=format_pointer):
        yield format_pointer(entry), entry_dict(entry, show)


def _step(mention: Mention, show: Show) -> dict[str, Any]:
    layer = mention.layer
    return {
        "layer_index": layer.index,
        "registry_slug": layer.registry,
        "profile_slug": layer.profile,
        "profile_version": layer.version,
        "profile_source": layer.source,
        "raw": jsonable(show(mention.path, mention.written)),
        "value": jsonable(show(mention.path, mention.value)),
        **location_dict(mention.location),
        "parts": [_part(part, show) for part in mention.parts],
    }


def _part(part: Mention, show: Show) -> dict[str, Any]:
    """What one place says of a layer that is put together from several."""
    return {
        "name": part.layer.profile if part.layer.is_base else part.location.source,
        "raw": jsonable(show(part.path, part.written)),
        "value": jsonable(show(part.path, part.value)),
        **location_dict(part.location),
    }


def _as_it_is(_path: Path, value: Any) -> Any:
    return value
