"""The facts about a model and the cost of a question, as views show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import Resolution, Usage, open_chain
from engineprofiles.budget import CostState, EngineFacts, ModelFacts, model_facts, what_if
from engineprofiles.problems import ProfilesError

SAMPLES = Path(__file__).parents[2] / "sample-registries"
QUESTION = Usage(input_tokens=10_000, output_tokens=2_000)


def sample(ref: str) -> ModelFacts:
    return model_facts(open_chain(SAMPLES).resolve(ref))


def resolved(folder: Path, body: str) -> Resolution:
    file = folder / "r.yaml"
    file.write_text(f"slug: r\nprofiles:\n  default:\n{body}")
    return open_chain([file]).resolve("default")


def facts_of(folder: Path, settings: str) -> ModelFacts:
    return model_facts(resolved(folder, f"    inference_settings: {settings}\n"))


def test_everything_that_a_model_panel_shows() -> None:
    facts = sample("user-overrides/assistant")
    assert (facts.name, facts.id, facts.engine) == ("GPT-4o Mini", "gpt-4o-mini", "gpt-5-nano")
    assert facts.api_type == "openai-responses"
    assert (facts.modalities, facts.reasoning) == (("text", "image"), False)
    assert (facts.context_window, facts.watermark, facts.max_output) == (128_000, 100_000, 16_384)
    assert (facts.effective_limit, facts.input_room, facts.hard_input_room) == (100_000, 83_616, 111_616)
    assert (facts.cost_state, facts.rates) == (CostState.PRICED, (0.15, 0.60, 0.075, 0.15))
    assert facts.capabilities == {"chat"}
    assert facts.keys == (("openai-api-key", True),)
    assert facts.stale is not None


def test_facts_that_fit_their_engine_are_not_stale() -> None:
    assert sample("team-agent/analyst").stale is None


@pytest.mark.parametrize(
    ("ref", "state"),
    [
        ("provider-openai/default", CostState.PRICED),
        ("provider-local/chat", CostState.FREE),
        ("team-agent/analyst", CostState.PARTIAL),
        ("provider-gemini/default", CostState.PARTIAL),
        ("lab/open-weights", CostState.UNKNOWN),
    ],
)
def test_the_state_of_the_prices_in_the_sample_chain(ref: str, state: CostState) -> None:
    assert sample(ref).cost_state is state


@pytest.mark.parametrize(
    ("cost", "state"),
    [
        ("{}", CostState.UNKNOWN),
        ("{input: 0, output: 0}", CostState.FREE),
        ("{input: 0}", CostState.PARTIAL),
        ("{input: 0, output: 0, cache_read: 0.1}", CostState.PARTIAL),
        ("{input: 0, output: 1, cache_read: 0, cache_write: 0}", CostState.PRICED),
    ],
)
def test_an_absent_price_is_unknown_and_only_zeros_are_free(tmp_path: Path, cost: str, state: CostState) -> None:
    assert facts_of(tmp_path, f"{{model_info: {{cost: {cost}}}}}").cost_state is state


def test_an_engine_for_vectors_or_for_ranking_names_the_model() -> None:
    search = sample("user-overrides/search")
    assert search.embeddings == EngineFacts("text-embedding-3-small", "openai", 512)
    assert (search.name, search.engine) == ("Text Embedding 3 Small", "")
    assert search.capabilities == {"embeddings"}
    rerank = sample("provider-local/rerank")
    assert rerank.rerank == EngineFacts("bge-reranker-v2-m3", "llamacpp")
    assert rerank.capabilities == {"rerank"}


def test_a_name_is_found_in_the_facts_and_else_in_the_engine(tmp_path: Path) -> None:
    assert facts_of(tmp_path, "{chat: {engine: e}, model_info: {id: i, name: n}}").name == "n"
    assert facts_of(tmp_path, "{chat: {engine: e}, model_info: {id: i}}").name == "i"
    assert facts_of(tmp_path, "{chat: {engine: e}}").name == "e"
    assert facts_of(tmp_path, "{embeddings: {engine: v}}").name == "v"


def test_nothing_known_is_the_empty_value(tmp_path: Path) -> None:
    assert facts_of(tmp_path, "{}") == ModelFacts()


def test_without_a_longest_answer_the_room_is_unknown(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, "{model_info: {context_window: 1000}}")
    assert (facts.effective_limit, facts.input_room, facts.hard_input_room) == (1000, None, None)


def test_keys_are_told_by_name_and_never_by_value(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        '{api: {api_keys: {a: sk-secret, b: "", c: ""}}, chat: {api_keys: {b: sk-secret}}, embeddings: {engine: e}}',
    )
    assert facts.keys == (("a", True), ("b", True), ("c", False))
    assert "secret" not in repr(facts)


def test_a_broken_stack_and_wrong_values_leave_the_rest_to_see(tmp_path: Path) -> None:
    resolution = resolved(
        tmp_path,
        "    stack: [{profile_slug: gone}]\n"
        "    inference_settings: {chat: {engine: e, stop: 3}, model_info: {context_window: many, name: N}}\n",
    )
    facts = model_facts(resolution)
    assert (facts.name, facts.engine, facts.context_window) == ("N", "e", None)
    with pytest.raises(ProfilesError):
        _ = resolution.settings


def test_the_base_beneath_a_stack_counts(tmp_path: Path) -> None:
    resolution = resolved(tmp_path, "    inference_settings: {chat: {engine: e}}\n")
    facts = model_facts(resolution.on({"api": {"api_keys": {"from-base": "k"}}, "chat": {"api_type": "openai"}}))
    assert (facts.engine, facts.api_type, facts.keys) == ("e", "openai", (("from-base", True),))


@pytest.mark.parametrize(
    ("ref", "usage", "usd", "lower_bound"),
    [
        ("provider-openai/default", QUESTION, 0.0027, False),
        ("provider-local/chat", QUESTION, 0.0, False),
        ("team-agent/analyst", QUESTION, 0.026, False),
        ("team-agent/analyst", Usage(input_tokens=10_000, cache_read_input_tokens=4_000), 0.006, True),
    ],
)
def test_what_a_question_costs(ref: str, usage: Usage, usd: float, lower_bound: bool) -> None:
    cost = what_if(sample(ref), usage)
    assert cost is not None
    assert cost.usd == pytest.approx(usd)
    assert cost.lower_bound is lower_bound


def test_a_cost_of_which_nothing_is_known_is_no_number(tmp_path: Path) -> None:
    assert what_if(sample("lab/open-weights"), QUESTION) is None
    assert what_if(facts_of(tmp_path, "{model_info: {cost: {}}}"), QUESTION) is None
