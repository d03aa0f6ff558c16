"""What Geppetto asks of the settings before it calls a provider, for each API type that has a chat engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Provider:
    """The needs of one API type.

    ``keys`` and ``addresses`` are names in ``api.api_keys`` and ``api.base_urls``, in the order in which they are
    looked up; ``sections`` are those that must be there besides ``api``.
    """

    keys: tuple[str, ...]
    addresses: tuple[str, ...]
    sections: tuple[str, ...]

    @property
    def account(self) -> str:
        """The key that stands for whoever is billed: OpenAI's APIs are one provider under several names."""
        return self.keys[-1]


def _openai_like(api_type: str) -> Provider:
    return Provider((f"{api_type}-api-key",), (f"{api_type}-base-url",), ("client", "openai"))


_RESPONSES_NAMES = ("open-responses", "openai-responses", "openai")
_RESPONSES = Provider(
    tuple(f"{name}-api-key" for name in _RESPONSES_NAMES),
    tuple(f"{name}-base-url" for name in _RESPONSES_NAMES),
    ("client",),
)
_CLAUDE = Provider(("claude-api-key",), ("claude-base-url",), ("client", "claude"))

PROVIDERS: Mapping[str, Provider] = MappingProxyType(
    {
        "openai": _openai_like("openai"),
        "open-responses": _RESPONSES,
        "openai-responses": _RESPONSES,
        "anyscale": _openai_like("anyscale"),
        "fireworks": _openai_like("fireworks"),
        "claude": _CLAUDE,
        "anthropic": _CLAUDE,
        "gemini": Provider(("gemini-api-key",), ("gemini-base-url",), ("client", "gemini")),
    }
)
"""By API type. ``anthropic`` is another name for ``claude``; an API type that is not here has no chat engine."""

OPERATIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "openai-base-url": ("/chat/completions", "/responses", "/embeddings"),
        "open-responses-base-url": ("/responses",),
        "openai-responses-base-url": ("/responses",),
        "anyscale-base-url": ("/chat/completions",),
        "fireworks-base-url": ("/chat/completions",),
        "claude-base-url": ("/v1/messages",),
        "anthropic-base-url": ("/v1/messages",),
        "ollama-base-url": ("/api/embeddings",),
        "rerank-base-url": ("/v1/rerank",),
    }
)
"""What Geppetto adds to each address."""
