"""Formats that were once read, and documents of the application's that are easily taken for a registry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OLDER_PROFILE_KEYS = frozenset(("runtime", "policy"))
"""Keys of a profile that once held its settings. Today they are ignored, with all that is in them."""

_CONFIG: Mapping[str, frozenset[str]] = {
    "app": frozenset(("repositories",)),
    "profile": frozenset(("active", "registries")),
}
"""The blocks of Pinocchio's configuration, which a map of profiles could have as the names of two, and what is in
them."""

_OLDER_CONFIG = (
    "profile-settings",
    "repositories",
    "ai-chat",
    "openai-chat",
    "claude-chat",
    "gemini-chat",
    "ai-client",
)


def app_config_key(tree: Mapping[Any, Any]) -> str | None:
    """The key at the top of a document that tells it to be an application's configuration, if there is one."""
    for key, inside in _CONFIG.items():
        block = tree.get(key)
        if isinstance(block, Mapping) and block.keys() & inside:
            return key
    return next((key for key in _OLDER_CONFIG if key in tree), None)


def older_block(key: str) -> str:
    """What is wrong with a profile's ``key``, one of :data:`OLDER_PROFILE_KEYS`."""
    return f"{key} is of an older format: Geppetto ignores it, with every setting in it"
