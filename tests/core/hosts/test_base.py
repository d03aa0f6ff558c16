"""The base of an application: what Geppetto's flags make of defaults, config files and variables.

The tables are what glazed and Geppetto answered to the same texts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.core.hosts.around import around, write
from tests.core.written import stack_of

from engineprofiles import Rule, Semantics
from engineprofiles.application import Found
from engineprofiles.checks import check_resolution
from engineprofiles.hosts.base import Base, base_settings
from engineprofiles.hosts.flags import FLAGS
from engineprofiles.hosts.geppetto import geppetto_defaults
from engineprofiles.hosts.sections import SectionFile, read_sections


def base_of(folder: Path, *files: SectionFile, **environment: str) -> Base:
    return base_settings(around(folder, **environment), "APP", files)


def section_file(folder: Path, text: str, name: str = "config.yaml") -> SectionFile:
    return read_sections(write(folder / name, text), name)


def at(base: Base, path: str) -> Any:
    """The value at ``path``; ``None`` where nothing sets it."""
    entry = base.settings.trace.get(path)
    return entry.value if entry else None


def codes(base: Base) -> list[str]:
    return [problem.code for problem in base.problems]


def test_the_flags_are_those_that_geppetto_declares() -> None:
    assert [flag.name for flag in FLAGS if flag.section in ("ai-client", "rerank", "gemini-chat")] == [
        *("gemini-api-version", "gemini-include-thoughts", "gemini-thinking-budget", "gemini-thinking-level"),
        *("gemini-api-key", "gemini-base-url"),
        *("timeout", "organization", "user-agent", "proxy-url", "proxy-from-environment"),
        *("rerank-type", "rerank-engine", "rerank-max-request-bytes", "rerank-max-response-bytes"),
    ]
    assert len(FLAGS) == 64
    assert len({flag.name for flag in FLAGS}) == 64
    assert {"openai-stream-include-usage", "ai-structured-output-require-valid", "claude-top-k"} <= {
        flag.name for flag in FLAGS
    }


def test_without_files_and_variables_there_are_the_defaults_of_the_flags(tmp_path: Path) -> None:
    base = base_of(tmp_path)
    defaults = geppetto_defaults().values
    assert (base.places, base.problems) == ((), ())
    assert base.settings.values == {
        **defaults,
        "api": {
            "api_keys": {"openai-api-key": "", "claude-api-key": "", "gemini-api-key": ""},
            "base_urls": {
                "openai-base-url": "https://api.openai.com/v1",
                "claude-base-url": "https://api.anthropic.com",
                "gemini-base-url": "https://generativelanguage.googleapis.com/",
            },
        },
        "client": {**defaults["client"], "organization": ""},
        "inference": {},
    }
    final = stack_of("{}").resolve("top").on(base.settings)
    winner = final.trace["chat.engine"].winner
    assert winner is not None
    assert (winner.origin, winner.location.label, final.trace["chat.engine"].rule) == (
        "built-in default",
        "built-in default",
        Rule.BASE,
    )


@pytest.mark.parametrize(
    ("variable", "text", "path", "value"),
    [
        ("AI_ENGINE", " gpt-5 ", "chat.engine", " gpt-5 "),
        ("AI_ENGINE", "4.10", "chat.engine", "4.10"),
        ("AI_API_TYPE", "claude", "chat.api_type", "claude"),
        ("AI_MAX_RESPONSE_TOKENS", "+5", "chat.max_response_tokens", 5),
        ("AI_TEMPERATURE", "1", "chat.temperature", 1),
        ("AI_TEMPERATURE", ".5", "chat.temperature", 0.5),
        ("AI_TEMPERATURE", "1e-1", "chat.temperature", 0.1),
        ("AI_TEMPERATURE", "1_0", "chat.temperature", 10),
        ("AI_TEMPERATURE", "Infinity", "chat.temperature", float("inf")),
        ("AI_STOP", "[a, b]", "chat.stop", ["a", "b"]),
        ("AI_STOP", "a,,b", "chat.stop", ["a", "", "b"]),
        ("INFERENCE_STOP", "x", "inference.stop", ["x"]),
        ("OPENAI_LOGIT_BIAS", "50256=-100,a:1", "openai.logit_bias.50256", "-100"),
        ("OPENAI_LOGIT_BIAS", "50256=-100,a:1", "openai.logit_bias.a", "1"),
        ("OPENAI_LOGIT_BIAS", "[a=b=c]", "openai.logit_bias.a", "b=c"),
        ("OPENAI_LOGIT_BIAS", "x:a=b", 'openai.logit_bias."x:a"', "b"),
        ("OPENAI_PARALLEL_TOOL_CALLS", "on", "openai.parallel_tool_calls", True),
        ("OPENAI_PARALLEL_TOOL_CALLS", "T", "openai.parallel_tool_calls", True),
        ("AI_STRUCTURED_OUTPUT_STRICT", "off", "chat.structured_output_strict", False),
        ("TIMEOUT", "30", "client.timeout", 30),
        ("OPENAI_API_KEY", "sk-1", 'api.api_keys."openai-api-key"', "sk-1"),
        ("GEMINI_INCLUDE_THOUGHTS", "true", "gemini.include_thoughts", True),
        ("RERANK_ENGINE", "x", "rerank.engine", "x"),
        ("EMBEDDINGS_DIMENSIONS", "0", "embeddings.dimensions", 0),
    ],
)
def test_what_a_variable_sets(tmp_path: Path, variable: str, text: str, path: str, value: Any) -> None:
    base = base_of(tmp_path, **{f"APP_{variable}": text})
    assert (at(base, path), base.problems) == (value, ())
    [place] = base.places
    assert (place.name, place.layer, place.found, len(place.gives)) == (
        f"APP_{variable}",
        "environment",
        Found.SET,
        1,
    )
    mention = base.settings.trace[path].winner
    assert mention is not None
    assert (mention.origin, mention.parts[-1].location.label) == ("environment", f"APP_{variable}")


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("AI_API_TYPE", "Claude"),
        ("AI_API_TYPE", "anyscale"),
        ("AI_API_TYPE", ""),
        ("AI_STRUCTURED_OUTPUT_MODE", "JSON_SCHEMA"),
        ("EMBEDDINGS_CACHE_TYPE", "disk"),
        ("INFERENCE_THINKING_TYPE", ""),
        *[("AI_MAX_RESPONSE_TOKENS", text) for text in ("", " 5", "1_000", "0x10", "5.0", "99999999999999999999", "٣")],
        *[("AI_TEMPERATURE", text) for text in ("", " 1", "hot", "1e999", "+nan", "1__0", ".")],
        *[("OPENAI_PARALLEL_TOOL_CALLS", text) for text in ("", "yes", "On")],
        *[("OPENAI_LOGIT_BIAS", text) for text in ("a", "a=", "=1", "a=1,", "@pairs.json")],
        *[("INFERENCE_STOP", text) for text in ("", "[ ]")],
        ("TIMEOUT", "1m"),
    ],
)
def test_what_a_flag_does_not_take_stops_the_application(tmp_path: Path, variable: str, text: str) -> None:
    base = base_of(tmp_path, **{f"APP_{variable}": text})
    assert [(problem.code, problem.location.label) for problem in base.problems] == [
        ("variable-invalid", f"APP_{variable}")
    ]
    assert base.settings.values == base_of(tmp_path).settings.values
    assert [place.found for place in base.places] == [Found.BROKEN]


@pytest.mark.parametrize(
    ("variable", "path", "code", "value"),
    [
        ("AI_ENGINE", "chat.engine", "variable-blank", ""),
        ("OPENAI_BASE_URL", 'api.base_urls."openai-base-url"', "variable-blank", ""),
        ("OPENAI_REASONING_SUMMARY", "openai.reasoning_summary", "variable-blank", ""),
        ("OPENAI_API_KEY", 'api.api_keys."openai-api-key"', "variable-empty", ""),
        ("PROXY_URL", "client.proxy_url", "variable-empty", ""),
        ("OPENAI_THINKING_TYPE", "openai.thinking_type", "variable-empty", ""),
        ("AI_STOP", "chat.stop", "variable-empty", None),
        ("OPENAI_LOGIT_BIAS", "openai.logit_bias", "variable-empty", None),
    ],
)
def test_a_variable_set_to_nothing(tmp_path: Path, variable: str, path: str, code: str, value: str | None) -> None:
    base = base_of(tmp_path, **{f"APP_{variable}": ""})
    assert (codes(base), at(base, path)) == ([code], value)
    assert base.places[0].found is (Found.SET if code == "variable-blank" else Found.EMPTY)


def test_rerank_is_left_out_without_a_type_or_an_engine(tmp_path: Path) -> None:
    base = base_of(tmp_path, APP_RERANK_MAX_REQUEST_BYTES="5", APP_RERANK_TYPE=" ")
    assert "rerank" not in base.settings.values
    assert all(place.lost and not place.gives for place in base.places)
    base = base_of(tmp_path, section_file(tmp_path, "rerank: {rerank-engine: e}"), APP_RERANK_MAX_REQUEST_BYTES="5")
    assert base.settings.values["rerank"] == {"engine": "e", "max_request_bytes": 5}


@pytest.mark.parametrize(
    ("variable", "instead"),
    [
        ("OPENAI_API_KEY", "APP_OPENAI_API_KEY"),
        ("ANTHROPIC_API_KEY", "APP_CLAUDE_API_KEY"),
        ("GEMINI_API_KEY", "APP_GEMINI_API_KEY"),
        ("GOOGLE_API_KEY", "APP_GEMINI_API_KEY"),
    ],
)
def test_keys_that_other_programs_read_are_not_read(tmp_path: Path, variable: str, instead: str) -> None:
    base = base_of(tmp_path, **{variable: "hunter2"})
    [problem], [place] = base.problems, base.places
    assert (problem.code, problem.location.label, place.found) == ("variable-not-read", variable, Found.IGNORED)
    assert instead in problem.hint
    assert base_of(tmp_path, **{variable: " "}).places == ()
    assert "hunter2" not in repr(base)


def test_secrets_are_named_and_not_shown(tmp_path: Path) -> None:
    base = base_of(tmp_path, APP_OPENAI_API_KEY="hunter2", APP_PROXY_URL="http://me:hunter3@host")
    assert [place.gives for place in base.places] == [
        ('api.api_keys."openai-api-key", set',),
        ("client.proxy_url = http://me:••••••••@host",),
    ]
    assert "hunter" not in repr(base)


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("ai-chat: {ai-engine: x}", "chat.engine", "x"),
        ('ai-chat: {ai-max-response-tokens: "5"}', "chat.max_response_tokens", 5),
        ("ai-chat: {ai-max-response-tokens: 5.0}", "chat.max_response_tokens", 5),
        ("ai-chat: {ai-temperature: 1}", "chat.temperature", 1),
        ("ai-chat: {ai-stop: [a, b]}", "chat.stop", ["a", "b"]),
        ('ai-chat: {ai-stop: "a,b"}', "chat.stop", ["a,b"]),
        ('openai-chat: {openai-logit-bias: {"50": "1"}}', "openai.logit_bias.50", "1"),
        ("openai-chat: {openai-logit-bias: a=1}", "openai.logit_bias.a", "1"),
        ("openai-chat: {openai-parallel-tool-calls: on}", "openai.parallel_tool_calls", True),
        ("openai-chat: {openai-parallel-tool-calls: true}", "openai.parallel_tool_calls", True),
        ("ai-client: {timeout: 30}", "client.timeout", 30),
        ("ai-chat: {unknown: 1}", "chat.engine", "gpt-4"),
        ("ai-chat: {5: 1, ai-engine: x}", "chat.engine", "gpt-4"),
        ("5: 1\nai-chat: {ai-engine: x}", "chat.engine", "gpt-4"),
        ("ai-chat: x", "chat.engine", "gpt-4"),
        ("- a", "chat.engine", "gpt-4"),
        ("", "chat.engine", "gpt-4"),
    ],
)
def test_what_a_config_file_sets(tmp_path: Path, text: str, path: str, value: Any) -> None:
    base = base_of(tmp_path, section_file(tmp_path, text))
    assert (at(base, path), base.problems) == (value, ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ai-chat: {ai-engine: 5}", "1:22"),
        ("ai-chat: {ai-engine: 4.10}", "1:22"),
        ("ai-chat: {ai-engine: null}", "1:22"),
        ("ai-chat: {ai-engine: [a]}", "1:22"),
        ("ai-chat:\n  ai-api-type: foo\n", "2:16"),
        ("ai-chat: {ai-max-response-tokens: 5.5}", "1:35"),
        ("ai-chat: {ai-max-response-tokens: true}", "1:35"),
        ("ai-chat: {ai-max-response-tokens: .inf}", "1:35"),
        ("ai-chat: {ai-max-response-tokens: .nan}", "1:35"),
        ("ai-chat: {ai-temperature: true}", "1:27"),
        ("ai-chat: {ai-stop: [1]}", "1:20"),
        ("ai-chat: {ai-stop: [a, null]}", "1:20"),
        ("openai-chat: {openai-logit-bias: {a: 1}}", "1:34"),
        ("openai-chat: {openai-parallel-tool-calls: yes}", "1:43"),
        ("openai-chat: {openai-parallel-tool-calls: 1}", "1:43"),
        ("profile-settings: {profile: 5}", "1:29"),
        ("profile-settings: {profile-registries: null}", "1:40"),
    ],
)
def test_what_a_config_file_cannot_set(tmp_path: Path, text: str, place: str) -> None:
    base = base_of(tmp_path, section_file(tmp_path, text))
    assert [(each.code, each.location.label) for each in base.problems] == [("wrong-type", f"config.yaml:{place}")]
    assert base.settings.values == base_of(tmp_path).settings.values


def test_a_config_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert codes(base_of(tmp_path, section_file(tmp_path, "a: b: c"))) == ["yaml-syntax"]
    assert codes(base_of(tmp_path, read_sections(str(tmp_path / "none.yaml"), "none.yaml"))) == ["source-unreadable"]


def test_variables_stand_above_files_and_later_files_above_earlier_ones(tmp_path: Path) -> None:
    low = section_file(tmp_path, "ai-chat: {ai-engine: low, ai-top-p: 0.1, ai-stop: [a]}", "low.yaml")
    high = section_file(tmp_path, "ai-chat: {ai-engine: high, ai-top-p: 0.2}", "high.yaml")
    base = base_of(tmp_path, low, high, APP_AI_ENGINE="variable")
    assert (at(base, "chat.engine"), at(base, "chat.top_p"), at(base, "chat.stop")) == ("variable", 0.2, ["a"])
    mention = base.settings.trace["chat.engine"].winner
    assert mention is not None
    assert [(part.layer.profile, part.value) for part in mention.parts] == [
        ("built-in default", "gpt-4"),
        ("low.yaml", "low"),
        ("high.yaml", "high"),
        ("environment", "variable"),
    ]


def test_geppetto_loses_the_timeout_of_the_base_too(tmp_path: Path) -> None:
    base = base_of(tmp_path, APP_TIMEOUT="30", APP_AI_CACHE_MAX_SIZE="0")
    final = stack_of("{chat: {engine: a}}").resolve("top").on(base.settings)
    assert final.values["client"]["timeout"] == 30
    geppetto = final.in_semantics(Semantics.GEPPETTO)
    assert geppetto.values["client"] == {"organization": "", "proxy_from_environment": True}
    assert "cache_max_size" not in geppetto.values["chat"]


def test_a_profile_wins_over_a_variable_and_that_is_told_once_for_each(tmp_path: Path) -> None:
    base = base_of(
        tmp_path,
        APP_AI_ENGINE="gpt-5",
        APP_AI_TOP_P="0.5",
        APP_AI_TEMPERATURE="0.1",
        APP_OPENAI_LOGIT_BIAS="a=1,b=2",
    )
    chain = stack_of("{chat: {engine: a, top_p: 0.5}}", "{openai: {logit_bias: {a: '2', b: '3'}}}")
    overlay = chain.resolve("top")
    found = [
        problem for problem in check_resolution(overlay.on(base.settings)) if problem.code == "variable-overridden"
    ]
    assert [(problem.location.label, problem.message) for problem in found] == [
        ("1.yaml:3:44", "APP_AI_ENGINE sets chat.engine, but r/l1 wins over it, and over --ai-engine too"),
        (
            "1.yaml:4:54",
            "APP_OPENAI_LOGIT_BIAS sets openai.logit_bias.a, but r/l2 wins over it, and over --openai-logit-bias too",
        ),
    ]
    for quiet in (overlay, overlay.on(base_of(tmp_path).settings), overlay.on(geppetto_defaults())):
        assert not [each for each in check_resolution(quiet) if each.code == "variable-overridden"]
