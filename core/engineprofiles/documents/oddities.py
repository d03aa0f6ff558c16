"""The rare parts of a document: tags, anchors, aliases, merge keys, keys that are no strings, keys given twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import yaml

from engineprofiles.documents.events import Event, begins, ends, is_merge_key
from engineprofiles.documents.positions import Repeat
from engineprofiles.documents.scalars import NULL, Plain, Scalar, WrongTag, resolve, resolve_tagged
from engineprofiles.problems import Location, Path, Problem

Key = str | Plain
Mapping = dict[Any, Any]


class _Slot:
    """A key that stands in a mapping only while it is built."""


MERGE: Final = _Slot()
"""Holds what the merge key ``<<`` names."""

DROPPED: Final = _Slot()
"""Holds the value of a key that cannot be used."""


class Oddities:
    """What a build remembers beside its tree, and the problems it meets."""

    def __init__(self, source: str, text: str) -> None:
        self.source = source
        self.text = text
        self.problems: list[Problem] = []
        self.repeated = False
        self.aliased = False
        self.asks_in_flow = False
        self._flow: list[int | None] = []
        self._anchors: dict[str, Any] = {}
        # The mappings that hold an odd key, by id, and the texts of their keys. Holding them keeps their ids theirs.
        self.mappings: dict[int, tuple[Mapping, set[str]]] = {}
        self._merge_marks: dict[int, Any] = {}

    def report(self, code: str, message: str, mark: Any, path: Path = ()) -> None:
        place = Location(self.source, path, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(code, message, location=place))

    # question marks, which yaml.v3 takes for the sign of a key inside [ ] and { }

    def begin(self, event: Event) -> None:
        self._flow.append(event.start_mark.index if event.flow_style else None)

    def end(self, event: Event) -> None:
        start = self._flow.pop()
        if start is not None and self.text.find("?", start, event.end_mark.index) >= 0:
            self.asks_in_flow = True

    # tags, anchors, aliases

    def marked_scalar(self, event: Event, value: Scalar) -> Scalar:
        """The value of a scalar that has a tag or an anchor."""
        if event.tag and event.tag != "!":
            try:
                value = resolve_tagged(event.value, event.tag)
            except WrongTag as error:
                self.report("wrong-type", f"this text is not what its tag !!{error} says", event.start_mark)
        self.anchor(event, value)
        return value

    def anchor(self, event: Event, value: Any) -> None:
        if event.anchor:
            self._anchors[event.anchor] = value

    def alias(self, event: Event, inside: Any, outer: Sequence[Any], *, merges: bool = False) -> Any:
        """What an alias stands for; null where it stands for nothing that can be read."""
        self.aliased = True
        name = event.anchor
        if name not in self._anchors:
            self.report("yaml-syntax", f"the alias *{name} has no anchor &{name} before it", event.start_mark)
            return NULL
        value = self._anchors[name]
        if value is inside or any(value is collection for collection in outer):
            self.report("yaml-syntax", f"the anchor &{name} contains itself", event.start_mark)
            return {} if merges else NULL
        if merges and type(value) is list:  # Go takes a list here only where it is written out
            return NULL
        return value

    # keys

    def new_key(self, text: str, keys: dict[str, str]) -> Key | _Slot:
        """A plain key that is not among ``keys`` yet; one that is a string joins them."""
        if text == "<<":
            return MERGE
        key = resolve(text)
        if isinstance(key, str):
            keys[key] = key
        return key

    def marked_key(self, event: Event, key: Key | _Slot) -> Key | _Slot:
        """A key that has a tag or an anchor."""
        if is_merge_key(event):
            self.anchor(event, "<<")
            return MERGE
        return self.marked_scalar(event, event.value if isinstance(key, _Slot) else key)

    def collection_key(self, event: Event, next_event: Callable[[], Event], outer: Sequence[Any]) -> Any:
        """A key that is no scalar. A list or map is passed over: Geppetto takes only scalars as keys."""
        if type(event) is yaml.AliasEvent:
            key = self.alias(event, None, outer)
            if isinstance(key, (str, Plain)):
                return key
        mark = event.start_mark
        depth = int(begins(event))
        while depth:
            event = next_event()
            depth += begins(event) - ends(event)
        self.report("yaml-syntax", "a list or a map cannot be a key", mark)
        return DROPPED

    def admit(self, key: Any, event: Event, mapping: Mapping) -> Any:
        """``key``, or ``DROPPED`` when ``mapping`` has one of the same text: yaml.v3 compares keys by their text."""
        if id(mapping) not in self.mappings:
            self.mappings[id(mapping)] = mapping, {_text(other) for other in mapping}
        if key is DROPPED:
            return key
        text = _text(key)
        texts = self.mappings[id(mapping)][1]
        if text in texts:
            self.repeated = True
            return DROPPED
        texts.add(text)
        if key is MERGE:
            self._merge_marks[id(mapping)] = event.start_mark
        return key

    def finish(self, mapping: Mapping) -> None:
        """Takes in what a merge key names, and lets go of what was dropped."""
        mapping.pop(DROPPED, None)
        if MERGE not in mapping:
            return
        operand = mapping.pop(MERGE)
        sources = operand if type(operand) is list else [operand]
        if not all(type(source) is dict for source in sources):
            mark = self._merge_marks[id(mapping)]
            self.report("yaml-syntax", "the merge key `<<` takes a map, an alias of one, or a list of these", mark)
            return
        for source in sources:
            for key, value in source.items():
                mapping.setdefault(key, value)

    def note_repeats(self, repeats: Iterable[Repeat]) -> None:
        """Reports every key that stands twice, with the line of the first."""
        for path, line, column, first in repeats:
            message = f"the key {path[-1]!r} stands twice: the first is at line {first}"
            self.problems.append(Problem("duplicate-key", message, location=Location(self.source, path, line, column)))


def _text(key: Any) -> str:
    return "<<" if key is MERGE else key.text if type(key) is Plain else key
