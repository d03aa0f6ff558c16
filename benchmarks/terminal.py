"""Programs in a pseudo-terminal: the time to the first paint, and from a key to the last byte of its repaint."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from bare_app import LABEL
from chain_files import FILES, PROFILES, registry_slug, write_chain
from timing import Comparison, medians

HERE = Path(__file__).parent
DEMO_CONTENT = "gpt-5-nano"
"""The model of a profile in the demo chain: on the screen as soon as the tree is."""

PAINT_LIMIT = 2.0
PAINT_ROUNDS = 9
KEY_LIMIT = 3.0
KEY_ENOUGH = 16.0
"""Milliseconds: one frame at 60 Hz."""

KEYS = 80
_DOWN = b"\x1b[B"
_COLUMNS, _LINES = 140, 40
_QUIET = 0.15  # seconds without output after which a repaint is complete
_PATIENCE = 60.0
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_CHECKED = f"{FILES * PROFILES:,} profiles"
_CHECKING = f"{_CHECKED} · checking"


class Terminal:
    """A program that runs in a pseudo-terminal of its own; the ``with`` block ends it."""

    def __init__(self, command: Sequence[str]) -> None:
        self._fd, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
        self._output = bytearray()
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=inside, stdout=inside, stderr=inside, cwd=HERE.parent, env=_environment()
        )
        os.close(inside)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._fd)

    @property
    def text(self) -> str:
        """What was written so far, without the control sequences."""
        return _ESCAPES.sub("", self._output.decode(errors="replace"))

    def wait_for(self, content: str) -> float:
        """The moment at which ``content`` was written.

        Raises ``TimeoutError``, or ``EOFError`` when the program ends.
        """
        return self.wait_until(lambda: content.encode() in self._output)

    def wait_until(self, done: Callable[[], bool]) -> float:
        """As :meth:`wait_for`, for a condition that is looked at after each piece of output."""
        while not done():
            if not self._read(_PATIENCE):
                raise TimeoutError(f"no sign of it in {_PATIENCE} s; the screen ends in {self.text[-200:]!r}")
        return time.perf_counter()

    def settle(self) -> float:
        """Reads until nothing comes any more, and gives the moment of the last output."""
        last = time.perf_counter()
        while self._read(_QUIET):
            last = time.perf_counter()
        return last

    def press(self, key: bytes) -> float:
        """The milliseconds from ``key`` to the last byte that it made the program write."""
        start = time.perf_counter()
        os.write(self._fd, key)
        if not self._read(_PATIENCE):
            raise TimeoutError("the key painted nothing")
        return (self.settle() - start) * 1000

    def _read(self, patience: float) -> bool:
        """Takes in one piece of output; false when none came within ``patience`` seconds."""
        if not select.select([self._fd], [], [], patience)[0]:
            return False
        try:
            self._output += os.read(self._fd, 1 << 20)
        except OSError:  # Linux's way to say that the other side has closed
            raise EOFError(f"the program ended: {self.text[-500:]!r}") from None
        return True


def measure_first_paint(_folder: Path) -> Iterator[Comparison]:
    """From the start of the process to real content. The first run of each fills the bytecode caches."""

    def times() -> tuple[float, float]:
        return (
            _first_paint([*_profiledeck(), "--demo"], DEMO_CONTENT),
            _first_paint([sys.executable, str(HERE / "bare_app.py")], LABEL),
        )

    times()
    figures = medians(times, rounds=PAINT_ROUNDS)
    yield Comparison("start to first paint, demo", "a bare Textual app", *figures, PAINT_LIMIT)


def measure_key(folder: Path) -> Iterator[Comparison]:
    """The 95th percentile of cursor keys in the tree of a large chain, one registry opened."""
    write_chain(folder)
    bare_command = [sys.executable, str(HERE / "bare_tree.py")]
    with Terminal([*_profiledeck(), str(folder)]) as deck, Terminal(bare_command) as bare:
        deck.wait_until(lambda: _is_checked(deck.text))
        bare.wait_for(registry_slug(FILES - 1))
        for terminal in (deck, bare):
            terminal.settle()
            terminal.press(_DOWN)
        ours, theirs = zip(*[(deck.press(_DOWN), bare.press(_DOWN)) for _ in range(KEYS)], strict=True)
    yield Comparison(
        "cursor key to paint, p95", "a Textual Tree", _p95(ours), _p95(theirs), KEY_LIMIT, enough=KEY_ENOUGH
    )


def _first_paint(command: Sequence[str], content: str) -> float:
    with Terminal(command) as terminal:
        return (terminal.wait_for(content) - terminal.started) * 1000


def _is_checked(text: str) -> bool:
    """Whether the header, when it was last painted, no longer said that the chain is being checked."""
    return text.rfind(_CHECKED) > text.rfind(_CHECKING)


def _profiledeck() -> list[str]:
    return [str(Path(sys.executable).with_name("profiledeck"))]


def _p95(figures: Sequence[float]) -> float:
    return statistics.quantiles(figures, n=20)[-1]


def _environment() -> dict[str, str]:
    """Ours, with a terminal of full colour, and without what stops bytecode from being cached or changes the app."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONDONTWRITEBYTECODE", "NO_COLOR") and not name.startswith(("TEXTUAL", "PROFILEDECK"))
    }
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
