"""JSON, YAML and TOML of the same data, and settings that can be read back."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result

from engineprofiles import read_settings
from profiledeck.presenters.formats import as_json, as_toml, as_yaml

Run = Callable[..., Result]

ODD = """\
slug: odd
profiles:
  default:
    inference_settings:
      chat: {engine: "1e3", stop: ["yes", "0o17", "2025-01-01", "a: b", "", " x ", "é\\n"], stream: false}
      openai: {logit_bias: {"1734": "-100"}}
      model_info:
        cost: {input: 0}
        metadata: {day: 2025-12-01, big: 18446744073709551615, none: null, deep: [{a: null, b: 1}], inf: .inf}
"""


@pytest.fixture
def odd(tmp_path: Path) -> str:
    (tmp_path / "odd.yaml").write_text(ODD)
    return str(tmp_path / "odd.yaml")


@pytest.mark.parametrize(
    "line",
    [
        ("list",),
        ("show", "reviewer"),
        ("resolve", "reviewer", "--trace"),
        ("explain", "reviewer", "chat"),
        ("check",),
    ],
    ids=lambda line: line[0],
)
def test_every_format_has_the_same_data(run: Run, line: tuple[str, ...]) -> None:
    printed = {form: run(*line, "--demo", "-f", form).stdout for form in ("json", "yaml", "toml")}
    data = json.loads(printed["json"])

    assert yaml.safe_load(printed["yaml"]) == data
    assert tomllib.loads(printed["toml"]) == _without_nulls(data)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(child) for key, child in value.items() if child is not None}
    if isinstance(value, list):
        return [_without_nulls(child) for child in value if child is not None]
    return value


@pytest.mark.parametrize("profile", ["mutable", "offline", "team-agent/reviewer", "provider-gemini/pro"])
def test_resolved_settings_can_be_a_base(run: Run, tmp_path: Path, profile: str) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(run("resolve", profile, "--demo", "--reveal", "-f", "yaml").stdout)

    on_base = json.loads(run("resolve", "scratch", "--demo", "--base", str(base), "-f", "json", "--reveal").stdout)
    alone = json.loads(run("resolve", profile, "--demo", "-f", "json", "--reveal").stdout)

    assert on_base["inference_settings"] == alone["inference_settings"]
    assert {entry["rule"] for entry in on_base["trace"].values()} == {"base"}


def test_odd_texts_come_back_from_yaml_as_they_were(run: Run, odd: str, tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(run("resolve", "-s", odd, "-f", "yaml").stdout, encoding="utf-8")

    values = read_settings(base).values

    assert values["chat"] == {
        "engine": "1e3",
        "stop": ["yes", "0o17", "2025-01-01", "a: b", "", " x ", "é\n"],
        "stream": False,
    }
    assert values["openai"] == {"logit_bias": {"1734": "-100"}}
    assert str(values["model_info"]["metadata"]["day"]) == "2025-12-01"
    assert values["model_info"]["metadata"]["big"] == 18446744073709551615
    assert values["model_info"]["metadata"]["none"] is None


def test_toml_leaves_nulls_out_and_keeps_dates(run: Run, odd: str) -> None:
    metadata = tomllib.loads(run("resolve", "-s", odd, "-f", "toml").stdout)["model_info"]["metadata"]

    assert metadata["deep"] == [{"b": 1}]
    assert "none" not in metadata
    assert metadata["day"].isoformat() == "2025-12-01"


def test_json_has_texts_for_what_it_lacks(run: Run, odd: str) -> None:
    settings = json.loads(run("resolve", "-s", odd, "-f", "json").stdout)["inference_settings"]

    assert settings["model_info"]["metadata"]["day"] == "2025-12-01"
    assert settings["model_info"]["metadata"]["inf"] == "inf"


@pytest.mark.parametrize("write", [as_json, as_yaml, as_toml], ids=["json", "yaml", "toml"])
def test_text_is_written_in_the_given_order(write: Callable[[Any], str]) -> None:
    text = write({"zebra": 1, "ant": "é", "middle": True})

    assert text.index("zebra") < text.index("ant") < text.index("middle")
    assert "é" in text
