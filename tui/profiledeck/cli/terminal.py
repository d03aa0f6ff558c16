"""The terminal, for an app whose output goes elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_STREAMS = (0, 1, 2)
"""The descriptors of input, output and errors."""


class NoTerminal(Exception):
    """There is none to draw on."""


@contextmanager
def on_terminal() -> Iterator[None]:
    """While it lasts, input, output and errors are all the terminal, wherever they lead otherwise.

    Raises :class:`NoTerminal`.
    """
    if all(map(os.isatty, _STREAMS)):
        yield
        return
    terminal = _terminal()
    _flush()
    kept = list(map(os.dup, _STREAMS))
    try:
        for stream in _STREAMS:
            os.dup2(terminal, stream)
        yield
    finally:
        _flush()
        for stream, before in zip(_STREAMS, kept, strict=True):
            os.dup2(before, stream)
        for each in (terminal, *kept):
            os.close(each)


def _terminal() -> int:
    """A descriptor of the terminal that a stream still leads to, or else of the one that the program was started in."""
    names = (os.ttyname(stream) for stream in _STREAMS if os.isatty(stream))
    try:
        return os.open(next(names, "/dev/tty"), os.O_RDWR | os.O_NOCTTY)
    except (OSError, AttributeError):  # Windows has neither
        raise NoTerminal from None


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
