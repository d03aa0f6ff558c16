"""Every settings field as data, read off the models: what forms, tables, checks and documents go by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, get_args

from engineprofiles.model.secrecy import Secret
from engineprofiles.model.section import Merge, Owner, Section, Setting, Unit, declared
from engineprofiles.model.settings import InferenceSettings
from engineprofiles.problems import Path

__all__ = [
    "FIELDS",
    "ROOT",
    "SECTIONS",
    "Container",
    "Field",
    "Kind",
    "Merge",
    "Owner",
    "Secret",
    "field_at",
    "nearest_name",
]


class Kind(StrEnum):
    """The type of a field's value."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    STRINGS = "list of strings"
    STRING_MAP = "map of strings"
    BOOLEAN_MAP = "map of booleans"
    FREE_MAP = "map"
    """Anything under any key, nested as deep as its author likes; ``null`` is a value there."""

    @property
    def is_map(self) -> bool:
        return self in _MAPS


_MAPS = frozenset((Kind.STRING_MAP, Kind.BOOLEAN_MAP, Kind.FREE_MAP))
_KINDS: Mapping[Any, Kind] = {
    str: Kind.STRING,
    int: Kind.INTEGER,
    float: Kind.NUMBER,
    bool: Kind.BOOLEAN,
    list[str]: Kind.STRINGS,
    dict[str, str]: Kind.STRING_MAP,
    dict[str, bool]: Kind.BOOLEAN_MAP,
    dict[str, Any]: Kind.FREE_MAP,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``path`` leads to it by YAML keys, ``go_name`` is its key in a SQLite payload.

    ``choices`` are known values, not the only ones. A field that is not ``optional`` is a plain value in Go; one that
    is ``always_written`` stands in Go's YAML even when it is nil or zero.
    """

    path: tuple[str, ...]
    kind: Kind
    help: str
    unit: Unit
    choices: tuple[str, ...]
    owner: Owner
    secret: Secret
    merge: Merge
    go_name: str
    optional: bool
    always_written: bool

    @property
    def key(self) -> str:
        return self.path[-1]

    @property
    def section(self) -> str:
        return self.path[0]

    @property
    def zero_is_absent(self) -> bool:
        """Whether ``false``, ``0`` or an empty text in a SQLite payload may be a field that nobody set.

        Not so within a unit, which Go writes only when it is there: a cost of zeros is free, not unknown.
        """
        return not self.optional and self.merge is not Merge.UNIT


@dataclass(frozen=True, slots=True, eq=False)
class Container:
    """What holds fields: a section, ``model_info.cost``, or the settings as a whole with the empty path.

    ``members`` are found by YAML key, ``go_members`` by Go name in lower case, since Go reads names in any case.
    """

    path: tuple[str, ...]
    help: str
    owner: Owner
    merge: Merge
    go_name: str
    model: type[Section]
    members: Mapping[str, Field | Container] = field(repr=False)
    go_members: Mapping[str, Field | Container] = field(repr=False)


def _container(path: tuple[str, ...], model: type[Section], setting: Setting, go_name: str, owner: Owner) -> Container:
    merge = setting.merge or Merge.BY_KEY
    members = {member.path[-1]: member for member in _members(path, model, owner, merge)}
    by_go_name = {member.go_name.lower(): member for member in members.values()}
    help = setting.help or (model.__doc__ or "").partition("\n")[0]
    return Container(path, help, owner, merge, go_name, model, MappingProxyType(members), MappingProxyType(by_go_name))


def _members(path: tuple[str, ...], model: type[Section], owner: Owner, merge: Merge) -> Iterator[Field | Container]:
    for name, info in model.model_fields.items():
        setting = declared(info)
        key = model.key_of(name)
        go_name = setting.go or (key if model.json_tagged else _camel_case(key))
        owned_by = setting.owner or owner
        annotation = next(kind for kind in get_args(info.annotation) if kind is not type(None))
        if isinstance(annotation, type) and issubclass(annotation, Section):
            yield _container((*path, key), annotation, setting, go_name, owned_by)
            continue
        kind = _KINDS[annotation]
        by_kind = Merge.BY_KEY if kind.is_map else Merge.REPLACE
        yield Field(
            path=(*path, key),
            kind=kind,
            help=setting.help,
            unit=setting.unit,
            choices=setting.choices,
            owner=owned_by,
            secret=setting.secret,
            merge=Merge.UNIT if merge is Merge.UNIT else setting.merge or by_kind,
            go_name=go_name,
            optional=setting.optional,
            always_written=setting.always_written,
        )


def _camel_case(key: str) -> str:
    return "".join(word.capitalize() for word in re.split("[_-]", key))


def _below(container: Container) -> Iterator[Field | Container]:
    for member in container.members.values():
        yield member
        if isinstance(member, Container):
            yield from _below(member)


ROOT = _container((), InferenceSettings, Setting(), "", Owner.PROFILE)
"""The settings as a whole: where a reader that goes down key by key begins."""

FIELDS: Mapping[tuple[str, ...], Field] = MappingProxyType(
    {member.path: member for member in _below(ROOT) if isinstance(member, Field)}
)
"""Every field by its path, in the order of Geppetto's output."""

SECTIONS: Mapping[tuple[str, ...], Container] = MappingProxyType(
    {member.path: member for member in _below(ROOT) if isinstance(member, Container)}
)
"""Every container by its path: the sections and ``model_info.cost``."""


def field_at(path: Path) -> Field | None:
    """The field that owns ``path``: the one at it or, inside a map or a list, the one above it."""
    node: Field | Container = ROOT
    for step in path:
        if isinstance(node, Field):
            return node if node.kind.is_map or node.kind is Kind.STRINGS else None
        below = node.members.get(step) if isinstance(step, str) else None
        if below is None:
            return None
        node = below
    return node if isinstance(node, Field) else None


def nearest_name(name: str, names: Iterable[str]) -> str | None:
    """The one of ``names`` that ``name`` most likely means; case, dashes and underscores make no difference."""
    import difflib  # slow to load, and seldom needed

    known = {_plain(candidate): candidate for candidate in names}
    close = difflib.get_close_matches(_plain(name), known, n=1, cutoff=0.7)
    return known[close[0]] if close else None


def _plain(name: str) -> str:
    return name.casefold().replace("-", "_")
