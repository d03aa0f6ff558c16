"""Facts beside their label: what belongs to one label flows over as many lines as it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from profiledeck.presenters.lines import Line, Span, clipped, fitted, width_of

LABEL = 9
"""Cells of the column of labels."""


def labelled(label: str, *parts: Span) -> Line:
    """A line of ``parts`` behind its label."""
    return Span(fitted(label, LABEL), "dim"), *parts


def flowed(label: str, items: Iterable[Line], width: int) -> Iterator[Line]:
    """The items two cells apart, in lines of ``width`` cells; what is longer than a line is cut."""
    room = width - LABEL
    spans: Line = ()
    for item in items:
        shown = clipped(item, room)
        if spans and width_of((*spans, *shown)) + 2 > room:
            yield labelled(label, *spans)
            label, spans = "", ()
        spans = (*spans, Span("  "), *shown) if spans else shown
    yield labelled(label, *spans)
