"""The model panel as text: abilities, context, prices, and whether the facts are of this model."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import Usage, open_chain
from profiledeck.presenters.lines import text_of, width_of
from profiledeck.presenters.model import WHAT_IF_KEY, model_rows
from profiledeck.state import State

SAMPLES = Path(__file__).parents[3] / "sample-registries"
ROOM = Usage(input_tokens=10_000, output_tokens=2_000, cache_read_input_tokens=4_000)


def sample(ref: str) -> State:
    registry, _, profile = ref.partition("/")
    return State(chain=open_chain(SAMPLES), selected=(registry, profile))


def shown(ref: str, width: int = 60) -> list[str]:
    return text_of(model_rows(sample(ref), width)).splitlines()


def state_of(folder: Path, settings: str) -> State:
    file = folder / "r.yaml"
    file.write_text(f"slug: r\nprofiles:\n  default:\n    inference_settings: {settings}\n")
    return State(chain=open_chain([file]), selected=("r", "default"))


def lines_of(folder: Path, settings: str, width: int = 60) -> list[str]:
    return text_of(model_rows(state_of(folder, settings), width)).splitlines()


def test_the_panel_fits_nine_rows_of_44_cells() -> None:
    assert shown("user-overrides/assistant", 44) == [
        "GPT-4o Mini  text image  no reasoning",
        "▲ facts of gpt-4o-mini, engine gpt-5-nano.",
        "  Set model_info in user-overrides/assistant",
        "context  ━━━━━━━━━━━━━━━━━━━━━╋━━━━━━━┫ 128k",
        "         quality 100k · input room 111,616",
        "cost /1M $0.15 in     $0.60 out",
        "         $0.075 read  $0.15 write",
        "what if  10k in + 2k out = $0.0027",
        "serves   chat  openai-api-key set",
    ]


def test_with_more_room_it_uses_more_words() -> None:
    lines = shown("user-overrides/assistant", 90)
    assert lines[1:3] == [
        "▲ facts are of gpt-4o-mini, the engine is gpt-5-nano. Set model_info in",
        "  user-overrides/assistant",
    ]
    assert "quality 100k · room for input 111,616, 83,616 of it at full quality" in lines[4]
    assert lines[5] == "cost /1M $0.15 in     $0.60 out    $0.075 read  $0.15 write"


def test_only_the_what_if_row_can_be_chosen() -> None:
    keyed = [row for row in model_rows(sample("provider-openai/default"), 44) if row.key is not None]
    assert [row.key for row in keyed] == [WHAT_IF_KEY]
    assert text_of(keyed) == "what if  10k in + 2k out = $0.0027"


@pytest.mark.parametrize(
    ("ref", "cost", "answer"),
    [
        ("provider-local/chat", "cost     free  every price is zero", "= $0"),
        ("lab/open-weights", "cost     unknown: no layer sets a price", "= unknown"),
        ("team-agent/analyst", "cost /1M $1 in          $8 out", "= $0.026"),
    ],
)
def test_free_is_not_unknown(ref: str, cost: str, answer: str) -> None:
    lines = shown(ref, 50)
    assert cost in lines
    assert next(line for line in lines if line.startswith("what if")).endswith(answer)


def test_a_price_that_is_missing_is_unknown_and_bounds_the_answer_from_below() -> None:
    state = sample("team-agent/analyst").having(usage=ROOM)
    lines = text_of(model_rows(state, 60)).splitlines()
    assert "         unknown read   unknown write" in lines
    assert "what if  10k in (4k read) + 2k out = at least $0.022" in lines


def test_token_counts_are_exact() -> None:
    state = sample("provider-openai/default").having(usage=Usage(input_tokens=12_345, output_tokens=1_000_000))
    assert "what if  12,345 in + 1M out = $0.602" in text_of(model_rows(state, 60))


def test_a_context_without_a_watermark_is_a_whole_bar(tmp_path: Path) -> None:
    lines = lines_of(tmp_path, "{model_info: {context_window: 8191, max_output_tokens: 191}}", 40)
    assert lines[1:3] == [f"context  {'━' * 24}┫ 8,191", "         room for input 8,000"]


@pytest.mark.parametrize(
    ("watermark", "at"), [(0, 0), (500, 19), (999, 38)], ids=["nothing", "half", "almost everything"]
)
def test_the_mark_stands_where_quality_ends(tmp_path: Path, watermark: int, at: int) -> None:
    settings = f"{{model_info: {{context_window: 1000, quality_high_watermark: {watermark}}}}}"
    bar = lines_of(tmp_path, settings, 53)[1].split()[1]
    assert bar == f"{'━' * at}╋{'━' * (39 - at)}┫"


@pytest.mark.parametrize("settings", ["{chat: {engine: e}}", "{model_info: {id: x, context_window: 0}}"])
def test_a_context_that_nobody_told_is_unknown(tmp_path: Path, settings: str) -> None:
    assert "context  unknown" in lines_of(tmp_path, settings)


def test_the_room_is_unknown_without_a_longest_answer() -> None:
    assert "         room for input unknown: no max_output_tokens" in shown("user-overrides/search")


def test_an_engine_for_vectors_and_one_for_ranking() -> None:
    assert shown("user-overrides/search")[-2:] == [
        "serves   embeddings  openai-api-key set",
        "vectors  text-embedding-3-small · openai · 512 dimensions",
    ]
    assert shown("provider-local/rerank")[-2:] == [
        "serves   rerank  no API key",
        "rerank   bge-reranker-v2-m3 · llamacpp",
    ]


def test_keys_are_named_and_never_shown(tmp_path: Path) -> None:
    lines = lines_of(tmp_path, '{api: {api_keys: {openai-api-key: sk-secret, claude-api-key: ""}}}')
    assert lines[-1] == "serves   no engine  claude-api-key empty  openai-api-key set"
    assert "secret" not in "".join(lines)


def test_it_says_why_there_is_nothing(tmp_path: Path) -> None:
    assert text_of(model_rows(State(), 40)) == "Opening the sources…"
    assert shown("user-overrides/scratch", 80) == [
        "No model. No layer sets model_info or the engine of chat, embeddings or rerank."
    ]
    file = tmp_path / "r.yaml"
    file.write_text("slug: r\nprofiles:\n  default:\n    stack: [{profile_slug: gone}]\n")
    broken = State(chain=open_chain([file]), selected=("r", "default"))
    assert text_of(model_rows(broken, 80)).startswith("No model. Part of its stack is missing")


@pytest.mark.parametrize("width", range(30, 121, 5))
def test_no_line_is_wider_than_the_pane(tmp_path: Path, width: int) -> None:
    chain = open_chain(SAMPLES)
    states = [
        State(chain=chain, selected=(registry.slug, slug), usage=Usage(1_234_567, 7_654_321, 0, 55_555, 66_666))
        for registry in chain.registries
        for slug in registry.profiles
    ]
    name = "日本語のとても長い名前" * 6
    states.append(
        state_of(
            tmp_path,
            f"{{chat: {{engine: {name}}}, model_info: {{name: {name}, input: [{name}], context_window: 9999999999999,"
            f" max_output_tokens: 77777777, cost: {{input: 1234567.891, output: 9e30}}}},"
            f" embeddings: {{engine: {name}}}, api: {{api_keys: {{{name}: x}}}}}}",
        )
    )
    assert max(width_of(row.line) for state in states for row in model_rows(state, width)) <= width
