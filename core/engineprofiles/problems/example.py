"""How the examples of a code are written: as YAML, as a command line, or in words.

Lines are YAML; where they are of several files, a line ``# name.yaml`` begins each, and one ``# .pinocchio.yml`` a
config document. A command line begins with ``$``. What neither can show is said in words, on one line without a break.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

_FILE = re.compile(r"^# (\S+\.ya?ml)\n", re.MULTILINE)
_ONLY_FILE = "registry.yaml"


class Form(StrEnum):
    """How an example is written."""

    YAML = "yaml"
    COMMAND = "command"
    WORDS = "words"


def form_of(example: str) -> Form:
    """How ``example`` is written."""
    if example.startswith("$ "):
        return Form.COMMAND
    return Form.YAML if example.endswith("\n") else Form.WORDS


def files_of(example: str) -> Mapping[str, str]:
    """The texts of a YAML ``example`` by the names of their files."""
    first, *rest = _FILE.split(example)
    return dict(zip(rest[::2], rest[1::2], strict=True)) if rest else {_ONLY_FILE: first}
