"""The options of an application that set its own settings: each one's section, what it sets, what it takes.

A variable of the environment has the name of a flag, and so has a value in a section of a config file. The flags are
those that Geppetto declares; what it has no flag for, such as ``ollama`` and ``model_info``, only profiles can set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engineprofiles.model.fields import FIELDS, Kind
from engineprofiles.problems import Path

_SECTIONS: Mapping[str, tuple[str, str]] = {
    "ai-chat": ("chat", "ai-"),
    "openai-chat": ("openai", "openai-"),
    "claude-chat": ("claude", "claude-"),
    "gemini-chat": ("gemini", "gemini-"),
    "ai-client": ("client", ""),
    "embeddings": ("embeddings", "embeddings-"),
    "rerank": ("rerank", "rerank-"),
    "ai-inference": ("inference", "inference-"),
}
"""By the name of a section: today's section of the settings, and what its flags begin with."""
_WITHOUT_FLAG = frozenset(("api_keys", "base_urls", "stream", "timeout_second"))
_CONNECTIONS: Mapping[str, str] = {"api-key": "api_keys", "base-url": "base_urls"}
_WITH_CONNECTION = ("openai", "claude", "gemini")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "ai-api-type": ("openai", "open-responses", "openai-responses", "claude", "gemini"),
    "ai-cache-type": ("none", "memory", "disk"),
    "ai-structured-output-mode": ("off", "json_schema"),
    "openai-reasoning-effort": ("low", "medium", "high"),
    "openai-thinking-type": ("", "enabled", "disabled"),
    "openai-reasoning-summary": ("", "auto"),
    "embeddings-type": ("openai", "ollama"),
    "embeddings-cache-type": ("none", "memory", "file"),
    "inference-thinking-type": ("enabled", "disabled"),
    "inference-reasoning-summary": ("auto", "concise", "detailed"),
}
"""What a flag takes, where that is a closed list: for a flag it is, whatever a profile may say there."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag. ``path`` leads to what it sets; ``choices`` are all that it takes, where there are any."""

    section: str
    name: str
    path: Path
    kind: Kind
    choices: tuple[str, ...] = ()


def _flags() -> Iterator[Flag]:
    for section, (settings, prefix) in _SECTIONS.items():
        for path, field in FIELDS.items():
            if path[0] == settings and field.key not in _WITHOUT_FLAG:
                name = prefix + field.key.replace("_", "-")
                yield Flag(section, name, path, field.kind, _CHOICES.get(name, ()))
        if settings in _WITH_CONNECTION:
            for ending, key in _CONNECTIONS.items():
                name = f"{settings}-{ending}"
                yield Flag(section, name, ("api", key, name), Kind.STRING)


FLAGS: tuple[Flag, ...] = tuple(_flags())
"""Every flag, section by section."""

FLAG_AT: Mapping[Path, Flag] = MappingProxyType({flag.path: flag for flag in FLAGS})
"""The flags by what they set."""


def flag_of(path: Path) -> Flag | None:
    """The flag that sets what is at ``path`` or, where that is inside a map, the map."""
    return FLAG_AT.get(path) or FLAG_AT.get(path[:-1])
