"""What a text means for a field, which values come next, and what is never shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engineprofiles import ProfilesError, open_chain
from engineprofiles.model.fields import FIELDS
from profiledeck.presenters.field_entry import (
    ABSENT,
    entry_for,
    fault,
    is_base_owned,
    merge_words,
    own_value,
    parsed,
    setting,
    unsetting,
)
from profiledeck.state import FieldKey

TEMPERATURE: FieldKey = ("field", ("chat", "temperature"))
WINDOW: FieldKey = ("field", ("model_info", "context_window"))
STREAM: FieldKey = ("field", ("chat", "stream"))
EFFORT: FieldKey = ("field", ("openai", "reasoning_effort"))
STOP: FieldKey = ("field", ("chat", "stop"))
API_KEY: FieldKey = ("field", ("api", "api_keys", "openai-api-key"))
PROXY: FieldKey = ("field", ("client", "proxy_url"))
PROMPTS: FieldKey = ("extension", ("app.prompts@v1",))

REGISTRY = """\
slug: team
profiles:
  mine:
    display_name: Mine
    metadata: {tags: [a, b]}
    inference_settings:
      api: {api_keys: {openai-api-key: sk-secret}, base_urls: {one: "http://a", two: "http://b"}}
      chat: {temperature: 0.5, stop: []}
    extensions:
      app.prompts@v1: {tone: kind, nothing: null}
"""


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        (WINDOW, "128k", 128_000),
        (TEMPERATURE, "0.2", 0.2),
        (STREAM, "yes", True),
        (EFFORT, "anything at all", "anything at all"),
        (STOP, "one\ntwo", ["one", "two"]),
        (API_KEY, "sk-1", "sk-1"),
        (PROMPTS, "tone: kind", {"tone": "kind"}),
        (("about", "display_name"), " Mine ", "Mine"),
        (("about", "tags"), "a, b,, c ", ("a", "b", "c")),
    ],
)
def test_a_text_means_a_value(key: FieldKey, text: str, value: Any) -> None:
    assert parsed(key, text) == value
    assert fault(key, text) == ""


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        (WINDOW, "12.5", "model_info.context_window takes a whole number, such as 4096 or 128k"),
        (STREAM, "perhaps", "chat.stream takes true or false"),
        (("field", ("api", "allow_http")), "a: b", "api.allow_http takes a map: `key: true` on each line"),
    ],
)
def test_a_text_that_cannot_be_taken_is_told_without_showing_it(key: FieldKey, text: str, told: str) -> None:
    assert fault(key, text) == told
    with pytest.raises(ProfilesError):
        setting(("team", "mine"), key, text)


def test_what_is_no_yaml_is_told() -> None:
    assert fault(PROMPTS, "[a")


def test_a_switch_goes_through_both_values_and_back_to_what_is_inherited() -> None:
    entry = entry_for(STREAM)
    assert [entry.after(None), entry.after("true"), entry.after("false")] == ["true", "false", None]


def test_known_values_come_one_after_the_other_from_any_text() -> None:
    entry = entry_for(EFFORT)
    assert entry.after(None) == entry.steps[0] == "none"
    assert entry.after("of my own") == "none"
    assert entry.after(entry.steps[-1]) is None
    assert entry.neighbour("none", -1) == "xhigh"
    assert entry.neighbour("xhigh", 1) == "none"
    assert [entry.neighbour("of my own", by) for by in (1, -1)] == ["none", "xhigh"]
    assert entry_for(TEMPERATURE).neighbour("0.1", 1) == "0.1"


def test_the_asking_starts_with_what_can_be_typed_again() -> None:
    assert entry_for(TEMPERATURE, 0.5).text == "0.5"
    assert entry_for(STOP, ["a", "b"]).text == "a\nb"
    assert entry_for(("about", "tags"), ("a", "b")).text == "a, b"
    assert entry_for(PROMPTS, {"tone": "kind"}).text == "tone: kind"
    assert entry_for(TEMPERATURE).text == ""


def test_values_of_several_lines_need_more_than_a_box() -> None:
    assert [entry_for(key).is_long for key in (STOP, PROMPTS, TEMPERATURE, API_KEY)] == [True, True, False, False]
    assert entry_for(("about", "description"), "one\ntwo").is_long


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (API_KEY, "sk-secret"),
        (PROXY, "http://me:sk-secret@proxy"),
        (("field", ("api", "base_urls")), {"one": "http://me:sk-secret@host"}),
        (("extension", ("pinocchio.oauth@v1",)), {"access_token": "sk-secret"}),
    ],
)
def test_a_secret_is_no_text_to_start_from(key: FieldKey, value: Any) -> None:
    entry = entry_for(key, value)
    assert entry.is_hidden
    assert entry.text == ""
    assert "sk-secret" not in repr(entry)


def test_an_address_without_a_password_is_one() -> None:
    entry = entry_for(PROXY, "http://proxy")
    assert (entry.is_hidden, entry.text) == (False, "http://proxy")


def test_the_profile_itself_says() -> None:
    chain = open_chain(["team.yaml"])
    profile, layer = chain.by_slug["team"].profiles["mine"], chain.layer("team", "mine")

    def own(key: FieldKey) -> Any:
        return own_value(profile, layer, key)

    assert own(TEMPERATURE) == 0.5
    assert own(STOP) == []
    assert own(STREAM) is ABSENT
    assert own(API_KEY) == "sk-secret"
    assert own(("field", ("api", "base_urls"))) == {"one": "http://a", "two": "http://b"}
    assert own(PROMPTS) == {"tone": "kind", "nothing": None}
    assert own(("about", "tags")) == ("a", "b")
    assert own(("about", "description")) is ABSENT


@pytest.fixture(autouse=True)
def _registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _at_the_root: None) -> None:
    (tmp_path / "team.yaml").write_text(REGISTRY)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (TEMPERATURE, "0.9"),
        (STREAM, "true"),
        (STOP, "x"),
        (API_KEY, "sk-2"),
        (PROMPTS, "tone: terse"),
        (("about", "display_name"), "Other"),
        (("about", "tags"), "c"),
    ],
)
def test_what_is_taken_is_said_by_the_profile_and_unset_it_is_not(key: FieldKey, text: str) -> None:
    of = ("team", "mine")
    draft = open_chain(["team.yaml"]).edit().doing(setting(of, key, text))
    profile = draft.chain.by_slug["team"].profiles["mine"]
    assert own_value(profile, draft.chain.layer(*of), key) == parsed(key, text)
    draft = draft.doing(unsetting(of, key))
    profile = draft.chain.by_slug["team"].profiles["mine"]
    assert own_value(profile, draft.chain.layer(*of), key) is ABSENT


def test_every_field_says_what_it_takes_and_how_it_merges() -> None:
    for path in FIELDS:
        assert entry_for(("field", path)).takes
        assert merge_words(("field", path))
    assert entry_for(WINDOW).takes == "a whole number, such as 4096 or 128k, in tokens"
    assert merge_words(STOP) == "replaces the whole inherited list"
    assert "all of cost" in merge_words(("field", ("model_info", "cost", "input")))


def test_whose_a_setting_is() -> None:
    assert is_base_owned(PROXY)
    assert not is_base_owned(TEMPERATURE)
    assert not is_base_owned(PROMPTS)
