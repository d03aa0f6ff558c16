"""Chains made of texts, for tests that need no files."""

from __future__ import annotations

from textwrap import dedent

from engineprofiles import Chain, LayeredSettings, MemoryStore, Store, open_chain
from engineprofiles.documents.reader import read
from engineprofiles.documents.registry import registry_from_yaml
from engineprofiles.hosts.document import settings_from_yaml
from engineprofiles.stores import Loaded


class TextStore(MemoryStore):
    """One YAML text as a source."""

    def __init__(self, text: str, source: str) -> None:
        registry, problems = registry_from_yaml(read(dedent(text), source))
        super().__init__([registry] if registry else [], source)
        self._problems = problems

    def load(self) -> Loaded:
        return Loaded(super().load().registries, self._problems)


def chain_of(*texts: str, strict: bool = False) -> Chain:
    """The chain of ``texts``, named ``1.yaml``, ``2.yaml`` and so on; a text needs no common indentation."""
    stores: list[Store] = [TextStore(text, f"{number}.yaml") for number, text in enumerate(texts, 1)]
    return open_chain(stores, strict=strict)


def stack_of(*layers: str) -> Chain:
    """A registry ``r`` whose profile ``top`` stacks on ``l1``, ``l2``...: each of ``layers`` is one's settings."""
    profiles = "".join(f"  l{number}: {{inference_settings: {layer}}}\n" for number, layer in enumerate(layers, 1))
    refs = ", ".join(f"{{profile_slug: l{number}}}" for number in range(1, len(layers) + 1))
    return chain_of(f"slug: r\nprofiles:\n{profiles}  top: {{stack: [{refs}]}}\n")


def settings_of(text: str, source: str = "base.yaml") -> LayeredSettings:
    """The settings that a text holds at its root."""
    return settings_from_yaml(read(dedent(text), source))
