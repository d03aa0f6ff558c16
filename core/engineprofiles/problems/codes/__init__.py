"""The one table of problem codes, by what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engineprofiles.problems.code import Code
from engineprofiles.problems.codes import comments, documents, registries, sources, stacks, values

CODES: Mapping[str, Code] = MappingProxyType(
    {code.name: code for room in (documents, registries, sources, stacks, values, comments) for code in room.CODES}
)
"""Every code that a :class:`~engineprofiles.problems.Problem` can carry, by name."""
