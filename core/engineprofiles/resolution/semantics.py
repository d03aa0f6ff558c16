"""Which reading of a layer the merge works on."""

from __future__ import annotations

from enum import StrEnum


class Semantics(StrEnum):
    """A reading of the layers. The merge engine is the same for every reading."""

    DOCUMENTED = "documented"
    """What Geppetto's documentation promises: a field that a layer sets wins over every lower layer."""

    GEPPETTO = "geppetto"
    """What Geppetto's engine computes today, with what its authors would call bugs."""
