"""The lineage as text: which layers there are, what each gives and what it loses."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import open_chain
from profiledeck.presenters.lines import Row, text_of, width_of
from profiledeck.presenters.stack import stack_rows
from profiledeck.state import State

SAMPLES = Path(__file__).parents[3] / "sample-registries"

TWO = """\
slug: r
profiles:
  base:
    display_name: The base
    inference_settings:
      chat: {engine: small, top_p: 1}
    metadata: {version: 3}
  leaf:
    stack: [{profile_slug: base}]
    inference_settings:
      chat: {engine: large}
    metadata: {version: 12}
"""


def state_of(folder: Path, text: str, profile: str = "leaf") -> State:
    file = folder / "r.yaml"
    file.write_text(text)
    return State(chain=open_chain([file]), selected=("r", profile))


def toned(rows: list[Row], tone: str) -> list[str]:
    return [span.text for row in rows for span in row.line if tone in span.tones.split()]


def test_the_leaf_is_on_top_and_lost_fields_say_so(tmp_path: Path) -> None:
    rows = stack_rows(state_of(tmp_path, TWO), 40)
    assert text_of(rows).splitlines() == [
        f"{'② r/leaf':35}v12",
        "│   chat.engine",
        f"{'① r/base  The base':36}v3",
        "    chat.top_p  ×chat.engine",
    ]
    assert toned(rows, "lost") == ["×chat.engine"]
    assert [row.key for row in rows] == [("layer", 2), None, ("layer", 1), None]


def test_the_highlighted_layer_and_field_are_marked(tmp_path: Path) -> None:
    state = state_of(tmp_path, TWO).having(layer=1, field=("field", ("chat", "engine")))
    rows = stack_rows(state, 40)
    assert text_of(rows).splitlines()[2].endswith("v3 ◂")
    assert toned(rows, "marked") == ["chat.engine", "r/base", "×chat.engine"]


def test_many_fields_are_counted_by_section() -> None:
    text = text_of(stack_rows(State(chain=open_chain(SAMPLES), selected=("user-overrides", "assistant")), 44))
    assert text.splitlines()[:4] == [
        "④ user-overrides/assistant              v3",
        "│   chat.engine  chat.max_response_tokens",
        "│   openai.reasoning_effort",
        '│   "app.prompts@v1".system',
    ]
    assert text.splitlines()[-1] == "    api 2  chat 1  model_info 15  ×chat 3"


def test_a_unit_that_was_replaced_counts_as_lost() -> None:
    text = text_of(stack_rows(State(chain=open_chain(SAMPLES), selected=("team-agent", "analyst")), 60))
    # gpt-5's four rates; two of them stand nowhere in the result.
    assert "×model_info 4" in text


def test_a_reference_that_leads_nowhere_stands_in_its_place_with_the_reason(tmp_path: Path) -> None:
    rows = stack_rows(state_of(tmp_path, TWO.replace("profile_slug: base", "profile_slug: bass")), 60)
    assert text_of(rows).splitlines()[2:] == ["① ✕ r/bass", "    registry 'r' has no profile 'bass'"]
    assert rows[2].key == ("layer", 1)


def test_the_application_s_base_stands_at_the_bottom(tmp_path: Path) -> None:
    state = state_of(tmp_path, TWO)
    assert state.resolution is not None
    vars(state)["resolution"] = state.resolution.on({"chat": {"top_p": 0.5}})
    assert text_of(stack_rows(state, 40)).splitlines()[-2:] == ["⓪ base", "    ×chat.top_p"]


def test_an_empty_profile_sets_nothing(tmp_path: Path) -> None:
    text = "slug: r\nprofiles:\n  leaf: {}\n"
    assert text_of(stack_rows(state_of(tmp_path, text), 40)) == "① r/leaf\n    sets nothing"


def test_without_a_profile_it_says_so() -> None:
    assert text_of(stack_rows(State(), 30)) == "Opening the sources…"


@pytest.mark.parametrize("width", range(30, 121, 5))
def test_no_line_is_wider_than_the_pane(tmp_path: Path, width: int) -> None:
    name = "a-very-long-profile-name-" * 4
    text = (
        TWO.replace("display_name: The base", "display_name: 日本語のとても長い名前です日本語のとても長い名前です")
        .replace("base", f"{name}x")
        .replace("chat: {engine: large}", f"openai: {{logit_bias: {{{name * 2}: '1'}}}}")
    )
    states = [
        state_of(tmp_path, text),
        state_of(tmp_path, text, f"{name}x").having(layer=1),
        *(State(chain=open_chain(SAMPLES), selected=ref) for ref in (("team-agent", "reviewer"), ("lab", "assistant"))),
    ]
    assert max(width_of(row.line) for state in states for row in stack_rows(state, width)) <= width
