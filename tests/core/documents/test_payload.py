"""Rows of a SQLite database as registries: what is read, what is reported, what stays."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engineprofiles.documents.payload import registry_from_payload
from engineprofiles.model.registry import Metadata, Profile, Registry
from engineprofiles.model.slugs import ProfileRef
from engineprofiles.problems import Location, Problem


def registry(payload: object, row: str = "a") -> Registry:
    text = payload if isinstance(payload, str) else json.dumps(payload)
    found, problems = registry_from_payload(row, text, "team.db")
    assert found is not None
    assert problems == ()
    return found


def profile(body: dict[str, Any]) -> Profile:
    return registry({"default_profile_slug": "x", "profiles": {"x": {"slug": "x", **body}}}).profiles["x"]


def settings(body: dict[str, Any]) -> Any:
    return profile({"inference_settings": body}).inference_settings


def all_problems(found: Registry) -> list[Problem]:
    return [*found.problems, *(problem for one in found.profiles.values() for problem in one.problems)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({"Chat": {"Engine": "e", "ApiType": "openai"}}, {"chat": {"engine": "e", "api_type": "openai"}}),
        ({"chat": {"ENGINE": "e", "apitype": "openai"}}, {"chat": {"engine": "e", "api_type": "openai"}}),
        ({"OpenAI": {"StreamIncludeUsage": False}}, {"openai": {"stream-include-usage": False}}),
        ({"Ollama": {"NumCtx": 8, "TfsZ": 1}}, {"ollama": {"num-ctx": 8, "tfs-z": 1}}),
        ({"Inference": {"top_p": 0, "stop": ["q"]}}, {"inference": {"top_p": 0, "stop": ["q"]}}),
        ({"ModelInfo": {"id": "m", "reasoning": False}}, {"model_info": {"id": "m", "reasoning": False}}),
        (
            {"API": {"APIKeys": {"a": None}, "AllowHTTP": {"a": None}}},
            {"api": {"api_keys": {"a": ""}, "allow_http": {"a": False}}},
        ),
        ({"Chat": {"Stop": ["a", None]}}, {"chat": {"stop": ["a", ""]}}),
        ({"Chat": None, "OpenAI": {"N": None}}, {"openai": {}}),
        ({}, {}),
    ],
)
def test_settings_have_the_keys_that_yaml_gives_them(written: dict[str, Any], read: dict[str, Any]) -> None:
    assert settings(written) == read


def test_zeros_of_plain_go_values_are_what_nobody_set_and_zeros_of_pointers_are_set() -> None:
    chat = {"Stream": False, "CacheType": "", "CacheMaxSize": 0, "Temperature": 0, "Engine": ""}
    assert settings({"Chat": chat}) == {"chat": {"temperature": 0, "engine": ""}}
    assert settings({"Embeddings": {"Type": "", "Engine": "e", "Dimensions": 0}}) == {"embeddings": {"engine": "e"}}


def test_zeros_of_a_cost_are_prices() -> None:
    cost = {"input": 0, "output": 0.0}
    assert settings({"ModelInfo": {"cost": cost}}) == {"model_info": {"cost": cost}}


@pytest.mark.parametrize(
    ("client", "timeout"),
    [
        ({"Timeout": 30_000_000_000, "TimeoutSeconds": 31}, 30),
        ({"Timeout": 1_500_000_000}, 1.5),
        ({"Timeout": 0}, 0),
        ({"TimeoutSeconds": 30}, 30),
        ({"Timeout": None, "TimeoutSeconds": 7}, 7),
    ],
)
def test_the_timeout_is_in_seconds(client: dict[str, Any], timeout: float) -> None:
    assert settings({"Client": client}) == {"client": {"timeout": timeout}}


def test_free_form_values_stay_as_they_are() -> None:
    free: dict[str, Any] = {"i": 1, "f": 1.0, "n": None, "e": {}, "l": [None, {"n": None}]}
    assert settings({"ModelInfo": {"metadata": free}}) == {"model_info": {"metadata": free}}
    assert profile({"extensions": {"A.b@v1": free}}).extensions == {"A.b@v1": free}


@pytest.mark.parametrize(
    ("section", "key", "value", "place", "says"),
    [
        ("Chat", "MaxResponseTokens", 5.0, ("chat", "max_response_tokens"), "a number with a fraction"),
        ("Chat", "MaxResponseTokens", "5", ("chat", "max_response_tokens"), "not a text"),
        ("Chat", "MaxResponseTokens", 2**63, ("chat", "max_response_tokens"), "as large as that"),
        ("Chat", "MaxResponseTokens", True, ("chat", "max_response_tokens"), "not true or false"),
        ("Chat", "Engine", 5, ("chat", "engine"), "takes a text, not a number"),
        ("Chat", "Stream", "true", ("chat", "stream"), "takes true or false"),
        ("Chat", "Stop", "a", ("chat", "stop"), "a list of texts"),
        ("Chat", "Stop", ["a", 1], ("chat", "stop"), "a list of texts alone"),
        ("Chat", "Temperature", "0.5", ("chat", "temperature"), "takes a number"),
        ("Client", "Timeout", "30s", ("client", "timeout"), "Timeout takes a whole number"),
        ("API", "APIKeys", {"a": 1}, ("api", "api_keys"), "an object of texts"),
        ("API", "AllowHTTP", {"a": "yes"}, ("api", "allow_http"), "an object of true and false"),
        ("ModelInfo", "metadata", [], ("model_info", "metadata"), "an object"),
        ("ModelInfo", "cost", 1, ("model_info", "cost"), "an object"),
    ],
)
def test_a_value_of_the_wrong_type_is_left_out_alone(
    section: str, key: str, value: Any, place: tuple[str, str], says: str
) -> None:
    found = profile({"inference_settings": {section: {key: value}, "Rerank": {"Engine": "kept"}}})
    assert found.inference_settings == {place[0]: {}, "rerank": {"engine": "kept"}}
    (problem,) = found.problems
    assert (problem.code, problem.kind) == ("sqlite-payload-invalid", "other")
    assert problem.location == Location("team.db", ("profiles", "x", "inference_settings", *place), row="a")
    assert says in problem.message


def test_a_wrong_value_is_not_shown() -> None:
    (problem,) = profile({"inference_settings": {"API": {"APIKeys": "sk-secret"}}}).problems
    assert "sk-secret" not in f"{problem.message} {problem.hint}"


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1" + 400 * "0"])
def test_numbers_beyond_a_double_are_no_numbers(number: str) -> None:
    text = '{"default_profile_slug":"x","profiles":{"x":{"slug":"x","inference_settings":{"Chat":{"TopP":%s}}}}}'
    assert [problem.code for problem in all_problems(registry(text % number))] == ["sqlite-payload-invalid"]


def test_a_key_that_go_ignores_is_reported_and_kept() -> None:
    found = profile({"inference_settings": {"chat": {"engine": "e", "api_type": "openai"}, "api_keys": {}}, "bar": 2})
    assert found.inference_settings == {"chat": {"engine": "e"}}
    assert found.unknown == {"bar": 2, "inference_settings": {"chat": {"api_type": "openai"}, "api_keys": {}}}
    assert {problem.code for problem in found.problems} == {"unknown-key"}
    hints = {problem.location.path[-1]: problem.hint for problem in found.problems}
    assert hints["api_type"] == "Did you mean ApiType?"


def test_unknown_keys_of_a_registry_are_kept() -> None:
    found = registry({"foo": 1, "metadata": {"owner": "o"}})
    assert found.unknown == {"foo": 1, "metadata": {"owner": "o"}}
    assert [problem.location.path for problem in found.problems] == [("foo",), ("metadata", "owner")]


def test_names_metadata_and_stack() -> None:
    metadata = {"source": "s", "version": 2**64 - 1, "created_at_ms": 1, "updated_by": "u", "tags": ["t"]}
    found = registry(
        {
            "Display_Name": "A",
            "description": "d",
            "default_profile_slug": " B ",
            "metadata": metadata,
            "profiles": {
                "c": {"slug": "C", "display_name": "See", "metadata": {}},
                " B ": {"slug": "b", "stack": [{"profile_slug": "C"}, {"registry_slug": "Other", "profile_slug": "z"}]},
            },
        },
        row=" A ",
    )
    assert all_problems(found) == []
    assert (found.slug, found.display_name, found.description, found.default_profile) == ("a", "A", "d", "b")
    assert found.metadata == Metadata("s", 2**64 - 1, 1, 0, "", "u", ("t",))
    assert [(one.slug, one.key, one.display_name) for one in found.profiles.values()] == [
        ("b", " B ", ""),
        ("c", "c", "See"),
    ]
    assert found.profiles["b"].stack == (ProfileRef(None, "c"), ProfileRef("other", "z"))
    assert found.locate("b", "stack", 0) == Location("team.db", ("profiles", " B ", "stack", 0), row=" A ")


@pytest.mark.parametrize("payload", ["null", "{}", '{"slug": null}', '{"slug": " "}', '{"slug": "A"}'])
def test_a_payload_without_a_slug_has_that_of_its_row(payload: str) -> None:
    found = registry(payload)
    assert (found.slug, found.default_profile, dict(found.profiles), found.problems) == ("a", None, {}, ())


ONE = {"x": {"slug": "x"}}


@pytest.mark.parametrize(
    ("payload", "row", "code", "kind", "field"),
    [
        ({"slug": "b"}, "a", "sqlite-row-mismatch", "other", ""),
        ({"slug": "a b"}, "a", "slug-invalid", "other", ""),
        ({"slug": 1}, "a", "sqlite-payload-invalid", "other", ""),
        ({}, "a b", "slug-invalid", "other", ""),
        ({}, "", "slug-invalid", "other", ""),
        ({"profiles": ONE}, "a", "default-missing", "validation", "registry.default_profile_slug"),
        (
            {"profiles": ONE, "default_profile_slug": "y"},
            "a",
            "default-missing",
            "validation",
            "registry.default_profile_slug",
        ),
        (
            {"profiles": ONE, "default_profile_slug": "x", "metadata": {"version": -1}},
            "a",
            "sqlite-payload-invalid",
            "other",
            "",
        ),
        ({"profiles": []}, "a", "sqlite-payload-invalid", "other", ""),
        ({"profiles": {"x": None}}, "a", "profile-null", "validation", "registry.profiles[x]"),
        ({"profiles": {"x": 1}}, "a", "sqlite-payload-invalid", "other", ""),
        ({"profiles": {"x": {}}}, "a", "slug-missing", "validation", "profile.slug"),
        ({"profiles": {"x": {"slug": "y"}}}, "a", "slug-mismatch", "validation", "registry.profiles[x].slug"),
        ({"profiles": {"x": {"slug": "x y"}}}, "a", "slug-invalid", "other", ""),
        (
            {"profiles": {"x": {"slug": "x", "stack": [{}]}}},
            "a",
            "ref-invalid",
            "validation",
            "profile.stack[0].profile_slug",
        ),
        (
            {"profiles": {"x": {"slug": "x", "stack": [None]}}},
            "a",
            "ref-invalid",
            "validation",
            "profile.stack[0].profile_slug",
        ),
        ({"profiles": {"x": {"slug": "x", "stack": [{"profile_slug": "a b"}]}}}, "a", "slug-invalid", "other", ""),
        ({"profiles": {"x": {"slug": "x", "stack": ["y"]}}}, "a", "sqlite-payload-invalid", "other", ""),
        ({"profiles": {"x": {"slug": "x", "stack": {}}}}, "a", "sqlite-payload-invalid", "other", ""),
        (
            {"profiles": {"x": {"slug": "x", "extensions": {"bad": 1}}}},
            "a",
            "extension-key-invalid",
            "validation",
            "profile.extensions[bad]",
        ),
        ({"profiles": {"x": {"slug": "x", "runtime": {}}}}, "a", "legacy-runtime-block", "other", ""),
        ({"profiles": {"x": {"slug": "x"}, "X": {"slug": "x"}}}, "a", "slug-collision-after-normalising", "other", ""),
    ],
)
def test_a_fault_is_one_problem_and_the_rest_stays(
    payload: dict[str, Any], row: str, code: str, kind: str, field: str
) -> None:
    if code != "default-missing" and payload.get("profiles"):
        payload = {"default_profile_slug": "x", **payload}
    found = registry(payload, row)
    (problem,) = all_problems(found)
    assert (problem.code, problem.kind, problem.field) == (code, kind, field)
    assert (problem.location.source, problem.location.row) == ("team.db", row)
    assert set(found.profiles) == ({"x"} if isinstance(payload.get("profiles"), dict) else set())


def test_a_default_without_profiles_is_allowed() -> None:
    found = registry({"default_profile_slug": "x"})
    assert (found.default_profile, found.problems) == ("x", ())


@pytest.mark.parametrize(
    ("payload", "says"),
    [
        ("", "line 1, column 1"),
        ("{", "line 1, column 2"),
        ("[]", "takes an object, not a list"),
        ("{} x", "Extra data"),
        ('{"profiles": NaN}', "no number"),
        ('{"slug": "a\tb"}', "control character"),
        ("[" * 100_000, "too deeply"),
        ("\ufeff{}", "BOM"),
    ],
)
def test_a_row_that_is_no_json_object_has_no_registry(payload: str, says: str) -> None:
    found, (problem,) = registry_from_payload("a", payload, "team.db")
    assert found is None
    assert (problem.code, problem.location.label) == ("sqlite-payload-invalid", "team.db#a")
    assert says in problem.message


def test_of_two_equal_keys_the_last_one_counts() -> None:
    text = '{"description": "first", "description": "second", "DESCRIPTION": "third"}'
    assert registry(text).description == "third"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (rb'"\ud83d\ude00"', "\U0001f600"),
        (rb'"\ud83d"', "\ufffd"),
        (rb'"\udc00\ud83d!"', "\ufffd\ufffd!"),
        (rb'"\\ud83d"', r"\ud83d"),
        (b'"\xff"', "\ufffd"),
        (b'"\xc3\xa4"', "\u00e4"),
    ],
)
def test_texts_hold_whole_characters_only(written: bytes, read: str) -> None:
    found, _ = registry_from_payload("a", b'{"description": ' + written + b"}", "team.db")
    assert found is not None
    assert found.description == read
