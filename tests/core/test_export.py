"""What is exported is taken in again as the same settings."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from engineprofiles import Chain, merge_settings, open_chain, read_settings
from engineprofiles.export import base_document, environment
from engineprofiles.hosts import Surroundings
from engineprofiles.hosts.base import base_settings

ROOT = Path(__file__).parents[2]
SAMPLES = [
    (registry.slug, profile)
    for registry in open_chain(ROOT / "sample-registries").registries
    for profile in registry.profiles
]


@pytest.fixture(scope="module")
def chain() -> Chain:
    return open_chain(ROOT / "sample-registries")


def exported(settings: Any, prefix: str = "APP", reveal: bool = True) -> dict[str, str]:
    """The variables that a shell has after it has read the lines."""
    lines = environment(settings, prefix, reveal=reveal)
    told = subprocess.run(["sh", "-c", f"{lines}\nenv -0"], capture_output=True, check=True, env={}).stdout.decode()
    pairs = dict(pair.split("=", 1) for pair in told.split("\0") if pair)
    return {name: text for name, text in pairs.items() if name.startswith(f"{prefix}_")}


def base_with(tmp_path: Path, variables: dict[str, str]) -> Any:
    folder = str(tmp_path)
    return base_settings(Surroundings(variables, folder, folder, folder), "APP")


@pytest.mark.parametrize(("registry", "profile"), SAMPLES, ids=map("/".join, SAMPLES))
def test_a_base_document_is_read_back_as_the_same_settings(
    chain: Chain, tmp_path: Path, registry: str, profile: str
) -> None:
    resolution = chain.resolve(profile, registry=registry)
    path = tmp_path / "base.yaml"
    path.write_text(base_document(resolution, reveal=True), encoding="utf-8")

    read = read_settings(path)

    assert read.values == resolution.values
    assert read.problems == ()


ODD = """\
chat: {stop: [], engine: "a\\nb"}
model_info:
  metadata: {on: 2024-08-06, at: 2024-08-06T10:00:00.5+02:00, big: .inf, none: null, "yes": "no", "4": ["4.10", 4.10]}
"""


def test_values_of_every_kind_are_read_back(tmp_path: Path) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    first.write_text(ODD, encoding="utf-8")
    second.write_text(base_document(read_settings(first)), encoding="utf-8")

    assert read_settings(second).values == read_settings(first).values
    assert read_settings(second).problems == read_settings(first).problems == ()


@pytest.mark.parametrize(("registry", "profile"), SAMPLES, ids=map("/".join, SAMPLES))
def test_the_base_has_what_the_variables_of_the_lines_say(
    chain: Chain, tmp_path: Path, registry: str, profile: str
) -> None:
    resolution = chain.resolve(profile, registry=registry)
    lines = environment(resolution, "APP", reveal=True)

    base = base_with(tmp_path, exported(resolution))

    assert base.problems == ()
    for name, entry in resolution.trace.items():
        if f"# no variable sets {name}\n" not in lines and f"what {name} is here\n" not in lines:
            assert base.settings.trace[name].value == entry.value, name


@pytest.mark.parametrize(
    ("settings", "lines"),
    [
        ({"chat": {"engine": "gpt-5"}}, "export APP_AI_ENGINE='gpt-5'\n"),
        ({"chat": {"engine": "it's"}}, "export APP_AI_ENGINE='it'\\''s'\n"),
        ({"chat": {"engine": '$(rm) `x` "y" \\'}}, "export APP_AI_ENGINE='$(rm) `x` \"y\" \\'\n"),
        ({"chat": {"engine": "\x1b[2J"}}, "# APP_AI_ENGINE is left out: no line gives it what chat.engine is here\n"),
        ({"chat": {"stop": ["a", "b"]}}, "export APP_AI_STOP='a,b'\n"),
        ({"chat": {"stop": ["a,b"]}}, "# APP_AI_STOP is left out: no line gives it what chat.stop is here\n"),
        ({"chat": {"stop": [" a"]}}, "# APP_AI_STOP is left out: no line gives it what chat.stop is here\n"),
        (
            {"chat": {"api_type": "anyscale"}},
            "# APP_AI_API_TYPE is left out: no line gives it what chat.api_type is here\n",
        ),
        ({"chat": {"structured_output_strict": False}}, "export APP_AI_STRUCTURED_OUTPUT_STRICT='false'\n"),
        ({"openai": {"logit_bias": {"50256": "-100", "7": "1"}}}, "export APP_OPENAI_LOGIT_BIAS='50256=-100,7=1'\n"),
        ({"client": {"timeout": 30}}, "export APP_TIMEOUT='30'\n"),
        ({"model_info": {"id": "x"}}, "# no variable sets model_info.id\n"),
        ({"model_info": {"metadata": {"a\nrm": 1}}}, '# no variable sets model_info.metadata."a\\nrm"\n'),
        ({}, ""),
    ],
)
def test_the_lines_of_settings(settings: dict[str, Any], lines: str) -> None:
    assert environment(merge_settings(settings, {}), "APP") == lines


def test_a_secret_is_left_out_of_the_lines_and_masked_in_the_document() -> None:
    settings = merge_settings({"api": {"api_keys": {"openai-api-key": "sk-hidden", "claude-api-key": ""}}}, {})

    lines, document = environment(settings, "APP"), base_document(settings)

    assert "sk-hidden" not in lines + document
    assert "# APP_OPENAI_API_KEY is left out: it is a secret\n" in lines
    assert exported(settings, reveal=False) == {"APP_CLAUDE_API_KEY": ""}
    assert exported(settings)["APP_OPENAI_API_KEY"] == "sk-hidden"
    assert document.startswith("# Secrets are masked here")
    assert not base_document(settings, reveal=True).startswith("#")


def test_no_text_of_a_value_ends_its_line(tmp_path: Path) -> None:
    settings = merge_settings({"chat": {"engine": "a\nexport APP_TIMEOUT=1"}}, {})

    assert exported(settings) == {"APP_AI_ENGINE": "a\nexport APP_TIMEOUT=1"}
    assert shlex.split(environment(settings, "APP"))[0] == "export"
