"""The events of a YAML text, for the passes that look at a document a second time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import yaml

Event = Any
"""An event of PyYAML. Its own types let the marks of every event be missing, which they never are."""


def first_document(text: str) -> Iterator[Event]:
    """The events inside the first document of ``text``. Raises ``yaml.YAMLError`` where the text is broken."""
    with document_events(text) as next_event:
        while (event := next_event()) is not None and type(event) is not yaml.DocumentEndEvent:
            yield event


@contextmanager
def document_events(text: str) -> Iterator[Callable[[], Event]]:
    """What gives the events of the first document of ``text`` one by one, and then its end; ``None`` without one."""
    parser = yaml.CSafeLoader(text)
    try:
        event: Event = parser.get_event()
        while type(event) is not yaml.DocumentStartEvent and event is not None:
            event = parser.get_event()
        yield parser.get_event
    finally:
        parser.dispose()


def is_merge_key(event: Event) -> bool:
    """Whether a key means "take in the keys of this map": ``<<``, unless quotes or a tag make it a text."""
    return event.value == "<<" and (event.tag == "tag:yaml.org,2002:merge" or not (event.style or event.tag))


def begins(event: Event) -> bool:
    """Whether a list or map begins here."""
    return isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent))


def ends(event: Event) -> bool:
    """Whether a list or map ends here."""
    return isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent))
