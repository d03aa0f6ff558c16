"""Who says a value, part by part: a variable of the application, its config file, one of several documents."""

from __future__ import annotations

from pathlib import PurePath

from engineprofiles import TraceEntry
from engineprofiles.resolution import Mention
from profiledeck.presenters.values import one_line

BUILT_IN = "built-in default"
ENVIRONMENT = "environment"
"""What the core calls these parts of an application's base."""


def said(entry: TraceEntry) -> tuple[Mention, ...]:
    """What was said of a path, the last word first; of a layer with parts, what each of them says."""
    return tuple(each for mention in reversed(entry.mentions) for each in (mention.parts[::-1] or (mention,)))


def whence(mention: Mention) -> str:
    """Where a value of the application comes from, short: ``built-in``, ``PINOCCHIO_TIMEOUT``, ``config.yaml:12``."""
    place = mention.location
    if place.line is not None:
        return one_line(f"{PurePath(place.source).name}:{place.line}")
    return "built-in" if place.source == BUILT_IN else one_line(place.source)


def who(mention: Mention) -> str:
    """``registry/profile`` or, for a value of the application, the variable or what else it comes from."""
    if not mention.layer.is_base:
        return mention.layer.ref
    place = mention.location
    return "base" if place.line is not None else one_line(place.source)


def where(mention: Mention) -> str:
    """The place in a text, in full; blank for what stands in none and is named already."""
    place = mention.location
    return "" if mention.layer.is_base and place.line is None else one_line(place.label)


def variables_beaten(entry: TraceEntry) -> tuple[str, ...]:
    """The variables of the application that say something of a path that a profile says too."""
    if entry.layer is None or entry.layer.is_base:
        return ()
    base = (mention for mention in entry.mentions if mention.layer.is_base)
    parts = (part for mention in base for part in mention.parts if part.layer.profile == ENVIRONMENT)
    return tuple(part.location.source for part in parts)
