"""``profiledeck check``: what it lists, what it leaves out, and how its formats differ."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from engineprofiles.problems import CODES
from engineprofiles.problems.codes.hosts import CODES as HOST_CODES
from engineprofiles.problems.example import Form, form_of

Run = Callable[..., Result]

BROKEN = "sample-registries/broken"
TEAM = "slug: team\nprofiles:\n  default: {inference_settings: {chat: {engine: gpt-5}}}\n"
INLINE = "profiles:\n  assistant: {inference_settings: {chat: {engine: gpt-4.1, api_type: openai}}}\n"
REFUSALS = {
    "registry-not-found": "registry 'nowhere' not found",
    "profile-not-found": "profile 'nobody' not found",
    "path-invalid": "is not a path",
}
HOSTS = {code.name for code in HOST_CODES}
COMMANDS = [(name, code.bad, code.good) for name, code in CODES.items() if form_of(code.bad) is Form.COMMAND]


def test_notes_are_listed_when_all_is_asked_for(run: Run) -> None:
    few, every = run("check", "--demo"), run("check", "--demo", "--all")

    assert "info shadowed" not in few.stdout
    assert "6 warnings in 7 sources, 26 profiles. --all lists 6 notes more." in few.stderr
    assert "info shadowed" in every.stdout
    assert "6 warnings, 6 notes in 7 sources, 26 profiles." in every.stderr
    assert few.exit_code == every.exit_code == 0


def test_notes_alone_are_no_problem_even_if_strict(run: Run) -> None:
    result = run("check", f"{BROKEN}/shadowed", "--strict")

    assert result.stdout == ""
    assert "No problems in 2 sources, 4 profiles. --all lists 1 note more." in result.stderr
    assert result.exit_code == 0


@pytest.mark.parametrize(
    "options",
    [
        "--ignore model-info-stale,geppetto-differs",
        "--ignore shadowed,model-info-stale --ignore geppetto-differs",
    ],
)
def test_ignored_codes_are_left_out_and_fail_nothing(run: Run, options: str) -> None:
    result = run("check", "--demo", "--strict", *options.split())

    assert (result.stdout, result.exit_code) == ("", 0)
    assert "No problems in 7 sources" in result.stderr


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_ignored_codes_are_left_out_of_data(run: Run, form: str) -> None:
    printed = run("check", "--demo", "-f", form, "--ignore", "shadowed").stdout

    assert "model-info-stale" in printed
    assert "unused-profile" in printed
    assert "shadowed" not in printed


@pytest.mark.parametrize(
    ("code", "told"), [("cyle", "Did you mean cycle?"), ("xyzzy", "There is no code 'xyzzy'."), ("", "no code ''")]
)
def test_an_unknown_code_is_wrong_use(run: Run, code: str, told: str) -> None:
    result = run("check", "--demo", "--ignore", code)

    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_a_comment_silences_an_error(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "team.yaml"
    file.write_text(f"{TEAM}  bad: {{stack: [{{profile_slug: gone}}]}} # profiledeck: ignore[ref-missing-profile]\n")

    checked, resolved = run("check", str(file)), run("resolve", "bad", "-s", str(file))
    assert (checked.stdout, checked.exit_code) == ("", 0)
    assert "ref-missing-profile" not in resolved.stderr


def test_problems_stand_in_the_order_of_their_places(run: Run) -> None:
    lines = run("check", f"{BROKEN}/wrong-type.yaml", f"{BROKEN}/unknown-key.yaml", "--all").stdout.splitlines()

    places = [line.split(": ")[0].split(":") for line in lines if not line.startswith(" ")]
    assert [place[0].rpartition("/")[2] for place in places] == ["wrong-type.yaml"] * 2 + ["unknown-key.yaml"] * 2
    assert [int(place[1]) for place in places] == [9, 10, 8, 11]


def test_sarif_names_files_from_the_working_directory(run: Run) -> None:
    absolute = str(Path(BROKEN).resolve() / "cycle.yaml")
    result = run("check", absolute, "-f", "sarif")

    log = json.loads(result.stdout)
    places = [found["locations"][0]["physicalLocation"] for found in log["runs"][0]["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {f"{BROKEN}/cycle.yaml"}
    assert result.exit_code == 1


def test_sarif_is_the_same_every_time(run: Run) -> None:
    first, second = (run("check", BROKEN, "-f", "sarif").stdout for _ in range(2))

    assert first == second
    assert json.loads(first)["runs"][0]["results"]


def test_relative_paths_in_the_variable_are_noted(run: Run) -> None:
    result = run("check", "--all", env={"PROFILEDECK_SOURCES": "sample-registries/13-provider-local.yaml"})

    assert "info relative-path: PROFILEDECK_SOURCES names sample-registries/13-provider-local.yaml" in result.stdout
    assert "relative-path" not in run("check", "--all", "sample-registries/13-provider-local.yaml").stdout


@pytest.mark.parametrize(("code", "bad", "good"), COMMANDS, ids=[row[0] for row in COMMANDS])
def test_the_command_lines_among_the_examples_do_what_they_show(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, bad: str, good: str
) -> None:
    for name in ("10-team.yaml", "20-mine.yaml"):
        (tmp_path / name).write_text(TEAM.replace("team", name[3:-5]), encoding="utf-8")
    shutil.copy("sample-registries/25-lab.db", tmp_path / "team.db")
    for name in ("team.yml", "mine.yml", ".pinocchio.yml", ".pinocchio-profile.yml"):
        if code in HOSTS and code != "profile-without-registries":
            (tmp_path / name).write_text(INLINE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert told_by(run, bad, code)
    assert not told_by(run, good, code)


def told_by(run: Run, line: str, code: str) -> bool:
    """Whether a command line of the examples tells of ``code``, by its name or in the words of a refusal."""
    words = shlex.split(line.removeprefix("$ "))
    start = words.index("profiledeck")
    result = run(*words[start + 1 :], env=dict(word.split("=", 1) for word in words[:start]))
    return f" {code}: " in f" {result.output}" or REFUSALS.get(code, code) in result.stderr
