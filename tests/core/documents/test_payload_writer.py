"""Registries as the rows that Geppetto writes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from tests.core.documents.registries import EXAMPLE, TREES, from_payload, from_tree, from_yaml, said

from engineprofiles import ProfilesError
from engineprofiles.documents.payload_writer import payload_text
from engineprofiles.documents.registry_tree import registry_tree
from engineprofiles.documents.writer import write


def written(settings: str) -> Any:
    """What becomes of the ``inference_settings`` of a YAML file."""
    text = payload_text(from_yaml(f"slug: a\nprofiles: {{x: {{inference_settings: {settings}}}}}\n"))
    return json.loads(text)["profiles"]["x"]["inference_settings"]


def test_a_payload_of_geppettos_is_written_as_it_was() -> None:
    assert payload_text(from_payload(EXAMPLE)) == EXAMPLE


def test_the_same_registry_from_a_yaml_file_is_the_same_payload() -> None:
    assert payload_text(from_tree(registry_tree(from_payload(EXAMPLE)))) == EXAMPLE


def test_a_registry_without_anything() -> None:
    assert payload_text(from_yaml("slug: a\n")) == '{"slug":"a","metadata":{}}'


@pytest.mark.parametrize(
    ("yaml", "section", "json_text"),
    [
        ("{api: {}}", "API", '{"APIKeys":null,"BaseUrls":null,"AllowHTTP":null,"AllowLocalNetworks":null}'),
        ("{rerank: {}}", "Rerank", '{"Type":"","Engine":"","MaxRequestBytes":0,"MaxResponseBytes":0}'),
        ("{inference: {}}", "Inference", "{}"),
        ("{model_info: {}}", "ModelInfo", "{}"),
        ("{chat: }", "Chat", "null"),
        ("{}", "ModelInfo", "null"),
        ("{model_info: {cost: {input: 1.50}}}", "ModelInfo", '{"cost":{"input":1.5}}'),
        ("{inference: {stop: [], seed: 0x10, top_p: 1.0}}", "Inference", '{"top_p":1,"stop":[],"seed":16}'),
        ("{inference: {stop: [4.10, yes, ~, 010]}}", "Inference", '{"stop":["4.10","yes","010"]}'),
        ("{model_info: {id: 4.10, reasoning: yes}}", "ModelInfo", '{"id":"4.10","reasoning":true}'),
        (
            "{model_info: {metadata: {b: 1.0, a: 2024-01-01, c: {}, d: [{}], 1: ~}}}",
            "ModelInfo",
            '{"metadata":{"1":null,"a":"2024-01-01T00:00:00Z","b":1,"c":null,"d":[null]}}',
        ),
        ("{claude: {user_id: '<'}}", "Claude", '{"TopK":null,"UserID":"\\u003c"}'),
    ],
)
def test_settings_are_written_as_go_would(yaml: str, section: str, json_text: str) -> None:
    text = payload_text(from_yaml(f"slug: a\nprofiles: {{x: {{inference_settings: {yaml}}}}}\n"))
    assert f'"{section}":{json_text}' in text


@pytest.mark.parametrize(
    ("timeout", "nanoseconds", "seconds"),
    [("30", 30 * 10**9, 30), ("0", 0, 0), ("-5", -5 * 10**9, -5), ("1.5", 10**9, 1), ("~", None, None)],
)
def test_a_timeout_is_in_nanoseconds_with_its_seconds_beside_it(
    timeout: str, nanoseconds: int | None, seconds: int | None
) -> None:
    client = written(f"{{client: {{timeout: {timeout}}}}}")["Client"]
    assert (client["Timeout"], client["TimeoutSeconds"]) == (nanoseconds, seconds)
    assert list(client)[:3] == ["Timeout", "TimeoutSeconds", "Organization"]


def test_a_part_of_a_second_stays_where_it_was_one() -> None:
    payload = EXAMPLE.replace('"Timeout":30000000000,"TimeoutSeconds":30', '"Timeout":-1500000000,"TimeoutSeconds":-1')
    assert payload_text(from_payload(payload)) == payload


def test_a_timeout_that_is_never_read_is_not_written() -> None:
    assert written("{client: {timeout_second: 30}}")["Client"]["TimeoutSeconds"] is None


def test_keys_are_sorted_bytewise_and_unknown_ones_left_out() -> None:
    assert list(written("{api: {api_keys: {b: x, a: y, é: z, A: w, a-b: v}}}")["API"]["APIKeys"]) == [
        "A", "a", "a-b", "b", "é",
    ]  # fmt: skip
    assert written("{chat: {modle: x}, chta: {}}")["Chat"].keys() == written("{chat: {}}")["Chat"].keys()


@pytest.mark.parametrize(
    ("settings", "place", "says"),
    [
        ("{chat: {temperature: hot}}", "chat.temperature", "a number, found a text"),
        ("{chat: {temperature: .nan}}", "chat.temperature", "a finite number"),
        ("{chat: {stop: a}}", "chat.stop", "a list of texts"),
        ("{chat: [a]}", "chat", "a map, found a list"),
        ("{api: {api_keys: [sk-secret]}}", "api.api_keys", "a map of texts"),
        ("{client: {timeout: 10000000000}}", "client.timeout", "less than 292 years"),
        ("{model_info: {metadata: [a]}}", "model_info.metadata", "a map, found a list"),
        ("{model_info: {metadata: {a: [.inf]}}}", "model_info.metadata", "a finite number"),
        (f"{{model_info: {{metadata: {{a: {'[' * 201}{']' * 201}}}}}}}", "model_info.metadata", "nests deeper"),
    ],
)
def test_what_a_payload_cannot_hold_is_refused_where_it_stands(settings: str, place: str, says: str) -> None:
    registry = from_yaml(f"slug: a\nprofiles:\n  X: {{inference_settings: {settings}}}\n")
    with pytest.raises(ProfilesError) as raised:
        payload_text(registry)
    problem = raised.value.problem
    assert problem.code == "edit-refused"
    assert place in problem.message
    assert says in problem.message
    assert problem.location.line == 3
    assert "sk-secret" not in f"{problem}"


@given(TREES)
def test_what_is_written_means_the_same_when_it_is_read(tree: Any) -> None:
    registry = from_tree(tree)
    payload = payload_text(registry)
    assert said(from_payload(payload)) == said(registry)
    assert payload_text(from_payload(payload)) == payload


@given(TREES)
def test_the_tree_of_a_payload_means_the_same_as_yaml(tree: Any) -> None:
    registry = from_payload(payload_text(from_tree(tree)))
    assert said(from_yaml(write(_without_default(registry_tree(registry))))) == said(registry)


def _without_default(tree: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tree.items() if key != "default_profile_slug"}
