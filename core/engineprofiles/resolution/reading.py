"""What a layer sets: its settings and extensions as leaves, each with the path it stands at.

The documented reading: ``null`` in a typed section is not a mention, texts stay as their author wrote them, and
keys that no field has are kept as free-form values.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from engineprofiles.documents.rewritten import canonical
from engineprofiles.documents.scalars import Plain
from engineprofiles.documents.typed import (
    WrongType,
    is_null,
    key_text,
    kind_of,
    to_boolean,
    to_boolean_map,
    to_free,
    to_integer,
    to_number,
    to_string,
    to_string_map,
    to_strings,
)
from engineprofiles.model.fields import ROOT, Container, Field, Kind, Merge, nearest_name
from engineprofiles.model.model_info import invalid_model_info
from engineprofiles.model.paths import format_path
from engineprofiles.model.registry import Tree
from engineprofiles.problems import CODES, Location, Path, Problem
from engineprofiles.resolution.departures import Departure

Leaves = Mapping[Path, Any]


class Locate(Protocol):
    """Places the value, or the key, at a path of the settings or extensions that are read."""

    def __call__(self, path: Path, *, key: bool = False) -> Location: ...


_CONVERT: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.STRING: to_string,
    Kind.INTEGER: to_integer,
    Kind.NUMBER: to_number,
    Kind.BOOLEAN: to_boolean,
    Kind.STRINGS: to_strings,
    Kind.STRING_MAP: to_string_map,
    Kind.BOOLEAN_MAP: to_boolean_map,
}
_OF_TEXT = frozenset((Kind.STRING, Kind.STRINGS, Kind.STRING_MAP, Kind.BOOLEAN_MAP, Kind.FREE_MAP))
"""Fields whose value depends on how a document is decoded, unless it is a text that was written as one."""

_WRITTEN_ONLY = ("client", "timeout_second")


@dataclass(frozen=True, eq=False)
class Reading:
    """A layer as one semantics reads it: the value of every leaf that the layer mentions.

    ``units`` are the containers that the layer replaces as a whole, each with its leaves. ``loose`` are the leaves
    that may stand where another layer has a map: empty maps, free-form values and what no field names. ``lost`` are
    leaves that do not outlive the merge. ``departures`` tells by which rule a reading differs from what is documented.
    ``plain`` says that all of it is in fields and written as Go would write it: nothing in it depends on how it is
    decoded.
    """

    leaves: Leaves = field(repr=False)
    units: Mapping[Path, tuple[Path, ...]] = field(default_factory=dict)
    loose: Collection[Path] = ()
    problems: tuple[Problem, ...] = ()
    lost: Collection[Path] = ()
    departures: Mapping[Path, Departure] = field(default_factory=dict)
    plain: bool = False

    @cached_property
    def maps(self) -> frozenset[Path]:
        """The paths of everything that this layer has as a map with something in it."""
        return frozenset(path[:depth] for path in self.leaves for depth in range(1, len(path)))


NOTHING = Reading({})


def read_settings(tree: Tree | None, locate: Locate) -> Reading:
    """The documented reading of ``inference_settings``; ``locate`` places the value at a path of the settings."""
    if tree is None:
        return NOTHING
    reader = SettingsReader(locate)
    reader.read(tree)
    if "model_info" in tree:
        reader.check_model_info()
    return reader.reading()


def model_info_problems(leaves: Mapping[Path, Any], locate: Callable[[Path], Location]) -> Iterator[Problem]:
    """What is wrong with the values of ``model_info`` together, among ``leaves`` of settings."""
    values = {path[1:]: value for path, value in leaves.items() if path[0] == "model_info"}
    for path, message in invalid_model_info(values):
        code = "cost-negative" if path[0] == "cost" else "model-info-invalid"
        yield Problem(code, message, "", locate(("model_info", *path)), "profile.inference_settings.model_info")


def read_extensions(tree: Tree, locate: Locate) -> Reading:
    """The extensions of a profile: free-form values below their verbatim keys, ``null`` included."""
    if not tree:
        return NOTHING
    leaves: dict[Path, Any] = {}
    problems: list[Problem] = []
    for key, node in tree.items():
        path = (key_text(key),)
        try:
            leaves.update(flattened(path, to_free(node)))
        except WrongType as error:
            problems.append(Problem("too-deep", f"{path[0]}: {error}", "", locate(path)))
            continue
        if fault := _not_json(node):
            message = f"the extension holds {fault}, which JSON cannot"
            field = f"profile.extensions[{path[0]}]"
            problems.append(Problem("extension-value-invalid", message, "", locate(path), field))
    return Reading(leaves, loose=leaves.keys(), problems=tuple(problems))


def flattened(path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
    """The leaves of ``value``: maps are opened, a list is one leaf and so is an empty map."""
    if type(value) is dict and value:
        for key, child in value.items():
            yield from flattened((*path, key), child)
    else:
        yield path, value


def _not_json(node: Any) -> str:
    """What keeps ``node`` from being JSON, in words; empty when nothing does."""
    value = node.value if isinstance(node, Plain) else node
    if isinstance(value, float) and not math.isfinite(value):
        return "a number that is not finite"
    if isinstance(value, list):
        return next(filter(None, map(_not_json, value)), "")
    if isinstance(value, dict):
        if any(isinstance(key, Plain) for child in value.values() if isinstance(child, dict) for key in child):
            return "a map whose keys are not texts"
        return next(filter(None, map(_not_json, value.values())), "")
    return ""


class SettingsReader:
    """Goes through a tree of settings key by key and collects what it sets."""

    def __init__(self, locate: Locate) -> None:
        self.locate = locate
        self.leaves: dict[Path, Any] = {}
        self.units: dict[Path, tuple[Path, ...]] = {}
        self.loose: list[Path] = []
        self.problems: list[Problem] = []
        self.plain = True

    def read(self, tree: Tree) -> None:
        self.section(tree, ROOT)

    def reading(self) -> Reading:
        return Reading(self.leaves, self.units, tuple(self.loose), tuple(self.problems), plain=self.plain)

    def report(self, code: str, message: str, path: Path, *, hint: str = "", field: str = "") -> None:
        self.problems.append(Problem(code, message, hint, self.locate(path, key=CODES[code].of_key), field))

    def section(self, tree: Tree, container: Container) -> None:
        leaves = self.leaves
        before = len(leaves)
        for key, node in tree.items():
            member = container.members.get(key) if type(key) is str else None
            if type(member) is Field:
                if type(node) is str and member.kind is Kind.STRING:
                    leaves[member.path] = node
                else:
                    self.field(member, node)
            elif type(member) is Container:
                self.subsection(member, node)
            else:
                self.unknown(key_text(key), node, container)
        if len(leaves) == before and container.path:
            self.empty(container.path)

    def subsection(self, container: Container, node: Any) -> None:
        if isinstance(node, dict):
            before = len(self.leaves)
            self.section(node, container)
            if container.merge is Merge.UNIT:
                self.units[container.path] = tuple(self.leaves)[before:]
        elif not is_null(node):
            self.report("wrong-type", f"{format_path(container.path)} must be a map", container.path)

    def empty(self, path: Path) -> None:
        self.leaves[path] = {}
        self.loose.append(path)

    def place_freely(self, path: Path, value: Any) -> None:
        leaves = dict(flattened(path, value))
        self.leaves.update(leaves)
        self.loose += leaves

    def free(self, node: Any) -> Any:
        """A free-form value as plain nested data. Raises ``WrongType`` for one that nests too deeply."""
        return to_free(node)

    def free_map(self, node: Any) -> Any:
        if not isinstance(node, Mapping) and not is_null(node):
            raise WrongType("a map", kind_of(node))
        return self.free(node)

    def field(self, field: Field, node: Any) -> None:
        if field.path == _WRITTEN_ONLY:
            self.report("timeout-second-ignored", "client.timeout_second is never read", field.path)
            return
        try:
            value = self.free_map(node) if field.kind is Kind.FREE_MAP else _CONVERT[field.kind](node)
        except WrongType as error:
            self.report("wrong-type", f"{format_path(field.path)}: {error}", field.path)
            return
        if value is None:
            return
        if field.kind in _OF_TEXT:
            self.plain = False
        if type(node) is dict and len(node) > 1:
            self.check_keys(field, node)
        if not field.kind.is_map:
            self.leaves[field.path] = value
        elif not value:
            self.empty(field.path)
        elif field.kind is Kind.FREE_MAP:
            self.place_freely(field.path, value)
        else:
            self.leaves.update(((*field.path, key), item) for key, item in value.items())

    def check_keys(self, field: Field, node: Mapping[Any, Any]) -> None:
        """Tells keys that differ as written and are the same to Geppetto, which refuses the file for that."""
        seen: dict[str, str] = {}
        for key in node:
            written = key_text(key)
            text = canonical(key) if isinstance(key, Plain) else written
            if text in seen:
                keys = f"the keys {seen[text]} and {written} of {format_path(field.path)}"
                self.report("duplicate-key", f"{keys} are both {text} to Geppetto", (*field.path, written))
            seen[text] = written

    def unknown(self, key: str, node: Any, container: Container) -> None:
        """Keeps what no field names, so that nothing an author wrote is lost from view."""
        path = (*container.path, key)
        self.plain = False
        try:
            self.place_freely(path, self.free(node))
        except WrongType as error:
            self.report("too-deep", f"{format_path(path)}: {error}", path)
        if path == ("api_keys",):
            self.report("legacy-api-keys", "inference_settings.api_keys is no longer read", path)
            return
        nearest = nearest_name(key, container.members)
        hint = f"Did you mean {format_path((*container.path, nearest))}?" if nearest else ""
        self.report("unknown-key", f"{format_path(path)} is not a setting that Geppetto knows", path, hint=hint)

    def check_model_info(self) -> None:
        self.problems += model_info_problems(self.leaves, self.locate)
