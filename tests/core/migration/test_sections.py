"""The old fields and where they are today."""

from __future__ import annotations

import pytest

from engineprofiles.migration.sections import OLD_SECTIONS
from engineprofiles.model import FIELDS

WITHOUT_OLD_NAME = {
    ("api", "api_keys"),
    ("api", "base_urls"),
    ("api", "allow_http"),
    ("api", "allow_local_networks"),
    ("chat", "api_keys"),
    ("client", "timeout_second"),
    ("embeddings", "api_keys"),
    ("embeddings", "base_urls"),
}


@pytest.mark.parametrize(
    ("section", "flag", "path"),
    [
        ("ai-chat", "ai-engine", "chat.engine"),
        ("ai-chat", "ai-max-response-tokens", "chat.max_response_tokens"),
        ("ai-chat", "ai-structured-output-require-valid", "chat.structured_output_require_valid"),
        ("ai-chat", "ai-stream", "chat.stream"),
        ("openai-chat", "openai-n", "openai.n"),
        ("openai-chat", "openai-chat-reasoning-effort", "openai.chat_reasoning_effort"),
        ("openai-chat", "openai-stream-include-usage", "openai.stream-include-usage"),
        ("claude-chat", "claude-top-k", "claude.top_k"),
        ("gemini-chat", "gemini-thinking-level", "gemini.thinking_level"),
        ("ollama-chat", "ollama-num-ctx", "ollama.num-ctx"),
        ("ollama-chat", "ollama-top-p", "ollama.top-p"),
        ("ai-client", "timeout", "client.timeout"),
        ("ai-client", "proxy-from-environment", "client.proxy_from_environment"),
        ("embeddings", "embeddings-cache-max-size", "embeddings.cache_max_size"),
        ("rerank", "rerank-max-request-bytes", "rerank.max_request_bytes"),
        ("ai-inference", "inference-thinking-budget", "inference.thinking_budget"),
    ],
)
def test_an_old_field_is_found_where_it_is_today(section: str, flag: str, path: str) -> None:
    assert ".".join(OLD_SECTIONS[section][flag].path) == path


def test_every_field_has_one_old_name_but_for_those_that_never_had_any() -> None:
    found = [field.path for flags in OLD_SECTIONS.values() for field in flags.values()]

    assert sorted(found) == sorted(path for path in FIELDS if path[0] != "model_info" and path not in WITHOUT_OLD_NAME)


def test_no_old_name_means_two_fields() -> None:
    flags = [flag for section in OLD_SECTIONS.values() for flag in section]
    assert len(flags) == len(set(flags))
