"""Reads a YAML text into a tree, as Go's yaml.v3 reads it."""

from __future__ import annotations

import codecs
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml
from yaml import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from engineprofiles.documents.aliases import excessive_alias
from engineprofiles.documents.events import Event
from engineprofiles.documents.oddities import MERGE, Oddities
from engineprofiles.documents.positions import Positions, positions
from engineprofiles.documents.scalars import NOT_TEXT_AT_FIRST, Plain, resolve
from engineprofiles.documents.syntax import SyntaxFault, fault_of, line_column, stricter_than_libyaml
from engineprofiles.model.slugs import trimmed
from engineprofiles.problems import Location, Path, Problem, TextLocation

MAX_DEPTH = 10_000
"""Go's limit of lists and maps inside one another."""


@dataclass(frozen=True)
class YamlDocument:
    """A YAML text and what it says.

    ``tree`` is made of dicts, lists, ``str`` for strings and :class:`Plain` for other scalars; a key is a ``str``,
    or a ``Plain`` where it is no string. It is ``None`` for a document that is blank or null, and for a text that
    cannot be read to its end. Parts that aliases and merge keys repeat are shared: treat it as immutable.
    ``text`` is without a byte order mark. ``source`` is as a person named it.
    """

    source: str
    text: str = field(repr=False)
    tree: Any = field(repr=False)
    problems: tuple[Problem, ...] = ()

    @cached_property
    def positions(self) -> Positions:
        """Where everything stands; computed when it is first asked for."""
        return positions(self.text)

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """The place of the value at ``path``, or of its ``key``; where nothing is there, of its nearest parent's key.

        Keys that are no strings stand in ``path`` as their text.
        """
        return TextLocation(self.source, path, lambda: self._place(path, key))

    def _place(self, path: Path, key: bool) -> tuple[int, int] | None:
        """Line and column of what stands at ``path``."""
        found = self.positions.nearest(path)
        if found is None:
            return None
        position, exact = found
        return position[:2] if exact and not key else position.key


class _Unreadable(Exception):
    """Stops the reading of a text. Carries the fault and the code of its problem."""

    def __init__(self, code: str, fault: SyntaxFault) -> None:
        super().__init__(fault.message)
        self.code = code
        self.fault = fault


def read(text: str | bytes, source: str) -> YamlDocument:
    """The first document of ``text``, which ``source`` names, as yaml.v3 reads it, and what is wrong with it.

    Bytes are UTF-8, or UTF-16 with a byte order mark. Never raises for a bad text: a text that is not YAML gives
    a problem and no tree; a repeated key or an unknown anchor gives a problem and the rest of the tree.
    """
    try:
        text = _decoded(text) if isinstance(text, bytes) else text.removeprefix("\ufeff")
        if not trimmed(text):
            return YamlDocument(source, text, None)
        tree, problems = _tree(text, source)
    except _Unreadable as stop:
        message, line, column = stop.fault
        place = Location(source, line=line, column=column)
        problem = Problem(stop.code, message, location=place)
        return YamlDocument(source, text if isinstance(text, str) else "", None, (problem,))
    return YamlDocument(source, text, tree, problems)


def _decoded(data: bytes) -> str:
    encoding = "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        sound = data[: error.start].decode(encoding, "ignore").removeprefix("\ufeff")
        fault = SyntaxFault(f"the bytes here are not {encoding.upper()} text", *line_column(sound, len(sound)))
        raise _Unreadable("yaml-syntax", fault) from None


def _tree(text: str, source: str) -> tuple[Any, tuple[Problem, ...]]:
    oddities = Oddities(source, text)
    try:
        with _no_collector():
            parser = yaml.CSafeLoader(text)
            try:
                tree = _build(parser.get_event, oddities, marked="&" in text or "!" in text, asks="?" in text)
                _note_following(parser.get_event, oddities)
            finally:
                parser.dispose()
        if (oddities.asks_in_flow or "\\/" in text) and (fault := stricter_than_libyaml(text)):
            raise _Unreadable("yaml-syntax", fault)
    except yaml.YAMLError as error:
        raise _Unreadable("yaml-syntax", fault_of(error, text)) from None
    except UnicodeEncodeError as error:
        fault = SyntaxFault("half a character (a lone surrogate) cannot stand in YAML", *line_column(text, error.start))
        raise _Unreadable("yaml-syntax", fault) from None
    if oddities.aliased and (mark := excessive_alias(text)):
        message = "aliases make this document many times its size"
        raise _Unreadable("excessive-aliasing", SyntaxFault(message, mark.line + 1, mark.column + 1))
    if oddities.repeated:
        oddities.note_repeats(positions(text).repeats)
    return tree, tuple(oddities.problems)


def _build(next_event: Callable[[], Event], oddities: Oddities, *, marked: bool, asks: bool) -> Any:
    """The tree of the first document.

    ``marked`` says that the text can hold anchors or tags, ``asks`` that there is a ``?`` in it. Every scalar of
    every registry passes here: the loop is flat, keeps its state in local names and leaves all that is rare to
    ``oddities``. ``inside`` is the collection being filled, ``outer`` those around it.
    """
    scalar, mapping_start, sequence_start = ScalarEvent, MappingStartEvent, SequenceStartEvent
    mapping_end, sequence_end = MappingEndEvent, SequenceEndEvent
    not_text_at_first, resolve_plain, limit = NOT_TEXT_AT_FIRST, resolve, MAX_DEPTH
    keys: dict[str, str] = {}  # so that equal keys are one object
    odd_mappings = oddities.mappings
    root: list[Any] = []
    inside: Any = root
    outer: list[Any] = []
    in_mapping = is_odd = False
    key: Any = None
    value: Any
    while True:
        event = next_event()
        while in_mapping:  # a run of keys with scalars as values
            if type(event) is scalar:
                try:
                    key = event.value if event.style else keys[event.value]
                except KeyError:
                    key = oddities.new_key(event.value, keys)
                    is_odd = is_odd or type(key) is not str
                if marked and (event.anchor or event.tag):
                    key = oddities.marked_key(event, key)
                    is_odd = is_odd or type(key) is not str
            elif type(event) is mapping_end:
                break
            else:
                key = oddities.collection_key(event, next_event, outer)
                is_odd = True
            if key in inside or is_odd:
                key = oddities.admit(key, event, inside)
                is_odd = True
            event = next_event()
            if type(event) is not scalar:
                break
            value = event.value
            if (not value or value[0] in not_text_at_first) and not event.style:
                value = resolve_plain(value)
            if marked and (event.anchor or event.tag):
                value = oddities.marked_scalar(event, value)
            inside[key] = value
            event = next_event()
        kind = type(event)
        if kind is mapping_start or kind is sequence_start:
            value = {} if kind is mapping_start else []
            if asks:
                oddities.begin(event)
            if marked and event.anchor:
                oddities.anchor(event, value)
            if in_mapping:
                inside[key] = value
            else:
                inside.append(value)
            outer.append(inside)
            if len(outer) > limit:
                raise _too_deep(event)
            inside = value
            in_mapping = kind is mapping_start
            is_odd = False
        elif kind is mapping_end or kind is sequence_end:
            if is_odd:
                oddities.finish(inside)
            if asks:
                oddities.end(event)
            inside = outer.pop()
            in_mapping = type(inside) is dict
            is_odd = id(inside) in odd_mappings if odd_mappings else False
        elif kind is scalar:
            value = event.value if event.style else resolve_plain(event.value)
            if marked and (event.anchor or event.tag):
                value = oddities.marked_scalar(event, value)
            inside.append(value)
        elif kind is AliasEvent:
            value = oddities.alias(event, inside, outer, merges=in_mapping and key is MERGE)
            if in_mapping:
                inside[key] = value
            else:
                inside.append(value)
        elif kind is DocumentStartEvent:
            _check_version(event)
        elif kind is DocumentEndEvent or kind is StreamEndEvent:
            return _unless_null(root)


def _unless_null(root: list[Any]) -> Any:
    tree = root[0] if root else None
    return None if type(tree) is Plain and tree.value is None else tree


def _too_deep(event: Event) -> _Unreadable:
    mark = event.start_mark
    message = f"lists and maps stand more than {MAX_DEPTH:,} deep in one another here"
    return _Unreadable("too-deep", SyntaxFault(message, mark.line + 1, mark.column + 1))


def _check_version(event: Event) -> None:
    if event.version not in (None, (1, 1)):
        mark = event.start_mark
        message = "Geppetto reads only YAML 1.1: change the %YAML directive or remove it"
        raise _Unreadable("yaml-syntax", SyntaxFault(message, mark.line + 1, mark.column + 1))


def _note_following(next_event: Callable[[], Event], oddities: Oddities) -> None:
    """Warns of anything after the first document. It is not read, so it may even be broken."""
    try:
        event = next_event()
    except yaml.MarkedYAMLError as error:
        if error.problem_mark is not None:
            oddities.report("several-documents", "what follows the first document is not read", error.problem_mark)
        return
    if type(event) is DocumentStartEvent:
        oddities.report("several-documents", "a second document begins here and is not read", event.start_mark)


@contextmanager
def _no_collector() -> Iterator[None]:
    """The garbage collector walks a growing tree again and again, and none of it is garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
