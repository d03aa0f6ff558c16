"""Every test of the app starts at the root of the repository, where the sample registries are."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import pytest
from tests.app.home import Home, furnished

import profiledeck.presenters.problem_list
from engineprofiles import Severity
from engineprofiles.problems import CODES, Code

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def empty_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, so that no application of this machine is found."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / ".config"))
    for name in [name for name in os.environ if name.startswith("PINOCCHIO_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(import_module("engineprofiles.hosts.surroundings"), "SYSTEM", str(folder / "etc"))
    return folder


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def note(monkeypatch: pytest.MonkeyPatch) -> Code:
    """A code of the severity that asks for nothing, with examples."""
    code = Code("a-note", Severity.INFO, "It is only said.", "Leave it.", bad="chat:\n  engine: a", good="chat: {}")
    table = {**CODES, code.name: code}
    monkeypatch.setattr("engineprofiles.problems.problem.CODES", table)
    monkeypatch.setattr(profiledeck.presenters.problem_list, "CODES", table)
    return code


BASE = """\
slug: base
profiles:
  default:
    inference_settings:
      api:
        api_keys:
          openai-api-key: sk-of-the-base
      chat:
        engine: gpt-4o
        stream: true
        temperature: 0.5
        stop:
          - END
      model_info:
        context_window: 64000
    extensions:
      app.prompts@v1:
        tone: kind
  spare:
    inference_settings:
      chat:
        engine: gpt-4.1
"""
MINE = """\
slug: mine
profiles:
  assistant:
    stack:
      - registry_slug: base
        profile_slug: default
    inference_settings:
      chat:
        engine: gpt-5
  second:
    stack:
      - profile_slug: assistant
"""


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two files to edit, ``mine.yaml`` above ``base.yaml``, in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(BASE, encoding="utf-8")
    Path("mine.yaml").write_text(MINE, encoding="utf-8")
    return ["base.yaml", "mine.yaml"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home with Pinocchio in it, and the working directory in its repository."""
    home = furnished(tmp_path)
    monkeypatch.chdir(home.work)
    return home
