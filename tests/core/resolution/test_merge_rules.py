"""What a merge means, rule by rule: what a layer sets, what falls through, what is dropped."""

from __future__ import annotations

from typing import Any

import pytest
from tests.core.written import chain_of, settings_of, stack_of

from engineprofiles import Rule, merge_settings

RULES: list[tuple[str, list[str], dict[str, Any]]] = [
    ("the layer above wins", ["{chat: {engine: a}}", "{chat: {engine: b}}"], {"chat": {"engine": "b"}}),
    (
        "what it does not mention falls through",
        ["{chat: {engine: a}}", "{chat: {top_p: 0.5}}"],
        {"chat": {"engine": "a", "top_p": 0.5}},
    ),
    ("false is set", ["{chat: {stream: true}}", "{chat: {stream: false}}"], {"chat": {"stream": False}}),
    ("zero is set", ["{chat: {cache_max_size: 9}}", "{chat: {cache_max_size: 0}}"], {"chat": {"cache_max_size": 0}}),
    ("an empty text is set", ["{chat: {cache_type: disk}}", '{chat: {cache_type: ""}}'], {"chat": {"cache_type": ""}}),
    ("an empty list is set", ["{chat: {stop: [a]}}", "{chat: {stop: []}}"], {"chat": {"stop": []}}),
    (
        "an empty map is set",
        ["{chat: {engine: a}}", "{api: {api_keys: {}}}"],
        {"chat": {"engine": "a"}, "api": {"api_keys": {}}},
    ),
    (
        "an empty map takes nothing away",
        ["{api: {api_keys: {a: k}}}", "{api: {api_keys: {}}}"],
        {"api": {"api_keys": {"a": "k"}}},
    ),
    ("an empty section takes nothing away", ["{openai: {n: 2}}", "{openai: {}}"], {"openai": {"n": 2}}),
    ("null is no mention", ["{chat: {engine: a}}", "{chat: {engine: null}}"], {"chat": {"engine": "a"}}),
    ("a null section is no mention", ["{chat: {engine: a}}", "{chat: null}"], {"chat": {"engine": "a"}}),
    ("a null list is no mention", ["{chat: {stop: [a]}}", "{chat: {stop: ~}}"], {"chat": {"stop": ["a"]}}),
    (
        "a null cost is no mention",
        ["{model_info: {cost: {input: 1}}}", "{model_info: {cost: ~}}"],
        {"model_info": {"cost": {"input": 1}}},
    ),
    (
        "null in a map of texts is no mention",
        ["{api: {api_keys: {a: k}}}", "{api: {api_keys: {a: ~}}}"],
        {"api": {"api_keys": {"a": "k"}}},
    ),
    ("a section of nulls is empty", ["{chat: {engine: ~}}"], {"chat": {}}),
    ("lists are replaced as a whole", ["{chat: {stop: [a, b]}}", "{chat: {stop: [c]}}"], {"chat": {"stop": ["c"]}}),
    (
        "maps merge key by key",
        ["{api: {api_keys: {a: 1, b: 2}}}", "{api: {api_keys: {b: 3, c: 4}}}"],
        {"api": {"api_keys": {"a": "1", "b": "3", "c": "4"}}},
    ),
    (
        "false in a map is set",
        ["{api: {allow_http: {a: true}}}", "{api: {allow_http: {a: false}}}"],
        {"api": {"allow_http": {"a": False}}},
    ),
    (
        "a cost is replaced as a unit",
        ["{model_info: {cost: {input: 1, output: 2}}}", "{model_info: {cost: {input: 9}}}"],
        {"model_info": {"cost": {"input": 9}}},
    ),
    (
        "an empty cost is a cost",
        ["{model_info: {cost: {input: 1}}}", "{model_info: {cost: {}}}"],
        {"model_info": {"cost": {}}},
    ),
    (
        "facts beside the cost stay",
        ["{model_info: {id: m, cost: {input: 1}}}", "{model_info: {cost: {output: 0}}}"],
        {"model_info": {"id": "m", "cost": {"output": 0}}},
    ),
    (
        "free-form maps merge at any depth",
        ["{model_info: {metadata: {m: {x: 1, y: [1, 2]}}}}", "{model_info: {metadata: {m: {y: [3]}}}}"],
        {"model_info": {"metadata": {"m": {"x": 1, "y": [3]}}}},
    ),
    (
        "a free-form null is a value",
        ["{model_info: {metadata: {a: 1, b: {c: 1}}}}", "{model_info: {metadata: {a: ~, b: ~}}}"],
        {"model_info": {"metadata": {"a": None, "b": None}}},
    ),
    (
        "a free-form scalar gives way to a map",
        ["{model_info: {metadata: {a: 1}}}", "{model_info: {metadata: {a: {b: 2}}}}"],
        {"model_info": {"metadata": {"a": {"b": 2}}}},
    ),
    (
        "an empty map gives way to what is put in it",
        ["{model_info: {metadata: {}}}", "{model_info: {metadata: {a: 1}}}"],
        {"model_info": {"metadata": {"a": 1}}},
    ),
    (
        "the text of an author stays",
        ["{chat: {engine: 4.10, api_type: 2024-08-06}}"],
        {"chat": {"engine": "4.10", "api_type": "2024-08-06"}},
    ),
    ("a yes is true in a field for true and false", ["{chat: {stream: yes}}"], {"chat": {"stream": True}}),
    ("numbers are cut off to whole ones", ["{client: {timeout: 1.9}}"], {"client": {"timeout": 1}}),
    (
        "a timeout survives a merge",
        ["{client: {timeout: 30}}", "{chat: {engine: a}}"],
        {"chat": {"engine": "a"}, "client": {"timeout": 30}},
    ),
    ("what is only written is not read", ["{client: {timeout_second: 30}}"], {"client": {}}),
    ("a value of a wrong type is no mention", ["{chat: {top_p: 1}}", "{chat: {top_p: high}}"], {"chat": {"top_p": 1}}),
    ("unknown keys are kept", ["{chat: {engin: a}, extra: {b: [1]}}"], {"chat": {"engin": "a"}, "extra": {"b": [1]}}),
]


@pytest.mark.parametrize(("layers", "result"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES])
def test_rule(layers: list[str], result: dict[str, Any]) -> None:
    assert stack_of(*layers).resolve("top").values == result
    base, *above = map(settings_of, layers)
    if len(above) == 1:
        assert merge_settings(base, above[0]).values == result


def test_extensions_merge_below_their_verbatim_keys() -> None:
    chain = chain_of("""
        slug: r
        profiles:
          base: {extensions: {a.b@v1: {x: 1, m: {p: 1, q: [1]}}, " A.B@v1 ": 2, c.d@v1: [1]}}
          top: {stack: [{profile_slug: base}], extensions: {a.b@v1: {m: {q: [2], n: ~}}, c.d@v1: ~}}
    """)
    resolution = chain.resolve("top")
    assert resolution.extensions == {
        "a.b@v1": {"x": 1, "m": {"p": 1, "q": [2], "n": None}},
        " A.B@v1 ": 2,
        "c.d@v1": None,
    }
    trace = resolution.extension_trace
    assert {name: str(entry.rule) for name, entry in trace.items()} == {
        '" A.B@v1 "': "set",
        '"a.b@v1".m.n': "merged",
        '"a.b@v1".m.p': "merged",
        '"a.b@v1".m.q': "list replaced",
        '"a.b@v1".x': "merged",
        '"c.d@v1"': "set",
    }


def test_names_and_metadata_of_a_profile_are_not_inherited() -> None:
    chain = chain_of("""
        slug: r
        profiles:
          base: {display_name: Base, description: d, metadata: {version: 3, source: " s ", tags: [t]}}
          top: {stack: [{profile_slug: base}]}
    """)
    base, top = chain.resolve("top").lineage
    assert (base.display_name, base.version, base.source) == ("Base", 3, "s")
    assert (top.display_name, top.version, top.source) == ("", 0, "")


@pytest.mark.parametrize(
    ("layers", "path", "rule", "layer_that_set_it"),
    [
        (["{chat: {engine: a}}", "{chat: {engine: b}}"], "chat.engine", Rule.SET, "r/l2"),
        (["{chat: {engine: a}}", "{chat: {top_p: 1}}"], "chat.engine", Rule.SET, "r/l1"),
        (["{chat: {stop: [a]}}"], "chat.stop", Rule.SET, "r/l1"),
        (["{chat: {stop: [a]}}", "{chat: {stop: []}}"], "chat.stop", Rule.LIST_REPLACED, "r/l2"),
        (["{api: {api_keys: {a: k}}}", "{api: {api_keys: {b: k}}}"], "api.api_keys.a", Rule.MERGED, "r/l1"),
        (
            ["{model_info: {metadata: {a: [1]}}}", "{model_info: {metadata: {a: [2]}}}"],
            "model_info.metadata.a",
            Rule.LIST_REPLACED,
            "r/l2",
        ),
        (["{model_info: {metadata: {a: {b: 1}}}}"], "model_info.metadata.a.b", Rule.MERGED, "r/l1"),
        (["{model_info: {cost: {input: 1}}}"], "model_info.cost.input", Rule.SET, "r/l1"),
        (
            ["{model_info: {cost: {input: 1}}}", "{model_info: {cost: {input: 2}}}"],
            "model_info.cost.input",
            Rule.UNIT_REPLACED,
            "r/l2",
        ),
        (["{more: {b: 1}}"], "more.b", Rule.SET, "r/l1"),
    ],
)
def test_the_trace_names_the_rule_and_the_layer(
    layers: list[str], path: str, rule: Rule, layer_that_set_it: str
) -> None:
    entry = stack_of(*layers).resolve("top").trace[path]
    assert entry.layer is not None
    assert (entry.rule, entry.layer.ref) == (rule, layer_that_set_it)


def test_losers_are_told_base_to_leaf() -> None:
    entry = (
        stack_of("{chat: {engine: a}}", "{chat: {top_p: 1}}", "{chat: {engine: b}}", "{chat: {engine: c}}")
        .resolve("top")
        .trace["chat.engine"]
    )
    assert [(mention.layer.ref, mention.value) for mention in entry.losers] == [("r/l1", "a"), ("r/l3", "b")]
    assert entry.winner is not None
    assert (entry.value, entry.winner.value, entry.winner.layer.ref, entry.dropped_by) == ("c", "c", "r/l4", None)


def test_a_dropped_rate_names_the_layer_that_dropped_it() -> None:
    resolution = stack_of(
        "{model_info: {cost: {input: 1, output: 2, cache_read: 3}}}",
        "{model_info: {cost: {input: 5, output: 6}}}",
        "{model_info: {cost: {input: 9}}}",
    ).resolve("top")
    assert resolution.values == {"model_info": {"cost": {"input": 9}}}
    dropped = resolution.trace.dropped
    assert {name: entry.dropped_by and entry.dropped_by.ref for name, entry in dropped.items()} == {
        "model_info.cost.output": "r/l3",
        "model_info.cost.cache_read": "r/l2",
    }
    output = resolution.trace["model_info.cost.output"]
    assert output == dropped["model_info.cost.output"]
    assert (output.winner, output.value, output.layer, output.rule) == (None, None, None, Rule.UNIT_REPLACED)
    assert [mention.value for mention in output.losers] == [2, 6]
    assert "model_info.cost.output" not in resolution.trace
    assert list(resolution.trace) == ["model_info.cost.input"]


def test_a_rate_that_comes_back_has_its_earlier_mentions_as_losers() -> None:
    trace = (
        stack_of(
            "{model_info: {cost: {input: 1}}}", "{model_info: {cost: {output: 2}}}", "{model_info: {cost: {input: 3}}}"
        )
        .resolve("top")
        .trace
    )
    assert [mention.value for mention in trace["model_info.cost.input"].losers] == [1]
    assert list(trace.dropped) == ["model_info.cost.output"]


@pytest.mark.parametrize(
    ("layers", "dropped"),
    [
        (["{a: 1}", "{a: {b: 2}}"], {"model_info.metadata.a": "r/l2"}),
        (["{a: {b: 1, c: 2}}", "{a: 3}"], {"model_info.metadata.a.b": "r/l2", "model_info.metadata.a.c": "r/l2"}),
        (["{a: {}}", "{a: {b: 1}}"], {"model_info.metadata.a": "r/l2"}),
        (["{a: {b: 1}}", "{a: {}}"], {"model_info.metadata.a": "r/l1"}),
        (["{a: {b: 1}}", "{a: {}}", "{a: {}}"], {"model_info.metadata.a": "r/l1"}),
        (
            ["{a: {b: 1}}", "{a: 2}", "{a: {c: 3}}"],
            {"model_info.metadata.a": "r/l3", "model_info.metadata.a.b": "r/l2"},
        ),
    ],
)
def test_where_a_map_meets_something_else_the_loser_is_dropped(layers: list[str], dropped: dict[str, str]) -> None:
    trace = stack_of(*(f"{{model_info: {{metadata: {layer}}}}}" for layer in layers)).resolve("top").trace
    assert {name: entry.dropped_by and entry.dropped_by.ref for name, entry in trace.dropped.items()} == dropped
    assert {str(entry.rule) for entry in trace.dropped.values()} == {"merged"}


def test_paths_are_found_by_name_pointer_and_keys() -> None:
    trace = stack_of("{openai: {stream-include-usage: true}, api: {api_keys: {a/b: k}}}").resolve("top").trace
    assert list(trace) == ['api.api_keys."a/b"', 'openai."stream-include-usage"']
    assert trace["/api/api_keys/a~1b"] == trace["api", "api_keys", "a/b"] == trace['api.api_keys."a/b"']
    assert "openai.stream-include-usage" in trace
    assert trace.__contains__(("openai", "stream-include-usage"))
    assert not trace.__contains__(3)
    assert trace.get("chat.engine") is None
    with pytest.raises(KeyError, match="chat"):
        trace["chat.engine"]


def test_values_come_in_the_order_of_the_fields_and_unknown_keys_last() -> None:
    values = (
        stack_of("{zzz: 1, openai: {n: 1}, chat: {top_p: 1, engin: x, engine: e}, api: {api_keys: {b: k, a: k}}}")
        .resolve("top")
        .values
    )
    assert list(values) == ["api", "chat", "openai", "zzz"]
    assert list(values["chat"]) == ["engine", "top_p", "engin"]
    assert list(values["api"]["api_keys"]) == ["a", "b"]


def test_a_caller_cannot_change_a_layer_through_the_result() -> None:
    chain = stack_of("{chat: {stop: [a]}, model_info: {metadata: {l: [{x: [1]}], m: {}}}}")
    values = chain.resolve("top").values
    values["chat"]["stop"].append("b")
    values["model_info"]["metadata"]["l"][0]["x"].append(2)
    values["model_info"]["metadata"]["m"]["y"] = 1
    assert chain.resolve("top").values == {
        "chat": {"stop": ["a"]},
        "model_info": {"metadata": {"l": [{"x": [1]}], "m": {}}},
    }
