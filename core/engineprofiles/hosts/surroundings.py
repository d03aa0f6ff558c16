"""What an application finds around it: the environment, the home folder, the working directory. Read here alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

_OF_ONE_REPOSITORY = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
"""Variables that tell git of another repository than the one it is run in."""
_GIT_TIMEOUT = 5.0
"""Seconds after which git is done without."""


SYSTEM = "/etc"
"""Where the machine's own configuration is."""


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What is around an application. All paths are absolute.

    ``config_home`` is the folder that Go calls the user's config folder, empty where Go has none; ``git_root`` the top
    of the repository that ``cwd`` is in, if it is in one; ``system`` the folder of the machine's own configuration.
    """

    environment: Mapping[str, str] = field(repr=False)
    home: str
    config_home: str
    cwd: str
    git_root: str | None = None
    system: str = SYSTEM

    def shown(self, path: str) -> str:
        """``path`` as a person would write it: from the working directory in the same repository, or from ``~``."""
        if _is_in(path, self.cwd) or (
            self.git_root and _is_in(path, self.git_root) and _is_in(self.cwd, self.git_root)
        ):
            return os.path.relpath(path, self.cwd)
        return os.path.join("~", os.path.relpath(path, self.home)) if _is_in(path, self.home) else path


def _is_in(path: str, folder: str) -> bool:
    return bool(folder.strip(os.sep)) and (path == folder or path.startswith(folder.rstrip(os.sep) + os.sep))


def read_surroundings() -> Surroundings:
    """What is around this process."""
    environment = dict(os.environ)
    home = environment.get("HOME" if os.name != "nt" else "USERPROFILE", "") or str(FilePath.home())
    cwd = os.getcwd()
    return Surroundings(environment, home, _config_home(environment, home), cwd, _git_root(cwd, environment), SYSTEM)


def _config_home(environment: Mapping[str, str], home: str) -> str:
    """Go's ``os.UserConfigDir``."""
    if sys.platform == "win32":
        return environment.get("AppData", "") or os.path.join(home, "AppData", "Roaming")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Application Support")
    named = environment.get("XDG_CONFIG_HOME", "")
    # Go takes no relative one, and its applications then do without such a folder.
    return (named if os.path.isabs(named) else "") if named else os.path.join(home, ".config")


def _git_root(cwd: str, environment: Mapping[str, str]) -> str | None:
    kept = {name: value for name, value in environment.items() if name not in _OF_ONE_REPOSITORY}
    command = ("git", "rev-parse", "--show-toplevel")
    try:
        found = subprocess.run(command, cwd=cwd, env=kept, capture_output=True, timeout=_GIT_TIMEOUT, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return os.fsdecode(found.stdout).strip() or None
