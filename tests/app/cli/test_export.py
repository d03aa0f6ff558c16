"""Settings printed for something else to take in."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("form", "read"),
    [("yaml", yaml.safe_load), ("json", json.loads), ("toml", tomllib.loads), ("base", yaml.safe_load)],
)
def test_documents_hold_the_settings(run: Run, project: Path, form: str, read: Callable[[str], object]) -> None:
    overlay = run("export", "helper", "--as", form)
    final = run("export", "helper", "--as", form, "--final", env={"PINOCCHIO_TIMEOUT": "30"})

    assert read(overlay.stdout) == {"chat": {"engine": "gpt-4.1", "api_type": "openai"}}
    settings = read(final.stdout)
    assert isinstance(settings, dict)
    assert (settings["chat"]["engine"], settings["client"]["timeout"]) == ("gpt-4.1", 30)


def test_a_base_document_can_be_put_beneath(run: Run, project: Path) -> None:
    exported = run(
        "export", "assistant", "--as", "base", "--final", "--reveal", env={"PINOCCHIO_OPENAI_API_KEY": "sk-x"}
    )
    (project / "base.yaml").write_text(exported.stdout, encoding="utf-8")

    resolved = json.loads(run("resolve", "helper", "--base", "base.yaml", "--reveal", "-f", "json").stdout)

    assert resolved["inference_settings"]["model_info"]["id"] == "gpt-5"
    assert resolved["inference_settings"]["api"]["api_keys"]["openai-api-key"] == "sk-x"


def test_variables_have_the_prefix_of_their_application(run: Run, project: Path) -> None:
    assert run("export", "helper", "--as", "env").stdout == (
        "export PINOCCHIO_AI_ENGINE='gpt-4.1'\nexport PINOCCHIO_AI_API_TYPE='openai'\n"
    )
    assert "export RAG_AI_ENGINE=" in run("export", "helper", "--as", "env", "--prefix", "rag").stdout
    (project / "other.yaml").write_text(
        "slug: other\nprofiles: {default: {inference_settings: {chat: {engine: o3}}}}\n"
    )
    named = run("export", "default", "--as", "env", "--app", "my-app", "-s", "other.yaml")
    assert named.stdout == "export MY_APP_AI_ENGINE='o3'\n"


def test_final_variables_give_the_same_settings_again(run: Run, project: Path) -> None:
    lines = run("export", "helper", "--as", "env", "--final").stdout.splitlines()
    given = dict(line.removeprefix("export ").split("=", 1) for line in lines if line.startswith("export "))
    variables = {name: text.strip("'") for name, text in given.items()}

    before = json.loads(run("resolve", "helper", "--final", "-f", "json").stdout)
    after = json.loads(run("resolve", "helper", "--final", "-f", "json", env=variables).stdout)

    assert after["inference_settings"] == before["inference_settings"]


@pytest.mark.parametrize("form", ["yaml", "json", "toml", "base", "env"])
def test_secrets_are_printed_when_asked_for_alone(run: Run, project: Path, form: str) -> None:
    env = {"PINOCCHIO_OPENAI_API_KEY": "sk-hidden"}

    hidden = run("export", "assistant", "--as", form, "--final", env=env)
    shown = run("export", "assistant", "--as", form, "--final", "--reveal", env=env)

    assert "sk-hidden" not in hidden.output
    assert "Secrets are masked here. --reveal prints them." in hidden.stderr
    assert "sk-hidden" in shown.stdout
    assert "masked" not in shown.output


def test_the_base_alone_is_exported_where_there_is_no_profile(run: Run) -> None:
    result = run("export", "--host", "pinocchio", "--final", env={"PINOCCHIO_OPENAI_API_KEY": "sk-hidden"})

    assert result.exit_code == 0
    assert "engine: gpt-4\n" in result.stdout
    assert "sk-hidden" not in result.output
    assert "masked" in result.stderr
