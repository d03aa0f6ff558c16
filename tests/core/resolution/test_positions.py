"""Where each mention stands, what its author wrote there, and what it was read as."""

from __future__ import annotations

from typing import Any

import pytest
from tests.core.written import chain_of, settings_of, stack_of

from engineprofiles import Location

PROVIDER = """\
slug: provider
profiles:
  default:
    inference_settings:
      chat: {engine: 4.10, stream: yes}
      api:
        api_keys:
          openai-api-key: sk-1
"""
TEAM = """\
slug: team
profiles:
  assistant:
    stack:
      - {registry_slug: provider, profile_slug: default}
    inference_settings:
      chat:
        engine: "x"
        stop: [a, 1.50]
      client: {timeout: 30.9}
    extensions:
      app.x@v1: {deep: {er: 0x10}}
"""


def test_every_mention_of_a_chain_of_two_files_is_placed() -> None:
    resolution = chain_of(PROVIDER, TEAM).resolve("assistant")
    traces = (resolution.trace, resolution.extension_trace)
    assert [
        (name, mention.location.label, mention.written, mention.value)
        for trace in traces
        for name, entry in trace.items()
        for mention in entry.mentions
    ] == [
        ('api.api_keys."openai-api-key"', "1.yaml:8:27", "sk-1", "sk-1"),
        ("chat.engine", "1.yaml:5:22", "4.10", "4.10"),
        ("chat.engine", "2.yaml:8:17", "x", "x"),
        ("chat.stop", "2.yaml:9:15", ["a", "1.50"], ["a", "1.50"]),
        ("chat.stream", "1.yaml:5:36", "yes", True),
        ("client.timeout", "2.yaml:10:25", "30.9", 30),
        ('"app.x@v1".deep.er', "2.yaml:12:29", "0x10", 16),
    ]
    assert [layer.location.label for layer in resolution.lineage] == ["1.yaml:4:5", "2.yaml:4:5"]


@pytest.mark.parametrize(
    ("settings", "path", "written", "value"),
    [
        ("{chat: {engine: 4.10}}", "chat.engine", "4.10", "4.10"),
        ("{chat: {engine: '4.10'}}", "chat.engine", "4.10", "4.10"),
        ("{chat: {temperature: 1e-1}}", "chat.temperature", "1e-1", 0.1),
        ("{chat: {cache_max_size: 1_000}}", "chat.cache_max_size", "1_000", 1000),
        ("{chat: {stream: on}}", "chat.stream", "on", True),
        ("{api: {allow_http: {1: yes}}}", 'api.allow_http."1"', "yes", True),
        ("{model_info: {metadata: {4.10: ~}}}", 'model_info.metadata."4.10"', "~", None),
        ("{chat: {stop: []}}", "chat.stop", [], []),
        ("{chat: {}}", "chat", {}, {}),
    ],
)
def test_what_was_written_and_what_it_was_read_as(settings: str, path: str, written: Any, value: Any) -> None:
    [mention] = stack_of(settings).resolve("top").trace[path].mentions
    assert (mention.written, mention.value) == (written, value)


def test_a_base_document_places_its_values_too() -> None:
    final = stack_of("{chat: {engine: a}}").resolve("top").on(settings_of("chat:\n  engine: 1.0\n", "mine.yaml"))
    base, overlay = final.trace["chat.engine"].mentions
    assert (base.layer.index, base.layer.ref, base.location.label, base.written) == (
        0,
        "mine.yaml",
        "mine.yaml:2:11",
        "1.0",
    )
    assert overlay.layer.index == 1


def test_a_base_given_as_data_has_no_lines() -> None:
    final = stack_of("{chat: {top_p: 1}}").resolve("top").on({"chat": {"engine": "a"}})
    [mention] = final.trace["chat.engine"].mentions
    assert mention.location == Location("base", ("inference_settings", "chat", "engine"))
    assert mention.written == "a"
    assert mention.layer.written(("inference_settings", "chat", "engine", "beyond")) is None
