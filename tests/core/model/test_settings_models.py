"""Settings as values: what is kept, what is absent, and that no secret is ever in their text."""

from __future__ import annotations

import copy
import pprint

import pytest
from pydantic import ValidationError

from engineprofiles.model import (
    MASK,
    ChatSettings,
    ClientSettings,
    InferenceSettings,
    OllamaSettings,
    OpenAISettings,
    Secret,
    Section,
    masked,
)


def test_what_nobody_set_is_absent() -> None:
    settings = InferenceSettings.from_tree({"chat": {"engine": "gpt-5"}})
    assert settings.chat is not None
    assert (settings.chat.engine, settings.chat.stream, settings.openai) == ("gpt-5", None, None)


def test_values_come_back_under_their_yaml_keys() -> None:
    tree = {
        "chat": {"temperature": 0.0, "stop": [], "stream": False},
        "openai": {"stream-include-usage": True, "logit_bias": {"50256": "-100"}},
        "ollama": {"num-ctx": 2048, "mirostat": 0},
        "model_info": {"cost": {"input": 0.0}, "metadata": {"gone": None, "deep": {"list": [1, None]}}},
    }
    assert InferenceSettings.from_tree(tree).model_dump(exclude_unset=True) == tree


def test_unknown_keys_are_kept_at_every_level() -> None:
    tree = {"new": {"x": 1}, "chat": {"newer": [1]}, "model_info": {"cost": {"image": 3.0}}}
    assert InferenceSettings.from_tree(tree).model_dump(exclude_unset=True) == tree


def test_a_document_is_read_by_yaml_keys_and_code_by_names() -> None:
    read = OllamaSettings.from_tree({"num_ctx": 1})
    assert read.num_ctx is None
    assert read.model_extra == {"num_ctx": 1}
    assert OllamaSettings(num_ctx=1).model_dump(exclude_unset=True) == {"num-ctx": 1}
    assert OpenAISettings(stream_include_usage=True).model_extra == {}


def test_settings_cannot_be_changed() -> None:
    chat = ChatSettings(engine="a")
    with pytest.raises(ValidationError):
        setattr(chat, "engine", "b")  # noqa: B010
    assert chat.engine == "a"


SECRET = "sk-do-not-show"
SECRET_TREE = {
    "api": {
        "api_keys": {"openai-api-key": SECRET, "claude-api-key": ""},
        "base_urls": {"x": f"https://u:{SECRET}@h/v1"},
    },
    "chat": {"engine": "gpt-5", "api_keys": {"x": SECRET}, "apikeys": {"x": SECRET}},
    "client": {"proxy_url": f"http://{SECRET}@proxy:8080"},
    "embeddings": {"api_keys": {"x": SECRET}, "base_urls": {"x": f"https://:{SECRET}@h"}},
    "tokens": [SECRET],
}


def test_no_text_of_settings_shows_a_secret() -> None:
    settings = InferenceSettings.from_tree(SECRET_TREE)
    sections = [section for _, section in settings if isinstance(section, Section)]
    texts = [show(value) for value in (settings, *sections) for show in (repr, str, pprint.pformat, "{}".format)]
    assert not [text for text in texts if SECRET in text]
    assert SECRET in str(settings.model_dump())


def test_the_text_of_settings_shows_what_is_set_and_nothing_else() -> None:
    settings = InferenceSettings.from_tree(SECRET_TREE)
    assert repr(settings.chat) == (f"ChatSettings(engine='gpt-5', api_keys={{'x': '{MASK}'}}, apikeys='{MASK}')")
    assert repr(settings.client) == f"ClientSettings(proxy_url='http://{MASK}@proxy:8080')"
    assert "'claude-api-key': ''" in repr(settings.api)
    assert repr(ClientSettings()) == "ClientSettings()"


def test_a_copy_keeps_its_secrets_to_itself() -> None:
    settings = copy.deepcopy(InferenceSettings.from_tree(SECRET_TREE))
    assert SECRET not in repr(settings)


@pytest.mark.parametrize(
    "tree",
    [
        {"api": {"api_keys": {"x": [SECRET]}}},
        {"api": {"api_keys": SECRET}},
        {"client": {"proxy_url": {"x": SECRET}}},
    ],
)
def test_a_refusal_shows_no_value(tree: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refusal:
        InferenceSettings.from_tree(tree)
    assert SECRET not in str(refusal.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://api.openai.com/v1", "https://api.openai.com/v1"),
        ("http://user:pw@host:8080/path", f"http://user:{MASK}@host:8080/path"),
        ("http://:pw@host", f"http://:{MASK}@host"),
        ("http://user:@host", "http://user:@host"),
        ("http://token@host", f"http://{MASK}@host"),
        ("http://user:p@ss:w@host", f"http://user:{MASK}@host"),
        ("http://user:pa/ss?w#@host", f"http://user:{MASK}@host"),
        ("SOCKS5://user:pw@host", f"SOCKS5://user:{MASK}@host"),
        ("//user:pw@host", f"//user:{MASK}@host"),
        ("user:pw@proxy:3128", f"user:{MASK}@proxy:3128"),
        ("https://host/models@latest", "https://host/models@latest"),
        ("https://host:8080/a:b@c", "https://host:8080/a:b@c"),
        ("http://[::1]:8080/a@b", "http://[::1]:8080/a@b"),
        ("https://host?to=a@b", "https://host?to=a@b"),
        ("", ""),
        ("not a url", "not a url"),
    ],
)
def test_only_the_credentials_of_a_url_are_masked(url: str, shown: str) -> None:
    assert masked(url, Secret.CREDENTIALS) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("key", MASK),
        ("", ""),
        (None, None),
        ({"a": "key", "b": ""}, {"a": MASK, "b": ""}),
        ({"a": {"b": ["key"]}}, {"a": {"b": [MASK]}}),
        (123, MASK),
    ],
)
def test_a_whole_value_is_masked_unless_it_is_empty(value: object, shown: object) -> None:
    assert masked(value, Secret.WHOLE) == shown


def test_what_is_no_secret_is_shown() -> None:
    assert masked({"a": ["x"]}, Secret.NONE) == {"a": ["x"]}
