"""The SARIF log: what the format and the hosts that read it ask for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engineprofiles import Location, Problem, open_chain
from engineprofiles.checks import check_chain
from engineprofiles.problems import CODES
from engineprofiles.sarif import sarif_log

BROKEN = Path(__file__).parents[2] / "sample-registries" / "broken"


def run_of(*problems: Problem, folder: str = "") -> dict[str, Any]:
    log = sarif_log(problems, "1.2.3", folder)
    assert json.loads(json.dumps(log)) == log
    return dict(log["runs"][0])


def at(location: Location) -> dict[str, Any]:
    (result,) = run_of(Problem("unknown-key", "a message", "a hint", location), folder="/here")["results"]
    (place,) = result["locations"]
    return dict(place)


def test_a_problem_in_a_file_is_a_result_at_its_line() -> None:
    place = Location("team.yaml", ("profiles", "a"), 12, 7)
    run = run_of(Problem("unknown-key", "a message", "a hint", place))
    assert run["results"] == [
        {
            "ruleId": "unknown-key",
            "ruleIndex": 0,
            "level": "warning",
            "message": {"text": "a message\na hint"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "team.yaml"},
                        "region": {"startLine": 12, "startColumn": 7},
                    }
                }
            ],
        }
    ]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("profiledeck", "1.2.3")


def test_a_problem_in_a_row_has_the_row_and_no_region() -> None:
    assert at(Location("team.db", ("profiles", "a/b"), row="mine")) == {
        "physicalLocation": {"artifactLocation": {"uri": "team.db"}},
        "logicalLocations": [{"name": "mine", "fullyQualifiedName": "mine/profiles/a~1b", "kind": "object"}],
    }


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("./team/a.yaml", "team/a.yaml"),
        ("../a.yaml", "../a.yaml"),
        ("yaml:a.yaml", "a.yaml"),
        ("yaml://./a.yaml", "a.yaml"),
        ("sqlite:team.db", "team.db"),
        ("sqlite-dsn:file:team.db?mode=ro", "team.db"),
        ("two words #1.yaml", "two%20words%20%231.yaml"),
        ("/here/team/a.yaml", "team/a.yaml"),
        ("/there/a.yaml", "file:///there/a.yaml"),
    ],
)
def test_a_file_is_named_by_a_relative_uri(source: str, uri: str) -> None:
    assert at(Location(source))["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_problem_of_the_chain_has_no_place() -> None:
    (result,) = run_of(Problem("no-registries", "a message"))["results"]
    assert result["locations"] == []


def test_every_broken_sample_gives_what_the_format_requires() -> None:
    problems = check_chain(open_chain(BROKEN))
    log = sarif_log(problems, "1.2.3")
    assert (log["version"], log["$schema"]) == ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(problems)
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert {rule["id"] for rule in rules} == {problem.code for problem in problems}
    for rule in rules:
        assert rule["shortDescription"]["text"] == rule["fullDescription"]["text"] == CODES[rule["id"]].meaning
        assert rule["help"]["text"].startswith(CODES[rule["id"]].mend)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        for place in result["locations"]:
            region = place["physicalLocation"].get("region")
            assert region is None or min(region["startLine"], region["startColumn"]) >= 1
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
