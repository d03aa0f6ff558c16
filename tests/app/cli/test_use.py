"""Naming the profile that an application takes for every run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_the_document_names_the_profile_and_keeps_all_else(run: Run, project: Path) -> None:
    document = project / ".pinocchio.yml"
    before = document.read_text(encoding="utf-8")

    result = run("use", "helper", "--yes")

    assert result.exit_code == 0
    assert document.read_text(encoding="utf-8") == before.replace("active: assistant", "active: helper")
    assert "not be taken" not in result.stderr
    assert "pinocchio runs config-inline/helper" in run("where").stdout


def test_a_document_is_made_where_there_is_none(run: Run, project: Path) -> None:
    (project / ".pinocchio.yml").unlink()

    assert run("use", "mine/assistant", "--yes").exit_code == 0

    assert (project / ".pinocchio.yml").read_text(encoding="utf-8") == "profile:\n  active: assistant\n"


@pytest.mark.parametrize("written", ["~/.config/pinocchio/config.yaml", "{home}/.config/pinocchio/config.yaml"])
def test_another_document_can_be_named_by_its_path(run: Run, home: Path, project: Path, written: str) -> None:
    result = run("use", "mine/default", "--in", written.format(home=home), "--yes")

    user = home / ".config" / "pinocchio" / "config.yaml"
    assert user.read_text(encoding="utf-8") == "profile:\n  active: default\n"
    assert (
        "It will not be taken yet: profile.active in .pinocchio.yml:3 comes first, and names assistant."
        in result.stderr
    )


def test_a_variable_that_names_another_one_is_told_of(run: Run, project: Path) -> None:
    result = run("use", "helper", "--dry-run", env={"PINOCCHIO_PROFILE": "assistant"})

    assert "It will not be taken yet: PINOCCHIO_PROFILE comes first, and names assistant." in result.stderr


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("use mine/helper --yes", 1, "a config document names no registry, and helper alone is config-inline/helper"),
        ("use nobody --yes", 2, "profile 'nobody' not found"),
        ("use helper --in other.yml --yes", 1, "other.yml is no config document here"),
        ("use helper --host none --yes", 2, "--host says which"),
        ("use helper", 2, "There is no terminal to ask on"),
        ("--read-only use helper --yes", 1, "Nothing is written."),
        ("use assistant --yes", 0, "That is so already"),
    ],
)
def test_what_is_not_written(run: Run, project: Path, line: str, code: int, said: str) -> None:
    before = (project / ".pinocchio.yml").read_bytes()
    (project / "other.yaml").write_text("slug: other\nprofiles: {helper: {}}\n", encoding="utf-8")

    result = run(*line.split(), *(["-s", "other.yaml"] if "none" in line else []))

    assert result.exit_code == code, result.output
    assert said in result.stderr
    assert (project / ".pinocchio.yml").read_bytes() == before
