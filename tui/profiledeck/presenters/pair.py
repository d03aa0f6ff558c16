"""One field on two sides: the values in words, and the highlighted pair in full."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from engineprofiles import Mention
from engineprofiles.diff import Comparison, Pair
from profiledeck.presenters.differences import DIFFERS
from profiledeck.presenters.layers import ring, tone
from profiledeck.presenters.lines import Line, Row, Rows, Span, clipped, fitted, fitted_end, line, width_of
from profiledeck.presenters.meaning import field_facts, key_text
from profiledeck.presenters.mentions import where, who
from profiledeck.presenters.sides import Sides, comparison, standing
from profiledeck.presenters.values import extension_text, value_text
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import State

NOT_SET = "not set"
UNSEEN = "(differs) "
"""Stands before the second of two values that differ and are shown alike, as secrets are."""

_LABEL = 7
_LEAST_PLACE = 12


def pair_texts(pair: Pair, *, unit: bool = False) -> tuple[str, str]:
    """Both values on one line each, secrets masked; with ``unit`` as they are written where there is room."""
    left, right = (_text(pair, mention, unit) for mention in (pair.left, pair.right))
    return left, f"{UNSEEN}{right}" if pair.differs and left == right else right


def pair_rows(state: State, sides: Sides, width: int) -> Rows:
    """The highlighted pair: either value in full with its layer and its place, and what the field is."""
    each, found = standing(state, sides), comparison(state, sides)
    if each is None or found is None:
        return (Row(line(("No field is highlighted.", "dim"))),)
    pair = each.pair
    left, right = pair_texts(pair, unit=True)
    fate = ("differs", "warning") if pair.differs else ("the same on both sides", "dim")
    lines = [
        line((key_text(each.key), "strong"), "   ", fate),
        *_side_lines("left", pair.left, left, width),
        *_side_lines("right", pair.right, right, width),
        *(line((text, "warning")) for text in wrapped(_rule(found, pair), width)),
        (),
        *field_facts(each.key, pair.path, width),
    ]
    return tuple(Row(clipped(each, width)) for each in lines)


def _rule(found: Comparison, pair: Pair) -> str:
    """By which rule two readings of the same layers come to different values; blank where that is not what differs."""
    if not pair.differs or found.left.semantics is found.right.semantics:
        return ""
    departures = (each for each in found.left.differences if (each.root, each.path) == (pair.root, pair.path))
    return next((f"{DIFFERS} {each.departure}" for each in departures), "")


def _text(pair: Pair, mention: Mention | None, unit: bool) -> str:
    if mention is None:
        return NOT_SET
    write = value_text if pair.root == "inference_settings" else extension_text
    return write(pair.path, mention.value, masked=True, unit=unit)


def _side_lines(label: str, mention: Mention | None, text: str, width: int) -> Iterator[Line]:
    """A value in as many lines as it takes, and beneath it who says so and where."""
    for number, piece in enumerate(wrapped(text, width - _LABEL)):
        yield line((fitted("" if number else label, _LABEL), "dim"), (piece, "strong" if mention else "dim"))
    if mention is not None:
        index, place = mention.layer.index, where(mention)
        head = line(" " * _LABEL, (ring(index), tone(index)), f" {who(mention)}  ")
        room = min(cell_len(place), max(_LEAST_PLACE, width - width_of(head)))
        yield (*head, Span(fitted_end(place, room), "dim"))
