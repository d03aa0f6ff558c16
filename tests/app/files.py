"""Registries that tests edit: two files in the working directory, written the way the app itself writes YAML."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from engineprofiles import Problem
from engineprofiles.editing import Plan
from engineprofiles.editing.settings import Set
from engineprofiles.stores.saving import Saved
from profiledeck.services import DiskServices

BASE = """\
slug: base
profiles:
  default:
    inference_settings:
      api:
        api_keys:
          openai-api-key: sk-base-secret-key
      chat:
        api_type: openai
        engine: gpt-4o
        temperature: 0.5
  spare:
    inference_settings:
      chat:
        engine: gpt-4.1
"""
TEAM = """\
slug: team
profiles:
  default:
    stack:
      - registry_slug: base
        profile_slug: default
  coder:
    stack:
      - profile_slug: default
    inference_settings:
      chat:
        engine: gpt-5-mini
  writer:
    stack:
      - profile_slug: default
    inference_settings:
      chat:
        temperature: 0.9
"""
TOWER = "slug: tower\nprofiles:\n" + "".join(
    f"  floor-{floor}:\n    stack:\n      - registry_slug: {'tower' if floor > 1 else 'base'}\n"
    f"        profile_slug: {f'floor-{floor - 1}' if floor > 1 else 'default'}\n"
    for floor in range(1, 32)
)
"""As many profiles on top of each other as may be."""
FILES = ("base.yaml", "team.yaml")
DEFAULT = ("base", "default")
ENGINE = ("chat", "engine")
SET_ENGINE = Set(DEFAULT, ENGINE, "gpt-5")


def write_files(folder: Path) -> None:
    """Writes both into ``folder``."""
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "team.yaml").write_text(TEAM, encoding="utf-8")


@dataclass(frozen=True)
class Stubborn(DiskServices):
    """Sources that are not written to: each saving is refused with the next of ``problems``."""

    problems: list[Problem] = field(default_factory=list)

    def save(self, plan: Plan) -> tuple[Saved, ...]:
        raise self.problems.pop(0).error()


@dataclass(frozen=True)
class Large(DiskServices):
    """The same files as ones that take a while to read."""

    def opens_at_once(self) -> bool:
        return False


def text_of(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")
