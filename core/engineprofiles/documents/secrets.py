"""The secrets of a registry, and texts without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Any, overload

import yaml

from engineprofiles.documents.events import first_document
from engineprofiles.documents.scalars import Plain
from engineprofiles.documents.typed import key_text
from engineprofiles.model.fields import FIELDS, SECTIONS
from engineprofiles.model.registry import EMPTY, Registry
from engineprofiles.model.secrecy import MASK
from engineprofiles.problems import Path
from engineprofiles.redact import redact_under

_RECOGNISABLE = 8
"""A secret of so many letters is one wherever it stands, in a comment too."""
# Without white space a scalar is never spread over lines; without quotes and escapes it is spelled as it is read.
_STANDS_AS_IT_IS = re.compile(r"[!#-&(-~]+")
# What stands around a scalar; a short secret is one only as a whole.
_BEFORE, _AFTER = r"""(?<![^\s"',\[\]{}:])""", r"""(?![^\s"',\[\]{}:])"""

_OPEN_SECTIONS = frozenset(
    section for (section, *_) in SECTIONS if not any(each.secret for each in FIELDS.values() if each.section == section)
)
"""Sections that have nothing secret, which is most of every registry."""


def secrets_of(registry: Registry) -> frozenset[str]:
    """The texts in ``registry`` that must not be shown."""
    found = set(_secrets("inference_settings", (), registry.unknown))
    for profile in registry.profiles.values():
        for key, value in (profile.inference_settings or EMPTY).items():
            if key not in _OPEN_SECTIONS:
                found.update(_secrets("inference_settings", (key_text(key),), value))
        if profile.unknown:
            found.update(_secrets("inference_settings", (), profile.unknown))
        if profile.extensions:
            found.update(_secrets("extensions", (), profile.extensions))
    return frozenset(found)


def masked_strings(tree: Any, secrets: Set[str]) -> Any:
    """``tree`` with a mask in place of every text that is one of ``secrets``."""
    if isinstance(tree, Mapping):
        return {key: masked_strings(value, secrets) for key, value in tree.items()}
    if isinstance(tree, list):
        return [masked_strings(value, secrets) for value in tree]
    return MASK if isinstance(tree, str) and tree in secrets else tree


def masked_lines(text: str, secrets: Set[str]) -> Sequence[str]:
    """The lines of a YAML ``text`` with a mask in place of ``secrets``; there are as many as before."""
    if not secrets:
        return lines_of(text)
    if "\\" not in text and all(map(_STANDS_AS_IT_IS.fullmatch, secrets)):
        return _MaskedLines(lines_of(text), secrets)
    letters = list(text)
    for start, end in _spans(text, secrets):
        _cover(letters, start, end)
    lines = lines_of("".join(letters))
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _RECOGNISABLE:
            lines = [line.replace(secret, MASK) for line in lines]
    return lines


class _MaskedLines(Sequence[str]):
    """Lines that are masked when they are looked at, for secrets that stand in one piece wherever they stand."""

    def __init__(self, lines: Sequence[str], secrets: Set[str]) -> None:
        self._lines = lines
        self._secrets = secrets

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._secrets, key=len, reverse=True)
        found = (
            re.escape(each) if len(each) >= _RECOGNISABLE else rf"{_BEFORE}{re.escape(each)}{_AFTER}"
            for each in longest_first
        )
        return re.compile("|".join(found))

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self[at] for at in range(len(self))[index]]
        return self._pattern.sub(MASK, self._lines[index])


def lines_of(text: str) -> list[str]:
    """The lines of ``text`` without their breaks, as YAML and editors count them."""
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]


def _secrets(root: str, path: Path, node: Any) -> Iterator[str]:
    waiting = [(path, node)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, dict):
            waiting += [((*path, key_text(key)), value) for key, value in node.items()]
        elif isinstance(node, list):
            waiting += [(path, value) for value in node]
        else:
            text = node.text if type(node) is Plain else node
            if isinstance(text, str) and text and redact_under(root, path, text) != text:
                yield text


def _spans(text: str, secrets: Set[str]) -> Iterator[tuple[int, int]]:
    """Where the scalars stand that are secret."""
    try:
        for event in first_document(text):
            start, end = event.start_mark.index, event.end_mark.index
            if type(event) is yaml.ScalarEvent and event.value in secrets:
                yield start, end
    except yaml.YAMLError:
        return


def _cover(letters: list[str], start: int, end: int) -> None:
    """Puts one mask on each line from ``start`` to ``end`` and leaves the line breaks."""
    covered = False
    for index in range(start, end):
        if letters[index] in "\r\n":
            covered = False
        else:
            letters[index] = "" if covered else MASK
            covered = True
