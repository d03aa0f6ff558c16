"""Geppetto's own reading of layers: what each of its rules does to a stack, and how it is told."""

from __future__ import annotations

from typing import Any

import pytest
from tests.core.written import chain_of, settings_of, stack_of

from engineprofiles import Semantics, merge_settings
from engineprofiles.hosts import geppetto_defaults
from engineprofiles.problems import first_error
from engineprofiles.resolution.departures import Departure

Told = dict[str, tuple[Any, Any, Departure]]


def told(*layers: str) -> Told:
    """The differences of a stack of layers by path: what is documented, what Geppetto uses, and why."""
    found = stack_of(*layers).resolve("top").differences
    return {difference.name: (difference.documented, difference.geppetto, difference.departure) for difference in found}


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        (["{chat: {stream: true}}", "{chat: {stream: false}}"], {"chat.stream": (False, True, Departure.ZERO)}),
        (["{chat: {stop: [a]}}", "{chat: {stop: []}}"], {"chat.stop": ([], ["a"], Departure.EMPTY)}),
        (
            ["{api: {api_keys: {k: v}}}", "{api: {api_keys: {k: ~}}}"],
            {"api.api_keys.k": ("v", "", Departure.NULL_ENTRY)},
        ),
        (["{chat: {engine: 4.10}}"], {"chat.engine": ("4.10", "4.1", Departure.CANONICAL)}),
        (["{openai: {n: 2}}", "{openai: {}}"], {"openai.n": (2, None, Departure.OPENAI_N)}),
        (
            ["{embeddings: {type: openai, engine: a, dimensions: 3}}", "{embeddings: {engine: b}}"],
            {
                "embeddings.type": ("openai", "", Departure.EMBEDDINGS),
                "embeddings.dimensions": (3, 0, Departure.EMBEDDINGS),
            },
        ),
        (["{model_info: {cost: {input: 1}}}"], {"model_info.cost.output": (None, 0, Departure.COST)}),
        (
            ["{client: {timeout: 30}}", "{chat: {engine: a}}"],
            {"client.timeout": (30, None, Departure.TIMEOUT)},
        ),
        (
            ["{model_info: {metadata: {m: {1: a, 2: b}}}}", "{model_info: {metadata: {m: {2: c}}}}"],
            {"model_info.metadata.m": ({"1": "a", "2": "c"}, {"2": "c"}, Departure.OPAQUE_MAP)},
        ),
        # No difference: the same effect, or a rule that meets nothing.
        (["{chat: {stream: false, stop: [], engine: a}}"], {}),
        (["{openai: {reasoning_effort: low}}"], {}),
        (["{embeddings: {engine: a}}"], {}),
        (["{client: {timeout: 30}}"], {}),
        (["{model_info: {cost: {input: 1, output: 2, cache_read: 0}}}"], {}),
        (["{chat: {temperature: 0.5}}", "{chat: {temperature: 0}}"], {}),
        (["{chat: {engine: a}}", "{chat: {engine: ~}}"], {}),
        (["{zork: {a: 1.0}}"], {}),
    ],
)
def test_a_rule_is_told_where_it_makes_a_difference(layers: list[str], expected: Told) -> None:
    assert told(*layers) == expected


def test_a_difference_is_a_problem_of_the_resolution_at_the_layer_that_makes_it() -> None:
    resolution = stack_of("{chat: {stream: true}}", "{chat: {stream: false}}").resolve("top")
    (problem,) = [problem for problem in resolution.problems if problem.code == "geppetto-differs"]
    assert problem.message.startswith("Geppetto uses true for chat.stream, not false: ")
    assert problem.location.path == ("profiles", "l2", "inference_settings", "chat", "stream")
    assert resolution.settings.chat is not None
    assert resolution.settings.chat.stream is False


def test_a_difference_never_shows_a_secret() -> None:
    resolution = stack_of("{api: {api_keys: {k: sk-secret}}}", "{api: {api_keys: {k: ~}}}").resolve("top")
    assert "sk-secret" not in " ".join(problem.message for problem in resolution.problems)


def test_the_trace_of_geppettos_reading_tells_which_layer_reset_a_value_and_which_the_merge_lost() -> None:
    chain = stack_of("{openai: {n: 2}, client: {timeout: 30}}", "{openai: {reasoning_effort: low}}")
    resolution = chain.resolve("top", semantics=Semantics.GEPPETTO)
    reset = resolution.trace["openai.n"]
    assert (reset.value, reset.layer and reset.layer.profile) == (None, "l2")
    assert [mention.value for mention in reset.losers] == [2]
    lost = resolution.trace.dropped["client.timeout"]
    assert [mention.value for mention in lost.mentions] == [30]
    assert "timeout" not in resolution.values.get("client", {})


@pytest.mark.parametrize(
    ("layers", "kept"),
    [
        (["{client: {timeout: 30}}"], True),
        (["{client: {timeout: 30}}", "{}"], False),
        (["{}", "{client: {timeout: 30}}"], False),
        (["{}", "{}", "{client: {timeout: 30}}"], True),  # nothing merged with nothing is nothing to merge with
    ],
)
def test_a_timeout_outlives_only_what_is_no_merge(layers: list[str], kept: bool) -> None:
    values = stack_of(*layers).resolve("top", semantics=Semantics.GEPPETTO).values
    assert (values.get("client", {}).get("timeout") == 30) is kept


def test_a_base_is_merged_in_the_same_reading() -> None:
    chain = chain_of("slug: r\nprofiles: {bare: {}, quiet: {inference_settings: {chat: {stream: false}}}}\n")
    quiet = chain.resolve("quiet", semantics=Semantics.GEPPETTO).on(geppetto_defaults())
    assert quiet.values["chat"]["stream"] is True
    assert quiet.values["client"] == {"proxy_from_environment": True}
    bare = chain.resolve("bare", semantics=Semantics.GEPPETTO).on(geppetto_defaults())
    assert bare.values["client"] == {"proxy_from_environment": True, "timeout": 60}


def test_both_readings_can_be_had_from_either() -> None:
    chain = stack_of("{chat: {stream: true}}", "{chat: {stream: false}}")
    documented = chain.resolve("top")
    geppetto = documented.in_semantics(Semantics.GEPPETTO)
    assert geppetto.values == {"chat": {"stream": True}}
    assert geppetto.in_semantics(Semantics.DOCUMENTED) == documented
    assert geppetto.differences == documented.differences or len(geppetto.differences) == len(documented.differences)
    assert documented.in_semantics(Semantics.DOCUMENTED) is documented


def test_settings_on_their_own_are_read_once_and_keep_their_texts() -> None:
    settings = settings_of("chat: {engine: 4.10, stream: false}")
    assert settings.in_semantics(Semantics.GEPPETTO).values == {"chat": {"engine": "4.10"}}
    merged = merge_settings(settings, settings_of("chat: {stop: []}"), semantics=Semantics.GEPPETTO)
    assert merged.values == {"chat": {"engine": "4.10"}}


def test_keys_that_are_one_to_geppetto_are_an_error() -> None:
    chain = chain_of("slug: r\nprofiles: {a: {inference_settings: {api: {api_keys: {1: x, 1.0: y}}}}}\n")
    problem = first_error(chain.problems)
    assert problem is not None
    assert (problem.code, problem.message) == (
        "duplicate-key",
        "the keys 1 and 1.0 of api.api_keys are both 1 to Geppetto",
    )
