"""Reads the JSON objects of a SQLite payload, collecting what is wrong and what no field takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from engineprofiles.documents import json_values as js
from engineprofiles.documents.older_formats import OLDER_PROFILE_KEYS, older_block
from engineprofiles.model.fields import Container, Field, Kind, nearest_name
from engineprofiles.model.registry import Tree
from engineprofiles.model.slugs import SlugKind, parse_slug, trimmed
from engineprofiles.problems import Location, Path, Problem, ProfilesError

T = TypeVar("T")

_NANOSECONDS = 1_000_000_000

_READ: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.STRING: js.text,
    Kind.INTEGER: js.integer,
    Kind.NUMBER: js.number,
    Kind.BOOLEAN: js.boolean,
    Kind.STRINGS: js.texts,
    Kind.STRING_MAP: js.text_map,
    Kind.BOOLEAN_MAP: js.boolean_map,
    Kind.FREE_MAP: js.free_map,
}


@dataclass(frozen=True, slots=True)
class PayloadDocument:
    """The payload of one row. Its places have a path by YAML keys and no line."""

    source: str
    row: str

    def locate(self, path: Path, *, key: bool = False) -> Location:
        return Location(self.source, path, row=self.row)


def invalid(document: PayloadDocument, path: Path, message: str) -> Problem:
    """The problem of a value, or a whole payload, that Geppetto cannot read."""
    return Problem("sqlite-payload-invalid", message, location=document.locate(path))


class PayloadReader:
    """Reads a registry or one profile, collecting its problems and the keys that no field has.

    ``unknown`` nests as the document does: what stands beside ``chat.engine`` is below ``chat``.
    """

    def __init__(self, document: PayloadDocument) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.unknown: dict[str, Any] = {}

    def report(self, code: str, message: str, path: Path, *, hint: str = "", field: str = "") -> None:
        self.problems.append(Problem(code, message, hint, self.document.locate(path), field))

    def invalid(self, path: Path, what: str) -> None:
        self.problems.append(invalid(self.document, path, what))

    def take(self, read: Callable[[Any], T], found: Tree, key: str, path: Path, absent: T) -> T:
        """The value under ``key``, or ``absent`` when there is none that ``read`` takes."""
        value = found.get(key)
        if value is None:
            return absent
        try:
            return read(value)
        except js.Misfit as error:
            self.invalid((*path, key), f"{key} {error}")
            return absent

    def slug(self, raw: str, path: Path, kind: SlugKind = "profile", *, blank: bool = False) -> str | None:
        """The slug that ``raw`` names; ``None`` when it names none, a problem unless ``blank`` is allowed."""
        if blank and not trimmed(raw):
            return None
        try:
            return parse_slug(raw, kind)
        except ProfilesError as error:
            self.problems.append(error.problem.at(self.document.locate(path)))
            return None

    def members(self, tree: Tree, names: tuple[str, ...], path: Path) -> dict[str, Any]:
        """The values of ``tree`` by the name of their field, in any letter case; ``null`` is no value."""
        by_name = _by_folded_name(names)
        found: dict[str, Any] = {}
        for key, value in tree.items():
            name = by_name.get(key.casefold())
            if name is None:
                self.keep(key, value, names, path)
            elif value is None:
                found.pop(name, None)
            else:
                found[name] = value
        return found

    def section(self, tree: Tree, container: Container, path: Path) -> dict[str, Any]:
        """The settings of ``tree`` by YAML key, without what Go writes for fields that nobody set."""
        members = _by_go_name(container)
        read: dict[str, Any] = {}
        for go_name, node in self.members(tree, tuple(members), path).items():
            member = members[go_name]
            key = member.path[-1]
            try:
                if isinstance(member, Container):
                    read[key] = self.section(js.free_map(node), member, (*path, key))
                else:
                    value = _READ[member.kind](node)
                    if value or not member.zero_is_absent:
                        read[key] = value
            except js.Misfit as error:
                self.invalid((*path, key), f"{go_name} {error}")
        return _in_seconds(read) if container.path == ("client",) else read

    def keep(self, key: str, value: Any, names: tuple[str, ...], path: Path) -> None:
        """Reports a key that no field has, and keeps it as it stands."""
        spelled = {name.replace("_", "").casefold(): name for name in names}
        nearest = spelled.get(key.replace("_", "").casefold()) or nearest_name(key, names)
        if key in OLDER_PROFILE_KEYS and path[:1] == ("profiles",) and len(path) == 2:
            self.report("legacy-runtime-block", older_block(key), (*path, key))
        else:
            hint = f"Did you mean {nearest}?" if nearest else ""
            self.report("unknown-key", f"{key} is not a key that Geppetto knows here", (*path, key), hint=hint)
        branch = self.unknown
        for step in path[2:] if path[:1] == ("profiles",) else path:
            branch = branch.setdefault(str(step), {})
        branch[key] = value


@cache
def _by_folded_name(names: tuple[str, ...]) -> Mapping[str, str]:
    return {name.casefold(): name for name in names}


@cache
def _by_go_name(container: Container) -> Mapping[str, Field | Container]:
    return {member.go_name: member for member in container.members.values()}


def _in_seconds(client: dict[str, Any]) -> dict[str, Any]:
    """``client`` with the one timeout that YAML has, in seconds; a payload holds nanoseconds and a duplicate."""
    seconds = client.pop("timeout_second", None)
    if "timeout" in client:
        whole, rest = divmod(client["timeout"], _NANOSECONDS)
        client["timeout"] = client["timeout"] / _NANOSECONDS if rest else whole
    elif seconds is not None:
        client["timeout"] = seconds
    return client
