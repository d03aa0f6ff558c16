"""How editors are asked to open a file at a line."""

from __future__ import annotations

import shlex
from pathlib import PureWindowsPath

_WITH_GOTO = frozenset({"code", "codium", "cursor"})
_WITH_COLONS = frozenset({"subl", "zed"})
_WITHOUT_LINES = frozenset({"notepad"})
_PROGRAM_SUFFIXES = frozenset({".exe", ".cmd", ".bat", ".com"})


def editor_command(
    editor: str, file: str, line: int | None = None, column: int | None = None, *, windows: bool = False
) -> list[str]:
    """The arguments that open ``file`` at ``line`` and ``column``, both from 1, in ``editor``.

    ``editor`` is a command with its own arguments, as ``$EDITOR`` has it; blank, it is ``vi``, or ``notepad`` on
    Windows. An editor that is not known takes ``+LINE FILE``, as most do. Raises ``ValueError`` for a quote that is
    never closed.
    """
    words = _words(editor, windows) or ["notepad" if windows else "vi"]
    # A name that begins like an option must not be taken for one.
    path = f"./{file}" if file.startswith(("-", "+")) else file
    return [*words, *_place(_program(words[0]), path, line, column)]


def _place(program: str, path: str, line: int | None, column: int | None) -> list[str]:
    wait = ["--wait"] if program in _WITH_GOTO else []
    if line is None or program in _WITHOUT_LINES:
        return [path, *wait]
    if program in _WITH_GOTO:
        return ["--goto", f"{path}:{line}:{column or 1}", *wait]
    if program in _WITH_COLONS:
        return [f"{path}:{line}:{column or 1}"]
    return [f"+{line}", path]


def _words(editor: str, windows: bool) -> list[str]:
    # Read the way of a POSIX shell, a Windows path would lose its backslashes.
    return [word.strip('"') if windows else word for word in shlex.split(editor, posix=not windows)]


def _program(word: str) -> str:
    """The name of the program, without its folder and what Windows ends it with."""
    path = PureWindowsPath(word)
    return (path.stem if path.suffix.lower() in _PROGRAM_SUFFIXES else path.name).lower()
