"""The shape of a payload: Go's names and order, what each value must be, and what stands there for none.

A tree by YAML keys is first *taken*, its values turned into those of JSON, and then *spelled* with Go's names, nulls
and zeros.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from engineprofiles.documents.payload_values import (
    FREE_MAP,
    INTEGER,
    OF_KIND,
    TEXT,
    TEXTS,
    TIMEOUT,
    VERSION,
    Value,
    whole_seconds,
)
from engineprofiles.documents.typed import WrongType, is_null, key_text, kind_of
from engineprofiles.model.fields import ROOT, SECTIONS, Container, Field, Kind
from engineprofiles.problems import Path

OMITTED: Final = object()
"""Stands for a member that is not written at all."""


class Unfit(ValueError):
    """What a payload has no place for. ``path`` leads to it; the text names types, never a value."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, slots=True)
class Members:
    """An object whose members have names of their own. ``members`` are found by YAML key, in Go's order."""

    members: Mapping[str, Member]


@dataclass(frozen=True, slots=True)
class Entries:
    """A map, or a list, of objects of one shape."""

    shape: Members
    listed: bool = False


Shape = Value | Members | Entries


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an object: its name, what it takes, what is written for none, and whether empty is none too."""

    name: str
    shape: Shape
    none: Any = OMITTED
    empty_is_none: bool = field(default=True, kw_only=True)


def taken(node: Any, shape: Shape, path: Path = ()) -> Any:
    """``node``, of the shape of a document at ``path``, with values of JSON; ``None`` for none.

    Keys stay those of YAML, and what has none is left out. A key that no member has is kept as it is. Raises
    :class:`Unfit`.
    """
    if is_null(node):
        return None
    if isinstance(shape, Members):
        return _taken_members(_map(node, path), shape, path)
    if isinstance(shape, Value):
        try:
            return shape.take(node)
        except WrongType as error:
            raise Unfit(path, str(error)) from None
    if not shape.listed:
        entries = ((key_text(key), entry) for key, entry in _map(node, path).items())
        return {key: taken(entry, shape.shape, (*path, key)) for key, entry in entries}
    if not isinstance(node, list):
        raise Unfit(path, str(WrongType("a list", kind_of(node))))
    return [taken(entry, shape.shape, (*path, index)) for index, entry in enumerate(node)]


def spelled(tree: Any, shape: Shape) -> Any:
    """A tree that was :func:`taken` as Go writes it; what no member has is left out."""
    if isinstance(shape, Value):
        return tree
    if isinstance(shape, Entries):
        if shape.listed:
            return [spelled(entry or {}, shape.shape) for entry in tree]
        # A profile repeats its key: unlike in YAML it has no slug without.
        return {key: spelled({"slug": key, **(entry or {})}, shape.shape) for key, entry in sorted(tree.items())}
    found = {
        member.name: spelled(tree[key], member.shape) if key in tree else member.none
        for key, member in shape.members.items()
        if key in tree or member.none is not OMITTED
    }
    if shape is CLIENT:
        found["TimeoutSeconds"] = whole_seconds(found["Timeout"])
    return found


def _map(node: Any, path: Path) -> Mapping[Any, Any]:
    if isinstance(node, Mapping):
        return node
    raise Unfit(path, str(WrongType("a map", kind_of(node))))


def _taken_members(node: Mapping[Any, Any], shape: Members, path: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, entry in ((key_text(key), entry) for key, entry in node.items()):
        member = shape.members.get(key)
        value = taken(entry, member.shape, (*path, key)) if member else entry
        if value is not None and (value or not member or not member.empty_is_none):
            found[key] = value
    return found


_ZEROS: Mapping[Kind, Any] = {Kind.STRING: "", Kind.INTEGER: 0, Kind.NUMBER: 0, Kind.BOOLEAN: False}


def _section(container: Container) -> Members:
    return Members({key: _member(member, container) for key, member in container.members.items()})


def _member(member: Field | Container, container: Container) -> Member:
    shape = _SPECIAL.get(member.path) or (_section(member) if isinstance(member, Container) else OF_KIND[member.kind])
    none = None if isinstance(member, Container) or member.optional else _ZEROS[member.kind]
    return Member(member.go_name, shape, OMITTED if container.model.json_tagged else none, empty_is_none=False)


_SPECIAL: dict[tuple[str, ...], Shape] = {
    ("client", "timeout"): TIMEOUT,
    # Geppetto writes it and never reads it: here it follows from the timeout.
    ("client", "timeout_second"): Value(lambda node: node),
}
CLIENT: Final = _section(SECTIONS[("client",)])
_SPECIAL[("client",)] = CLIENT

_METADATA = Members(
    {
        "source": Member("source", TEXT),
        "version": Member("version", VERSION),
        "created_at_ms": Member("created_at_ms", INTEGER),
        "updated_at_ms": Member("updated_at_ms", INTEGER),
        "created_by": Member("created_by", TEXT),
        "updated_by": Member("updated_by", TEXT),
        "tags": Member("tags", TEXTS),
    }
)
_REF = Members({"registry_slug": Member("registry_slug", TEXT), "profile_slug": Member("profile_slug", TEXT)})
_NAMES = {key: Member(key, TEXT) for key in ("slug", "display_name", "description")}
_OWN_METADATA = Member("metadata", _METADATA, {})
PROFILE: Final = Members(
    {
        **_NAMES,
        "stack": Member("stack", Entries(_REF, listed=True)),
        "inference_settings": Member("inference_settings", _section(ROOT), empty_is_none=False),
        "metadata": _OWN_METADATA,
        "extensions": Member("extensions", FREE_MAP),
    }
)
REGISTRY: Final = Members(
    {
        **_NAMES,
        "default_profile_slug": Member("default_profile_slug", TEXT),
        "profiles": Member("profiles", Entries(PROFILE)),
        "metadata": _OWN_METADATA,
    }
)
