"""Trees put together, key by key: what several documents say of the same thing.

The rules are those of the merge. A list is replaced as a whole, and so are prices; in typed settings ``null`` says
nothing, elsewhere it is a value.
"""

from __future__ import annotations

from typing import Any

from engineprofiles.documents.typed import is_null, key_text
from engineprofiles.model.fields import SECTIONS, Kind, Merge, field_at
from engineprofiles.model.registry import Tree
from engineprofiles.problems import Path

UNITS = frozenset(path for path, container in SECTIONS.items() if container.merge is Merge.UNIT)
"""Where settings are replaced as a whole."""


def joined_settings(low: Tree, high: Tree) -> Tree:
    """``high`` over ``low``, both of them ``inference_settings``."""
    joined: Tree = _joined(low, high, ())
    return joined


def joined_values(low: Tree, high: Tree) -> Tree:
    """``high`` over ``low``, both of them free-form values."""
    joined: Tree = _joined(low, high, None)
    return joined


def _joined(low: Any, high: Any, path: Path | None) -> Any:
    """``path`` is that in the settings; ``None`` for free-form values."""
    if not (isinstance(low, dict) and isinstance(high, dict)) or _is_unit(path):
        return high
    known = {key_text(key): key for key in low}
    joined = dict(low)
    for key, value in high.items():
        text = key_text(key)
        if text not in known:
            joined[key] = value
        elif path is None or not is_null(value):
            joined[known[text]] = _joined(low[known[text]], value, _below(path, text))
    return joined


def _below(path: Path | None, key: str) -> Path | None:
    if path is None:
        return None
    below = (*path, key)
    field = field_at(below)
    return None if field is not None and field.kind is Kind.FREE_MAP else below


def _is_unit(path: Path | None) -> bool:
    return path in UNITS
