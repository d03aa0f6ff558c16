"""Two YAML registries, one on top of the other, in files of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import Chain, open_chain

TEAM = """\
# The team's profiles.
slug: team
profiles:
  base:
    inference_settings:
      api:
        api_keys: {openai-api-key: sk-team-secret-key}
      chat: {api_type: openai, engine: gpt-4o-mini, temperature: 0.7}
  default:
    stack:
      - profile_slug: base
    inference_settings:
      chat:
        max_response_tokens: 4096   # enough for most
  writer:
    display_name: Writer
    stack:
      - profile_slug: default
    inference_settings:
      chat: {temperature: 0.9}
    extensions:
      app.prompts@v1: {tone: warm}
"""
MINE = """\
slug: mine
profiles:
  default:
    stack:
      - registry_slug: team
        profile_slug: writer
  fast:
    stack:
      - registry_slug: team
        profile_slug: base
      - profile_slug: default
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with both files."""
    for name, text in (("10-team.yaml", TEAM), ("20-mine.yaml", MINE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def chain(folder: Path) -> Chain:
    return open_chain("10-team.yaml, 20-mine.yaml", strict=True)
