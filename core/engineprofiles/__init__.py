"""Engine profiles as Geppetto keeps them: registries, chains, stacks, and merges that say who set what.

chain = open_chain(["10-provider.yaml", "team.db"])
resolution = chain.resolve("assistant")
resolution.trace["chat.engine"].winner.location
"""

from engineprofiles.chain import Chain, Source
from engineprofiles.hosts import read_settings
from engineprofiles.model import InferenceSettings, ModelInfo, Profile, ProfileRef, Reason, Registry, Selection, Usage
from engineprofiles.opening import open_chain
from engineprofiles.problems import (
    Conflict,
    Location,
    Problem,
    ProfileNotFound,
    ProfilesError,
    ReadOnly,
    RegistryNotFound,
    Severity,
    ValidationError,
)
from engineprofiles.resolution import (
    Layer,
    LayeredSettings,
    Mention,
    Resolution,
    Rule,
    Semantics,
    Trace,
    TraceEntry,
    merge_settings,
)
from engineprofiles.stores import MemoryStore, Store

__all__ = [
    "Chain",
    "Conflict",
    "InferenceSettings",
    "Layer",
    "LayeredSettings",
    "Location",
    "MemoryStore",
    "Mention",
    "ModelInfo",
    "Problem",
    "Profile",
    "ProfileNotFound",
    "ProfileRef",
    "ProfilesError",
    "ReadOnly",
    "Reason",
    "Registry",
    "RegistryNotFound",
    "Resolution",
    "Rule",
    "Selection",
    "Semantics",
    "Severity",
    "Source",
    "Store",
    "Trace",
    "TraceEntry",
    "Usage",
    "ValidationError",
    "merge_settings",
    "open_chain",
    "read_settings",
]
