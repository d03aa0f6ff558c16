"""What an application finds around it, read from this process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engineprofiles.hosts import Surroundings, read_surroundings

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
posix = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="where Linux keeps configuration")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@posix
def test_the_folders_of_a_person(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (read_surroundings().home, read_surroundings().config_home) == (str(home), str(home / ".config"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "elsewhere"))
    assert read_surroundings().config_home == str(home / "elsewhere")


@posix
def test_a_relative_config_home_is_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "elsewhere")
    assert read_surroundings().config_home == ""


@needs_git
def test_the_top_of_the_repository(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = home / "project" / "deep" / "down"
    below.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(home / "project")], check=True)
    monkeypatch.chdir(below)
    assert read_surroundings().git_root == str(home / "project")
    monkeypatch.setenv("GIT_DIR", str(home / "nowhere"))
    assert read_surroundings().git_root == str(home / "project")


def test_there_may_be_no_repository_and_no_git(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(home.parent))
    assert read_surroundings().git_root is None
    monkeypatch.setenv("PATH", "")
    assert read_surroundings().git_root is None


AROUND = Surroundings({}, "/home/me", "/home/me/.config", "/home/me/project/deep", "/home/me/project")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/home/me/project/deep/.pinocchio.yml", ".pinocchio.yml"),
        ("/home/me/project/.pinocchio.yml", "../.pinocchio.yml"),
        ("/home/me/.config/pinocchio/config.yaml", "~/.config/pinocchio/config.yaml"),
        ("/home/meagre/config.yaml", "/home/meagre/config.yaml"),
        ("/etc/pinocchio/config.yaml", "/etc/pinocchio/config.yaml"),
    ],
)
def test_a_path_is_shown_as_a_person_would_write_it(path: str, shown: str) -> None:
    assert AROUND.shown(path).replace(os.sep, "/") == shown


def test_a_variable_is_not_in_the_repr() -> None:
    assert "sk-4711" not in repr(Surroundings({"APP_KEY": "sk-4711"}, "/", "/", "/"))
