"""Config files in sections: what the applications that share Geppetto's bootstrap keep, all but Pinocchio.

A section has the name that Geppetto gives a group of flags, and in it each value that of its flag. What is no section
and what is no flag is passed over; a value that its flag does not take stops the application.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, TypeGuard

from engineprofiles.documents.reader import YamlDocument, read
from engineprofiles.hosts.flag_values import NotForFlag, from_node
from engineprofiles.hosts.flags import FLAGS, Flag
from engineprofiles.model.fields import Kind
from engineprofiles.model.registry import EMPTY, Tree
from engineprofiles.model.slugs import trimmed
from engineprofiles.problems import Location, Problem

SELECTION = "profile-settings"
"""The section that selects for every run."""
PROFILE = Flag(SELECTION, "profile", (), Kind.STRING)
REGISTRIES = Flag(SELECTION, "profile-registries", (), Kind.STRINGS)
_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, eq=False)
class SectionFile:
    """What one config file gives flags. ``profile`` and ``registries`` are ``None`` where the file says nothing of
    them; a file without either selects nothing. ``problems`` are errors that stop the application."""

    name: str
    document: YamlDocument = field(repr=False)
    values: Mapping[Flag, Any] = field(default_factory=dict, repr=False)
    profile: str | None = None
    registries: tuple[str, ...] | None = None
    problems: tuple[Problem, ...] = ()

    def locate(self, flag: Flag) -> Location:
        """Where the value of ``flag`` stands."""
        return self.document.locate((flag.section, flag.name))


def read_sections(path: str, name: str) -> SectionFile:
    """The config file at ``path``, which a person knows by ``name``. Never raises."""
    if not path.endswith(_SUFFIXES):
        return _broken(name, f"a config file ends in {', '.join(_SUFFIXES)}", "Rename it.")
    try:
        return sections_from_yaml(read(FilePath(path).read_bytes(), name))
    except OSError as error:
        return _broken(name, f"{error.strerror}")


def _broken(name: str, message: str, hint: str = "") -> SectionFile:
    problem = Problem("source-unreadable", message, hint, Location(name))
    return SectionFile(name, YamlDocument(name, "", None), problems=(problem,))


def sections_from_yaml(document: YamlDocument) -> SectionFile:
    """What ``document`` gives flags."""
    tree = document.tree if _is_map(document.tree) else EMPTY
    found = {flag: node for flag in (*FLAGS, PROFILE, REGISTRIES) for node in _nodes(tree, flag)}
    values: dict[Flag, Any] = {}
    problems = list(document.problems)
    for flag, node in found.items():
        try:
            values[flag] = from_node(flag, node)
        except NotForFlag as error:
            message = f"{flag.section}.{flag.name} must be {error}"
            problems.append(Problem("wrong-type", message, "", document.locate((flag.section, flag.name))))
    profile, registries = values.pop(PROFILE, None), values.pop(REGISTRIES, None)
    return SectionFile(
        document.source,
        document,
        values,
        None if profile is None else trimmed(profile),
        None if registries is None else tuple(filter(None, map(trimmed, registries))),
        tuple(problems),
    )


def _nodes(tree: Tree, flag: Flag) -> Iterator[Any]:
    section = tree.get(flag.section)
    if _is_map(section) and flag.name in section:
        yield section[flag.name]


def _is_map(node: Any) -> TypeGuard[Tree]:
    """Whether glazed takes ``node`` for a map: with a key that is no text in it, it does not."""
    return isinstance(node, dict) and all(isinstance(key, str) for key in node)
