"""Rules about facts, limits, prices and overrides: what is told, where, and what is not."""

from __future__ import annotations

import pytest
from tests.core.checks.finding import found, registry, told
from tests.core.written import chain_of

from engineprofiles.checks import check_resolution
from engineprofiles.checks.model_info import same_model
from engineprofiles.problems import CODES

EXAMPLES = [
    (
        "model-info-stale",
        "1.yaml:10:22",
        "team/default sets the engine gpt-5, but model_info is still that of gpt-4o-mini from team/base",
    ),
    (
        "model-info-id-mismatch",
        "1.yaml:6:24",
        "team/default sets model_info.id gpt-4o-mini, but the engine in force is gpt-5 from team/default",
    ),
    (
        "watermark-over-window",
        "1.yaml:10:53",
        "model_info.quality_high_watermark is 200,000 from team/base, "
        "but model_info.context_window is 128,000 from team/default",
    ),
    (
        "output-over-window",
        "1.yaml:5:56",
        "chat.max_response_tokens is 32,768 from team/default, "
        "but model_info.max_output_tokens is 16,384 from team/default",
    ),
    ("cost-negative", "1.yaml:6:34", "model_info.cost values must be non-negative"),
    ("cost-partial", "1.yaml:6:26", "team/default sets model_info.cost without a rate for output"),
    (
        "redundant-override",
        "1.yaml:9:27",
        "team/default sets chat.temperature, which it inherits from team/base with the same value",
    ),
    (
        "masked-everywhere",
        "1.yaml:5:27",
        "team/manners sets chat.temperature, but every profile that stacks on it replaces it",
    ),
]


ASKS_MORE = "{chat: {max_response_tokens: 9}}"


def stacked(*settings: str) -> str:
    """Profiles ``p1``, ``p2``... on lines 3, 4..., each with its settings and stacked on the one before."""
    lines = []
    for number, text in enumerate(settings, 1):
        stack = f"stack: [{{profile_slug: p{number - 1}}}], " if number > 1 else ""
        lines.append(f"p{number}: {{{stack}inference_settings: {text}}}")
    return registry(*lines)


@pytest.mark.parametrize(("code", "place", "message"), EXAMPLES, ids=[row[0] for row in EXAMPLES])
def test_the_example_of_a_code_is_told_and_its_mended_twin_is_not(code: str, place: str, message: str) -> None:
    assert told(code, CODES[code].bad) == [(place, message)]
    assert told(code, CODES[code].good) == []


def test_another_provider_above_the_facts_makes_them_stale_too() -> None:
    facts = "{chat: {engine: small, api_type: openai}, model_info: {id: small}}"
    assert told("model-info-stale", stacked(facts, "{chat: {api_type: fireworks}}")) == [
        ("1.yaml:4:75", "r/p2 sets the API type fireworks, but model_info is still that of small from r/p1")
    ]
    assert told("model-info-stale", stacked(facts, "{chat: {api_type: openai-responses}}")) == []
    assert told("model-info-stale", stacked("{model_info: {id: small}}", "{chat: {api_type: openai}}")) == []


def test_a_provider_that_changes_with_the_engine_is_told_once() -> None:
    facts = "{chat: {engine: small, api_type: openai}, model_info: {id: small}}"
    (problem,) = found(chain_of(stacked(facts, "{chat: {engine: big, api_type: claude}}")), "model-info-stale")
    assert problem.message.startswith("r/p2 sets the engine big")


def test_what_profiles_inherit_is_told_once_at_the_layer_that_causes_it() -> None:
    texts = stacked(
        "{chat: {engine: small}, model_info: {id: small, max_output_tokens: 10}}",
        "{chat: {engine: big, max_response_tokens: 20}}",
        "{chat: {temperature: 1}}",
        "{chat: {temperature: 0}}",
    )
    assert [place for place, _ in told("model-info-stale", texts)] == ["1.yaml:4:73"]
    assert [place for place, _ in told("output-over-window", texts)] == ["1.yaml:4:99"]


def test_a_release_of_the_same_engine_is_not_another_model() -> None:
    assert (
        told("model-info-stale", stacked("{chat: {engine: m}, model_info: {id: m}}", "{chat: {engine: m-0125}}")) == []
    )
    repeated = stacked("{chat: {engine: alias}, model_info: {id: m}}", "{chat: {engine: alias}}")
    assert told("model-info-stale", repeated) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gpt-5", "gpt-5-2025-08-07"),
        ("gpt-5", "openai/gpt-5"),
        ("GPT-5", "gpt-5 "),
        ("gpt-4", "gpt-4-0613"),
        ("claude-sonnet-4-5", "claude-sonnet-4-5-20250929"),
        ("claude-sonnet-4-5", "claude-sonnet-4-5@20250929"),
        ("claude-sonnet-4-5", "us.anthropic.claude-sonnet-4-5-20250929-v1:0"),
        ("gemini-2.5-pro", "models/gemini-2.5-pro-preview-05-06"),
        ("gpt-oss-120b", "accounts/fireworks/models/gpt-oss-120b"),
        ("llama3.1", "llama3.1:8b"),
        ("claude-3-5-haiku", "claude-3-5-haiku-latest"),
    ],
)
def test_names_of_one_model(one: str, other: str) -> None:
    assert same_model(one, other)
    assert same_model(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gpt-5", "gpt-5-mini"),
        ("gpt-4.1", "gpt-4"),
        ("gpt-4o", "gpt-4o-mini-2024-07-18"),
        ("llama3.1:8b", "llama3.1:70b"),
        ("claude-sonnet-4", "claude-sonnet-4-5"),
    ],
)
def test_names_of_two_models(one: str, other: str) -> None:
    assert not same_model(one, other)
    assert not same_model(other, one)


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ("{chat: {engine: big}, model_info: {name: Big}}", "facts without an id"),
        ("{chat: {engine: chat}, embeddings: {type: openai, engine: v}, model_info: {id: v}}", "facts of the vectors"),
        ("{chat: {engine: chat}, rerank: {engine: v}, model_info: {id: v}}", "facts of the reranker"),
        ("{model_info: {id: small}}", "no engine"),
    ],
)
def test_an_id_that_is_no_mismatch(settings: str, why: str) -> None:
    assert told("model-info-id-mismatch", stacked(settings)) == [], why


def test_an_id_set_above_an_engine_of_another_name_is_told_at_the_id() -> None:
    texts = stacked("{chat: {engine: small}}", "{model_info: {id: big}}")
    assert told("model-info-id-mismatch", texts) == [
        ("1.yaml:4:75", "r/p2 sets model_info.id big, but the engine in force is small from r/p1")
    ]
    assert told("model-info-id-mismatch", stacked("{model_info: {id: big}}", "{chat: {engine: small}}")) == []


def test_a_watermark_is_compared_across_layers_only() -> None:
    alone = stacked("{model_info: {context_window: 10, quality_high_watermark: 20}}")
    assert told("watermark-over-window", alone) == []
    assert [place for place, _ in told("model-info-invalid", alone)] == ["1.yaml:3:86"]
    above = stacked("{model_info: {context_window: 10}}", "{model_info: {quality_high_watermark: 20}}")
    assert [place for place, _ in told("watermark-over-window", above)] == ["1.yaml:4:95"]
    equal = stacked("{model_info: {context_window: 10}}", "{model_info: {quality_high_watermark: 10}}")
    assert told("watermark-over-window", equal) == []


@pytest.mark.parametrize(
    ("settings", "places"),
    [
        (["{model_info: {max_output_tokens: 20, context_window: 10}}"], ["1.yaml:3:61"]),
        (["{chat: {max_response_tokens: 20}, model_info: {context_window: 10}}"], ["1.yaml:3:57"]),
        (["{chat: {max_response_tokens: 20}}", "{model_info: {max_output_tokens: 10}}"], ["1.yaml:4:90"]),
        # What every request asks for wins over what chat says.
        (["{inference: {max_response_tokens: 20}, model_info: {max_output_tokens: 10}}"], ["1.yaml:3:62"]),
        (["{inference: {max_response_tokens: 5}, model_info: {max_output_tokens: 5}}", ASKS_MORE], []),
        (["{chat: {max_response_tokens: 10}, model_info: {max_output_tokens: 10, context_window: 10}}"], []),
        (["{chat: {max_response_tokens: 20}}"], []),
    ],
)
def test_answers_longer_than_the_model_can_give(settings: list[str], places: list[str]) -> None:
    assert [place for place, _ in told("output-over-window", stacked(*settings))] == places


@pytest.mark.parametrize(
    ("cost", "missing"),
    [
        ("{}", "input and output"),
        ("{output: 1}", "input"),
        ("{cache_read: 1}", "input and output"),
        ("{input: 0, output: 0}", ""),
        ("{input: 1, output: 2, cache_read: 0.5}", ""),
    ],
)
def test_a_cost_needs_both_rates_and_no_more(cost: str, missing: str) -> None:
    expected = f"r/p2 sets model_info.cost without a rate for {missing}"
    texts = stacked("{model_info: {cost: {input: 3, output: 4}}}", f"{{model_info: {{cost: {cost}}}}}")
    assert [message for _, message in told("cost-partial", texts)] == ([expected] if missing else [])


def test_no_cost_at_all_is_not_partial() -> None:
    assert told("cost-partial", stacked("{model_info: {id: m}}")) == []


def test_a_negative_price_is_told_once_and_refused_when_strict() -> None:
    bad = CODES["cost-negative"].bad
    assert [problem.code for problem in chain_of(bad).problems] == ["cost-negative"]
    with pytest.raises(Exception, match="must be non-negative"):
        chain_of(bad, strict=True)


@pytest.mark.parametrize(
    ("below", "own", "paths"),
    [
        ("{chat: {stop: [a, b]}}", "{chat: {stop: [a, b]}}", ["chat.stop"]),
        ("{chat: {stop: [a, b]}}", "{chat: {stop: [b, a]}}", []),
        ("{chat: {top_p: 1}}", "{chat: {top_p: null}}", []),
        # A unit repeats what is below only as a whole.
        ("{model_info: {cost: {input: 1, output: 2}}}", "{model_info: {cost: {input: 1, output: 3}}}", []),
        ("{model_info: {cost: {input: 1, cache_read: 3}}}", "{model_info: {cost: {input: 1, output: 2}}}", []),
        (
            "{model_info: {cost: {input: 1, output: 2}}}",
            "{model_info: {cost: {input: 1, output: 2}}}",
            ["model_info.cost.input", "model_info.cost.output"],
        ),
        # The same facts about another model are news.
        (
            "{chat: {engine: m}, model_info: {id: m, reasoning: true}}",
            "{chat: {engine: n}, model_info: {id: n, reasoning: true}}",
            [],
        ),
        (
            "{chat: {engine: m}, model_info: {id: m, reasoning: true}}",
            "{model_info: {reasoning: true}}",
            ["model_info.reasoning"],
        ),
    ],
)
def test_what_a_profile_would_inherit_anyway(below: str, own: str, paths: list[str]) -> None:
    messages = [message for _, message in told("redundant-override", stacked(below, own))]
    assert messages == [f"r/p2 sets {path}, which it inherits from r/p1 with the same value" for path in paths]


def test_a_value_that_comes_back_after_another_one_is_no_repetition() -> None:
    assert told("redundant-override", stacked("{chat: {top_p: 1}}", "{chat: {top_p: 0}}", "{chat: {top_p: 1}}")) == []


def test_what_the_application_says_as_well_is_no_repetition() -> None:
    resolution = (
        chain_of(stacked("{chat: {top_p: 1}}", "{chat: {engine: m}}")).resolve("p2").on({"chat": {"engine": "m"}})
    )
    assert [problem for problem in check_resolution(resolution) if problem.code == "redundant-override"] == []


@pytest.mark.parametrize(
    ("above", "hidden"),
    [
        (["top_p: 0"], True),
        (["top_p: 0", "top_p: 0.5"], True),
        (["top_p: 0", "temperature: 0"], False),
        (["top_p: 1"], False),  # the repetition above can go
        ([], False),
    ],
)
def test_a_value_is_masked_when_each_profile_above_replaces_it(above: list[str], hidden: bool) -> None:
    users = [
        f"u{number}: {{stack: [{{profile_slug: mixin}}], inference_settings: {{chat: {{engine: m, {text}}}}}}}"
        for number, text in enumerate(above)
    ]
    texts = registry("default: {}", "mixin: {inference_settings: {chat: {top_p: 1}}}", *users)
    expected = [("1.yaml:4:46", "r/mixin sets chat.top_p, but every profile that stacks on it replaces it")]
    assert told("masked-everywhere", texts) == (expected if hidden else [])


def test_a_profile_in_between_that_lets_the_value_through_keeps_it_in_force() -> None:
    user = "stack: [{profile_slug: %s}], inference_settings: {chat: {%s}}"
    texts = registry(
        "default: {}",
        "mixin: {inference_settings: {chat: {top_p: 1}}}",
        f"between: {{{user % ('mixin', 'temperature: 0')}}}",
        f"top: {{{user % ('between', 'engine: m, top_p: 0')}}}",
    )
    assert told("masked-everywhere", texts) == []


@pytest.mark.parametrize(
    ("slug", "own"), [("default", "top_p: 1"), ("mixin", "engine: m, top_p: 1")], ids=["a default", "has an engine"]
)
def test_what_may_be_selected_itself_masks_nothing(slug: str, own: str) -> None:
    user = f"top: {{stack: [{{profile_slug: {slug}}}], inference_settings: {{chat: {{engine: n, top_p: 0}}}}}}"
    texts = registry(f"{slug}: {{inference_settings: {{chat: {{{own}}}}}}}", "a: {}", user)
    assert told("masked-everywhere", texts) == []


def test_a_stack_that_breaks_before_it_arrives_replaces_nothing() -> None:
    texts = registry(
        "default: {}",
        "mixin: {stack: [{profile_slug: mixin}], inference_settings: {chat: {top_p: 1}}}",
    )
    assert told("masked-everywhere", texts) == []
