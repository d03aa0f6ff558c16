"""Paths as a person writes them: ``chat.engine``, ``api.api_keys."openai-api-key"``, ``chat.stop[0]``."""

from __future__ import annotations

import json
import re

from engineprofiles.problems import Path, Problem

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_STEP = re.compile(
    r"""
    (?: ^ | (?<=.)\. ) (?: (?P<quoted> "(?:[^"\\]|\\.)*" ) | (?P<word> [^."\[\]\s]+ ) )
    | \[ (?P<index> [0-9]+ ) \]
    """,
    re.VERBOSE | re.DOTALL,
)


def format_path(path: Path) -> str:
    """``path`` with dots between its keys and list indexes in brackets.

    A key that is not a plain word of letters, digits and underscores is quoted as a JSON string is.
    """
    return "".join(map(_formatted, path)).removeprefix(".")


def parse_path(text: str) -> Path:
    """Reads what :func:`format_path` prints, and RFC 6901 pointers, which begin with a slash.

    Keys with dashes need no quotes: ``api.api_keys.openai-api-key``. A pointer does not tell list indexes from
    keys, so all its steps are texts. Raises ``ProfilesError`` (``path-invalid``).
    """
    if text.startswith("/"):
        return tuple(map(_unescaped, text[1:].split("/")))
    text = text.strip()
    steps: list[str | int] = []
    position = 0
    while position < len(text):
        match = _STEP.match(text, position)
        if match is None:
            raise _invalid(text)
        steps.append(_read(match))
        position = match.end()
    return tuple(steps)


def _formatted(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _PLAIN.fullmatch(step) else f".{json.dumps(step, ensure_ascii=False)}"


def _read(match: re.Match[str]) -> str | int:
    if match["index"]:
        return int(match["index"])
    if match["word"]:
        return match["word"]
    try:
        return str(json.loads(match["quoted"], strict=False))
    except ValueError:
        raise _invalid(match.string) from None


def _unescaped(step: str) -> str:
    if re.search("~(?![01])", step):
        raise _invalid(step)
    return step.replace("~1", "/").replace("~0", "~")


def _invalid(text: str) -> Exception:
    return Problem("path-invalid", f"{text!r} is not a path").error()
