"""Textual's own tree with as many nodes as the large chain has profiles: what a key of ours is measured against."""

from __future__ import annotations

from chain_files import FILES, PROFILES, profile_slug, registry_slug
from textual.app import App, ComposeResult
from textual.widgets import Tree


class BareTree(App[None]):
    def compose(self) -> ComposeResult:
        tree: Tree[None] = Tree("chain")
        tree.root.expand()
        for file in reversed(range(FILES)):
            registry = tree.root.add(registry_slug(file), expand=file == FILES - 1)
            for profile in range(PROFILES):
                registry.add_leaf(profile_slug(file, profile))
        yield tree


if __name__ == "__main__":
    BareTree().run()
