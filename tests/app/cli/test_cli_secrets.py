"""No command prints a secret, in any format, unless it is told to."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

KEYS = ("demo-openai-key", "demo-personal-openai-key", "demo-personal-claude-key", "hunter2", "token-of-mine")
FORMATS = ("text", "json", "yaml", "toml")
LINES = (
    ("list",),
    ("show", "mutable"),
    ("show", "secret/default"),
    ("resolve", "mutable"),
    ("resolve", "mutable", "--trace"),
    ("resolve", "secret/default", "--trace"),
    ("explain", "mutable", "api"),
    ("explain", "secret/default", "api"),
    ("explain", "secret/default", "client.proxy_url"),
    ("explain", "secret/default", "extensions"),
    ("check",),
)
SECRETS = """\
slug: secret
profiles:
  default:
    stack: [{registry_slug: user-overrides, profile_slug: mutable}]
    inference_settings:
      api:
        api_keys: {openai-api-key: hunter2}
        api_key: {openai-api-key: hunter2}
      client: {proxy_url: "http://me:hunter2@proxy.example.com"}
    extensions:
      pinocchio.oauth@v1: {access_token: token-of-mine}
"""


@pytest.fixture
def sources(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "secret.yaml").write_text(SECRETS)
    return "-s", "sample-registries", "-s", str(tmp_path / "secret.yaml")


@pytest.mark.parametrize(
    ("line", "form"),
    [pytest.param(line, form, id=f"{' '.join(line)} {form}") for line, form in itertools.product(LINES, FORMATS)],
)
def test_secrets_are_masked(
    run: Callable[..., Result], sources: tuple[str, ...], line: tuple[str, ...], form: str
) -> None:
    result = run(*line, *sources, "-f", form)

    assert result.exit_code == 0
    assert [key for key in KEYS if key in result.output] == []


@pytest.mark.parametrize("form", ["text", "json", "yaml"])
@pytest.mark.parametrize("every", [(), ("--all",)], ids=["", "all"])
def test_secrets_are_told_apart_without_being_printed(
    run: Callable[..., Result], sources: tuple[str, ...], form: str, every: tuple[str, ...]
) -> None:
    result = run("diff", "mutable", "secret/default", *sources, *every, "-f", form)

    assert result.exit_code == 1
    assert [key for key in KEYS if key in result.output] == []
    assert "openai-api-key" in result.stdout
    assert ("•••••••• (differs)" in result.stdout) is (form == "text")
    shown = run("diff", "mutable", "secret/default", *sources, "-f", form, "--reveal").stdout
    assert [key for key in ("demo-personal-openai-key", "hunter2", "token-of-mine") if key not in shown] == []


def test_the_first_screen_masks_secrets(run: Callable[..., Result], sources: tuple[str, ...]) -> None:
    result = run(*sources)

    assert "••••••••" in result.stdout
    assert [key for key in KEYS if key in result.output] == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "line",
    [("show", "mutable"), ("resolve", "mutable"), ("explain", "mutable", "api.api_keys")],
    ids=["show", "resolve", "explain"],
)
def test_reveal_prints_them(
    run: Callable[..., Result], sources: tuple[str, ...], line: tuple[str, ...], form: str
) -> None:
    result = run(*line, *sources, "-f", form, "--reveal")

    assert "demo-personal-openai-key" in result.stdout
