"""A resolution as JSON: its shape, its order, and values that JSON does not have."""

from __future__ import annotations

import json

from tests.core.written import chain_of, settings_of, stack_of

from engineprofiles import Chain


def two_layers() -> Chain:
    return chain_of("""\
        slug: r
        profiles:
          base:
            metadata: {version: 2, source: s}
            inference_settings: {chat: {engine: 4.10, api_type: openai}, model_info: {cost: {input: 1, output: 2}}}
          top:
            display_name: Top
            stack: [{profile_slug: base}]
            inference_settings: {chat: {engine: x}, model_info: {cost: {input: 3}}}
            extensions: {app.x@v1: {day: 2024-01-01}}
        """)


def test_the_shape() -> None:
    shown = two_layers().resolve("top").to_dict()
    assert list(shown) == [
        "registry",
        "profile",
        "selection",
        "semantics",
        "lineage",
        "inference_settings",
        "extensions",
        "trace",
        "problems",
    ]
    assert (shown["registry"], shown["profile"], shown["semantics"]) == ("r", "top", "documented")
    assert shown["selection"] == {"reason": "precedence", "shadows": [], "choice": None}
    assert shown["lineage"] == [
        {
            "index": 1,
            "registry_slug": "r",
            "profile_slug": "base",
            "version": 2,
            "source": "s",
            "display_name": "",
            "location": {"source": "1.yaml", "line": 4, "column": 5},
            "problem": None,
        },
        {
            "index": 2,
            "registry_slug": "r",
            "profile_slug": "top",
            "version": 0,
            "source": "",
            "display_name": "Top",
            "location": {"source": "1.yaml", "line": 7, "column": 5},
            "problem": None,
        },
    ]
    assert shown["extensions"] == {"app.x@v1": {"day": "2024-01-01"}}
    assert list(shown["trace"]) == [
        "/inference_settings/chat/api_type",
        "/inference_settings/chat/engine",
        "/inference_settings/model_info/cost/input",
        "/inference_settings/model_info/cost/output",
        "/extensions/app.x@v1/day",
    ]


def test_a_trace_entry() -> None:
    trace = two_layers().resolve("top").to_dict()["trace"]
    engine = trace["/inference_settings/chat/engine"]
    assert (engine["value"], engine["rule"], engine["state"]) == ("x", "set", "set")
    assert (engine["winner"], engine["dropped_by"]) == ({"layer_index": 2}, None)
    assert engine["steps"][0] == {
        "layer_index": 1,
        "registry_slug": "r",
        "profile_slug": "base",
        "profile_version": 2,
        "profile_source": "s",
        "raw": "4.10",
        "value": "4.10",
        "source": "1.yaml",
        "line": 5,
        "column": 41,
        "parts": [],
    }
    output = trace["/inference_settings/model_info/cost/output"]
    assert (output["value"], output["state"], output["winner"], output["dropped_by"]) == (
        None,
        "dropped",
        None,
        {"layer_index": 2},
    )
    assert output["rule"] == "replaced as a unit"


def test_a_broken_reference_is_a_layer_with_its_problem() -> None:
    shown = chain_of("slug: r\nprofiles: {top: {stack: [{profile_slug: gone}]}}\n").resolve("top").to_dict()
    assert [layer["problem"] and layer["problem"]["code"] for layer in shown["lineage"]] == [
        "ref-missing-profile",
        None,
    ]
    assert [problem["code"] for problem in shown["problems"]] == ["ref-missing-profile"]


def test_the_order_is_stable_and_the_rest_is_json() -> None:
    settings = (
        "{chat: {temperature: .nan}, "
        "model_info: {metadata: {b: 1, a: .inf, day: 2024-01-01T10:00:00Z, l: [~, 2024-01-01]}}}"
    )
    final = stack_of(settings).resolve("top").on(settings_of("chat: {engine: e}"))
    text = json.dumps(final.to_dict(), allow_nan=False)
    assert text == json.dumps(stack_of(settings).resolve("top").on(settings_of("chat: {engine: e}")).to_dict())
    assert json.loads(text)["inference_settings"] == {
        "chat": {"engine": "e", "temperature": "nan"},
        "model_info": {"metadata": {"a": "inf", "b": 1, "day": "2024-01-01T10:00:00+00:00", "l": [None, "2024-01-01"]}},
    }
    assert [layer["index"] for layer in final.to_dict()["lineage"]] == [0, 1, 2]


def test_resolutions_are_equal_when_all_they_tell_is() -> None:
    one, other = two_layers().resolve("top"), two_layers().resolve("top")
    assert one == other
    assert hash(one) == hash(other)
    assert one != two_layers().resolve("r/top")
    assert one != "top"
