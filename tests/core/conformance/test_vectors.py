"""Every recorded answer of Geppetto's engine that reading, chaining, merging and pricing can give."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

import pytest
from tests.core.conformance.answers import ANSWERS, opened, registry_answer, resolved
from tests.core.conformance.comparing import Refused, differences, error_of, same_error, timeless
from tests.core.conformance.reasons import listed
from tests.core.conformance.store_answers import STORE_ANSWERS, text_answer
from tests.core.conformance.vectors import WRITING, Vector, chains, lay_out, vectors

from engineprofiles import LayeredSettings, ProfilesError, read_settings
from engineprofiles.documents.reader import read
from engineprofiles.documents.registry import registry_from_yaml
from engineprofiles.problems import Location, Path
from engineprofiles.resolution.parts import base_of
from engineprofiles.resolution.reading import read_settings as read_settings_of

Differences = Mapping[Path, tuple[Any, Any]]

LEFT = {"yamlvalue": "tests/core/documents reads every one of them"}
"""The operations that are not applied here, and why."""

ALL_ANSWERS = {**ANSWERS, **STORE_ANSWERS}
LISTED = listed()
APPLIED = [vector for vector in vectors() if vector.op not in LEFT]


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
    for earlier in vector.before:
        with suppress(Refused, ProfilesError):
            answer(earlier)
    if vector.op in WRITING or vector.before:
        found = compared(lambda: timeless(answer(vector)), timeless(comparable(vector)))
    else:
        found = compared(lambda: answer(vector), comparable(vector))
    check(vector.id, found)


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
    base = in_parts(read_settings(chain["base"])) if chain["base"] else None
    for expect in everything["profiles"]:
        registry, profile = expect["registry"], expect["profile"]
        found = compared(lambda: resolved(ours, profile, registry, base), expect["result"])  # noqa: B023
        check(f"{chain['id']} {registry}/{profile}", found)
    # Its settings are compared above: here it is which one is selected, or why none is.
    who = ("registry", "profile", "lineage")
    assert not compared(lambda: among(resolved(ours, chain["select"], None), who), among(selected, (*who, "error")))


def in_parts(base: LayeredSettings) -> LayeredSettings:
    """``base`` as a host gives one: put together of parts, here one for every section."""
    (layer,) = base.layers
    tree = layer.tree["inference_settings"] or {}
    parts = [
        replace(layer, tree={"inference_settings": part}, settings=read_settings_of(part, lambda *_, **__: Location()))
        for part in ({section: value} for section, value in tree.items())
    ]
    return replace(base, layers=(base_of(parts or [layer]),))


def test_the_list_names_what_there_is() -> None:
    profiles = {
        f"{chain['id']} {expect['registry']}/{expect['profile']}"
        for chain in chains()
        for expect in chain["expect"]["all"].get("profiles", ())
    }
    assert LISTED.keys() <= {vector.id for vector in APPLIED} | profiles


def test_every_operation_is_answered_or_left_for_a_reason() -> None:
    assert {vector.op for vector in vectors()} == ALL_ANSWERS.keys() | LEFT.keys()


def answer(vector: Vector) -> Any:
    """Our answer; the vector's files stand in the working directory. Raises what refuses one."""
    return ALL_ANSWERS[vector.op](vector)


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
    if vector.op in WRITING:
        return written(expect)
    if vector.op == "list":
        return among(expect, ("default_registry", "precedence", "registries"))
    if vector.op == "cost" and expect["validate"]:
        return among(expect, ("validate",))
    return expect


def written(expect: Mapping[str, Any]) -> dict[str, Any]:
    """What a store tells after a change, with its file as what it says."""
    found = among(expect, ("ok",))
    if "registries" in expect:
        found["registries"] = [registry["map"] for registry in expect["registries"]]
    if "rows" in expect:
        found["rows"] = [among(row, ("slug", "payload_text")) for row in expect["rows"]]
    if "results" in expect:
        found["results"] = [selection(result) for result in expect["results"]]
    if "file_text" in expect:
        found["file_text"] = text_answer(expect["file_text"]) if expect["file_text"] else None
    return found


def selection(result: Any) -> Any:
    """What a store's profile resolves to, in the shape of the vectors that resolve; any other result as it is."""
    if not isinstance(result, dict) or "profile_slug" not in result:
        return result
    told = result["metadata"]
    who = ("registry_slug", "profile_slug", "version", "source")
    return {
        "registry": result["registry_slug"],
        "profile": result["profile_slug"],
        "version": told["profile.version"],
        "source": told["profile.source"],
        "lineage": [[layer[key] for key in who] for layer in told["profile.stack.lineage"]],
        "settings": result["inference_settings"],
    }


def among(answer: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: answer[key] for key in keys if key in answer}
