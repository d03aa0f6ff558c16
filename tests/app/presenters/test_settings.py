"""The settings as text: values with their units, origins, roles, the filter, and nothing of a secret."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engineprofiles import open_chain
from engineprofiles.model.fields import FIELDS
from profiledeck.presenters.lines import text_of, width_of
from profiledeck.presenters.settings import settings_rows, settings_summary
from profiledeck.presenters.values import extension_path_text, extension_text, path_text, value_text
from profiledeck.state import Role, State

SAMPLES = Path(__file__).parents[3] / "sample-registries"

STACK = """\
slug: team
profiles:
  low:
    inference_settings:
      api:
        api_keys: {openai-api-key: sk-first, spare-api-key: ""}
      chat: {engine: small, stream: true, stop: [a, b]}
      model_info: {id: small, context_window: 128000, cost: {input: 0.15, output: 0.6}, colour: blue}
      odd: 7
  leaf:
    stack: [{profile_slug: low}]
    inference_settings:
      api:
        api_keys: {openai-api-key: sk-second}
      chat: {engine: large, stream: true}
      client: {timeout: 60}
    extensions:
      app.prompts@v1: {tone: kind}
      pinocchio.oauth@v1: {access_token: oauth-token}
"""


@pytest.fixture
def state(tmp_path: Path) -> State:
    file = tmp_path / "team.yaml"
    file.write_text(STACK)
    return State(chain=open_chain([file]), selected=("team", "leaf"))


def sample(ref: str) -> State:
    registry, _, profile = ref.partition("/")
    return State(chain=open_chain(SAMPLES), selected=(registry, profile))


def shown(state: State, width: int = 80) -> list[str]:
    return text_of(settings_rows(state, width)).splitlines()


def names(state: State) -> list[str]:
    """The first words of the rows that are fields."""
    return [line.split()[0] for line in shown(state) if line[0] not in "▾▸"]


@pytest.mark.parametrize(
    ("path", "value", "text", "short"),
    [
        ("model_info.context_window", 128_000, "128,000 tokens", "128,000"),
        ("model_info.cost.input", 0.15, "$0.15 /1M", "$0.15"),
        ("model_info.cost.cache_read", 0.075, "$0.075 /1M", "$0.075"),
        ("model_info.cost.output", float("inf"), "inf", "inf"),
        ("client.timeout", 60, "60 seconds", "60"),
        ("client.timeout", 1, "1 second", "1"),
        ("embeddings.cache_max_entries", 20_000, "20,000 entries", "20,000"),
        ("embeddings.dimensions", 1536, "1536", "1536"),
        ("chat.temperature", 0.0, "0", "0"),
        ("chat.temperature", 0.25, "0.25", "0.25"),
        ("chat.stream", False, "false", "false"),
        ("model_info.input", ["text", "image"], "text, image", "text, image"),
        ("chat.stop", ["", "a\nb"], '"", a⏎b', '"", a⏎b'),
        ("chat.stop", [], "[]", "[]"),
        ("model_info.metadata", {}, "{}", "{}"),
        ("model_info.metadata.note", None, "null", "null"),
        ("model_info.metadata.table", [{"a": [1, True]}, []], "{a: [1, true]}, []", "{a: [1, true]}, []"),
        ("chat.engine", "", '""', '""'),
        ("chat.engine", "a\tb\x1b[31m\x7f", "a⇥b␛[31m�", "a⇥b␛[31m�"),
        ("api.api_keys.openai-api-key", "sk-1", "•••••••• set", "••••••••"),
        ("api.api_keys.openai-api-key", "", "empty", "empty"),
        ("client.proxy_url", "http://me:word@host:1", "http://me:••••••••@host:1", "http://me:••••••••@host:1"),
    ],
)
def test_a_value_is_written_in_one_line(path: str, value: Any, text: str, short: str) -> None:
    steps = tuple(path.split("."))
    assert value_text(steps, value, masked=True) == text
    assert value_text(steps, value, masked=True, unit=False) == short


def test_every_unit_of_the_model_can_be_written() -> None:
    for path, field in FIELDS.items():
        if field.unit:
            singular, plural = value_text(path, 1, masked=True), value_text(path, 2, masked=True)
            assert singular.rstrip("s") != "1"
            assert plural != "2"


def test_a_secret_is_shown_only_when_it_is_revealed(state: State) -> None:
    key = ("field", ("api", "api_keys", "openai-api-key"))
    assert value_text(("api", "api_keys", "k"), "sk-1", masked=False) == "sk-1"
    assert extension_text(("pinocchio.oauth@v1", "access_token"), "t", masked=True) == "•••••••• set"
    assert extension_text(("pinocchio.oauth@v1", "access_token"), "t", masked=False) == "t"
    assert "sk-second" in "\n".join(shown(state.having(revealed=key)))
    assert "sk-second" not in "\n".join(shown(state.having(revealed=("field", ("chat", "engine")))))


def test_paths_are_quoted_only_where_they_must_be() -> None:
    assert path_text(("api_keys", "openai-api-key")) == "api_keys.openai-api-key"
    assert path_text(("metadata", "a.b", "c d")) == 'metadata."a.b"."c d"'
    assert extension_path_text(("app.prompts@v1", "tone")) == "app.prompts@v1.tone"


def test_fields_stand_by_section_with_value_and_origin(state: State) -> None:
    assert shown(state) == [
        "▾ api",
        "  api_keys.openai-api-key          •••••••• set    ② here  +1",
        "  api_keys.spare-api-key           empty           ① team",
        "▾ chat",
        "  engine                           large           ② here  +1",
        "  stop                             a, b            ① team",
        "  stream                           true            ② here  +1",
        "▾ client",
        "  timeout                          60 seconds      ② here  ≠",
        "▾ model_info  ▲ stale",
        "  id                               small           ① team",
        "  context_window                   128,000 tokens  ① team",
        "  cost.input                       $0.15 /1M       ① team",
        "  cost.output                      $0.60 /1M       ① team",
        "  colour                           blue            ① team  ? unknown",
        "▾ odd",
        "  odd                              •••••••• set    ① team  ? unknown",
        "▾ extensions",
        "  app.prompts@v1.tone              kind            ② here",
        "  pinocchio.oauth@v1.access_token  •••••••• set    ② here",
    ]


def test_what_the_selected_profile_sets_stands_out_and_the_base_steps_back(state: State) -> None:
    assert state.resolution is not None
    final = state.having()
    final.__dict__["resolution"] = state.resolution.on({"chat": {"temperature": 0.7}})
    tones = {
        row.line[1].text.strip(): (row.line[1].tones, row.line[3].tones)
        for row in settings_rows(final, 80)
        if len(row.line) > 4
    }
    assert tones["engine"] == ("", "strong")
    assert tones["stop"] == ("", "")
    assert tones["temperature"] == ("dim", "dim")
    assert "  temperature                      0.7             ⓪ base" in shown(final)
    assert settings_summary(final) == "final · documented · 15 fields"


def test_narrow_tables_name_no_layer_and_then_show_none(state: State) -> None:
    assert shown(state, 46)[:4] == [
        "▾ api",
        "  …eys.openai-api-key  •••••••• set    ②  +1",
        "  …keys.spare-api-key  empty           ①",
        "▾ chat",
    ]
    assert shown(state, 34)[2] == "  …s.spare-api-key  empty"


def test_a_highlighted_layer_marks_what_it_wins_and_what_it_lost(state: State) -> None:
    lines = shown(state.having(layer=1))
    assert [line.split()[1] for line in lines if line.startswith("▌")] == [
        "api_keys.spare-api-key",
        "stop",
        "id",
        "context_window",
        "cost.input",
        "cost.output",
        "colour",
        "odd",
    ]
    assert [line.split()[0] for line in lines if line.endswith("+1 ×")] == [
        "api_keys.openai-api-key",
        "engine",
        "stream",
    ]


def test_a_closed_section_tells_how_many_fields_it_has(state: State) -> None:
    closed = state.having(closed_sections=frozenset(("api", "chat", "model_info", "extensions", "odd")))
    assert shown(closed) == [
        "▸ api  2 fields",
        "▸ chat  3 fields",
        "▾ client",
        "  timeout                          60 seconds      ② here  ≠",
        "▸ model_info  5 fields  ▲ stale",
        "▸ odd  1 field",
        "▸ extensions  2 fields",
    ]
    assert names(closed.having(settings_filter="engine")) == ["engine"]
    assert [row.key for row in settings_rows(closed, 80)][2:4] == [
        ("section", "client"),
        ("field", ("client", "timeout")),
    ]


@pytest.mark.parametrize(
    ("role", "fields", "summary"),
    [
        (Role.SET_HERE, "api_keys.openai-api-key engine stream timeout", "set here · 6 of 14 fields"),
        (Role.INHERITED, "api_keys.spare-api-key stop id context_window", "inherited · 8 of 14 fields"),
        (Role.OVERRIDDEN, "api_keys.openai-api-key engine stream", "overridden · 3 of 14 fields"),
        (Role.REDUNDANT, "stream", "redundant · 1 of 14 fields"),
    ],
)
def test_a_role_narrows_the_table(state: State, role: Role, fields: str, summary: str) -> None:
    narrowed = state.having(role=role)
    assert names(narrowed)[: len(fields.split())] == fields.split()
    assert settings_summary(narrowed) == f"overlay · documented · {summary}"


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("ENGINE", ["engine"]),
        ("cheng", ["engine"]),
        ("mico", ["context_window", "cost.input", "cost.output", "colour"]),
        ("chat st", ["stop", "stream"]),
        ("128,0", ["context_window"]),
        ("seconds", ["timeout"]),
        ("prompts@v1.tone", ["app.prompts@v1.tone"]),
        ("kind", ["app.prompts@v1.tone"]),
        (" ", None),
    ],
)
def test_the_filter_looks_at_paths_and_shown_values(state: State, words: str, fields: list[str] | None) -> None:
    assert names(state.having(settings_filter=words)) == (fields or names(state))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"settings_filter": "foo"}, "Nothing matches “foo”."),
        ({"settings_filter": "sk-second"}, "Nothing matches “sk-second”."),
        ({"selected": None}, "No profile is selected."),
        ({"selected": ("team", "gone")}, "team/gone is not in the chain."),
        ({"selected": ("user-overrides", "scratch")}, "This stack sets nothing."),
        ({"selected": ("user-overrides", "scratch"), "role": Role.OVERRIDDEN}, "This stack sets nothing."),
        ({"selected": ("provider-local", "chat"), "role": Role.OVERRIDDEN}, "No field is overridden here."),
        ({"selected": ("provider-local", "chat"), "role": Role.INHERITED}, "No field is inherited here."),
    ],
)
def test_an_empty_table_says_why(state: State, changes: dict[str, Any], why: str) -> None:
    start = state if changes.get("selected", ("team",)) in (("team",), None) else sample("team-agent/default")
    assert shown(start.having(**changes)) == [why]


def test_a_revealed_secret_is_not_found_by_the_filter(state: State) -> None:
    key = ("field", ("api", "api_keys", "openai-api-key"))
    assert shown(state.having(revealed=key, settings_filter="sk-sec")) == ["Nothing matches “sk-sec”."]


def test_a_section_that_is_called_extensions_is_not_taken_for_them(tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(
        "slug: r\nprofiles:\n  default:\n    inference_settings: {extensions: {a: 1}, chat: {}}\n"
        "    extensions: {app.x@v1: {b: 2}}\n"
    )
    state = State(chain=open_chain([file]), selected=("r", "default"))
    assert shown(state) == [
        "▾ chat",
        "  chat        {}            ① here",
        "▾ inference_settings.extensions",
        "  a           •••••••• set  ① here  ? unknown",
        "▾ extensions",
        "  app.x@v1.b  2             ① here",
    ]
    keys = [row.key for row in settings_rows(state, 80)]
    assert len(set(keys)) == len(keys) == 6


@pytest.mark.parametrize("ref", ["user-overrides/assistant", "team-agent/reviewer", "provider-local/rerank"])
def test_no_row_is_wider_than_the_pane(ref: str) -> None:
    state = sample(ref).having(layer=1)
    for width in (*range(12, 40, 3), *range(40, 161)):
        assert max(width_of(row.line) for row in settings_rows(state, width)) <= width


def test_wide_letters_keep_the_columns_apart(tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(
        "slug: r\nprofiles:\n  default:\n    inference_settings:\n"
        "      chat: {engine: 日本語のモデル名はとても長いことがあります, api_type: 语言}\n"
    )
    state = State(chain=open_chain([file]), selected=("r", "default"))
    for width in range(20, 90):
        rows = settings_rows(state, width)
        assert len({width_of(row.line[:4]) for row in rows[1:]}) == 1
        assert max(width_of(row.line) for row in rows) <= width


def test_no_secret_of_the_samples_is_shown() -> None:
    chain = open_chain(SAMPLES)
    for registry in chain.registries:
        for profile in registry.profiles:
            text = text_of(settings_rows(State(chain=chain, selected=(registry.slug, profile)), 160))
            assert "demo-" not in text
