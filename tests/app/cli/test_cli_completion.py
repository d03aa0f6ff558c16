"""What the shell offers while a command line is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from profiledeck.cli import main

ROOT = Path(__file__).parents[3]
TEAM = "sample-registries/20-team.yaml"

PROMPTS = 'extensions."app.prompts@v1"'

OFFERS: tuple[tuple[tuple[str, ...], str, list[str]], ...] = (
    ((), "re", ["resolve", "rename"]),
    ((), "--de", ["--demo"]),
    (("resolve", "--demo"), "as", ["assistant"]),
    (("resolve",), "sc", ["scratch"]),
    (("show", "--demo"), "team-agent/c", ["team-agent/careful", "team-agent/coder"]),
    (("explain", "-s", TEAM), "ca", ["careful"]),
    (("diff", "-s", TEAM), "ca", ["careful"]),
    (("diff", "-s", TEAM, "careful"), "co", ["coder"]),
    (("diff", "-s", TEAM, "careful"), "team-agent/co", ["team-agent/coder"]),
    (("-s", TEAM, "explain"), "ca", ["careful"]),
    (("show", "-s", TEAM), "prov", []),
    (("resolve", "--demo", "--registry", "lab"), "", ["assistant", "open-weights"]),
    (("resolve", "--demo", "--registry"), "la", ["lab", "lab-archive"]),
    (("explain", "--demo", "assistant"), "chat.s", ["chat.stop", "chat.stream"]),
    (("explain", "--demo", "nobody"), "chat.s", []),
    (("resolve", "-s", "nothing-here.yaml"), "a", []),
    (("resolve", "--demo", "-s", "x.yaml"), "a", []),
    (("set", "--demo"), "as", ["assistant"]),
    (("set", "--demo", "assistant"), "chat.stre", ["chat.stream"]),
    (("set", "--demo", "assistant", "chat.stream"), "", ["true", "false"]),
    (("set", "--demo", "assistant", "chat.engine"), "", []),
    (("unset", "-s", TEAM, "careful"), "chat.", ["chat.stream", "chat.temperature"]),
    (("unset", "-s", TEAM, "coder"), "chat.s", ["chat.stop"]),
    (("unset", "-s", TEAM, "assistant"), "extensions", [f"{PROMPTS}.tone", f"{PROMPTS}.examples.farewell"]),
    (("unset", "-s", TEAM, "nobody"), "chat.", []),
    (("derive", "--demo", "assistant", "new", "--set"), "chat.stre", ["chat.stream="]),
    (("derive", "--demo", "assistant", "new", "--set"), "chat.stream=t", ["chat.stream=true"]),
    (("move", "--demo", "scratch"), "la", ["lab", "lab-archive"]),
    (("stack",), "", ["add", "move", "remove"]),
    (("stack", "add", "--demo"), "sc", ["scratch"]),
    (("-s", TEAM, "stack", "remove", "reviewer"), "", ["careful", "coder"]),
    (("-s", TEAM, "stack", "remove", "nobody"), "", []),
    (("stack", "move", "-s", TEAM, "reviewer", "coder", "--before"), "ca", ["careful"]),
    (("pull-up", "-s", TEAM, "careful"), "co", ["coder"]),
    (("check", "--ignore"), "legacy-r", ["legacy-runtime-block"]),
    (("check", "--ignore"), "cycle,legacy-r", ["cycle,legacy-runtime-block"]),
)


@pytest.mark.parametrize(("words", "incomplete", "offered"), OFFERS)
def test_completion(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    incomplete: str,
    offered: list[str],
) -> None:
    monkeypatch.chdir(ROOT)
    completion = ShellComplete(main, {}, "profiledeck", "_PROFILEDECK_COMPLETE")

    found = completion.get_completions(list(words), incomplete)

    assert [item.value for item in found] == offered
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("words", [(), ("browse",), ("list", "-s")])
def test_sources_complete_as_files(words: tuple[str, ...]) -> None:
    completion = ShellComplete(main, {}, "profiledeck", "_PROFILEDECK_COMPLETE")

    assert [item.type for item in completion.get_completions(list(words), "10-prov")] == ["file"]


def test_names_come_with_what_they_are_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROFILEDECK_SOURCES", str(ROOT / TEAM))
    completion = ShellComplete(main, {}, "profiledeck", "_PROFILEDECK_COMPLETE")

    assert [item.help for item in completion.get_completions(["show"], "rev")] == ["Code reviewer"]
