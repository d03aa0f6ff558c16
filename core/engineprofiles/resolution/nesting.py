"""Leaves put back into the maps that they came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engineprofiles.problems import Path


def nested(leaves: Iterable[tuple[Path, Any]]) -> dict[str, Any]:
    """Leaves as nested maps. Lists are copied: no caller can change a layer through the result."""
    result: dict[Any, Any] = {}
    for path, value in leaves:
        inner = result
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        inner[path[-1]] = _copied(value) if isinstance(value, (list, dict)) else value
    return result


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_copied(child) for child in value]
    return value
