"""What a PATH on the command line means: one value, all values of a section, or nothing that there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engineprofiles import ProfilesError, Resolution, Trace, TraceEntry
from engineprofiles.model import FIELDS, SECTIONS, Field, field_at, format_path, nearest_name, parse_path
from engineprofiles.problems import Path
from engineprofiles.resolution import Difference
from profiledeck.cli.resolve import entry_path


@dataclass(frozen=True, slots=True)
class Asked:
    """The entries that ``path`` covers, in effect or dropped, and the fields that it could have values for.

    ``differences`` are those of Geppetto's reading at the same paths.
    """

    path: str
    entries: tuple[TraceEntry, ...]
    fields: tuple[Field, ...] = ()
    differences: tuple[Difference, ...] = ()

    @staticmethod
    def field_of(entry: TraceEntry) -> Field | None:
        """The field that an entry is a value of; extensions have none."""
        return field_at(entry.path) if entry.mentions[0].root == "inference_settings" else None


def asked_entries(resolution: Resolution, text: str) -> Asked | str:
    """What ``text`` asks for or, when it is no path to anything, why not."""
    try:
        path = parse_path(text)
    except ProfilesError as error:
        return f"{error.problem.message}\n{error.problem.hint}"
    if path[:1] == ("extensions",):
        trace, below = resolution.extension_trace, _extension_path(resolution, path[1:])
        fields: tuple[Field, ...] = ()
    else:
        trace, below = resolution.trace, path[1:] if path[:1] == ("inference_settings",) else path
        fields = tuple(field for known, field in FIELDS.items() if known[: len(below)] == below)
    shown = format_path(("extensions", *below) if path[:1] == ("extensions",) else below)
    entries = tuple(_covered(trace, below))
    if entries or below in SECTIONS or (field_at(below) and trace is resolution.trace):
        root = "extensions" if path[:1] == ("extensions",) else "inference_settings"
        differing = (found for found in resolution.differences if found.root == root)
        differences = tuple(found for found in differing if found.path[: len(below)] == below)
        return Asked(shown, entries, fields or tuple(filter(None, (field_at(below),))), differences)
    return _unknown(text, path, resolution)


def _extension_path(resolution: Resolution, path: Path) -> Path:
    """``path`` with the dot of an unquoted extension key put back: ``app.prompts@v1``."""
    joined = ".".join(map(str, path[:2]))
    return (joined, *path[2:]) if joined in resolution.extensions else path


def _covered(trace: Trace, path: Path) -> Iterable[TraceEntry]:
    """The entries at ``path`` and below it or, inside a list, the one that holds it."""
    every = [*trace.values(), *trace.dropped.values()]
    found = [entry for entry in every if entry.path[: len(path)] == path]
    return found or [
        entry for entry in every if isinstance(entry.value, list) and path[: len(entry.path)] == entry.path
    ]


def _unknown(text: str, path: Path, resolution: Resolution) -> str:
    message = f"{text!r} is neither a setting nor anything that {resolution.selection.ref} has a value for."
    known = [*map(format_path, FIELDS), *map(format_path, SECTIONS), *resolution.trace]
    known += [entry_path(entry) for entry in resolution.extension_trace.values()]
    near = near_paths(text, path, known)
    return f"{message}\n{near}" if near else message


def near_paths(text: str, path: Path, known: Iterable[str]) -> str:
    """The question which of ``known`` was meant by ``text``, which was read as ``path``; blank when none is near."""
    known = list(known)
    same_end = [name for name in known if parse_path(name)[-1:] == path[-1:]]
    near = same_end or list(filter(None, [nearest_name(text, known)]))
    return f"Did you mean {' or '.join(dict.fromkeys(near))}?" if near else ""
