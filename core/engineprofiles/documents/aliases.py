"""How much of a document comes from its aliases: Go's guard against documents that grow without bound."""

from __future__ import annotations

from typing import Any

import yaml

from engineprofiles.documents.events import begins, ends, first_document

_LOW = 400_000
_HIGH = 4_000_000


def excessive_alias(text: str) -> Any | None:
    """The place of the alias at which yaml.v3 gives up on ``text``, if there is one.

    Its rule: after 1,000 values of which over 100 come from aliases, at most 99 % of all values may come from
    aliases; that share falls to 10 % between 400,000 and 4,000,000 values. Expects a text that can be parsed.
    """
    values = 1  # the document itself
    from_aliases = 0
    sizes: dict[str, int] = {}
    open_: list[tuple[str | None, int]] = []
    for event in first_document(text):
        if ends(event):
            anchor, before = open_.pop()
            if anchor:
                sizes[anchor] = values - before
            continue
        if begins(event):
            open_.append((event.anchor, values))
        values += 1
        if type(event) is yaml.ScalarEvent:
            if event.anchor:
                sizes[event.anchor] = 1
        elif type(event) is yaml.AliasEvent:
            size = sizes.get(event.anchor or "", 0)
            values += size
            from_aliases += size
            if from_aliases > 100 and values > 1000 and from_aliases > _allowed_share(values) * values:
                return event.start_mark
    return None


def _allowed_share(values: int) -> float:
    if values <= _LOW:
        return 0.99
    if values >= _HIGH:
        return 0.10
    return 0.99 - 0.89 * (values - _LOW) / (_HIGH - _LOW)
