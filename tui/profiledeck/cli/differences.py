"""Where Geppetto's reading comes to another value, in print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from engineprofiles import Semantics
from engineprofiles.problems import pointer
from engineprofiles.redact import redact_under
from engineprofiles.resolution import Difference
from engineprofiles.resolution.plain import jsonable, location_dict
from profiledeck.cli.tables import Cell, shown, table
from profiledeck.presenters.lines import Line, line


def difference_lines(differences: Sequence[Difference], reveal: bool) -> list[Line]:
    """A table of the paths that differ, with both values, the layer that makes the difference and the rule."""
    if not differences:
        return [line("Both readings come to the same settings.")]
    return table(("path", "documented", "geppetto", "layer", "place", "rule"), _rows(differences, reveal))


def difference_dicts(differences: Iterable[Difference], reveal: bool) -> list[dict[str, Any]]:
    """The differences as plain data; see docs/json.md."""
    return [
        {
            "path": pointer((found.root, *found.path)),
            "documented": jsonable(_visible(found, found.documented, reveal)),
            "geppetto": jsonable(_visible(found, found.geppetto, reveal)),
            "rule": found.departure.name.lower(),
            "meaning": str(found.departure),
            "layer_index": found.layer.index,
            "location": location_dict(found.location),
        }
        for found in differences
    ]


def in_other_reading(found: Difference, semantics: Semantics, reveal: bool) -> str:
    """What the reading that is not ``semantics`` comes to, and the rule that makes the difference."""
    if semantics is Semantics.GEPPETTO:
        return f"Documented is {_value(found, found.documented, reveal)}, but {found.departure}."
    return f"Geppetto uses {_value(found, found.geppetto, reveal)} here: {found.departure}."


def _rows(differences: Iterable[Difference], reveal: bool) -> Iterable[list[Cell]]:
    for found in differences:
        yield [
            found.name,
            _value(found, found.documented, reveal),
            _value(found, found.geppetto, reveal),
            f"{found.layer.index} {found.layer.ref}",
            found.location.label or "-",
            (str(found.departure), "dim"),
        ]


def _value(found: Difference, value: Any, reveal: bool) -> str:
    return "nothing" if value is None else shown(_visible(found, value, reveal))


def _visible(found: Difference, value: Any, reveal: bool) -> Any:
    if reveal or value is None:
        return value
    return redact_under(found.root, found.path, value)
