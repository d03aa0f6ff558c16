"""How the tests of the command line call it: from the root of the repository, on the sample registries, or in a project
with Pinocchio's documents around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from profiledeck.cli import main

ROOT = Path(__file__).parents[3]

Run = Callable[..., Result]

REGISTRY = """\
slug: mine
profiles:
  default:
    inference_settings: {chat: {engine: gpt-4o-mini, api_type: openai}}
  assistant:
    inference_settings:
      chat: {engine: gpt-5, api_type: openai-responses}
      model_info:
        id: gpt-5
        context_window: 400000
        max_output_tokens: 128000
        cost: {input: 1.25, output: 10}
  helper:
    stack: [{profile_slug: default}]
"""
DOCUMENT = """\
# of this project
profile:
  active: assistant
profiles:
  helper:
    inference_settings: {chat: {engine: gpt-4.1, api_type: openai}}
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line; it must not raise. ``env`` sets variables for it."""
    monkeypatch.chdir(ROOT)

    def run_line(*args: str, env: dict[str, str] | None = None) -> Result:
        result = CliRunner().invoke(main, args, env=env, prog_name="profiledeck")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run_line


@pytest.fixture
def home(empty_home: Path) -> Path:
    """The empty home folder that every test has, to be furnished."""
    return empty_home


@pytest.fixture
def project(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: a project with a config document, of a user who has a registry."""
    registry = home / ".config" / "pinocchio" / "profiles.yaml"
    registry.parent.mkdir(parents=True)
    registry.write_text(REGISTRY, encoding="utf-8")
    folder = home / "project"
    folder.mkdir()
    (folder / ".pinocchio.yml").write_text(DOCUMENT, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder
