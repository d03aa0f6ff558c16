"""Profiles and registries as values. What their settings mean is read later, layer by layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from engineprofiles.model.slugs import ProfileRef
from engineprofiles.problems import Location, Path, Problem

Tree = Mapping[str, Any]
"""Part of a document as its author wrote it: maps, lists, texts, and scalars that keep their text."""

EMPTY: Tree = MappingProxyType({})


class Document(Protocol):
    """What a registry was read from: knows its source and where every value stands."""

    @property
    def source(self) -> str:
        """The source as a person named it; secrets of a DSN are masked."""

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """The place of the value at ``path``, or of its ``key``; else of the nearest parent that has a place."""


class Decoded(StrEnum):
    """How Geppetto takes a document in, which decides what reaches its fields."""

    TWICE = "twice"
    """A registry of YAML: into untyped values, these written out, and that into typed ones."""

    ONCE = "once"
    """Settings of YAML on their own."""

    JSON = "json"
    """A row of a database."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who wrote a registry or a profile, when (milliseconds since 1970) and in which version."""

    source: str = ""
    version: int = 0
    created_at_ms: int = 0
    updated_at_ms: int = 0
    created_by: str = ""
    updated_by: str = ""
    tags: tuple[str, ...] = ()

    def touched(self, now_ms: int, actor: str = "", source: str = "") -> Metadata:
        """The next version, changed at ``now_ms`` by ``actor`` from ``source``; an empty text is nobody known.

        Geppetto's rule: the first known author stays the one who created it, the source is that of the last change.
        """
        return replace(
            self,
            source=source or self.source,
            version=self.version + 1,
            created_at_ms=self.created_at_ms or now_ms,
            updated_at_ms=now_ms,
            created_by=self.created_by or actor,
            updated_by=actor or self.updated_by,
        )


NO_METADATA = Metadata()


@dataclass(frozen=True)
class Profile:
    """One profile as written: the profiles it stacks on and the settings it sets itself.

    ``key`` is the name it stands under in its document; ``problems`` are those of its structure. A tree can
    hold keys and other secrets, so it stays out of ``repr``. ``unknown`` holds the keys that no field has. ``parts``
    is what each document says, the lowest first, where several say something of one profile.
    """

    slug: str
    key: str
    display_name: str = ""
    description: str = ""
    stack: tuple[ProfileRef, ...] = ()
    inference_settings: Tree | None = field(default=None, repr=False)
    metadata: Metadata = NO_METADATA
    extensions: Tree = field(default_factory=lambda: EMPTY, repr=False)
    unknown: Tree = field(default_factory=lambda: EMPTY, repr=False)
    problems: tuple[Problem, ...] = ()
    parts: tuple[Part, ...] = ()


class Part(NamedTuple):
    """What one of several documents says of a profile."""

    document: Document
    profile: Profile


@dataclass(frozen=True)
class Registry:
    """A named set of profiles from one document. ``profiles`` are in slug order.

    ``default_profile`` is the profile that the registry gives when none is named: for YAML ``default`` or else
    the first slug, for SQLite what its row says. An ``inline`` one is made of an application's config documents: it
    resolves by itself, so that no stack leads out of it or into it.
    """

    slug: str
    document: Document = field(repr=False)
    display_name: str = ""
    description: str = ""
    default_profile: str | None = None
    profiles: Mapping[str, Profile] = field(default_factory=dict, repr=False)
    metadata: Metadata = NO_METADATA
    unknown: Tree = field(default_factory=lambda: EMPTY, repr=False)
    problems: tuple[Problem, ...] = ()
    decoded: Decoded = Decoded.TWICE
    inline: bool = False

    @property
    def source(self) -> str:
        """The source that the registry was read from, as a person named it."""
        return self.document.source

    def locate(self, profile: str, *path: str | int, key: bool = False) -> Location:
        """The place of a value, or of its ``key``, inside one of this registry's profiles."""
        return self.document.locate(("profiles", self.profiles[profile].key, *path), key=key)
