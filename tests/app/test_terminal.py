"""The program as it is started, in a terminal of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

COLOUR = re.compile(rb"[34]8;2;(\d+);(\d+);(\d+)")
"""A colour as the terminal is told it: red, green, blue."""

PATIENCE = 30.0
"""Seconds until a text that does not come counts as missing."""


class Terminal:
    """A program in a pseudo-terminal: what it wrote, and keys for it."""

    def __init__(self, columns: int, lines: int, *args: str) -> None:
        self._master, self._slave = pty.openpty()
        self._ends = [self._master, self._slave]
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.modes = termios.tcgetattr(self._slave)
        surroundings = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": os.pathsep.join(["core", "tui"]),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "profiledeck", *args],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=surroundings,
            start_new_session=True,
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
def started(columns: int, lines: int, *args: str) -> Iterator[Terminal]:
    terminal = Terminal(columns, lines, *args)
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
        since = len(terminal.written)
        terminal.press("/opus\rm")
        terminal.read_until("Stack matrix", since)
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
