"""Rules about how the sources of a chain are named."""

from __future__ import annotations

import os
from collections.abc import Iterator

from engineprofiles.chain import CONFIG, Chain, Source
from engineprofiles.problems import Problem
from engineprofiles.sources import path_named_by

_NOT_PATHS = ("store", "entry", CONFIG)
_NAMED = 3


def tilde_not_expanded(chain: Chain) -> Iterator[Problem]:
    """A path begins with ``~``, which only a shell turns into the home folder."""
    for source, path in _paths(chain):
        if path.startswith("~"):
            message = f"{path} is looked for as it stands: neither Geppetto nor profiledeck expands `~`"
            yield Problem("tilde-not-expanded", message, "", source.named_at)


def relative_path(chain: Chain) -> Iterator[Problem]:
    """A list that stands in a variable or setting has relative paths: one problem for each list.

    Whoever names files on a command line sees the folder that they are in, and is told nothing.
    """
    listed: dict[str, list[Source]] = {}
    for source, path in _paths(chain):
        if source.listed_in and path and not os.path.isabs(path) and not path.startswith("~"):
            listed.setdefault(source.listed_in, []).append(source)
    for where, sources in listed.items():
        names = [source.name for source in sources]
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        message = (
            f"{where} names {', '.join(names[:_NAMED])}{more}: looked for from where profiledeck, or Pinocchio, runs"
        )
        yield Problem("relative-path", message, location=sources[0].listed_at)


def _paths(chain: Chain) -> Iterator[tuple[Source, str]]:
    for source in chain.sources:
        if source.kind not in _NOT_PATHS:
            yield source, path_named_by(source.name)
