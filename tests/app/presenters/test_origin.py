"""The origin of the highlighted field as text: who set it, where, what lost and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import open_chain
from profiledeck.presenters.leaves import leaves
from profiledeck.presenters.lines import Line, plain, text_of, width_of
from profiledeck.presenters.origin import origin_line, origin_rows
from profiledeck.state import FieldKey, State

SAMPLES = Path(__file__).parents[3] / "sample-registries"

STACK = """\
slug: team
profiles:
  low:
    inference_settings:
      api:
        api_keys: {openai-api-key: sk-first}
      chat:
        engine: small
        stop: [a, b]
        max_response_tokens: 0x10
        colour: blue
      client: {timeout: 60}
      model_info: {cost: {input: 0.15, output: 0.6, cache_read: 0.075}}
    extensions:
      app.prompts@v1: {tone: kind, examples: {a: 1}}
  leaf:
    stack: [{profile_slug: low}]
    inference_settings:
      api:
        api_keys: {openai-api-key: sk-second}
      chat:
        engine: "4.10"
        stop: [c]
        structured_output_schema: "{\\n  one: two three four five six seven eight nine ten eleven\\n}"
      model_info: {cost: {input: 1, output: 2}}
    extensions:
      app.prompts@v1: {tone: stern, examples: 5}
"""


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    monkeypatch.chdir(tmp_path)
    Path("team").mkdir()
    Path("team/team.yaml").write_text(STACK)
    return State(chain=open_chain(["team/team.yaml"]), selected=("team", "leaf"))


def at(state: State, path: str) -> State:
    """With the field at a dotted path highlighted, or the section of that name."""
    steps = path.split(".")
    return state.having(field=("field", tuple(steps)) if len(steps) > 1 else ("section", path))


def extension(state: State, *path: str) -> State:
    return state.having(field=("extension", path))


def chain_of(state: State, width: int = 60) -> list[str]:
    """The lines above the first blank one."""
    return text_of(origin_rows(state, width)).split("\n\n")[0].splitlines()


def facts_of(state: State, width: int = 60) -> list[str]:
    """The lines below the last blank one."""
    return text_of(origin_rows(state, width)).split("\n\n")[-1].splitlines()


def struck(lines: list[Line]) -> list[str]:
    return [span.text for line in lines for span in line if "lost" in span.tones]


def test_the_winner_comes_first_and_losers_say_so(state: State) -> None:
    rows = origin_rows(at(state, "chat.engine"), 60)
    assert text_of(rows) == (
        "chat.engine   set here\n"
        "② 4.10     team/leaf  team/team.yaml:22:17\n"
        "① small ×  team/low   team/team.yaml:8:17\n"
        "\n"
        "The model to call.\n"
        "belongs in a profile"
    )
    assert struck([row.line for row in rows]) == ["small"]
    assert [row.key for row in rows] == [None, ("mention", 0), ("mention", 1), None, None, None]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (42, ["② 4.10     team/leaf  team/team.yaml:22:17", "① small ×  team/low   team/team.yaml:8:17"]),
        (40, ["② 4.10     team/leaf  team.yaml:22:17", "① small ×  team/low   team.yaml:8:17"]),
        (30, ["② 4.10     team.yaml:22:17", "① small ×  team.yaml:8:17"]),
        (24, ["② 4.10", "  team.yaml:22:17  team…", "① small ×", "  team.yaml:8:17  team/…"]),
    ],
)
def test_less_room_costs_the_folder_then_the_name_then_a_line(state: State, width: int, lines: list[str]) -> None:
    assert chain_of(at(state, "chat.engine"), width)[1:] == lines


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("chat.engine", "set here"),
        ("client.timeout", "set by ①"),
        ("chat.stop", "list replaced"),
        ("api.api_keys.openai-api-key", "merged by key"),
        ("model_info.cost.input", "replaced as a unit"),
        ("model_info.cost.cache_read", "∅ dropped by ② team/leaf"),
    ],
)
def test_the_rule_is_told_in_words(state: State, path: str, rule: str) -> None:
    assert chain_of(at(state, path))[0] == f"{path}   {rule}"


def test_a_value_of_the_base_says_so(state: State) -> None:
    assert state.resolution is not None
    final = at(state, "chat.temperature")
    final.__dict__["resolution"] = state.resolution.on({"chat": {"temperature": 0.7, "engine": "tiny"}})
    assert chain_of(final)[:2] == ["chat.temperature   from the base", "⓪ 0.7    base"]
    final.__dict__["field"] = ("field", ("chat", "engine"))
    assert [line.split()[:2] for line in chain_of(final)[1:]] == [["②", "4.10"], ["①", "small"], ["⓪", "tiny"]]


def test_what_the_author_wrote_is_told_where_it_differs(state: State) -> None:
    assert chain_of(at(state, "chat.max_response_tokens"))[1:] == [
        "① 16 tokens    team/low  team/team.yaml:10:30",
        "  0x10 as written",
    ]


def test_rates_that_a_new_cost_dropped_are_named(state: State) -> None:
    rows = origin_rows(at(state, "model_info.cost.output"), 60)
    assert "∅ cache_read $0.075 dropped by ②" in text_of(rows)
    assert "cache_read $0.075" in struck([row.line for row in rows])


def test_a_dropped_field_has_no_winner(state: State) -> None:
    dropped = at(state, "model_info.cost.cache_read")
    assert chain_of(dropped)[1].startswith("① $0.075 /1M ×  team/low")
    assert plain(origin_line(dropped, 80)) == "① $0.075 /1M  team.yaml:13:65  ∅ dropped by ②"


def test_a_value_in_the_place_of_a_map_names_what_it_dropped(state: State) -> None:
    text = text_of(origin_rows(extension(state, "app.prompts@v1", "examples"), 60))
    assert "② 5    team/leaf" in text
    assert "∅ a 1 dropped by ②" in text


def test_a_long_value_is_shown_in_full_below(state: State) -> None:
    text = text_of(origin_rows(at(state, "chat.structured_output_schema"), 40))
    assert "\n\n  {\n    one: two three four five six seven\n    eight nine ten eleven\n  }\n\n" in text


@pytest.mark.parametrize(
    ("path", "facts"),
    [
        ("model_info.cost.input", ["Input tokens outside the cache.", "in USD per 1M tokens · belongs in a profile"]),
        ("client.timeout", ["How long a request may take.", "in seconds · belongs in the application's base"]),
        ("chat.cache_type", ["Where results are kept.", "belongs in a profile", "known values: none, memory, disk"]),
        ("chat.colour", ["? unknown: no setting has this name, so Geppetto ignores it."]),
    ],
)
def test_the_field_is_explained(state: State, path: str, facts: list[str]) -> None:
    assert facts_of(at(state, path)) == facts


def test_a_field_that_the_stack_does_not_set_is_explained_too(state: State) -> None:
    absent = at(state, "chat.top_p")
    assert chain_of(absent) == ["chat.top_p", "Nothing in this stack sets it."]
    assert facts_of(absent, 80)[0] == "Share of the likeliest tokens to choose among, from 0 to 1."
    assert plain(origin_line(absent, 80)) == "chat.top_p  Nothing in this stack sets it."


def test_an_extension_has_its_chain(state: State) -> None:
    tone = extension(state, "app.prompts@v1", "tone")
    assert chain_of(tone)[:3] == [
        "app.prompts@v1.tone   merged by key",
        "② stern    team/leaf  team/team.yaml:27:30",
        "① kind ×   team/low   team/team.yaml:15:30",
    ]


def test_a_section_counts_what_each_layer_gave(state: State) -> None:
    assert text_of(origin_rows(at(state, "chat"), 60)) == (
        "chat   5 fields\n② team/leaf  3 fields\n① team/low  2 fields\n\nWhich model answers, and how."
    )
    assert plain(origin_line(at(state, "chat"), 60)) == "chat  5 fields  Which model answers, and how."
    assert chain_of(at(state, "extensions"))[0] == "extensions   2 fields"


@pytest.mark.parametrize("key", [None, ("section", "chat")])
def test_nothing_highlighted_says_so(key: FieldKey | None) -> None:
    assert text_of(origin_rows(State(field=key), 60)) == "No field is highlighted."
    assert plain(origin_line(State(field=key), 60)) == "No field is highlighted."


def test_one_line_tells_winner_place_and_losers() -> None:
    chain = open_chain(SAMPLES)
    state = at(State(chain=chain, selected=("user-overrides", "assistant")), "chat.engine")
    line = origin_line(state, 100)
    assert plain(line) == "④ gpt-5-nano  30-user.yaml:16:17  over gpt-5-mini, gpt-4o-mini, gpt-4o-mini"
    assert struck([line]) == ["gpt-5-mini", "gpt-4o-mini", "gpt-4o-mini"]


def test_secrets_are_masked_in_winner_and_losers_unless_revealed(state: State) -> None:
    hidden = at(state, "api.api_keys.openai-api-key")
    shown = hidden.having(revealed=hidden.field)
    assert chain_of(hidden)[1].startswith("② •••••••• set    team/leaf")
    assert "sk-" not in text_of(origin_rows(hidden, 120)) + plain(origin_line(hidden, 120))
    assert "② sk-second" in text_of(origin_rows(shown, 120))


@pytest.mark.parametrize("profile", ["assistant", "analyst", "reviewer"])
def test_nothing_is_wider_than_the_pane_and_no_secret_is_shown(profile: str) -> None:
    state = State(chain=open_chain(SAMPLES), selected=("team-agent", profile))
    assert state.resolution is not None
    keys = [leaf.key for leaf in leaves(state.resolution, dropped=True)]
    for key in [*keys, ("section", "model_info"), ("section", "extensions")]:
        now = state.having(field=key)
        for width in range(20, 161, 7):
            rows = origin_rows(now, width)
            assert max(width_of(row.line) for row in rows) <= width
            assert width_of(origin_line(now, width)) <= width
            assert "demo-" not in text_of(rows)
