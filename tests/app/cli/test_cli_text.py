"""What the commands say to a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from profiledeck.cli import main
from profiledeck.cli.group import COMMANDS
from profiledeck.cli.sources import Sources

Run = Callable[..., Result]

EVIL = r"""
slug: evil
profiles:
  default:
    display_name: "\e[2Jgone\u202e"
    inference_settings:
      chat: {engine: "\e]0;title\a"}
"""


def test_list_marks_defaults_the_selected_profile_and_shadows(run: Run) -> None:
    text = run("list", "--demo").stdout

    assert re.match(r"mark +registry +profile +engine +api_type +context +in +out +shadowed by +problems\n", text)
    assert re.search(r"^>\* +user-overrides +assistant +gpt-5-nano .* - +1 warning$", text, re.MULTILINE)
    assert re.search(r"^\* +lab +open-weights .* fireworks +131,072 +\? +\? +- +-$", text, re.MULTILINE)
    assert re.search(r"^ +lab +assistant .* 1,047,576 +\$0\.10 +\$0\.40 +user-overrides +-$", text, re.MULTILINE)
    assert re.search(r"^ +provider-local +chat .* 32,768 +\$0 +\$0 +- +-$", text, re.MULTILINE)


def test_show_sets_own_values_beside_effective_ones(run: Run) -> None:
    text = run("show", "team-agent/assistant", "--demo").stdout

    assert re.search(r"stacks on +default\n", text)
    assert re.search(r"used by +user-overrides/assistant, lab/assistant\n", text)
    assert re.search(r"which is +shadowed by user-overrides\n", text)
    assert re.search(r"place +sample-registries/20-team\.yaml:33:5\n", text)
    assert re.search(r"chat\.engine +gpt-5-mini +gpt-5-mini +3 team-agent/assistant\n", text)
    assert re.search(r"chat\.stream +- +true +1 provider-openai/default\n", text)


def test_show_of_an_empty_profile_says_so(run: Run) -> None:
    assert "It sets nothing and inherits nothing." in run("show", "scratch", "--demo").stdout


def test_resolve_gives_each_value_its_layer_and_place(run: Run) -> None:
    text = run("resolve", "--demo").stdout

    assert re.match(r"path +value +layer +place\n", text)
    assert re.search(
        r"^chat\.engine +gpt-5-nano +4 user-overrides/assistant +sample-registries/30-user\.yaml:16:17$",
        text,
        re.MULTILINE,
    )


def test_resolve_with_trace_names_what_was_overridden_and_dropped(run: Run) -> None:
    text = run("resolve", "analyst", "--demo", "--trace").stdout

    assert re.search(
        r"chat\.engine +gpt-5 +3 provider-openai/gpt-5 .*\n  overridden +gpt-4o-mini +2 team-agent/default .*\n"
        r"  overridden +gpt-4o-mini +1 provider-openai/default ",
        text,
    )
    assert re.search(r"model_info\.cost\.cache_read +\(dropped\) +4 team-agent/analyst +-\n  lost +0\.125 ", text)


def test_explain_tells_the_winner_first_then_the_losers_and_the_rule(run: Run) -> None:
    text = run("explain", "assistant", "chat.engine", "--demo").stdout
    layers = re.findall(r"^  (\d) .*  (wins|overridden)$", text, re.MULTILINE)

    assert layers == [("4", "wins"), ("3", "overridden"), ("2", "overridden"), ("1", "overridden")]
    assert "sample-registries/30-user.yaml:16:17" in text
    assert "The model to call." in text
    assert "Rule: set, the topmost layer that sets it wins." in text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("chat.stop", "a list replaces the whole list below it"),
        ("chat.stop[0]", 'chat.stop = ["</answer>"]'),
        ("chat.api_type", "Known values: openai, open-responses"),
        ("/inference_settings/chat/engine", "chat.engine = gpt-5-nano"),
        ("inference_settings.chat.engine", "chat.engine = gpt-5-nano"),
        ("model_info.context_window", "Integer in tokens."),
        ("api.api_keys.openai-api-key", "Secret."),
        ("extensions.app.prompts@v1.tone", 'extensions."app.prompts@v1".tone = friendly'),
        ('extensions."app.prompts@v1"', "maps merge key by key"),
    ],
)
def test_explain_finds_what_is_meant(run: Run, path: str, said: str) -> None:
    result = run("explain", "assistant", path, "--demo")

    assert said in result.stdout


def test_explain_of_a_section_covers_every_value_and_what_was_dropped(run: Run) -> None:
    text = run("explain", "analyst", "model_info.cost", "--demo").stdout

    assert re.findall(r"^model_info\.cost\.(\w+) (=|was dropped)", text, re.MULTILINE) == [
        ("input", "="),
        ("output", "="),
        ("cache_read", "was dropped"),
        ("cache_write", "was dropped"),
    ]
    assert "layer 4 team-agent/analyst sets all prices anew and does not name this one" in text


def test_explain_shows_the_text_that_was_coerced(run: Run) -> None:
    assert "1047576 (written 1_047_576)" in run("explain", "coder", "model_info.context_window", "--demo").stdout


def test_a_base_lies_beneath_the_stack(run: Run, tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text("client:\n  timeout: 60\nchat:\n  temperature: 1.5\n  engine: none\n")

    text = run("resolve", "--demo", "--base", str(base)).stdout

    assert re.search(rf"client\.timeout +60 +0 {re.escape(str(base))} +{re.escape(str(base))}:2:12\n", text)
    assert re.search(r"chat\.engine +gpt-5-nano +4 ", text)


def test_nothing_in_a_registry_can_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "evil.yaml"
    source.write_text(EVIL)

    for line in (("list",), ("show", "default"), ("resolve",), ("explain", "default", "chat"), ()):
        output = run(*line, "-s", str(source)).output
        assert not [letter for letter in output if not letter.isprintable() and letter != "\n"]


def test_diff_sets_the_values_that_differ_side_by_side(run: Run, tmp_path: Path) -> None:
    line = ("diff", "careful", "team-agent/default", "--demo")
    text = run(*line).stdout

    assert re.match(r"path +team-agent/careful +layer +team-agent/default +layer\n", text)
    assert re.search(r"^chat\.stream +false +3 team-agent/careful +true +1 provider-openai/default$", text, re.M)
    assert re.search(r"^chat\.temperature +0 +3 team-agent/careful +not set *$", text, re.M)
    assert "chat.engine" not in text
    (tmp_path / "base.yaml").write_text("chat: {temperature: 0}\n")
    based = run(*line, "--all", "--base", str(tmp_path / "base.yaml")).stdout
    assert re.search(r"^= +chat\.temperature +0 +3 team-agent/careful +0 +0 .*base\.yaml$", based, re.M)
    assert re.search(r"^≠ +chat\.stream +false +3 team-agent/careful +true +1 ", based, re.M)


def test_colours_are_for_terminals_and_can_be_refused(run: Run) -> None:
    def coloured(**env: str) -> bool:
        return "\x1b[1m" in CliRunner().invoke(main, ["resolve", "--demo"], color=True, env=env).stdout

    assert coloured()
    assert not coloured(NO_COLOR="1")
    assert "\x1b" not in run("resolve", "--demo").output


def test_every_command_of_the_help_is_there_and_has_help_of_its_own() -> None:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help


def test_a_terminal_opens_the_app(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = _opened(monkeypatch)

    result = run("a.yaml", "b.db", "-s", "c.yaml")

    assert (result.exit_code, result.stdout) == (0, "")
    assert [(each.entries, each.read_only) for each in opened] == [(("c.yaml", "a.yaml", "b.db"), False)]


@pytest.mark.parametrize("line", ["--read-only a.yaml", "browse --read-only a.yaml", "a.yaml --read-only"])
def test_the_app_can_be_kept_from_writing(run: Run, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    opened = _opened(monkeypatch)

    assert run(*line.split()).exit_code == 0
    assert [(each.entries, each.read_only) for each in opened] == [(("a.yaml",), True)]


@pytest.mark.parametrize("line", ["", "--demo", "browse --demo"])
def test_the_app_does_not_write_to_the_samples(run: Run, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    opened = _opened(monkeypatch)

    assert run(*line.split()).exit_code == 0
    assert [each.read_only for each in opened] == [True]


def _opened(monkeypatch: pytest.MonkeyPatch) -> list[Sources]:
    """What the app will have been opened with."""
    opened: list[Sources] = []
    monkeypatch.setattr("profiledeck.cli.browse.has_terminal", lambda: True)
    monkeypatch.setattr("profiledeck.cli.open_app.open_app", opened.append)
    return opened
