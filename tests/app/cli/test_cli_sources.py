"""Where the sources come from: the command line, else the environment, else the samples."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from profiledeck.cli import main
from profiledeck.demo import sample_registries

LOCAL = "sample-registries/13-provider-local.yaml"
GEMINI = "sample-registries/12-provider-gemini.yaml"
TEAM = "sample-registries/20-team.yaml"

CHOICES: tuple[tuple[tuple[str, ...], str | None, list[str]], ...] = (
    (("list", "-f", "json"), LOCAL, [LOCAL]),
    (("list", "-f", "json"), f"{LOCAL},{GEMINI}", [LOCAL, GEMINI]),
    (("list", "-f", "json", "-s", GEMINI), LOCAL, [GEMINI]),
    (("list", "-f", "json", "--source", GEMINI, "-s", LOCAL), None, [GEMINI, LOCAL]),
    (("list", "-f", "json", "-s", f"{GEMINI}, {LOCAL}"), None, [GEMINI, LOCAL]),
    (("list", "-f", "json", GEMINI, LOCAL), TEAM, [GEMINI, LOCAL]),
    (("list", "-f", "json", LOCAL, "-s", GEMINI), None, [GEMINI, LOCAL]),
    (("-s", TEAM, "list", "-f", "json", LOCAL, "-s", GEMINI), None, [TEAM, GEMINI, LOCAL]),
)


@pytest.mark.parametrize(("args", "variable", "names"), CHOICES, ids=[" ".join(row[0]) for row in CHOICES])
def test_sources_are_taken_in_this_order(
    run: Callable[..., Result], args: tuple[str, ...], variable: str | None, names: list[str]
) -> None:
    env = {} if variable is None else {"PROFILEDECK_SOURCES": variable}
    result = run(*args, env=env)

    assert [source["raw"] for source in json.loads(result.stdout)["sources"]] == names
    assert "sample registries" not in result.stderr


@pytest.mark.parametrize(
    ("args", "variable", "words"),
    [
        (("list",), "", "Name your own as SOURCES, with -s or in PROFILEDECK_SOURCES."),
        (("list",), "  ", "Name your own as SOURCES"),
        (("list", "--demo"), LOCAL, "These are the sample registries in sample-registries.\n"),
        (("--demo", "list"), LOCAL, "These are the sample registries in sample-registries.\n"),
    ],
)
def test_the_samples_say_that_they_are_samples(
    run: Callable[..., Result], args: tuple[str, ...], variable: str, words: str
) -> None:
    result = run(*args, env={"PROFILEDECK_SOURCES": variable})

    assert words in result.stderr
    assert "user-overrides" in result.stdout


def test_the_samples_open_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, ["resolve", "--demo"])

    assert result.exit_code == 0
    assert f"{sample_registries() / '30-user.yaml'}:16:17" in result.stdout


def test_an_installed_package_has_its_samples_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "profiledeck"
    (package / "sample-registries").mkdir(parents=True)
    monkeypatch.setattr("profiledeck.demo.__file__", str(package / "demo.py"))

    assert sample_registries() == package / "sample-registries"


def test_a_file_with_the_name_of_a_command_is_opened_by_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(sample_registries() / "13-provider-local.yaml", tmp_path / "list")
    monkeypatch.chdir(tmp_path)

    assert "bge-reranker-v2-m3" in CliRunner().invoke(main, ["./list"]).stdout
