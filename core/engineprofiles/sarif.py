"""Problems as a SARIF 2.1.0 log: the plain data that code hosts and editors take from a linter."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from engineprofiles.problems import CODES, Code, Location, Problem, Severity, pointer
from engineprofiles.sources import path_named_by

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_log(problems: Iterable[Problem], version: str, folder: str = "") -> dict[str, Any]:
    """One run of profiledeck ``version`` with a result for each problem, in their order, and the rules they name.

    Files are named by relative paths: ``folder`` is the directory that absolute ones are taken to lie in.
    """
    found = list(problems)
    named = {problem.code for problem in found}
    rules = [code for code in CODES.values() if code.name in named]
    places = {code.name: index for index, code in enumerate(rules)}
    driver = {"name": "profiledeck", "version": version, "rules": [_rule(code) for code in rules]}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem, places[problem.code], folder) for problem in found],
            }
        ],
    }


def _rule(code: Code) -> dict[str, Any]:
    shown = "".join(f"\n\n{title}:\n\n{text.rstrip()}" for title, text in _examples(code))
    return {
        "id": code.name,
        "shortDescription": {"text": code.meaning},
        "fullDescription": {"text": code.meaning},
        "help": {"text": f"{code.mend}{shown}"},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _examples(code: Code) -> Sequence[tuple[str, str]]:
    return [(title, text) for title, text in (("Bad", code.bad), ("Good", code.good)) if text]


def _result(problem: Problem, rule: int, folder: str) -> dict[str, Any]:
    place = problem.location
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message}\n{problem.hint}"},
        "locations": [_location(place, folder)] if place.source else [],
    }


def _location(place: Location, folder: str) -> dict[str, Any]:
    """A file with a line, or a database with the row and the path inside it."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.source, folder)}}
    if place.line is not None:
        physical["region"] = {"startLine": place.line, "startColumn": place.column}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.row is not None:
        name = f"{place.row}{pointer(place.path)}"
        location["logicalLocations"] = [{"name": place.row, "fullyQualifiedName": name, "kind": "object"}]
    return location


def _uri(source: str, folder: str) -> str:
    path = PurePath(path_named_by(source))
    if not path.is_absolute():
        return quote(os.path.normpath(path).replace(os.sep, "/"))
    return quote(path.relative_to(folder).as_posix()) if folder and path.is_relative_to(folder) else path.as_uri()
