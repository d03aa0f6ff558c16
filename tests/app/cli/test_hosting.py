"""Whose sources are opened: those that are named, or those that an application finds around here."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

SENTENCE = (
    "Opened what Pinocchio finds here: assistant, from profile.active in .pinocchio.yml:3."
    " `profiledeck where` tells the rest.\n"
)
OTHER = "slug: other\nprofiles:\n  default: {inference_settings: {chat: {engine: o3}}}\n"

REGISTRIES: tuple[tuple[str, str, list[str]], ...] = (
    # command line, PROFILEDECK_SOURCES, the slugs of the chain
    ("list", "", ["config-inline", "mine"]),
    ("list", "other.yaml", ["other"]),
    ("list other.yaml", "", ["other"]),
    ("list --host pinocchio", "other.yaml", ["config-inline", "mine"]),
    ("list --host pinocchio other.yaml", "", ["config-inline", "other"]),
    ("list --host pinocchio -s other.yaml", "", ["config-inline", "other"]),
    ("list --config-file more.yml", "", ["config-inline", "mine"]),
    ("list --host none other.yaml", "", ["other"]),
    ("list --app rag other.yaml", "", ["other"]),
    ("list --app pinocchio", "", ["mine"]),
)


@pytest.mark.parametrize(("line", "variable", "slugs"), REGISTRIES, ids=[f"{row[0]} {row[1]}" for row in REGISTRIES])
def test_what_is_named_comes_before_what_is_found(
    run: Run, project: Path, line: str, variable: str, slugs: list[str]
) -> None:
    (project / "other.yaml").write_text(OTHER, encoding="utf-8")
    (project / "more.yml").write_text("profiles: {extra: {}}\n", encoding="utf-8")

    report = json.loads(run(*line.split(), "-f", "json", env={"PROFILEDECK_SOURCES": variable}).stdout)

    assert [registry["slug"] for registry in report["registries"]] == slugs


@pytest.mark.parametrize("line", ["list --demo", "list --host none"])
def test_the_samples_can_be_had_where_something_is_found(run: Run, project: Path, line: str) -> None:
    result = run(*line.split())

    assert "These are the sample registries" in result.stderr
    assert "user-overrides" in result.stdout


@pytest.mark.parametrize("line", ["list", "resolve", "show helper", "explain helper chat", "check", "", "export"])
def test_it_is_said_what_was_opened_when_nobody_named_it(run: Run, project: Path, line: str) -> None:
    result = run(*line.split())

    assert result.stderr.startswith(SENTENCE)
    assert "Opened" not in result.stdout
    assert "Opened" not in run(*line.split(), "--host", "pinocchio").stderr


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("profiles: {helper: {}}\n", "helper, the default of config-inline."),
        ("profile: {active: nobody}\n", "nobody, from profile.active in .pinocchio.yml:1."),
        ("app: {}\n", "default, the default of mine."),
    ],
)
def test_the_sentence_tells_what_is_selected(run: Run, project: Path, document: str, words: str) -> None:
    (project / ".pinocchio.yml").write_text(document, encoding="utf-8")

    assert f"Opened what Pinocchio finds here: {words}" in run("list").stderr


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("list --demo --host pinocchio", "--demo opens the sample registries alone"),
        ("list --host geppetto", "--app NAME"),
        ("list --host pinocchio --app rag", "--app and --prefix are for --host geppetto"),
        ("list --prefix RAG", "--app and --prefix are for --host geppetto"),
        ("list --host none --profile x", "name it with --host"),
        ("list --profile x other.yaml", "name it with --host"),
        ("list --demo --config-file x.yml", "name it with --host"),
        ("list --host pinocchio a.yaml,,b.yaml", "blank"),
        ("check --final", "name it with --of"),
        ("where --host none", "--host says which"),
    ],
)
def test_what_does_not_go_together_is_wrong_use(run: Run, project: Path, line: str, words: str) -> None:
    result = run(*line.split())

    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


@pytest.mark.parametrize(
    ("options", "variable", "selected", "why"),
    [
        ("", "", "mine/assistant", "profile.active"),
        ("", "helper", "config-inline/helper", "PINOCCHIO_PROFILE"),
        ("--profile default", "helper", "mine/default", "--profile"),
    ],
)
def test_the_selected_profile_is_marked_with_why(
    run: Run, project: Path, options: str, variable: str, selected: str, why: str
) -> None:
    env = {"PINOCCHIO_PROFILE": variable}
    report = json.loads(run("list", *options.split(), "-f", "json", env=env).stdout)

    assert f"{report['selected_registry']}/{report['selected_profile']}" == selected
    assert report["selection"]["choice"]["by"] == why
    marked = [row for row in run("list", *options.split(), env=env).stdout.splitlines() if row.startswith(">")]
    assert [row.split()[1:3] for row in marked] == [selected.split("/")]
    assert f"> selected by {why}" in run("list", *options.split(), env=env).stderr


def test_inline_profiles_are_edited_where_they_are(run: Run, project: Path) -> None:
    result = run("set", "helper", "chat.engine", "gpt-4o", "--yes")

    assert result.exit_code == 0
    assert "{chat: {engine: gpt-4o, api_type: openai}}" in (project / ".pinocchio.yml").read_text(encoding="utf-8")


def test_nothing_is_written_to_what_is_found_when_it_is_only_for_looking(run: Run, project: Path) -> None:
    before = (project / ".pinocchio.yml").read_bytes()

    result = run("--read-only", "set", "helper", "chat.engine", "gpt-4o", "--yes")

    assert result.exit_code == 1
    assert "Nothing is written." in result.stderr
    assert (project / ".pinocchio.yml").read_bytes() == before


def test_the_first_inline_profile_can_be_made_where_there_is_none(run: Run, home: Path, project: Path) -> None:
    (project / ".pinocchio.yml").write_text("app: {}\n", encoding="utf-8")

    result = run("new", "config-inline/first", "--set", "chat.engine=gpt-5", "--yes")

    assert result.exit_code == 0
    assert "first" in (project / ".pinocchio.yml").read_text(encoding="utf-8")


def test_impact_compares_config_documents_with_what_they_were(run: Run, project: Path) -> None:
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(project))
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "first")):
        subprocess.run((*git, *words), check=True)
    document = project / ".pinocchio.yml"
    document.write_text(document.read_text(encoding="utf-8").replace("gpt-4.1", "gpt-4o"), encoding="utf-8")

    result = run("impact", "--since", "HEAD")

    assert "config-inline/helper\n  chat.engine: gpt-4.1 -> gpt-4o\n" in result.stdout
    assert "1 change" in result.stdout


# Final settings


def test_final_has_the_base_beneath_with_where_each_value_comes_from(run: Run, project: Path) -> None:
    text = run("resolve", "--final", env={"PINOCCHIO_TIMEOUT": "30", "PINOCCHIO_AI_ENGINE": "gpt-3"}).stdout

    assert re.search(r"^chat\.engine +gpt-5 +1 mine/assistant +.*profiles\.yaml:7:22$", text, re.MULTILINE)
    assert re.search(r"^client\.timeout +30 +0 base · PINOCCHIO_TIMEOUT +PINOCCHIO_TIMEOUT$", text, re.MULTILINE)
    assert re.search(r"^chat\.temperature +0\.7 +0 base · built-in default +", text, re.MULTILINE)
    assert "base" not in run("resolve").stdout


def test_explain_lists_the_places_of_a_base(run: Run, project: Path) -> None:
    line = ("explain", "assistant", "chat.engine", "--final")
    env = {"PINOCCHIO_AI_ENGINE": "gpt-3"}

    rows = re.findall(r"^  (\d .*?)  +(\S+) .* (wins|overridden)$", run(*line, env=env).stdout, re.MULTILINE)
    entry = json.loads(run(*line, "-f", "json", env=env).stdout)["entries"][0]

    assert rows == [
        ("1 mine/assistant", "gpt-5", "wins"),
        ("0 base · PINOCCHIO_AI_ENGINE", "gpt-3", "overridden"),
        ("0 base · built-in default", "gpt-4", "overridden"),
    ]
    assert [[part["name"], part["value"]] for part in entry["steps"][0]["parts"]] == [
        ["built-in default", "gpt-4"],
        ["environment", "gpt-3"],
    ]


def test_explain_lists_the_documents_that_say_something_of_an_inline_profile(run: Run, project: Path) -> None:
    above = "profiles: {helper: {inference_settings: {chat: {engine: o3}}}}\n"
    (project / ".pinocchio.override.yml").write_text(above, encoding="utf-8")

    text = run("explain", "helper", "chat.engine").stdout

    assert re.search(r"1 config-inline/helper +o3 +\.pinocchio\.override\.yml:1:57 +wins\n", text)
    assert re.search(r"1 config-inline/helper +gpt-4\.1 +\.pinocchio\.yml:6:41 +overridden\n", text)


def test_show_has_final_values_and_which_are_the_profile_s_own(run: Run, project: Path) -> None:
    text = run("show", "assistant", "--final").stdout

    assert re.search(r"chat\.engine +gpt-5 +gpt-5 +1 mine/assistant\n", text)
    assert re.search(r"chat\.temperature +- +0\.7 +0 base · built-in default\n", text)


def test_a_base_document_takes_the_place_of_what_is_found(run: Run, project: Path) -> None:
    (project / "base.yaml").write_text("client: {timeout: 7}\n", encoding="utf-8")

    text = run("resolve", "--base", "base.yaml", env={"PINOCCHIO_TIMEOUT": "30"}).stdout

    assert re.search(r"^client\.timeout +7 +0 base\.yaml +base\.yaml:1:19$", text, re.MULTILINE)
    assert "chat.temperature" not in text


def test_sources_without_an_application_stand_on_what_geppetto_starts_from(run: Run) -> None:
    text = run("resolve", "--demo", "--final").stdout

    assert re.search(r"^client\.timeout +60 +0 base · built-in default ", text, re.MULTILINE)


@pytest.mark.parametrize("form", ["text", "json", "yaml", "toml"])
def test_the_base_alone_runs_where_there_is_no_profile(run: Run, home: Path, tmp_path: Path, form: str) -> None:
    line = ("resolve", "--host", "pinocchio", "--final", "-f", form)

    result = run(*line, env={"PINOCCHIO_AI_ENGINE": "gpt-5"})

    assert result.exit_code == 0
    assert "gpt-5" in result.stdout
    if form == "text":
        assert "No profile is selected" in result.stderr
    if form == "json":
        data = json.loads(result.stdout)
        assert (data["profile"], data["selection"], data["extensions"]) == (None, None, {})
        assert data["trace"]["/inference_settings/chat/engine"]["value"] == "gpt-5"


def test_without_final_there_is_nothing_to_resolve_then(run: Run) -> None:
    result = run("resolve", "--host", "pinocchio")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "No source holds a registry." in result.stderr


def test_check_reports_on_one_profile_with_the_base_beneath(run: Run, project: Path) -> None:
    overlay = run("check", "--of", "assistant", "--all")
    final = run("check", "--of", "assistant", "--final", "--all", env={"PINOCCHIO_AI_ENGINE": "gpt-3"})

    assert "geppetto-differs" not in overlay.stdout
    assert "geppetto-differs: Geppetto uses nothing for client.timeout" in final.stdout
    assert "variable-overridden" in final.stdout
    assert "1 profile." in final.stderr
    assert run("check", "--of", "nobody").exit_code == 2
