"""What a migration takes down while it works: what it left, and what a person should know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engineprofiles.documents.reader import YamlDocument
from engineprofiles.documents.typed import is_null
from engineprofiles.model.paths import format_path
from engineprofiles.problems import Location, Path


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is in the old document and not in the new: where it stands, and why. Shows no value."""

    location: Location
    why: str


class Record:
    """Collects, for one document, what is left of it and what is to be told."""

    def __init__(self, document: YamlDocument) -> None:
        self.document = document
        self.left: list[Left] = []
        self.notes: dict[str, None] = {}

    def leave(self, path: Path, why: str) -> None:
        """Takes down that what stands at ``path`` is in no new document."""
        self.left.append(Left(self.document.locate(path, key=True), why))

    def note(self, text: str) -> None:
        """Takes down something to tell, once."""
        self.notes[text] = None

    def lay(self, tree: dict[Any, Any], target: Path, value: Any, origin: Path) -> None:
        """Puts ``value``, which stands at ``origin``, at ``target`` of ``tree``, making the maps that lead there.
        Changes ``tree`` and what is in it.

        What is there already stays. Of two maps each key is put by itself; what has no room is left.
        """
        for depth, step in enumerate(target[:-1], 1):
            inner = tree.get(step)
            if inner is None or is_null(inner):
                inner = tree[step] = {}
            elif not isinstance(inner, dict):
                self.leave(origin, f"{format_path(target[:depth])} is there already and is no map")
                return
            tree = inner
        self._lay(tree, target, value, origin)

    def _lay(self, tree: dict[Any, Any], target: Path, value: Any, origin: Path) -> None:
        there = tree.get(target[-1])
        if target[-1] not in tree or is_null(there):
            tree[target[-1]] = value
        elif isinstance(there, dict) and isinstance(value, dict):
            for key, item in value.items():
                self._lay(there, (*target, key), item, (*origin, key))
        elif there != value and not is_null(value):
            self.leave(origin, f"{format_path(target)} is set already, to something else")
