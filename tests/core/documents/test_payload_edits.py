"""Edits of payloads: what they name changes as Geppetto would write it, and nothing else does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.documents.registries import EXAMPLE, LONGEST_TIMEOUT, TREES, from_payload, from_tree, said
from tests.core.test_laws import FREE, WRITABLE, leaf

from engineprofiles import ProfilesError
from engineprofiles.documents.edits import Edit, Put, Remove, Rename, edited_tree
from engineprofiles.documents.json_text import json_text
from engineprofiles.documents.payload_edits import edited_payload
from engineprofiles.documents.payload_writer import payload_text
from engineprofiles.documents.registry_tree import registry_tree
from engineprofiles.documents.scalars import resolve
from engineprofiles.model.fields import field_at
from engineprofiles.problems import Path, Problem

X = ("profiles", "default", "inference_settings")
CHAT = (
    '"Chat":{"Engine":null,"ApiType":null,"MaxResponseTokens":null,"TopP":null,"Temperature":null,"Stop":null,'
    '"APIKeys":null,"Stream":false,"CacheType":"","CacheMaxSize":0,"CacheMaxEntries":0,"CacheDirectory":"",'
    '"StructuredOutputMode":"","StructuredOutputName":"","StructuredOutputDescription":"",'
    '"StructuredOutputSchema":"","StructuredOutputStrict":null,"StructuredOutputRequireValid":false}'
)
SECTIONS = (
    '"API":null,"Chat":null,"OpenAI":null,"Client":null,"Claude":null,"Gemini":null,"Ollama":null,'
    '"Embeddings":null,"Rerank":null,"Inference":null,"ModelInfo":null'
)
NULLS = (
    '{"slug":"a","default_profile_slug":"default","profiles":{"default":{"slug":"default","inference_settings":{%s}}}}'
)


def edited(payload: str, *edits: Edit) -> str:
    return edited_payload("a", payload, edits, "team.db")


def refusal(payload: str, *edits: Edit) -> Problem:
    with pytest.raises(ProfilesError) as raised:
        edited(payload, *edits)
    problem = raised.value.problem
    assert problem.code == "edit-refused"
    assert (problem.location.source, problem.location.row) == ("team.db", "a")
    return problem


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (Put((*X, "chat", "engine"), "new"), '"Engine":"e","ApiType"', '"Engine":"new","ApiType"'),
        (Put((*X, "chat", "engine"), resolve("4.10")), '"Engine":"e","ApiType"', '"Engine":"4.10","ApiType"'),
        (Remove((*X, "chat", "engine")), '"Engine":"e","ApiType"', '"Engine":null,"ApiType"'),
        (Put((*X, "chat", "engine"), None), '"Engine":"e","ApiType"', '"Engine":null,"ApiType"'),
        (
            Put((*X, "chat", "temperature"), resolve("1e-7")),
            '"Temperature":1,"Stop":["a"]',
            '"Temperature":1e-7,"Stop":["a"]',
        ),
        (Put((*X, "chat", "stop"), ["<", resolve("5")]), '"Stop":["a"]', r'"Stop":["\u003c","5"]'),
        (Put((*X, "chat", "stop", 0), "b"), '"Stop":["a"]', '"Stop":["b"]'),
        (Remove((*X, "chat", "stop", 0)), '"Stop":["a"]', '"Stop":[]'),
        (Remove((*X, "chat", "stream")), '"Stream":true,"CacheType"', '"Stream":false,"CacheType"'),
        (
            Remove((*X, "chat", "cache_type")),
            '"CacheType":"disk","CacheMaxSize":1,"CacheMaxEntries":2,"CacheDirectory":"/c"',
            '"CacheType":"","CacheMaxSize":1,"CacheMaxEntries":2,"CacheDirectory":"/c"',
        ),
        (
            Put((*X, "client", "timeout"), 45),
            '"Timeout":30000000000,"TimeoutSeconds":30',
            '"Timeout":45000000000,"TimeoutSeconds":45',
        ),
        (
            Put((*X, "client", "timeout"), 1.5),
            '"Timeout":30000000000,"TimeoutSeconds":30',
            '"Timeout":1500000000,"TimeoutSeconds":1',
        ),
        (
            Remove((*X, "client", "timeout")),
            '"Timeout":30000000000,"TimeoutSeconds":30',
            '"Timeout":null,"TimeoutSeconds":null',
        ),
        (Remove((*X, "claude")), '"Claude":{"TopK":1,"UserID":"u"}', '"Claude":null'),
        (Put((*X, "claude"), {}), '"Claude":{"TopK":1,"UserID":"u"}', '"Claude":{"TopK":null,"UserID":null}'),
        (Put((*X, "api", "api_keys", "a"), "k2"), '"APIKeys":{"openai":"k"}', '"APIKeys":{"a":"k2","openai":"k"}'),
        (Rename((*X, "api", "api_keys", "openai"), "a"), '"APIKeys":{"openai":"k"}', '"APIKeys":{"a":"k"}'),
        (Remove((*X, "inference", "seed")), ',"seed":7', ""),
        (Remove((*X, "model_info", "cost", "input")), '"input":1,"output"', '"output"'),
        (Remove((*X, "model_info", "cost")), ',"cost":{"input":1,"output":2,"cache_read":3,"cache_write":4}', ""),
        (
            Put((*X, "model_info", "metadata", "n", "b"), {"z": {}, "a": 1.0}),
            '"n":{"e":null}',
            '"n":{"b":{"a":1,"z":null},"e":null}',
        ),
        (Put((*X, "model_info", "metadata", "k"), None), '"k":"v"', '"k":null'),
        (Put((*X, "model_info", "metadata", "k"), resolve("2024-01-01")), '"k":"v"', '"k":"2024-01-01T00:00:00Z"'),
        (Put(("display_name",), "B"), r'"A \u003creg\u003e \u0026 \"q\""', '"B"'),
        (Remove(("description",)), ',"description":"d","default_profile_slug"', ',"default_profile_slug"'),
        (Put(("profiles", "bare", "description"), "d"), '{"slug":"bare",', '{"slug":"bare","description":"d",'),
        (Put(("default_profile_slug",), "bare"), '"default_profile_slug":"default"', '"default_profile_slug":"bare"'),
        (Put(("profiles", "default", "metadata", "version"), 4), '"ps","version":3', '"ps","version":4'),
        (Put(("metadata", "tags"), []), ',"tags":["t1","t2"]', ""),
        (
            Put(("profiles", "bare", "metadata", "tags"), ["y"]),
            '"bare","metadata":{}',
            '"bare","metadata":{"tags":["y"]}',
        ),
        (
            Put(("profiles", "default", "stack", 1), {"profile_slug": "z"}),
            '{"registry_slug":"ext","profile_slug":"z"}',
            '{"profile_slug":"z"}',
        ),
        (
            Remove(("profiles", "default", "stack", 1, "registry_slug")),
            '{"registry_slug":"ext","profile_slug":"z"}',
            '{"profile_slug":"z"}',
        ),
        (
            Remove(("profiles", "default", "stack")),
            '"stack":[{"profile_slug":"other"},{"registry_slug":"ext","profile_slug":"z"}],',
            "",
        ),
        (
            Remove(("profiles", "default", "extensions", "a.b@v1")),
            ',"extensions":{"a.b@v1":{"f":1,"i":1,"l":[],"m":null,"n":null}}',
            "",
        ),
        (Remove(("profiles", "bare")), '"bare":{"slug":"bare","metadata":{}},', ""),
        (Put(("profiles", "c2"), {}), '"default":{"slug"', '"c2":{"slug":"c2","metadata":{}},"default":{"slug"'),
        (Rename(("profiles", "bare"), "base"), '"bare":{"slug":"bare"', '"base":{"slug":"base"'),
        (
            Put(("profiles", "c2", "stack"), [{"profile_slug": "bare"}]),
            '"default":{"slug"',
            '"c2":{"slug":"c2","stack":[{"profile_slug":"bare"}],"metadata":{}},"default":{"slug"',
        ),
    ],
)
def test_nothing_changes_but_what_is_named(edit: Edit, before: str, after: str) -> None:
    assert EXAMPLE.count(before) == 1
    assert edited(EXAMPLE, edit) == EXAMPLE.replace(before, after)


def test_a_renamed_profile_takes_its_place_and_the_default_follows_when_it_is_told_to() -> None:
    rename = Rename(("profiles", "default"), "aa")
    payload = edited(EXAMPLE, rename, Put(("default_profile_slug",), "aa"))
    assert list(json.loads(payload)["profiles"]) == ["aa", "bare"]
    assert '"default_profile_slug":"aa"' in payload
    assert '"aa":{"slug":"aa","display_name":"D"' in payload
    assert "the default profile 'default' is not in the registry" in refusal(EXAMPLE, rename).message


@pytest.mark.parametrize("sections", ["", SECTIONS, '"Chat":null', '"chat":null'])
def test_a_section_that_is_not_there_is_written_in_full(sections: str) -> None:
    payload = edited(NULLS % sections, Put((*X, "chat", "engine"), "e"))
    chat = CHAT.replace('"Engine":null', '"Engine":"e"')
    wanted = sections.replace('"Chat":null', chat).replace('"chat":null', chat.replace('"Chat"', '"chat"')) or chat
    assert payload == NULLS % wanted


def test_settings_that_are_not_there_are_written_in_full() -> None:
    payload = edited(EXAMPLE, Put(("profiles", "bare", "inference_settings", "inference", "seed"), 1))
    settings = SECTIONS.replace('"Inference":null', '"Inference":{"seed":1}')
    assert '"bare":{"slug":"bare","inference_settings":{' + settings + '},"metadata":{}}' in payload


def test_keys_are_found_in_any_case_and_keep_it_with_their_order() -> None:
    written = '"foo":[1.5,{"Bar":1}],"CHAT":{"unknown":1,"engine":"e","TOPP":0.5},"client":{"timeoutseconds":7}'
    payload = edited(
        NULLS % written,
        Put((*X, "chat", "engine"), "new"),
        Put((*X, "chat", "temperature"), 1),
        Put((*X, "client", "timeout"), 8),
    )
    assert payload == NULLS % (
        '"foo":[1.5,{"Bar":1}],"CHAT":{"unknown":1,"engine":"new","TOPP":0.5,"Temperature":1},'
        '"client":{"Timeout":8000000000,"timeoutseconds":8}'
    )


def test_of_keys_in_several_cases_the_one_that_counts_is_edited() -> None:
    written = NULLS % '"Chat":{"Engine":"first"},"chat":{"Engine":"last"}'
    assert edited(written, Put((*X, "chat", "engine"), "new")) == written.replace("last", "new")
    assert edited(written, Remove((*X, "chat"))) == written.replace('{"Engine":"last"}', "null")
    assert edited(written, Remove(X)) == NULLS.replace(',"inference_settings":{%s}', "")


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ('"snake_case":{"a":1}', ("snake_case",), ""),
        ('"Chat":{"api_type":"openai","TopP":1}', ("chat", "api_type"), '"Chat":{"TopP":1}'),
        ('"Chat":{"api_type":null}', ("chat", "api_type"), '"Chat":{}'),
    ],
)
def test_a_key_that_nobody_knows_can_be_removed(before: str, path: Path, after: str) -> None:
    assert edited(NULLS % before, Remove((*X, *path))) == NULLS % after


def test_keys_that_nobody_knows_can_be_removed_outside_of_settings() -> None:
    payload = EXAMPLE.replace('{"slug":"bare",', '{"slug":"bare","runtime":{"x":1},').replace(
        '"c0"', '"c0","owner":"o"'
    )
    tidied = edited(payload, Remove(("profiles", "bare", "runtime")), Remove(("metadata", "owner")))
    assert tidied == EXAMPLE


def test_a_profile_is_found_by_its_key_as_it_is_written() -> None:
    payload = '{"default_profile_slug":"x","profiles":{" X":{"slug":"x"},"A":{"slug":"a"}}}'
    described = payload.replace('{"slug":"x"}', '{"slug":"x","description":"d"}')
    assert edited(payload, Put(("profiles", " X", "description"), "d")) == described
    assert "profiles.x: there is no such key" in refusal(payload, Remove(("profiles", "x"))).message


def test_a_profile_that_does_not_repeat_its_slug_is_not_mended_unasked() -> None:
    payload = NULLS.replace('{"slug":"default",', "{") % ""
    described = edited(payload, Put(("profiles", "default", "description"), "d"))
    assert described == payload.replace('"default":{', '"default":{"description":"d",')
    mended = edited(payload, Put(("profiles", "default", "slug"), "default"))
    assert mended == NULLS % ""


def test_an_empty_row_takes_its_first_profile() -> None:
    payload = edited("null", Put(("profiles",), {"x": {"display_name": "X"}}), Put(("default_profile_slug",), "x"))
    assert payload == '{"default_profile_slug":"x","profiles":{"x":{"slug":"x","display_name":"X","metadata":{}}}}'


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (Put((*X, "chat", "stream"), False), "a false chat.stream cannot be told from none in a database"),
        (Put((*X, "chat", "cache_type"), ""), "an empty chat.cache_type cannot be told from none"),
        (Put((*X, "rerank"), {"max_request_bytes": 0}), "a zero rerank.max_request_bytes cannot be told from none"),
        (Put((*X, "chat", "temperature"), "hot"), "chat.temperature: expected a number, found a text"),
        (Put((*X, "chat", "temperature"), float("nan")), "chat.temperature: expected a finite number"),
        (Put((*X, "chat", "top_p"), 10**400), "chat.top_p: expected a finite number"),
        (Put((*X, "chat", "max_response_tokens"), 2**63), "64 bits"),
        (Put((*X, "chat"), []), "chat: expected a map, found a list"),
        (Put((*X, "api", "api_keys", "a"), ["sk-secret"]), "api.api_keys.a: expected a text, found a list"),
        (Put((*X, "model_info", "metadata", "k"), {1, 2}), "model_info.metadata.k: expected a value of JSON"),
        (Put((*X, "client", "timeout_second"), 3), "client.timeout_second"),
        (Put((*X, "client"), {"timeout_second": 3}), "client.timeout_second"),
        (Put((*X, "chat", "modle"), "e"), "chat.modle: there is no such key in a database"),
        (Put((*X, "chat"), {"modle": "e"}), "chat.modle"),
        (Put((*X, "chat", "engine", "deep"), "e"), "there is nothing"),
        (Put((*X, "chat", "stop", 3), "e"), "there is nothing at chat.stop[3]"),
        (Put((*X, "chat", "engine"), "\ud83d"), "would not give back what was asked for at chat.engine"),
        (Rename((*X, "chat", "engine"), "model"), "chat.engine: there is no such key"),
        (Rename(("profiles", "bare"), "default"), "profiles.default is there already"),
        (Rename(("profiles", "bare"), "no slug"), "'no slug' is invalid"),
        (Remove(("profiles", "nope")), "there is nothing at profiles.nope"),
        (Remove(("profiles", "default")), "the default profile 'default' is not in the registry"),
        (Remove(("profiles", "bare", "slug")), "does not repeat its slug"),
        (Put(("profiles", "new"), {"slug": "other"}), "says its slug is 'other'"),
        (Put(("profiles", "bare", "slug"), "other"), "says its slug is 'other'"),
        (Put(("profiles", "bare"), None), "would not give back what was asked for at profiles.bare"),
        (Put(("profiles", "bare", "extensions"), {"foo": 1}), "extension key 'foo' is invalid"),
        (Put(("profiles", "bare", "stack"), [{}]), "names no profile"),
        (Put(("profiles", "bare", "stack"), {"profile_slug": "x"}), "expected a list, found a map"),
        (Put(("profiles", "bare", "metadata", "version"), -1), "zero or more"),
        (Put(("slug",), "b"), "says its slug is 'b'"),
        (Put((), {}), "the registry: there is no such key"),
        (Remove(()), "there is nothing at the registry"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_in_a_database_is_refused(edit: Edit, says: str) -> None:
    problem = refusal(EXAMPLE, edit)
    assert says in problem.message
    assert "sk-secret" not in f"{problem}"


@pytest.mark.parametrize("payload", ["{", "[]"])
def test_a_row_that_cannot_be_read_is_not_written(payload: str) -> None:
    assert "payload_json" in refusal(payload, Put(("display_name",), "A")).message


@pytest.mark.parametrize("value", ["1e999", "[" * 5000 + "]" * 5000])
def test_what_could_not_be_written_again_is_not_touched(value: str) -> None:
    payload = NULLS % f'"ModelInfo":{{"metadata":{{"a":{value}}}}}'
    assert "too" in refusal(payload, Put(("display_name",), "A")).message


@pytest.mark.parametrize(
    ("sections", "path", "says"),
    [
        ('"Chat":5', ("chat", "engine"), "something else than an object"),
        ('"Chat":{"Engine":{"a":1}}', ("chat", "engine", "a"), "nothing in it that could be changed"),
        ('"Chat":{"Stop":5}', ("chat", "stop", "a"), "nothing in it that could be changed"),
        ('"Chat":{"Stop":[5]}', ("chat", "stop", 1), "no such place in the list"),
        ('"Chat":{"Stop":null}', ("chat", "stop", 0), "no such key"),
        (f'"ModelInfo":{{"metadata":{{"a":{"[" * 300}{"]" * 300}}}}}', ("chat", "engine"), "nests deeper than 200"),
    ],
)
def test_what_is_of_a_wrong_type_is_not_changed_from_inside(sections: str, path: Path, says: str) -> None:
    assert says in refusal(NULLS % sections, Put((*X, *path), "e")).message


def test_what_is_of_a_wrong_type_can_be_replaced() -> None:
    assert edited(NULLS % '"Chat":5', Put((*X, "chat"), {})) == NULLS % CHAT


def test_null_for_what_is_not_there_changes_nothing() -> None:
    payload = NULLS % '"Chat":{"TopP":1}'
    assert edited(payload, Put((*X, "chat", "engine"), None), Put((*X, "claude"), None)) == payload


def test_errors_that_were_there_before_stay_and_are_in_nobodys_way() -> None:
    payload = NULLS.replace('"profiles":{', '"profiles":{"b":null,') % '"Chat":{"TopP":"x"}'
    assert edited(payload, Put(("display_name",), "A")) == payload.replace(
        '"slug":"a",', '"slug":"a","display_name":"A",', 1
    )


def _fits(path: Path, value: Any) -> Any:
    return value % LONGEST_TIMEOUT if path == ("client", "timeout") else value


LEAVES = st.sampled_from(WRITABLE).flatmap(lambda field: leaf(field, FREE, nulls=False))
SETTINGS_EDITS = st.builds(
    lambda profile, found: Put(("profiles", profile, "inference_settings", *found[0]), _fits(*found)),
    st.sampled_from(["p1", "new"]),
    LEAVES,
)
NAME_EDITS = st.sampled_from(
    [Put(("profiles", "p1", "display_name"), "N"), Put(("profiles", "p1", "metadata", "version"), 7),
     Put(("profiles", "p1", "stack"), [{"profile_slug": "p2"}]), Put(("description",), "d")]
)  # fmt: skip


def _is_zero(edit: Edit) -> bool:
    field = field_at(edit.path[3:])
    return field is not None and isinstance(edit, Put) and field.zero_is_absent and not edit.value


@given(TREES, st.lists(SETTINGS_EDITS | NAME_EDITS, min_size=1, max_size=4, unique_by=lambda edit: edit.path))
def test_the_outcome_means_what_was_asked_for_and_others_keep_their_bytes(
    tree: Mapping[str, Any], edits: list[Edit]
) -> None:
    payload = payload_text(from_tree(tree))
    before = from_payload(payload)
    if any(map(_is_zero, edits)):
        assert "cannot be told from none" in refusal(payload, *edits).message
        return
    after = edited(payload, *edits)
    intended = edited_tree(registry_tree(before), edits)
    assert said(from_payload(after)) | {"": None} == said(from_tree(intended)) | {"": None}
    others = {key: body for key, body in json.loads(payload)["profiles"].items() if key == "p2"}
    assert json_text(others)[1:-1] in payload
    assert json_text(others)[1:-1] in after


@given(TREES)
def test_putting_what_is_there_changes_no_byte(tree: Mapping[str, Any]) -> None:
    payload = payload_text(from_tree(tree))
    there = registry_tree(from_payload(payload))
    edits = [
        Put(("profiles", slug, *path), value)
        for slug, profile in there["profiles"].items()
        for path, value in _leaves(profile)
    ]
    assert edited(payload, *edits) == payload


def _leaves(node: Any, path: Path = ()) -> Any:
    if isinstance(node, dict) and node and path != ("slug",):
        for key, value in node.items():
            yield from _leaves(value, (*path, key))
    elif node != {}:
        yield path, node
