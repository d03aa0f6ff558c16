"""The one table of problem codes, by what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engineprofiles.problems.code import Code
from engineprofiles.problems.codes import (
    comments,
    documents,
    editing,
    hosts,
    ownership,
    readiness,
    registries,
    sources,
    stacks,
    values,
)

_ROOMS = (documents, registries, sources, stacks, values, readiness, ownership, comments, editing, hosts)

CODES: Mapping[str, Code] = MappingProxyType({code.name: code for room in _ROOMS for code in room.CODES})
"""Every code that a :class:`~engineprofiles.problems.Problem` can carry, by name."""
