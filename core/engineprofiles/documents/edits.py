"""Edits of a document as values, and what a tree is once they are made.

Paths are those of :meth:`YamlDocument.locate`: the keys of the document as text, and positions in lists. The documents
of a database have the paths of YAML, whatever their keys are called there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engineprofiles.documents.scalars import Plain
from engineprofiles.documents.typed import key_text
from engineprofiles.problems import Location, Path, Problem, ProfilesError


@dataclass(frozen=True, slots=True)
class Written:
    """A value as its author wrote it. Where lines cannot stand, ``value`` is all that counts.

    ``text`` is YAML without common indentation, comments included. ``above`` are the comment lines above its key, and
    ``beside`` the comment on the line of the key; a key that is there already keeps its own.
    """

    text: str = field(repr=False)
    value: Any
    above: str = field(default="", repr=False)
    beside: str = field(default="", repr=False)

    @property
    def in_brackets(self) -> bool:
        """Whether the text is a list or map inside brackets, which has no lines of its own."""
        return self.text.startswith(("{", "["))


@dataclass(frozen=True, slots=True)
class Put:
    """Puts ``value`` at ``path``, in place of what is there; maps that are missing on the way are made.

    A value is a text, a boolean, a number, ``None``, a list, a dict, or a :class:`Plain` that keeps its spelling; or
    one of these as :class:`Written`.
    """

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Remove:
    """Removes what is at ``path``. The map around it stays, empty if need be."""

    path: Path


@dataclass(frozen=True, slots=True)
class Rename:
    """Gives the value at ``path`` the key ``key``; it stays in its place among its neighbours."""

    path: Path
    key: str


Edit = Put | Remove | Rename


def edited_tree(tree: Any, edits: Iterable[Edit]) -> Any:
    """What ``tree`` is after ``edits``, one after the other. ``tree`` itself stays as it is.

    Raises ``KeyError`` for a path that leads nowhere, and for a new key that is there already.
    """
    for edit in edits:
        tree = _edited(tree, edit.path, edit)
    return tree


def node_at(tree: Any, path: Path) -> Any:
    """What stands at ``path`` of ``tree``. Raises ``KeyError`` where nothing does."""
    for step in path:
        if isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
            tree = tree[step]
        elif isinstance(tree, Mapping):
            tree = tree[next((key for key in tree if key_text(key) == step), step)]
        else:
            raise KeyError(path)
    return tree


def unwritten(value: Any) -> Any:
    """``value`` without the lines that it may bring."""
    return value.value if isinstance(value, Written) else value


def same(one: Any, other: Any) -> bool:
    """Whether two trees mean the same: the order of keys and the spelling of a number make no difference.

    A boolean is no number, and a text no number either.
    """
    pending = [(unwritten(one), unwritten(other))]
    while pending:
        one, other = pending.pop()
        if one is other:
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            mine, yours = _by_text(one), _by_text(other)
            if mine.keys() != yours.keys():
                return False
            for key, value in mine.items():
                twin = yours[key]
                if type(value) is str and type(twin) is str:  # most values are
                    if value != twin:
                        return False
                else:
                    pending.append((value, twin))
        elif isinstance(one, list) and isinstance(other, list):
            if len(one) != len(other):
                return False
            pending += zip(one, other, strict=True)
        elif not _same_scalar(_value(one), _value(other)):
            return False
    return True


def refusal(message: str, place: Location, hint: str = "") -> ProfilesError:
    """The error of an edit that a document does not allow, and nothing is changed by."""
    return Problem("edit-refused", message, hint, place).error()


def _edited(node: Any, path: Path, edit: Edit) -> Any:
    if not path:
        if isinstance(edit, Put):
            return unwritten(edit.value)
        raise KeyError(edit.path)
    step, rest = path[0], path[1:]
    if isinstance(node, list):
        return _edited_list(node, step, rest, edit)
    if not isinstance(node, dict):
        if not isinstance(edit, Put) or _value(node) is not None:
            raise KeyError(edit.path)
        node = {}
    key = next((key for key in node if key_text(key) == step), None)
    if key is None:
        if not isinstance(edit, Put):
            raise KeyError(edit.path)
        return {**node, step: _edited(None, rest, edit)}
    if rest or isinstance(edit, Put):
        return {**node, key: _edited(node[key], rest, edit)}
    if isinstance(edit, Remove):
        return {other: value for other, value in node.items() if other is not key}
    if edit.key != step and any(key_text(other) == edit.key for other in node):
        raise KeyError((*edit.path[:-1], edit.key))
    return {(edit.key if other is key else other): value for other, value in node.items()}


def _edited_list(node: list[Any], step: str | int, rest: Path, edit: Edit) -> list[Any]:
    if not isinstance(step, int) or not 0 <= step < len(node) or (isinstance(edit, Rename) and not rest):
        raise KeyError(edit.path)
    if isinstance(edit, Remove) and not rest:
        return [*node[:step], *node[step + 1 :]]
    return [*node[:step], _edited(node[step], rest, edit), *node[step + 1 :]]


def _by_text(node: dict[Any, Any]) -> dict[Any, Any]:
    """``node`` with every key as its text; ``node`` itself where it has no other keys."""
    for key in node:
        if type(key) is not str:
            return {key_text(key): value for key, value in node.items()}
    return node


def _same_scalar(one: Any, other: Any) -> bool:
    return _kind(one) is _kind(other) and bool(one == other or (one != one and other != other))


def _value(node: Any) -> Any:
    return node.value if isinstance(node, Plain) else node


def _kind(value: Any) -> Any:
    """What has to be the same before values are compared: in Python ``True == 1``."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float
    return date if isinstance(value, date) else type(value)
