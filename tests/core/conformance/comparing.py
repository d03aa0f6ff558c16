"""Whether two answers mean the same: numbers by value, maps in any order, and what we do otherwise on purpose.

- Keys that no field has: Geppetto forgets them, we keep them for people to see. They are left out here.
- ``client.timeout``: Geppetto shows a duration and its seconds, which we have as one number of seconds.
- Geppetto says ``null`` for settings when a merge of nothing with nothing gives nothing, we say ``{}``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from engineprofiles.model import FIELDS, SECTIONS
from engineprofiles.problems import Path, Problem

SETTINGS_KEYS = frozenset(("settings", "final", "inference_settings", "merged", "merge_map"))
"""The keys of an answer that hold settings."""

_MOMENT = re.compile(r'("(?:created|updated)_at_ms":)\d{13}\b')
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 1e-3, "µs": 1e-6, "ns": 1e-9}


def differences(ours: Any, theirs: Any, path: Path = ()) -> dict[Path, tuple[Any, Any]]:
    """Where two answers differ, with both values; :data:`ABSENT` where one has none."""
    if path and path[-1] in SETTINGS_KEYS:
        return _compared(known_settings(ours), geppetto_settings(theirs), path)
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return _of_maps(ours, theirs, path, differences)
    return _compared(ours, theirs, path)


def timeless(answer: Any) -> Any:
    """``answer`` without the moments at which something was written, in a payload too."""
    if isinstance(answer, dict):
        return {key: "NOW" if _is_moment(key, value) else timeless(value) for key, value in answer.items()}
    if isinstance(answer, list):
        return [timeless(item) for item in answer]
    return _MOMENT.sub(r"\1NOW", answer) if isinstance(answer, str) else answer


class Refused(Exception):
    """What the library refuses, with every error that it names: Go tells one of them, which one is chance."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


class _Absent:
    def __repr__(self) -> str:
        return "absent"


ABSENT = _Absent()


def known_settings(settings: Mapping[str, Any] | None) -> dict[str, Any]:
    """Our settings without the keys that no field has."""
    return _known(settings or {}, ())


def geppetto_settings(settings: Mapping[str, Any] | None) -> dict[str, Any]:
    """Geppetto's settings as we write them."""
    found = dict(settings or {})
    client = dict(found.get("client") or {})
    if client and ("timeout" in client or "timeout_second" in client):
        duration, seconds = client.pop("timeout", None), client.pop("timeout_second", None)
        client["timeout"] = _seconds(duration) if seconds is None else seconds
        found["client"] = client
    return found


def same_error(problems: list[Problem], error: Mapping[str, Any]) -> bool:
    """Whether one of ours is of Geppetto's kind and, where it validates, about the same field."""
    kind = {"version_conflict": "conflict"}.get(error["kind"], error["kind"].replace("_", "-"))
    return any(
        problem.kind == kind and (kind != "validation" or problem.field == error["field"]) for problem in problems
    )


def error_of(expect: Any) -> Mapping[str, Any] | None:
    """Geppetto's error, which stands in the answer or is the answer."""
    if not isinstance(expect, dict) or "error" not in expect:
        return None
    return expect["error"] if isinstance(expect["error"], dict) else expect


def _compared(ours: Any, theirs: Any, path: Path) -> dict[Path, tuple[Any, Any]]:
    if isinstance(ours, dict) and isinstance(theirs, dict) and "$time" not in theirs:
        return _of_maps(ours, theirs, path, _compared)
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        found: dict[Path, tuple[Any, Any]] = {}
        for index, pair in enumerate(zip(ours, theirs, strict=True)):
            found |= differences(*pair, (*path, index))
        return found
    return {} if _same(ours, theirs) else {path: (ours, theirs)}


def _of_maps(ours: Any, theirs: Any, path: Path, compare: Any) -> dict[Path, tuple[Any, Any]]:
    found: dict[Path, tuple[Any, Any]] = {}
    for key in ours.keys() | theirs.keys():
        if (key in ours and key in theirs) or key in SETTINGS_KEYS:
            found |= compare(ours.get(key), theirs.get(key), (*path, key))
        else:
            found[*path, key] = (ours.get(key, ABSENT), theirs.get(key, ABSENT))
    return found


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, Refused):
        error = error_of(theirs)
        return error is not None and same_error(ours.problems, error)
    if isinstance(ours, date):
        return isinstance(theirs, dict) and _moment(ours) == datetime.fromisoformat(theirs["$time"])
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    if isinstance(ours, float) or isinstance(theirs, float):
        return _same_number(ours, theirs)
    return bool(ours == theirs)


def _same_number(ours: Any, theirs: Any) -> bool:
    """Beyond 64 bits, and in a database, Go has a float where we have the integer that was written."""
    if not isinstance(ours, int | float) or not isinstance(theirs, int | float):
        return False
    return float(ours) == float(theirs) or (math.isnan(ours) and math.isnan(theirs))


def _is_moment(key: str, value: Any) -> bool:
    return key in ("created_at_ms", "updated_at_ms") and isinstance(value, int) and value > 10**12


def _moment(value: date) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime(value.year, value.month, value.day, tzinfo=UTC)


def _known(tree: Mapping[str, Any], container: Path) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in tree.items():
        path = (*container, key)
        if path in SECTIONS:
            kept[key] = _known(value, path)
        elif path in FIELDS:
            kept[key] = value
    return kept


def _seconds(duration: str) -> float:
    """A Go duration such as ``1m17s``."""
    parts = re.findall(r"([0-9.]+)(h|ms|m|s|µs|ns)", duration)
    return (-1 if duration.startswith("-") else 1) * sum(float(number) * _UNITS[unit] for number, unit in parts)
