"""Which model an application runs here, and why."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from rich.cells import cell_len

Run = Callable[..., Result]

STACKED = "slug: {}\nprofiles:\n  default: {{inference_settings: {{chat: {{engine: o3, api_type: openai}}}}}}\n"


def facts(text: str) -> dict[str, str]:
    """The facts by their names, each with what stands below it."""
    head = text.split("\n\n")[0]
    return {
        name: " ".join(rest.split()) for name, rest in re.findall(r"^  (\w+(?: URL)?) +(.*(?:\n {11}.*)*)", head, re.M)
    }


def test_the_whole_answer_is_on_one_screen(run: Run, project: Path) -> None:
    result = run("where", env={"COLUMNS": "80", "PINOCCHIO_TIMEOUT": "30", "PINOCCHIO_OPENAI_API_KEY": "sk-hidden"})

    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert len(lines) <= 24
    assert max(map(cell_len, lines)) <= 80
    assert lines[0] == "pinocchio runs mine/assistant"
    assert facts(result.stdout) == {
        "why": "profile.active in .pinocchio.yml:3",
        "model": "gpt-5 (openai-responses) ~/.config/pinocchio/profiles.yaml:7:22",
        "key": "openai-api-key is set PINOCCHIO_OPENAI_API_KEY",
        "base URL": "https://api.openai.com/v1 built-in default",
        "HTTP": "no timeout; as documented timeout 30 s",
        "context": "400,000 tokens, 128,000 for output, 272,000 room for input ~/.config/pinocchio/profiles.yaml:10:25",
        "cost": "$1.25 input, $10 output, ? cache read, ? cache write /1M ~/.config/pinocchio/profiles.yaml:12:23",
    }
    assert "sk-hidden" not in result.output


def test_limits_and_prices_of_another_model_are_told_to_be_that(run: Run, home: Path, tmp_path: Path) -> None:
    deep = tmp_path / "a-folder-with-a-long-name" / "and-another-one-below-it"
    deep.mkdir(parents=True)
    (deep / "team.yaml").write_text(
        "slug: team\nprofiles:\n"
        "  base:\n    inference_settings:\n      chat: {engine: gpt-4o, api_type: openai}\n"
        "      model_info: {id: gpt-4o, context_window: 1000, max_output_tokens: 100, quality_high_watermark: 600}\n"
        "  default: {stack: [{profile_slug: base}], inference_settings: {chat: {engine: o3}}}\n",
        encoding="utf-8",
    )
    told = facts(run("where", str(deep / "team.yaml"), env={"COLUMNS": "80"}).stdout)

    assert told["context"].startswith("1,000 tokens, 100 for output, 900 room for input (500 while quality lasts)")
    assert told["context"].endswith("team/base …/team.yaml:6:48")
    assert "team/default sets the engine o3, but model_info is still that of gpt-4o" in told["warning"]


@pytest.mark.parametrize("width", [40, 60, 100, 200])
def test_it_fits_every_width(run: Run, project: Path, width: int) -> None:
    for env in ({}, {"PINOCCHIO_PROFILE": "mine/assistant"}, {"PINOCCHIO_TIMEOUT": "soon"}):
        lines = run("where", "--places", env={"COLUMNS": str(width), **env}).stdout.splitlines()
        assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize(
    ("variables", "fact", "text"),
    [
        ({}, "key", "openai-api-key is empty built-in default"),
        ({"PINOCCHIO_PROFILE": "helper"}, "why", "PINOCCHIO_PROFILE; hides mine/helper"),
        ({"PINOCCHIO_PROFILE": "helper"}, "context", "unknown"),
        ({"PINOCCHIO_PROFILE": "helper"}, "cost", "unknown"),
        ({"PINOCCHIO_OPENAI_BASE_URL": "https://x.example"}, "base URL", "https://x.example PINOCCHIO_OPENAI_BASE_URL"),
        ({"PINOCCHIO_PROXY_URL": "http://me:secret@p.example"}, "HTTP", "proxy http://"),
        ({"PINOCCHIO_PROXY_FROM_ENVIRONMENT": "false"}, "HTTP", "no timeout, no proxy; as documented timeout 60 s, no"),
        ({"OPENAI_API_KEY": "sk-hidden"}, "note", "variable-not-read: "),
        ({"PINOCCHIO_AI_ENGINE": "gpt-3"}, "note", "variable-overridden: PINOCCHIO_AI_ENGINE sets chat.engine"),
    ],
)
def test_a_fact_and_where_it_comes_from(
    run: Run, project: Path, variables: dict[str, str], fact: str, text: str
) -> None:
    result = run("where", env={"COLUMNS": "120", **variables})

    assert text in facts(result.stdout)[fact]
    assert not re.search("sk-hidden|secret@", result.output)


def test_a_default_that_inline_profiles_take_is_warned_of(run: Run, project: Path) -> None:
    document = project / ".pinocchio.yml"
    document.write_text(document.read_text(encoding="utf-8").replace("active: assistant", ""), encoding="utf-8")

    said = facts(run("where").stdout)

    assert said["why"] == "none is named, and it is config-inline's default; hides mine/helper"
    assert "inline-takes-default: no profile is named, so pinocchio takes config-inline/helper" in said["warning"]


def test_without_a_profile_it_runs_with_its_own_settings(run: Run) -> None:
    result = run("where", env={"PINOCCHIO_AI_ENGINE": "gpt-5"})

    assert result.exit_code == 0
    assert result.stdout.startswith("pinocchio runs with its own settings: there is no profile.\n")
    assert facts(result.stdout)["model"] == "gpt-5 (openai) PINOCCHIO_AI_ENGINE"
    assert facts(result.stdout)["HTTP"] == "timeout 60 s built-in default"


@pytest.mark.parametrize(
    ("variables", "document", "reason"),
    [
        ({"PINOCCHIO_PROFILE": "mine/assistant"}, "", "profile-ref-refused"),
        ({"PINOCCHIO_PROFILE": "nobody"}, "", "chosen-profile-missing"),
        ({"PINOCCHIO_TIMEOUT": "soon"}, "", "variable-invalid"),
        ({"PINOCCHIO_PROFILE_REGISTRIES": "none.yaml"}, "", "source-missing"),
        ({}, "ai-chat: {}\n", "config-legacy-key"),
    ],
)
def test_it_says_what_the_application_stops_at(
    run: Run, project: Path, variables: dict[str, str], document: str, reason: str
) -> None:
    if document:
        (project / ".pinocchio.yml").write_text(document, encoding="utf-8")

    result = run("where", env=variables)
    data = json.loads(run("where", "-f", "json", env=variables).stdout)

    assert result.exit_code == 1
    assert result.stdout.startswith("pinocchio stops here:\n")
    assert f" {reason}: " in " ".join(result.stdout.split())
    assert "place " in result.stdout
    assert reason in [problem["code"] for problem in data["stops_at"]]
    assert (data["runs"], data["profile"], data["model"], data["facts"]) == (False, None, None, [])


def test_the_places_are_told_with_what_they_lost_to(run: Run, project: Path) -> None:
    text = run("where", env={"COLUMNS": "160", "PINOCCHIO_PROFILE": "helper"}).stdout

    assert re.search(r"^\.pinocchio\.yml +found +1 inline profile: helper$", text, re.M)
    assert re.search(r"^ +lost: profile\.active: assistant: PINOCCHIO_PROFILE comes first$", text, re.M)
    assert re.search(r"^PINOCCHIO_PROFILE +set +helper$", text, re.M)
    assert "not set: PINOCCHIO_PROFILE_REGISTRIES\n" in text


def test_every_place_can_be_listed_by_itself(run: Run, project: Path) -> None:
    few, every = run("where").stdout, run("where", "--places").stdout

    assert "not set: PINOCCHIO_PROFILE, PINOCCHIO_PROFILE_REGISTRIES\n" in few
    assert "not set: " not in every
    assert re.search(r"^PINOCCHIO_PROFILE +not set +profile$", every, re.M)


def test_named_sources_stand_for_the_list_of_registries(run: Run, project: Path) -> None:
    for slug in ("a", "b"):
        (project / f"{slug}.yaml").write_text(STACKED.format(slug), encoding="utf-8")

    result = run("where", "a.yaml", "b.yaml", "--profile", "default")

    assert result.stdout.startswith("pinocchio runs b/default\n")
    assert facts(result.stdout)["why"] == "--profile; hides a/default"


def test_an_application_of_another_name_has_its_own_places(run: Run, home: Path) -> None:
    folder = home / ".config" / "rag-tools"
    folder.mkdir(parents=True)
    (folder / "profiles.yaml").write_text(STACKED.format("r"), encoding="utf-8")
    (folder / "config.yaml").write_text("ai-client: {timeout: 90}\n", encoding="utf-8")

    result = run("where", "--app", "rag-tools", env={"RAG_TOOLS_OPENAI_API_KEY": "sk-hidden", "COLUMNS": "160"})

    assert result.stdout.startswith("rag-tools runs r/default\n")
    assert facts(result.stdout)["key"] == "openai-api-key is set RAG_TOOLS_OPENAI_API_KEY"
    assert "as documented timeout 90 s" in facts(result.stdout)["HTTP"]
    prefixed = run("where", "--app", "rag-tools", "--prefix", "RAG", env={"RAG_OPENAI_API_KEY": "sk-hidden"})
    assert facts(prefixed.stdout)["key"] == "openai-api-key is set RAG_OPENAI_API_KEY"


def test_a_base_document_takes_the_place_of_its_own_settings(run: Run, project: Path) -> None:
    (project / "base.yaml").write_text("api: {api_keys: {openai-api-key: sk-hidden}}\n", encoding="utf-8")

    result = run("where", "--base", "base.yaml")

    assert facts(result.stdout)["key"] == "openai-api-key is set base.yaml:1:34"


def test_the_figures_are_there_as_data(run: Run, project: Path) -> None:
    data = json.loads(run("where", "-f", "json").stdout)

    assert data["model"]["context_window"] == 400000
    assert data["model"]["cost"] == {"input": 1.25, "output": 10, "cache_read": None, "cache_write": None}
    assert data["http"]["timeout"] == 0
    assert data["providers"][0]["key"]["presence"] == "empty"
    assert [place["name"] for place in data["places"] if place["found"] == "found"] == [
        ".pinocchio.yml",
        "~/.config/pinocchio/profiles.yaml",
    ]
    assert "mine" in run("where", "-f", "yaml").stdout
