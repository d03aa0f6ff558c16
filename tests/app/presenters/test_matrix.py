"""The stack matrix as text: what each layer sets, what wins, what is lost, and scrolling by whole layers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engineprofiles import open_chain
from profiledeck.presenters.lines import plain, text_of, width_of
from profiledeck.presenters.matrix import first_shown, matrix_header, matrix_legend, matrix_rows
from profiledeck.state import Role, State

SAMPLES = Path(__file__).parents[3] / "sample-registries"

STACK = """\
slug: team
profiles:
  low:
    inference_settings:
      api:
        api_keys: {openai-api-key: sk-first}
      chat: {engine: small, stop: [a, b]}
      model_info: {context_window: 128000, cost: {input: 0.15, cache_read: 0.075}}
  leaf:
    stack: [{profile_slug: low}, {profile_slug: gone}]
    inference_settings:
      chat: {engine: large}
      model_info: {cost: {input: 1}}
    extensions:
      app.prompts@v1: {tone: kind}
"""


@pytest.fixture
def state(tmp_path: Path) -> State:
    file = tmp_path / "team.yaml"
    file.write_text(STACK)
    return State(chain=open_chain([file]), selected=("team", "leaf"))


def sample(ref: str) -> State:
    registry, _, profile = ref.partition("/")
    return State(chain=open_chain(SAMPLES), selected=(registry, profile))


def header(state: State, width: int, first: int = 0) -> list[str]:
    return [plain(line).rstrip() for line in matrix_header(state, width, first)]


def layers_shown(state: State, width: int, first: int = 0) -> str:
    """The marks and the numbers of the header."""
    return "".join(letter for letter in header(state, width, first)[0] if letter in "‹›①②③④")


def test_the_whole_stack_is_on_one_page(state: State) -> None:
    assert header(state, 110) == [
        "                           ① team    ② team    ③ team  result",
        "                             low       ✕ gone    leaf",
    ]
    assert text_of(matrix_rows(state, 110)) == (
        "▾ api\n"
        "  api_keys.openai-api-key  ••••••••  ·         ·       ••••••••\n"
        "▾ chat\n"
        "  engine                   small ×   ·         large   large\n"
        "  stop                     a, b      ·         ·       a, b\n"
        "▾ model_info\n"
        "  context_window           128,000   ·         ·       128,000\n"
        "  cost.input               $0.15 ×   ·         $1      $1\n"
        "  cost.cache_read          $0.075 ∅  ·         ·       dropped\n"
        "▾ extensions\n"
        "  app.prompts@v1.tone      ·         ·         kind    kind"
    )


def test_the_tones_say_the_same_as_the_marks(state: State) -> None:
    rows = {row.key: row.line for row in matrix_rows(state, 110)}
    engine = {span.text: span.tones for span in rows["field", ("chat", "engine")] if span.text.strip()}
    assert engine["small"] == "lost"
    assert engine["large"] == "strong"
    winner = [span.tones for span in rows["field", ("chat", "engine")] if span.text == "large"]
    assert winner == ["layer-3 strong", "strong"]
    cache = {span.text.strip(): span.tones for span in rows["field", ("model_info", "cost", "cache_read")]}
    assert (cache["$0.075"], cache["dropped"]) == ("lost", "dim")


def test_the_legend_names_every_mark() -> None:
    assert plain(matrix_legend()) == "value wins   value × overridden   value ∅ dropped with its unit   · not set"


@pytest.mark.parametrize(
    ("width", "first", "layers"),
    [
        (150, 0, "①②③④"),
        (150, 3, "①②③④"),
        (100, 0, "①②③④"),
        (80, 0, "①②›"),
        (80, 1, "‹②③›"),
        (80, 2, "‹③④"),
        (80, 9, "‹③④"),
        (50, 0, "①›"),
        (50, 3, "‹④"),
    ],
)
def test_layers_that_do_not_fit_are_scrolled_one_by_one(width: int, first: int, layers: str) -> None:
    state = sample("user-overrides/assistant")
    assert layers_shown(state, width, first) == layers
    assert first_shown(state, width, first) == (0 if layers[0] != "‹" else "①②③④".index(layers[1]))
    assert header(state, width, first)[0].endswith("result")


def test_cells_stand_under_their_layer_when_scrolled() -> None:
    state = sample("user-overrides/assistant")
    top = header(state, 80, 2)[0]
    engine = next(plain(row.line) for row in matrix_rows(state, 80, 2) if row.key == ("field", ("chat", "engine")))
    assert engine[top.index("③") :].startswith("gpt-5-mini ×")
    assert engine[top.index("④") :].startswith("gpt-5-nano")
    assert engine[top.index("result") :].startswith("gpt-5-nano")


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"settings_filter": "engine"}, 2),
        ({"role": Role.OVERRIDDEN}, 5),
        ({"closed_sections": frozenset(("api", "chat", "model_info", "extensions"))}, 4),
    ],
)
def test_filter_role_and_closed_sections_hold_here_too(state: State, changes: dict[str, Any], lines: int) -> None:
    assert len(matrix_rows(state.having(**changes), 110)) == lines


def test_nothing_to_show_says_why(state: State) -> None:
    assert text_of(matrix_rows(State(), 60)) == "Opening the sources…"
    assert matrix_header(State(), 60) == ()
    assert first_shown(State(), 60, 4) == 0
    assert text_of(matrix_rows(state.having(settings_filter="foo"), 60)) == "Nothing matches “foo”."


def test_facts_of_another_model_are_marked() -> None:
    assert "▾ model_info  ▲ stale" in text_of(matrix_rows(sample("user-overrides/assistant"), 120))
    assert "▲ stale" not in text_of(matrix_rows(sample("team-agent/coder"), 120))


def test_a_highlighted_layer_is_marked_in_the_header(state: State) -> None:
    marked = [span.text for span in matrix_header(state.having(layer=3), 110)[0] if "marked" in span.tones]
    assert "".join(marked).strip() == "③ team"


@pytest.mark.parametrize("ref", ["user-overrides/assistant", "team-agent/reviewer", "user-overrides/scratch"])
def test_nothing_is_wider_than_the_pane_and_no_secret_is_shown(ref: str) -> None:
    state = sample(ref)
    for width in (*range(12, 40, 4), *range(40, 161)):
        for first in (0, 1, 9):
            rows = matrix_rows(state, width, first)
            lines = [*(row.line for row in rows), *matrix_header(state, width, first)]
            assert max(map(width_of, lines)) <= width
            assert "demo-" not in text_of(rows)
