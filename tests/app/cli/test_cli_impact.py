"""``profiledeck impact``: what is compared with a revision of git, and how that ends."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from profiledeck.cli import main

Impact = Callable[..., Result]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")

BASE = "slug: base\nprofiles: {default: {inference_settings: {chat: {engine: gpt-5, temperature: 1}}}}\n"
MINE = """\
slug: mine
profiles:
  assistant: {stack: [{registry_slug: base, profile_slug: default}]}
  calm: {stack: [{registry_slug: base, profile_slug: default}], inference_settings: {chat: {temperature: 0}}}
  other: {}
"""


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=n", "-c", "user.email=e@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *identity, *arguments), cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two registries in a folder of it, committed as ``first``."""
    folder = tmp_path / "repository" / "registries"
    folder.mkdir(parents=True)
    (folder / "10-base.yaml").write_text(BASE)
    (folder / "20-mine.yaml").write_text(MINE)
    git(folder.parent, "init", "-q")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-qm", "first")
    git(folder.parent, "tag", "first")
    monkeypatch.chdir(folder.parent)
    return folder


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["impact", *arguments], prog_name="profiledeck")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_nothing_changed(repository: Path) -> None:
    result = run("--since", "HEAD", "--exit-code", "registries")

    assert (result.exit_code, result.output) == (0, "Effective settings: 0 change, 0 masked, 4 untouched\n")


@pytest.mark.parametrize("folder", [".", "./", "../registries"])
def test_nothing_changed_however_the_folder_is_named(
    repository: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    (repository / "20-mine.yaml").write_text(MINE.replace("other: {}", "other: {inference_settings: {nonsense: {}}}"))
    git(repository, "commit", "-qam", "with a problem")
    monkeypatch.chdir(repository)

    assert "Problems" not in run("--since", "HEAD", folder).output


@pytest.mark.parametrize(
    "sources", [["registries"], ["-s", "registries"], ["registries/10-base.yaml", "registries/20-mine.yaml"]]
)
def test_a_changed_value_reaches_those_above(repository: Path, sources: list[str]) -> None:
    (repository / "10-base.yaml").write_text(BASE.replace("temperature: 1", "temperature: 0.5"))

    result = run("--since", "first", *sources)

    assert result.stdout.splitlines() == [
        "Effective settings: 2 change, 1 masked, 1 untouched",
        "mine/assistant",
        "  chat.temperature: 1 -> 0.5",
        "base/default",
        "  chat.temperature: 1 -> 0.5",
        "mine/calm",
        "  chat.temperature stays, masked by mine/calm",
    ]
    assert result.exit_code == 0
    assert run("--since", "first", "--exit-code", *sources).exit_code == 1


def test_what_is_new_and_what_is_gone(repository: Path) -> None:
    (repository / "20-mine.yaml").write_text(MINE.replace("other: {}", "another: {}"))

    result = run("--since", "first", "--exit-code", "registries")

    assert "mine/another is new\nmine/other is gone\n" in result.stdout
    assert result.exit_code == 1


def test_a_file_that_is_gone_from_its_folder_counts(repository: Path) -> None:
    (repository / "20-mine.yaml").unlink()

    data = json.loads(run("--since", "first", "registries", "-f", "json").stdout)

    assert data["since"] == "first"
    assert [each["profile_slug"] for each in data["removed"]] == ["assistant", "calm", "other"]
    assert list(data) == [
        "since",
        "changed",
        "masked",
        "created",
        "removed",
        "untouched",
        "taken",
        "appeared",
        "vanished",
    ]


def test_a_file_that_was_not_there_is_told(repository: Path) -> None:
    (repository / "30-new.yaml").write_text("slug: new\nprofiles: {a: {}}\n")

    result = run("--since", "first", "registries")

    assert "registries/30-new.yaml was not there at first." in result.stderr
    assert "new/a is new" in result.stdout


def test_a_file_outside_of_git_is_taken_as_it_is(repository: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("slug: out\nprofiles: {a: {}}\n")

    result = run("--since", "first", "registries", str(outside))

    assert f"{outside} is in no git repository: it is taken as it is now." in result.stderr
    assert result.stdout == "Effective settings: 0 change, 0 masked, 5 untouched\n"


def test_problems_that_vanished_stand_at_their_old_places(repository: Path) -> None:
    (repository / "10-base.yaml").write_text(BASE.replace("chat:", "chatt:"))
    git(repository, "commit", "-qam", "second")
    (repository / "10-base.yaml").write_text(BASE)

    result = run("--since", "HEAD", "registries")

    assert "Problems that vanish:\n  registries/10-base.yaml@HEAD:2:" in result.stdout
    assert "Problems that appear" not in result.stdout


def test_a_database_is_read_as_it_was(repository: Path) -> None:
    samples = Path(__file__).parents[3] / "sample-registries"
    shutil.copy(samples / "25-lab.db", repository / "30-lab.db")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "second")
    (repository / "30-lab.db").unlink()

    data = json.loads(run("--since", "HEAD", "registries", "-f", "json").stdout)

    assert {each["registry_slug"] for each in data["removed"]} == {"lab", "lab-archive"}


@pytest.mark.parametrize("revision", ["nothing-such", "--output=x", "first:registries"])
def test_a_revision_that_is_none_is_wrong_use(repository: Path, revision: str) -> None:
    result = run(f"--since={revision}", "registries")

    assert (result.exit_code, f"{revision} is no revision in the git repository" in result.stderr) == (2, True)
    assert not (repository.parent / "x").exists()


def test_a_revision_must_be_named(repository: Path) -> None:
    assert run("registries").exit_code == 2


def test_without_git_it_says_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))

    result = run("--since", "first", "registries")

    assert (result.exit_code, "There is no git to ask." in result.stderr) == (2, True)
