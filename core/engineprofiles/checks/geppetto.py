"""Where Geppetto would run a profile with other settings than those that its documentation promises."""

from __future__ import annotations

from collections.abc import Iterator

from engineprofiles.problems import Problem
from engineprofiles.resolution import Resolution


def geppetto_differs(resolution: Resolution) -> Iterator[Problem]:
    """Every path at which the two readings come to another value, at the layer that makes the difference."""
    for difference in resolution.differences:
        yield difference.problem
