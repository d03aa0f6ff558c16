"""The documents of ``styles/``, and the edits that are made in each of them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from engineprofiles.documents.edits import Edit, Put, Remove, Rename
from engineprofiles.documents.reader import read
from engineprofiles.documents.surgery import edited
from engineprofiles.problems import ProfilesError

FOLDER = Path(__file__).parent / "styles"
STYLES = ("crlf", *sorted(path.stem for path in FOLDER.glob("*.yaml")))

_FAST, _SLOW = ("profiles", "fast"), ("profiles", "slow")
_ANOTHER = {"profile_slug": "another"}
_PROFILE = {
    "display_name": "yes",
    "stack": [{"profile_slug": "fast", "registry_slug": "team"}, {"profile_slug": "slow"}],
    "chat": {"engine": "4.10", "stop": ["a", "b"], "prompt": "Be brief.\nBe kind.\n"},
    "extensions": {},
}

OPERATIONS: Mapping[str, Callable[[list[Any]], Edit]] = {
    "set a number": lambda stack: Put((*_FAST, "chat", "temperature"), 0.7),
    "set a text over a number": lambda stack: Put((*_SLOW, "chat", "temperature"), "0.7"),
    "set the slug": lambda stack: Put(("slug",), "mine"),
    "add a key": lambda stack: Put((*_FAST, "chat", "engine"), "gpt-4.1"),
    "add a key under missing parents": lambda stack: Put((*_SLOW, "extensions", "app@v1", "tones"), ["kind"]),
    "add a profile": lambda stack: Put(("profiles", "new"), _PROFILE),
    "add to the stack": lambda stack: Put((*_FAST, "stack"), [*stack, _ANOTHER]),
    "add to the front of the stack": lambda stack: Put((*_FAST, "stack"), [_ANOTHER, *stack]),
    "turn the stack around": lambda stack: Put((*_FAST, "stack"), stack[::-1]),
    "change the second of the stack": lambda stack: Put((*_FAST, "stack"), [stack[0], _ANOTHER, *stack[2:]]),
    "remove the first of the stack": lambda stack: Remove((*_FAST, "stack", 0)),
    "remove the second of the stack": lambda stack: Put((*_FAST, "stack"), [stack[0], *stack[2:]]),
    "empty a stack": lambda stack: Remove((*_SLOW, "stack", 0)),
    "remove a key": lambda stack: Remove((*_FAST, "stack")),
    "remove the last key": lambda stack: Remove((*_SLOW, "chat", "temperature")),
    "remove the first profile": lambda stack: Remove(_FAST),
    "remove the last profile": lambda stack: Remove(_SLOW),
    "rename a profile": lambda stack: Rename(_FAST, "4.10"),
    "a text over a map": lambda stack: Put((*_FAST, "chat"), "none"),
    "a map over a list": lambda stack: Put((*_SLOW, "stack"), {"a": {"b": 1}}),
    "a list over a text": lambda stack: Put(("slug",), ["a", {"b": 1, "c": []}]),
    "nothing over a map": lambda stack: Put((*_FAST, "chat"), None),
    "change half of a profile": lambda stack: Put(
        _FAST, {"stack": stack, "chat": {"temperature": 0.2, "top_p": 1}, "metadata": {"tags": ["a"]}}
    ),
}


def text_of(style: str) -> str:
    if style == "crlf":
        return text_of("plain_indented").replace("\n", "\r\n")
    return (FOLDER / f"{style}.yaml").read_text(encoding="utf-8")


def told(style: str) -> str:
    """What each operation does to the lines of a document in ``style``."""
    return "\n".join(f"## {name}\n{_changed_lines(text_of(style), name)}" for name in OPERATIONS)


def _changed_lines(text: str, name: str) -> str:
    document = read(text, "team.yaml")
    edit = OPERATIONS[name](document.tree["profiles"]["fast"]["stack"])
    try:
        result = edited(document, [edit]).text
    except ProfilesError as error:
        return f"refused: {error}\n"
    before, after = text.splitlines(keepends=True), result.splitlines(keepends=True)
    lines = list(difflib.unified_diff(before, after, n=0))[2:]
    return "".join(line if line.endswith("\n") else f"{line}<no line break>\n" for line in lines).replace("\r", "<CR>")
