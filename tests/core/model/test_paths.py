"""Paths as a person writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engineprofiles.model import FIELDS, format_path, parse_path
from engineprofiles.problems import ProfilesError, pointer

KEYS = st.text(st.characters(), max_size=8)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("chat", "engine"), "chat.engine"),
        (("openai", "stream-include-usage"), 'openai."stream-include-usage"'),
        (("api", "api_keys", "openai-api-key"), 'api.api_keys."openai-api-key"'),
        (("chat", "stop", 0), "chat.stop[0]"),
        (("app.feature@v1", "x"), '"app.feature@v1".x'),
        (("a", "", "1b", "_c"), 'a."".  "1b"._c'.replace(" ", "")),
        (('say "hi"', "back\\slash", "new\nline", "é"), r'"say \"hi\""."back\\slash"."new\nline"."é"'),
        ((0, "a"), "[0].a"),
        (("0",), '"0"'),
    ],
)
def test_a_path_and_its_text(path: tuple[str | int, ...], text: str) -> None:
    assert format_path(path) == text
    assert parse_path(text) == path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("api.api_keys.openai-api-key", ("api", "api_keys", "openai-api-key")),
        ("ollama.num-ctx", ("ollama", "num-ctx")),
        ("model_info.metadata.0", ("model_info", "metadata", "0")),
        ("  chat.engine\n", ("chat", "engine")),
        ("/chat/engine", ("chat", "engine")),
        ("/a~1b/m~0n/~01", ("a/b", "m~n", "~1")),
        ("/", ("",)),
        ("/chat/stop/0", ("chat", "stop", "0")),
    ],
)
def test_other_ways_to_write_a_path(text: str, path: tuple[str, ...]) -> None:
    assert parse_path(text) == path


@pytest.mark.parametrize(
    "text", [".", ".a", "a.", "a..b", "a b", 'a"b"', 'a."b', 'a."b"c', r'a."\x"', "a[", "a[x]", "a[-1]", "a.[0]", "/~2"]
)
def test_what_is_no_path(text: str) -> None:
    with pytest.raises(ProfilesError) as refusal:
        parse_path(text)
    assert refusal.value.problem.code == "path-invalid"


@given(st.lists(KEYS | st.integers(min_value=0)).map(tuple))
def test_every_path_comes_back(path: tuple[str | int, ...]) -> None:
    assert parse_path(format_path(path)) == path


@given(st.lists(KEYS, min_size=1).map(tuple))
def test_every_pointer_is_read(path: tuple[str, ...]) -> None:
    assert parse_path(pointer(path)) == path


@pytest.mark.parametrize("path", FIELDS, ids=".".join)
def test_every_setting_can_be_typed_without_quotes(path: tuple[str, ...]) -> None:
    assert parse_path(".".join(path)) == path
