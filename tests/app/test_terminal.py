"""The program as it is started, in a terminal of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

COLOUR = re.compile(rb"[34]8;2;(\d+);(\d+);(\d+)")
"""A colour as the terminal is told it: red, green, blue."""

PATIENCE = 30.0
"""Seconds until a text that does not come counts as missing."""


class Terminal:
    """A program in a pseudo-terminal: what it wrote, and keys for it. With a ``shell`` it is what that runs."""

    def __init__(self, columns: int, lines: int, *args: str, shell: str = "") -> None:
        self._master, self._slave = pty.openpty()
        self._ends = [self._master, self._slave]
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.modes = termios.tcgetattr(self._slave)
        surroundings = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "core"), str(ROOT / "tui")]),
            "PYTHON": sys.executable,
        }
        self.process = subprocess.Popen(
            ["sh", "-c", shell] if shell else [sys.executable, "-m", "profiledeck", *args],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=surroundings,
            start_new_session=True,
            # A shell has it for its controlling terminal, which what it runs can always find.
            preexec_fn=(lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)) if shell else None,
        )
        self.written = b""

    def read_until(self, text: str, since: int | None = None) -> bytes:
        """What is written from now on, or ``since`` then, up to ``text`` and what came with it."""
        start = len(self.written) if since is None else since
        deadline = time.monotonic() + PATIENCE
        while text.encode() not in self.written[start:]:
            ready, _, _ = select.select([self._master], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, f"{text!r} did not come; the last was {self.written[-2000:]!r}"
            self.written += os.read(self._master, 65536)
        return self.written[start:]

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def exit_code(self) -> int:
        """Reads on until the program ends."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            if select.select([self._master], [], [], 0.02)[0]:
                self.written += os.read(self._master, 65536)
        while select.select([self._master], [], [], 0)[0]:
            self.written += os.read(self._master, 65536)
        return self.process.wait(timeout=0)

    def modes_now(self) -> list[object]:
        return termios.tcgetattr(self._slave)

    def hang_up(self) -> None:
        """Takes the terminal away, and tells nobody."""
        while self._ends:
            os.close(self._ends.pop())

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.hang_up()


@contextmanager
def started(columns: int, lines: int, *args: str, shell: str = "") -> Iterator[Terminal]:
    terminal = Terminal(columns, lines, *args, shell=shell)
    try:
        yield terminal
    finally:
        terminal.close()


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 36)])
def test_it_opens_answers_keys_and_leaves_the_terminal_as_it_was(columns: int, lines: int) -> None:
    with started(columns, lines, "--demo") as terminal:
        first = terminal.read_until("gpt-5-nano")
        assert b"\x1b[?1049h" in terminal.written, "the app has a screen of its own"
        assert b"Registries" in first
        terminal.press("j")
        terminal.read_until("user-overrides/mutable")
        for keys, text in (("/opus", "provider-anthropic/opus"), ("\r", "Registries"), ("m", "Stack matrix")):
            since = len(terminal.written)
            terminal.press(keys)
            terminal.read_until(text, since)
        terminal.read_until("provider-anthropic/opus", since)
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.modes_now() == terminal.modes
        for mode in (b"?1049", b"?1000"):
            assert terminal.written.rfind(b"\x1b[%bl" % mode) > terminal.written.rfind(b"\x1b[%bh" % mode)
        assert terminal.written.rfind(b"\x1b[?25h") > terminal.written.rfind(b"\x1b[?25l")


def test_it_ends_when_its_terminal_is_gone() -> None:
    with started(80, 24, "--demo") as terminal:
        terminal.read_until("gpt-5-nano")
        terminal.hang_up()
        terminal.process.wait(PATIENCE)


def test_a_terminal_without_colours_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with started(80, 24, "--demo") as terminal:
        terminal.read_until("gpt-5-nano")
        terminal.press("q")
        assert terminal.exit_code() == 0
        colours = {tuple(found) for found in COLOUR.findall(terminal.written)}
    assert colours
    assert all(red == green == blue for red, green, blue in colours)


def test_an_editor_gets_the_terminal_and_gives_it_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "editor.py"
    script.write_text("import sys\nprint('editing', *sys.argv[1:], flush=True)\ninput()\n")
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{script}'")
    source = "sample-registries/broken/unknown-key.yaml"
    with started(80, 24, source) as terminal:
        terminal.read_until("unknown-key/default")
        terminal.press("p")
        terminal.read_until("Go there")
        terminal.press("o")
        terminal.read_until(f"editing +8 {source}")
        assert terminal.modes_now() == terminal.modes
        since = len(terminal.written)
        terminal.press("\n")
        terminal.read_until("Go there", since)
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.modes_now() == terminal.modes


def test_a_profile_is_derived_changed_reviewed_saved_and_taken_back(tmp_path: Path) -> None:
    for name in ("10-provider-openai.yaml", "20-team.yaml", "30-user.yaml"):
        shutil.copy(Path("sample-registries", name), tmp_path)
    path = tmp_path / "30-user.yaml"
    before = path.read_text("utf-8")
    with started(80, 24, *map(str, sorted(tmp_path.iterdir()))) as terminal:

        def press(keys: str, until: str) -> None:
            since = len(terminal.written)
            terminal.press(keys)
            terminal.read_until(until, since)

        terminal.read_until("gpt-5-nano")
        press("D", "Derive from")
        press("mine\r", "Derive user-overrides/mine")
        press("3", "[Settings]")
        press("e", "Esc drop what was typed")
        press("o3\r", "2 edits")
        press("S", "Keep and close")
        press("acareful", "team-agent/careful on top")
        press("\r", "●")
        press("J", "careful")
        press("\x1b", "3 edits")
        press("\x13", "Can be saved")
        press("y", "Saved")
        (stamp,) = set(re.findall(r"_at_ms: (\d+)\n", path.read_text("utf-8")))
        metadata = f"  version: 18\n  tags: [personal]\n  created_at_ms: {stamp}\n  updated_at_ms: {stamp}\n"
        assert path.read_text("utf-8") == before.replace(
            "metadata:\n  source: user", f"{MINE}\nmetadata:\n  source: user"
        ).replace("  version: 17\n  tags: [personal]\n", metadata)
        press("\x1a", "1 edit")
        press("\x13", "Can be saved")
        press("y", "Saved")
        assert path.read_text("utf-8") == before
        terminal.press("q")
        assert terminal.exit_code() == 0


MINE = """\
  mine:
    stack:
    - registry_slug: team-agent
      profile_slug: careful
    - profile_slug: assistant
    inference_settings:
      chat:
        engine: o3
"""


DOCUMENT = """\
profile: {active: assistant}
profiles:
  assistant: {inference_settings: {chat: {engine: gpt-5, api_type: openai}}}
  zebra: {inference_settings: {chat: {engine: gpt-4.1, api_type: openai}}}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: a project with a config document of Pinocchio's."""
    (tmp_path / ".pinocchio.yml").write_text(DOCUMENT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_sources_it_opens_what_pinocchio_finds(project: Path) -> None:
    with started(120, 36) as terminal:
        terminal.read_until("from profile.active in .pinocchio.yml:1")
        since = len(terminal.written)
        terminal.press("b")
        terminal.read_until("final", since)
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.modes_now() == terminal.modes


PICK = 'picked=$("$PYTHON" -m profiledeck pick {options}{redirected}); echo "picked [$picked], $?"'


@pytest.mark.parametrize("redirected", ["", " 2>errors", " </dev/null", " </dev/null 2>errors"])
def test_a_profile_is_picked_on_the_terminal_while_the_output_is_caught(project: Path, redirected: str) -> None:
    with started(100, 30, shell=PICK.format(options="--slug", redirected=redirected)) as terminal:
        terminal.read_until("zebra")
        terminal.press("j")
        terminal.read_until("gpt-4.1")
        terminal.press("\r")
        terminal.read_until("picked [zebra], 0")
        assert terminal.exit_code() == 0
        assert terminal.modes_now() == terminal.modes


@pytest.mark.parametrize(("keys", "said"), [("\r", "picked [config-inline/assistant], 0"), ("q", "picked [], 130")])
def test_how_picking_ends(project: Path, keys: str, said: str) -> None:
    with started(100, 30, shell=PICK.format(options="", redirected="")) as terminal:
        terminal.read_until("zebra")
        terminal.press(keys)
        terminal.read_until(said)
        assert terminal.exit_code() == 0
        assert terminal.modes_now() == terminal.modes
