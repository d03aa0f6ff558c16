"""The only place that writes: data to stdout, words to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import IO, Any

import click

TONES: dict[str, dict[str, Any]] = {
    "heading": {"bold": True},
    "strong": {"bold": True},
    "dim": {"dim": True},
    "error": {"fg": "red"},
    "warning": {"fg": "yellow"},
    "added": {"fg": "green"},
    "removed": {"fg": "red"},
}
"""How the tones of a span look on a terminal. No meaning is left to them: the words say it all."""

Spans = Iterable[tuple[str, str]]


def format_option(*choices: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Adds ``--format``; the first of ``choices`` is the default."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help="How to print it.",
    )


def write_data(data: Any, form: str) -> None:
    """Prints plain data to stdout as ``json``, ``yaml`` or ``toml``."""
    from profiledeck.presenters.formats import FORMATS

    _write(FORMATS[form](data), sys.stdout)


def write_lines(lines: Iterable[Spans]) -> None:
    """Prints lines of ``(text, tones)`` to stdout, styled where it is a terminal and NO_COLOR is not set."""
    _write("".join(f"{styled(line)}\n" for line in lines), sys.stdout)


def write_text(text: str) -> None:
    """Prints a text that is a document to stdout, as it is."""
    _write(text, sys.stdout)


def say(text: str) -> None:
    """Tells something on stderr."""
    _write(f"{printable(text)}\n", sys.stderr)


def styled(line: Spans) -> str:
    """A line with the escape codes of its tones, and nothing else that could steer a terminal."""
    return "".join(_styled(printable(text), tones.split()) for text, tones in line)


def _styled(text: str, tones: Iterable[str]) -> str:
    style: dict[str, Any] = {}
    for tone in tones:
        style |= TONES.get(tone, {})
    return click.style(text, **style) if style else text


def printable(text: str) -> str:
    """``text`` with every control character but the line break as an escape."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter == "\n" else _escaped(letter) for letter in text)


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode() if ord(letter) < 256 else f"\\u{ord(letter):04x}"


def _write(text: str, stream: IO[str]) -> None:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    text = text.encode(encoding, "backslashreplace").decode(encoding)
    click.echo(text, stream, nl=False, color=False if os.environ.get("NO_COLOR") else None)
