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

_INTO_A_PROFILE = "Move the settings into profiles.<slug>.inference_settings, or into a registry."
OLDER_CONFIG: Mapping[str, str] = {
    "profile-settings": "Write profile.active and profile.registries instead.",
    "repositories": "Move the entries to app.repositories.",
    "ai-chat": _INTO_A_PROFILE,
    "openai-chat": _INTO_A_PROFILE,
    "claude-chat": _INTO_A_PROFILE,
    "gemini-chat": _INTO_A_PROFILE,
    "ai-client": "Keep them in environment variables, or move them into profiles.<slug>.inference_settings.",
}
"""Keys of the configuration as it once was, and what to do with each."""


def app_config_key(tree: Mapping[Any, Any]) -> str | None:
    """The key at the top of a document that tells it to be an application's configuration, if there is one."""
    for key, inside in _CONFIG.items():
        block = tree.get(key)
        if isinstance(block, Mapping) and block.keys() & inside:
            return key
    return next((key for key in OLDER_CONFIG if key in tree), None)


def older_block(key: str) -> str:
    """What is wrong with a profile's ``key``, one of :data:`OLDER_PROFILE_KEYS`."""
    return f"{key} is of an older format: Geppetto ignores it, with every setting in it"
