"""Every recorded answer of Geppetto's engine that reading, chaining, merging and pricing can give."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

import pytest
from tests.core.conformance.answers import ANSWERS, Refused, answer, opened, registry_answer, resolved
from tests.core.conformance.comparing import differences, error_of, same_error
from tests.core.conformance.reasons import listed
from tests.core.conformance.vectors import Vector, chains, lay_out, vectors

from engineprofiles import ProfilesError, read_settings
from engineprofiles.documents.reader import read
from engineprofiles.documents.registry import registry_from_yaml
from engineprofiles.problems import Path

Differences = Mapping[Path, tuple[Any, Any]]

WRITING = frozenset(("upsert-profile", "upsert-registry", "delete-registry", "store-seq", "sqlite-write"))
LEFT = {
    **dict.fromkeys(WRITING, "stores cannot be written to yet"),
    "yamlvalue": "tests/core/documents reads every one of them",
}
"""The operations that are not applied here, and why. What a vector asks after a write is left with it."""

LISTED = listed()


def is_left(vector: Vector) -> bool:
    return vector.op in LEFT or any(run["op"] in WRITING for run in vector.case["runs"])


APPLIED = [vector for vector in vectors() if not is_left(vector)]


def check(name: str, found: Differences) -> None:
    """Equal, or listed as an exception."""
    if name in LISTED:
        assert found, f"{name} holds now: take it off the list"
    else:
        assert not found


@pytest.mark.parametrize("vector", APPLIED, ids=str)
def test_gives_geppettos_answer(vector: Vector, tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(vector.case, tmp_path)
    monkeypatch.chdir(tmp_path)
    check(vector.id, compared(lambda: answer(vector), comparable(vector)))


@pytest.mark.parametrize("chain", chains(), ids=lambda chain: str(chain["id"]))
def test_resolves_every_profile_of_a_chain(
    chain: Mapping[str, Any], tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(chain, tmp_path)
    monkeypatch.chdir(tmp_path)
    everything, selected = chain["expect"]["all"], chain["expect"]["selected"]
    if error_of(everything):
        assert not compared(lambda: opened(chain["sources"]), everything)
        return
    ours = opened(chain["sources"])
    assert ours.default_registry == everything["default_registry"]
    base = read_settings(chain["base"]) if chain["base"] else None
    for expect in everything["profiles"]:
        registry, profile = expect["registry"], expect["profile"]
        found = compared(lambda: resolved(ours, profile, registry, base), expect["result"])  # noqa: B023
        check(f"{chain['id']} {registry}/{profile}", found)
    # Its settings are compared above: here it is which one is selected, or why none is.
    who = ("registry", "profile", "lineage")
    assert not compared(lambda: among(resolved(ours, chain["select"], None), who), among(selected, (*who, "error")))


def test_the_list_names_what_there_is() -> None:
    profiles = {
        f"{chain['id']} {expect['registry']}/{expect['profile']}"
        for chain in chains()
        for expect in chain["expect"]["all"].get("profiles", ())
    }
    assert LISTED.keys() <= {vector.id for vector in APPLIED} | profiles


def test_every_operation_is_answered_or_left_for_a_reason() -> None:
    assert {vector.op for vector in vectors()} == ANSWERS.keys() | LEFT.keys()


def compared(ask: Any, expect: Any) -> Differences:
    """Where our answer differs; a refusal where Geppetto answers, or the reverse, is one difference at the root."""
    error = error_of(expect)
    try:
        ours = ask()
    except (Refused, ProfilesError) as refusal:
        problems = refusal.problems if isinstance(refusal, Refused) else [refusal.problem]
        return {} if error and same_error(problems, error) else {(): (problems, expect)}
    return {(): (ours, expect)} if error else differences(ours, expect)


def comparable(vector: Vector) -> Any:
    """What of the expected answer is of interest: not the recorder's own account of the files."""
    expect = vector.expect
    if error_of(expect):
        return expect
    if vector.op == "encode":
        registry, _ = registry_from_yaml(read(expect["yaml"], "encoded.yaml"))
        assert registry is not None
        return {"registry": registry_answer(registry)}
    if vector.op == "sqlite-dump":
        return {"registries": [registry["map"] for registry in expect["registries"]]}
    if vector.op == "list":
        return among(expect, ("default_registry", "precedence", "registries"))
    if vector.op == "cost" and expect["validate"]:
        return among(expect, ("validate",))
    return expect


def among(answer: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: answer[key] for key in keys if key in answer}
