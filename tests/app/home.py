"""A made-up home with Pinocchio in it: documents, registries and variables in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engineprofiles import Chain
from engineprofiles.hosts import Hosted, Options, PinocchioHost, Surroundings
from profiledeck.services import DiskServices

TEAM = """\
slug: team
profiles:
  assistant:
    inference_settings:
      chat:
        engine: gpt-4o
  plain:
    inference_settings:
      chat:
        api_type: openai
        engine: gpt-4o-mini
"""
USER = """\
profile:
  active: plain
  registries:
    - team.yaml
profiles:
  assistant:
    display_name: House assistant
    inference_settings:
      chat:
        api_type: openai
        engine: gpt-4.1
        temperature: 0.2
"""
LOCAL = """\
# of this project
profile:
  active: assistant
profiles:
  assistant:
    inference_settings:
      chat:
        engine: gpt-5-mini
  reviewer:
    stack:
      - profile_slug: assistant
    inference_settings:
      client:
        timeout: 90
"""
VARIABLES = {"PINOCCHIO_TIMEOUT": "30", "PINOCCHIO_AI_ENGINE": "gpt-3.5-turbo", "PINOCCHIO_OPENAI_API_KEY": "sk-hidden"}


class Home:
    """The folders ``home`` and ``work`` of ``folder``; ``work`` is the top of a git repository.

    The working directory of the test has to be ``work``: that is where a list of registries counts from.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = folder / "work"
        self.user = folder / "home" / ".config" / "pinocchio" / "config.yaml"
        self.local = self.work / ".pinocchio.yml"
        for path in (self.user.parent, self.work):
            path.mkdir(parents=True, exist_ok=True)

    def around(self, environment: Mapping[str, str]) -> Surroundings:
        """What an application finds around it there."""
        home, work, system = (str(self.folder / name) for name in ("home", "work", "etc"))
        return Surroundings(environment, home, f"{home}/.config", work, work, system)

    def hosted(self, environment: Mapping[str, str] | None = None, profile: str = "") -> Hosted:
        """Pinocchio, run there."""
        found = VARIABLES if environment is None else environment
        return Hosted(PinocchioHost(), self.around(found), Options(profile))

    def services(self, environment: Mapping[str, str] | None = None, profile: str = "") -> DiskServices:
        """What the app opens there."""
        return DiskServices((), hosted=self.hosted(environment, profile))

    def chain(self, environment: Mapping[str, str] | None = None, profile: str = "") -> Chain:
        return self.hosted(environment, profile).find().open()


def furnished(folder: Path) -> Home:
    """A home with a document of the user's, one of the project's that names another profile, and a registry."""
    home = Home(folder)
    (home.work / "team.yaml").write_text(TEAM, encoding="utf-8")
    home.user.write_text(USER, encoding="utf-8")
    home.local.write_text(LOCAL, encoding="utf-8")
    return home


@dataclass(frozen=True)
class Watched(DiskServices):
    """Notes which file is opened in the editor, and at which line."""

    opened: list[tuple[str, int | None]] = field(default_factory=list)

    def edit(self, file: str, line: int | None, column: int | None) -> str:
        self.opened.append((file, line))
        return ""
