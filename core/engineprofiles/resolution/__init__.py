"""From a selected profile to its settings: the stack expanded, the layers merged and traced in one pass."""

from engineprofiles.resolution.base import Base, merge_settings
from engineprofiles.resolution.departures import Departure
from engineprofiles.resolution.differences import Difference
from engineprofiles.resolution.layer import Layer
from engineprofiles.resolution.layered import LayeredSettings
from engineprofiles.resolution.resolve import Layers, Resolution
from engineprofiles.resolution.semantics import Semantics
from engineprofiles.resolution.trace import Mention, Rule, Trace, TraceEntry

__all__ = [
    "Base",
    "Departure",
    "Difference",
    "Layer",
    "LayeredSettings",
    "Layers",
    "Mention",
    "Resolution",
    "Rule",
    "Semantics",
    "Trace",
    "TraceEntry",
    "merge_settings",
]
