"""Who says a value, part by part: a variable of the application, its config file, one of several documents."""

from __future__ import annotations

from pathlib import PurePath

from engineprofiles import Location, TraceEntry
from engineprofiles.resolution import Mention
from profiledeck.presenters.layers import chip
from profiledeck.presenters.lines import Span
from profiledeck.presenters.values import one_line

BUILT_IN = "built-in default"
ENVIRONMENT = "environment"
"""What the core calls these parts of an application's base."""


def said(entry: TraceEntry) -> tuple[Mention, ...]:
    """What was said of a path, the last word first; of a layer with parts, what each of them says."""
    return tuple(each for mention in reversed(entry.mentions) for each in (mention.parts[::-1] or (mention,)))


def whence(mention: Mention) -> str:
    """Where a value of the application comes from, short: ``built-in``, ``PINOCCHIO_TIMEOUT``, ``config.yaml:12``."""
    return "built-in" if _is_built_in(mention) else place_in_short(mention.location)


def mention_chip(mention: Mention, leaf: bool = False) -> tuple[Span, Span]:
    """Number and name of the layer, as :func:`chip` has them; of the application's own where it comes from."""
    number, name = chip(mention.layer, leaf)
    return number, Span(f" {whence(mention)}", name.tones) if mention.layer.is_base else name


def place_in_short(place: Location) -> str:
    """The name of a variable, or the file without its folders and the line."""
    return one_line(f"{PurePath(place.source).name}:{place.line}" if place.line is not None else place.source)


def who(mention: Mention) -> str:
    """``registry/profile`` or, for a value of the application, the variable or what else it comes from."""
    if not mention.layer.is_base:
        return mention.layer.ref
    if _is_built_in(mention):
        return BUILT_IN
    place = mention.location
    return "base" if place.line is not None else one_line(place.source)


def where(mention: Mention) -> str:
    """The place in a text, in full; blank for what stands in none and is named already."""
    place = mention.location
    named = mention.layer.is_base and place.line is None
    return "" if named or _is_built_in(mention) else one_line(place.label)


def variables_beaten(entry: TraceEntry) -> tuple[str, ...]:
    """The variables of the application that say something of a path that a profile says too."""
    if entry.layer is None or entry.layer.is_base:
        return ()
    base = (mention for mention in entry.mentions if mention.layer.is_base)
    parts = (part for mention in base for part in mention.parts if part.layer.profile == ENVIRONMENT)
    return tuple(part.location.source for part in parts)


def _is_built_in(mention: Mention) -> bool:
    """Whether a part of the base, or the base with the word of that part, is what nobody has set."""
    return mention.layer.is_base and BUILT_IN in (mention.origin, mention.layer.profile)
