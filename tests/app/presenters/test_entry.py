"""The box for a setting: what it starts with, which keys work in it, and what is said of a text."""

from __future__ import annotations

from typing import Any

import pytest

from engineprofiles import ProfilesError, open_chain
from profiledeck.presenters.entry import asked, asked_rows, remark, target_line, unset_words
from profiledeck.presenters.field_entry import parsed
from profiledeck.presenters.lines import plain, text_of, width_of
from profiledeck.state import FieldKey, State

TEXT = """\
slug: team
profiles:
  low:
    inference_settings:
      api:
        api_keys: {a-key: sk-low}
        base_urls: {plain-url: "http://a.example", secret-url: "http://me:word@a.example"}
      chat: {engine: small, stream: true, stop: [a, "b: c"], temperature: 0.5}
      openai: {logit_bias: {"17": "-1"}}
      model_info: {metadata: {note: "true", list: [1, two]}}
    extensions:
      app.x@v1: {text: "yes", number: 4, list: [a, b], poem: "one\\ntwo"}
      pinocchio.oauth@v1: {access_token: hidden}
  leaf:
    stack: [{profile_slug: low}]
    inference_settings:
      chat: {engine: large}
  other:
    stack: [{profile_slug: leaf}]
    inference_settings:
      chat: {engine: huge}
"""


@pytest.fixture
def state(tmp_path: Any) -> State:
    (tmp_path / "team.yaml").write_text(TEXT, encoding="utf-8")
    return State().opening(open_chain([tmp_path / "team.yaml"])).selecting(("team", "leaf"))


def field(*path: str) -> FieldKey:
    return "field", path


def extension(*path: str) -> FieldKey:
    return "extension", ("app.x@v1", *path)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (field("chat", "engine"), "large"),
        (field("chat", "temperature"), "0.5"),
        (field("chat", "stream"), "true"),
        (field("chat", "stop"), "a\nb: c"),
        (field("chat", "top_p"), ""),
        (field("chat", "structured_output_strict"), "true"),
        (field("api", "base_urls", "plain-url"), "http://a.example"),
        (field("openai", "logit_bias", "17"), "-1"),
        (field("model_info", "metadata", "note"), '"true"'),
        (field("model_info", "metadata", "list"), "- 1\n- two"),
        (extension("text"), '"yes"'),
        (extension("number"), "4"),
        (extension("list"), "- a\n- b"),
        (extension("new"), ""),
    ],
)
def test_the_box_starts_with_what_can_be_typed_again(state: State, key: FieldKey, text: str) -> None:
    start = asked(state, key)
    assert start.text == text
    assert start.lines is ("\n" in text)
    if text and state.shows(key):
        trace = state.resolution.trace if key[0] == "field" else state.resolution.extension_trace  # type: ignore[union-attr]
        assert parsed(key, text) == trace.at(key[1]).value  # type: ignore[union-attr, arg-type]


@pytest.mark.parametrize(
    ("key", "placeholder"),
    [
        (field("api", "api_keys", "a-key"), "set; type to replace"),
        (field("api", "api_keys", "new-key"), "type the secret"),
        (field("api", "base_urls", "secret-url"), "set; type to replace"),
        (("extension", ("pinocchio.oauth@v1", "access_token")), "set; type to replace"),
        (("extension", ("pinocchio.oauth@v1", "refresh_token")), "type the secret"),
    ],
)
def test_nothing_of_a_secret_is_in_the_box_or_around_it(state: State, key: FieldKey, placeholder: str) -> None:
    start = asked(state, key)
    assert (start.text, start.placeholder, start.secret, start.lines) == ("", placeholder, True, False)
    around = text_of(asked_rows(state, key, 80)) + unset_words(state, key)
    assert not any(word in around for word in ("sk-low", "word", "hidden", "set set"))


def test_a_text_of_several_lines_has_room(state: State) -> None:
    assert asked(state, extension("poem")).lines is False  # YAML writes it on one line, in quotes
    assert asked(state, field("chat", "stop")).lines


def test_the_keys_that_work_are_named(state: State) -> None:
    assert asked(state, field("chat", "stream")).hint == "Enter set · Space switch · Esc drop what was typed"
    assert asked(state, field("chat", "api_type")).hint == "Enter set · ↑ ↓ choose · Esc drop what was typed"
    assert asked(state, field("chat", "stop")).hint == "Ctrl+S set · Esc drop what was typed"


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        (field("chat", "engine"), "large", "▲ The one profile that stacks on it sets it itself."),
        (field("chat", "engine"), "small", "▲ Equals the inherited value: no override needed."),
        (field("chat", "temperature"), "0.50", "▲ Equals the inherited value: no override needed."),
        (field("chat", "stop"), "a\nb: c", "▲ Equals the inherited value: no override needed."),
        (field("chat", "temperature"), "1", ""),
        (field("chat", "temperature"), "", "Nothing is typed yet."),
        (field("chat", "max_response_tokens"), "8k", "= 8,000 tokens"),
        (field("chat", "max_response_tokens"), "8k5", "✕ chat.max_response_tokens takes a whole number"),
        (field("chat", "stream"), "perhaps", "✕ chat.stream takes true or false"),
        (field("api", "api_keys", "a-key"), "", "Nothing is typed yet."),
        (field("api", "api_keys", "a-key"), "sk-low", "▲ Equals the inherited value: no override needed."),
        (field("api", "api_keys", "a-key"), "sk-new", ""),
        (extension("number"), "[", "✕ "),
        (extension("number"), "7", ""),
    ],
)
def test_what_is_said_while_typing(state: State, key: FieldKey, text: str, said: str) -> None:
    assert plain(remark(state, key, text)).startswith(said)
    assert bool(said) == bool(remark(state, key, text))


@pytest.mark.parametrize("width", [54, 70, 76])
def test_everything_around_the_box_fits(state: State, width: int) -> None:
    for key in (field("chat", "api_type"), field("chat", "engine"), extension("list")):
        rows = asked_rows(state, key, width)
        assert all(width_of(row.line) <= width for row in rows)
    assert width_of(target_line(state, width)) <= width


def test_another_layer_sees_it_from_where_it_stands(state: State) -> None:
    below = state.having(target=("team", "low"))
    engine = field("chat", "engine")
    assert "now small set there" in text_of(asked_rows(below, engine, 80))
    assert plain(remark(below, engine, "new")) == "▲ ② team/leaf sets it too, and wins."
    assert plain(target_line(below, 80)).startswith("sets it in ① team/low")
    assert unset_words(below, engine) == "nothing sets it now"
    assert state.having(target=("team", "gone")).edit_target == ("team", "leaf")


def test_a_text_for_an_extension_must_be_yaml() -> None:
    with pytest.raises(ProfilesError):
        parsed(extension("number"), "{")
