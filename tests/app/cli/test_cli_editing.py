"""The commands that edit: how each ends, what it tells, and what the sources say afterwards."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from engineprofiles import Chain, ProfilesError, open_chain
from profiledeck.cli import main

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "sample-registries"

Edit = Callable[..., Result]

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")


@pytest.fixture
def registries(tmp_path: Path) -> Path:
    """A copy of the samples."""
    folder = tmp_path / "registries"
    folder.mkdir()
    for file in SAMPLES.iterdir():
        if file.suffix in (".yaml", ".db"):
            shutil.copy(file, folder)
    return folder


@pytest.fixture
def edit(registries: Path, monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Runs a command line on the copy of the samples."""
    monkeypatch.chdir(registries.parent)

    def run(line: str, typed: str | None = None) -> Result:
        result = CliRunner().invoke(
            main, ["-s", "registries", *shlex.split(line)], input=typed, prog_name="profiledeck"
        )
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".yaml", ".db")}


def says(chain: Chain, ref: str) -> dict[str, Any] | None:
    """What a profile says itself; ``None`` when there is no such one."""
    try:
        found = chain.resolve(ref)
    except ProfilesError:
        return None
    profile = chain.by_slug[found.registry].profiles[found.profile]
    layer = found.lineage[-1]
    return {
        **{".".join(map(str, path)): value for path, value in layer.settings.leaves.items()},
        **{".".join(map(str, path)): value for path, value in layer.extensions.leaves.items()},
        "stack": [str(each) for each in profile.stack],
        "name": profile.display_name,
        "description": profile.description,
        "tags": list(profile.metadata.tags),
        "version": profile.metadata.version,
        "by": profile.metadata.updated_by,
    }


DONE: tuple[tuple[str, str, str, dict[str, Any] | None], ...] = (
    # command line, part of stdout, a profile, and part of what it says afterwards
    ("set careful chat.temperature 0.25", "chat.temperature: 0 -> 0.25", "careful", {"chat.temperature": 0.25}),
    ("set careful chat.temperature 1 --actor me", "careful", "careful", {"version": 2, "by": "me"}),
    ("set careful chat.temperature 1 --expect-version 1", "careful", "careful", {"chat.temperature": 1}),
    ("set coder model_info.context_window 2m", "1047576 -> 2000000", "coder", {"model_info.context_window": 2_000_000}),
    ("set coder chat.stop '[a, b]'", '["a", "b"]', "coder", {"chat.stop": ["a", "b"]}),
    ("set coder openai.logit_bias.7 -- -100", "nothing -> ", "coder", {"openai.logit_bias.7": "-100"}),
    ("set assistant extensions.app.prompts@v1.tone 1", "friendly -> 1", "assistant", {"app.prompts@v1.tone": 1}),
    ("set assistant app.new@v2.x.y '[1]' --extension", "-> [1]", "assistant", {"app.new@v2.x.y": [1]}),
    ("unset careful chat.stream", "chat.stream: false -> true", "careful", {"chat.stream": None}),
    ("unset coder model_info", "model_info.id: gpt-4.1 -> gpt-4o-mini", "coder", {"model_info.id": None}),
    ("unset assistant app.prompts@v1 --extension", "Answer in one", "assistant", {"app.prompts@v1.system": None}),
    ("new team-agent/quick", "team-agent/quick is new", "quick", {"stack": []}),
    (
        "new quick --stack team-agent/careful --stack team-agent/coder --set chat.temperature=1 --set chat.engine=a=b",
        "user-overrides/quick is new",
        "user-overrides/quick",
        {"chat.engine": "a=b", "chat.temperature": 1},
    ),
    ("derive coder quick --set chat.temperature=1", "is new", "team-agent/quick", {"stack": ["coder"]}),
    ("derive coder user-overrides/quick", "is new", "user-overrides/quick", {"stack": ["team-agent/coder"]}),
    ("duplicate coder quick", "is new", "team-agent/quick", {"chat.engine": "gpt-4.1", "stack": ["default"]}),
    ("rename team-agent/default base", "unchanged, in both readings", "coder", {"stack": ["base"]}),
    ("move coder user-overrides", "unchanged, in both", "reviewer", {"stack": ["careful", "user-overrides/coder"]}),
    ("delete reviewer", "team-agent/reviewer is gone", "reviewer", None),
    ("delete careful --from-stacks", "team-agent/careful is gone", "reviewer", {"stack": ["coder"]}),
    (
        "stack add scratch team-agent/coder",
        "chat.engine: nothing -> gpt-4.1",
        "scratch",
        {"stack": ["team-agent/coder"]},
    ),
    ("stack add reviewer analyst --at 2", "", "reviewer", {"stack": ["careful", "analyst", "coder"]}),
    ("stack add reviewer analyst --before careful", "", "reviewer", {"stack": ["analyst", "careful", "coder"]}),
    ("stack add reviewer team-agent/analyst --at 9", "", "reviewer", {"stack": ["careful", "coder", "analyst"]}),
    ("stack remove reviewer coder", "chat.engine: gpt-4.1 ->", "reviewer", {"stack": ["careful"]}),
    ("stack move reviewer careful --after coder", "", "reviewer", {"stack": ["coder", "careful"]}),
    ("stack move reviewer coder --at 1", "", "reviewer", {"stack": ["coder", "careful"]}),
    (
        "describe coder --display-name Coding --tag a --tag b",
        "0 change",
        "coder",
        {"name": "Coding", "tags": ["a", "b"]},
    ),
    ("describe coder --description '' --no-tags", "0 change", "coder", {"description": "", "tags": []}),
    ("default offline", "user-overrides/default is new", "user-overrides/default", {"stack": ["offline"]}),
    (
        "pull-up provider-local/chat provider-local/embed --into shared",
        "Proof: effective",
        "shared",
        {"api.allow_http.openai": True},
    ),
    (
        "push-down team-agent/default chat.stop",
        "all 8 dependents unchanged",
        "careful",
        {"chat.stop": ["</answer>", "User:"]},
    ),
    (
        "push-down team-agent/default app.prompts@v1.tone --extension",
        "unchanged",
        "coder",
        {"app.prompts@v1.tone": "neutral"},
    ),
    ("flatten analyst", "the one dependent unchanged", "analyst", {"stack": [], "chat.engine": "gpt-5"}),
    ("flatten careful --anyway", "of 2 dependents change", "careful", {"stack": [], "chat.temperature": 0}),
)


@pytest.mark.parametrize(("line", "told", "ref", "wanted"), DONE, ids=[row[0] for row in DONE])
def test_what_is_done(
    edit: Edit, registries: Path, line: str, told: str, ref: str, wanted: dict[str, Any] | None
) -> None:
    before = texts(registries)
    words, dash, rest = line.partition(" -- ")

    shown = edit(f"{words} --dry-run{dash}{rest}")
    assert (shown.exit_code, told in shown.stdout) == (0, True), shown.output
    assert texts(registries) == before

    result = edit(f"{words} --yes{dash}{rest}")
    assert (result.exit_code, told in result.stdout) == (0, True), result.output
    assert " is written" in result.stderr
    assert texts(registries) != before
    found = says(open_chain(registries), ref)
    if wanted is None or found is None:
        assert found is wanted
    else:
        assert {key: found.get(key) for key in wanted} == wanted


ENDINGS = (
    # command line, exit code, part of stderr
    ("set careful chat.temperature 0 --yes", 0, "That is so already"),
    ("stack add reviewer coder --yes", 0, "That is so already"),
    ("rename coder coder --yes", 0, "That is so already"),
    ("describe coder --display-name Coder --yes", 0, "That is so already"),
    ("default team-agent/default --yes", 0, "That is so already"),
    ("flatten scratch --yes", 0, "That is so already"),
    ("unset careful chat.engine --yes", 1, "edit-refused: team-agent/careful does not set chat.engine itself"),
    ("duplicate coder careful --yes", 1, "name-taken: "),
    ("derive coder careful --dry-run", 1, "name-taken: "),
    ("new scratch --yes", 1, "name-taken: "),
    ("rename coder careful --yes", 1, "name-taken: "),
    ("delete coder --yes", 1, "still-used: team-agent/coder is used by team-agent/reviewer"),
    ("set coder chat.temperature 1 --expect-version 2 --yes", 1, "version-conflict: team-agent/coder has version 3"),
    ("stack add team-agent/default coder --yes", 1, "cycle: "),
    ("stack add reviewer nobody --yes", 1, "ref-missing-profile: "),
    ("flatten careful --yes", 1, "2 of 2 dependents change: team-agent/reviewer at chat.stream"),
    ("pull-up coder office --into shared --yes", 1, "set nothing alike"),
    ("push-down reviewer chat --yes", 1, "no profile stacks on team-agent/reviewer"),
    ("set careful chat.temperature 0.5", 2, "There is no terminal to ask on: --yes writes it"),
    ("set nobody chat.engine x --yes", 2, "profile 'nobody' not found"),
    ("set careful chat.engin x --yes", 2, "Did you mean chat.engine?"),
    ("set careful chat x --yes", 2, "It is a section: name one of its settings, such as chat.engine."),
    ("set careful chat..x x --yes", 2, "is not a path"),
    ("set careful extensions x --yes", 2, "PATH names nothing."),
    ("set careful chat.temperature hot --yes", 2, "chat.temperature takes a number, such as 0.2"),
    ("set careful chat.temperature --yes", 2, "Name a VALUE, or have it read with --stdin."),
    ("set careful chat.temperature 1 --stdin --yes", 2, "Name a VALUE, or have it read with --stdin."),
    ("new 'No Such!' --yes", 2, "is invalid"),
    ("new nowhere/quick --yes", 2, "registry 'nowhere' not found"),
    ("new quick --set chat.engine --yes", 2, "--set takes PATH=VALUE."),
    ("move coder nowhere --yes", 2, "registry 'nowhere' not found"),
    ("stack add reviewer coder --at 1 --yes", 2, "`profiledeck stack move` moves it"),
    ("stack add reviewer analyst --at 1 --before coder --yes", 2, "Name one place"),
    ("stack add reviewer analyst --at 0 --yes", 2, "0 is not in the range"),
    ("stack move reviewer coder --yes", 2, "Name a place: --at, --before or --after."),
    ("stack move reviewer coder --after analyst --yes", 2, "team-agent/analyst is not in the stack"),
    ("stack remove scratch coder --yes", 2, "is not in the stack, which is empty"),
    ("describe coder --yes", 2, "Say what to change"),
    ("describe coder --tag a --no-tags --yes", 2, "--no-tags takes all tags out"),
    ("describe coder --tag a --tag ' ' --yes", 2, "A tag is blank"),
    ("pull-up coder reviewer --into base --yes", 1, "Name profiles that set the same thing."),
    ("pull-up coder --yes", 2, "Missing option '--into'"),
)


@pytest.mark.parametrize(("line", "code", "stderr"), ENDINGS, ids=[row[0] for row in ENDINGS])
def test_what_is_not_done(edit: Edit, registries: Path, line: str, code: int, stderr: str) -> None:
    before = texts(registries)

    result = edit(line)

    assert (result.exit_code, stderr in result.stderr) == (code, True), result.output
    assert texts(registries) == before


def test_the_plan_reads_like_a_unified_diff(edit: Edit) -> None:
    lines = edit("set team-agent/careful chat.temperature 0.25 --dry-run").stdout.splitlines()

    assert lines[:4] == [
        "set chat.temperature in team-agent/careful",
        "",
        f"--- {os.path.join('registries', '20-team.yaml')}",
        f"+++ {os.path.join('registries', '20-team.yaml')}",
    ]
    assert lines[4].startswith("@@ -")
    assert "-        temperature: 0" in lines
    assert "+        temperature: 0.25" in lines
    assert lines[lines.index("Effective settings: 1 change, 1 masked, 24 untouched") :] == [
        "Effective settings: 1 change, 1 masked, 24 untouched",
        "team-agent/careful",
        "  chat.temperature: 0 -> 0.25",
        "team-agent/reviewer",
        "  chat.temperature stays, masked by team-agent/coder",
    ]


def test_problems_that_come_and_go_are_told(edit: Edit) -> None:
    come = edit("set coder chat.engine gpt-5 --dry-run").stdout
    gone = edit("unset assistant chat.engine --dry-run").stdout

    assert "Problems that appear:\n  registries/20-team.yaml:".replace("/", os.sep) in come
    assert "warning model-info-id-mismatch: team-agent/coder sets model_info.id gpt-4.1" in come
    assert "Problems that vanish:" in gone


def test_a_secret_comes_from_stdin_and_is_never_shown(edit: Edit, registries: Path) -> None:
    line = "set mutable api.api_keys.openai-api-key --stdin --yes"
    result = edit(line, typed="sk-of-mine\n")
    data = edit(f"{line} -f json", typed="sk-other\n")

    assert (result.exit_code, data.exit_code) == (0, 0), result.output + data.output
    assert 'api.api_keys."openai-api-key": •••••••• -> ••••••••' in result.stdout
    assert [key for key in ("sk-of-mine", "sk-other", "demo-personal") if key in result.output + data.output] == []
    found = says(open_chain(registries), "mutable")
    assert found is not None
    assert found["api.api_keys.openai-api-key"] == "sk-other"


def test_a_refused_value_is_not_shown(edit: Edit) -> None:
    for line in ("set mutable api.allow_http s3cret", "new x --set api.allow_http=s3cret", "new x --set s3cret"):
        assert "s3cret" not in edit(f"{line} --yes").output


def test_json_tells_the_same_as_data(edit: Edit, registries: Path) -> None:
    dry = edit("rename team-agent/default base --dry-run -f json")
    unasked = edit("rename team-agent/default base -f json")
    refused = edit("flatten careful --yes -f json")
    done = edit("rename team-agent/default base --yes -f json")
    nothing = edit("rename base base --yes -f json")

    endings = [result.exit_code for result in (dry, unasked, refused, done, nothing)]
    assert endings == [0, 2, 1, 0, 0]
    data = [json.loads(result.stdout) for result in (dry, unasked, refused, done, nothing)]
    assert len({tuple(each) for each in data}) == 1
    assert data[0]["operations"] == ["rename team-agent/default to base"]
    assert data[0]["proof"]["holds"] is True
    assert {"registry_slug": "team-agent", "profile_slug": "base"} in data[0]["proof"]["reached"]
    assert [each["code"] for each in data[2]["refusals"]] == ["edit-refused"]
    assert [each["profile_slug"] for each in data[2]["proof"]["changed"]] == ["reviewer"]
    assert "careful" in [each["profile_slug"] for each in data[2]["proof"]["in_geppetto"]]
    assert [os.path.basename(each["path"]) for each in data[3]["written"]] == ["20-team.yaml", "30-user.yaml"]
    assert [each["written"] for each in (data[0], data[1], data[2], data[4])] == [[]] * 4


def test_the_samples_are_not_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    before = texts(SAMPLES)

    result = CliRunner().invoke(main, ["set", "careful", "chat.temperature", "1", "--demo", "--yes"])

    assert (result.exit_code, "read-only: " in result.stderr) == (1, True)
    assert texts(SAMPLES) == before


def test_who_asks_to_look_only_writes_nothing(registries: Path) -> None:
    before = texts(registries)

    result = CliRunner().invoke(main, ["--read-only", "set", "-s", str(registries), "scratch", "chat.top_p", "1", "-y"])

    assert (result.exit_code, "opened to be read only" in result.stderr) == (1, True)
    assert texts(registries) == before


@on_posix
@pytest.mark.parametrize(
    ("answer", "code", "said"), [("y", 0, "is written"), ("n", 1, "Nothing is written."), ("", 1, "Nothing")]
)
def test_on_a_terminal_it_asks(registries: Path, answer: str, code: int, said: str) -> None:
    import pty

    before = texts(registries)
    child, terminal = pty.fork()
    if not child:
        line = ["set", "careful", "chat.temperature", "0.25", "-s", str(registries)]
        script = "import sys; from profiledeck.cli import main; main(sys.argv[1:])"
        path = os.pathsep.join(str(ROOT / floor) for floor in ("core", "tui"))
        os.execve(sys.executable, [sys.executable, "-c", script, *line], {**os.environ, "PYTHONPATH": path})
    shown = _read_until(terminal, b"Write this? [y/N]: ")
    os.write(terminal, f"{answer}\n".encode())
    shown += _read_until(terminal, None)
    _, status = os.waitpid(child, 0)

    assert (os.waitstatus_to_exitcode(status), said in shown.decode()) == (code, True)
    assert (texts(registries) != before) == (code == 0)


def _read_until(terminal: int, mark: bytes | None) -> bytes:
    """What is shown up to ``mark`` or, without one, to the end."""
    shown = b""
    while mark is None or mark not in shown:
        try:
            read = os.read(terminal, 4096)
        except OSError:  # what Linux gives at the end
            break
        if not read:
            break
        shown += read
    return shown
