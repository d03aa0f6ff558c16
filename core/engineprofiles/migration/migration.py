"""What a migration gives: the new documents, what had no place in them, and what to know about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engineprofiles.documents.comments import header
from engineprofiles.documents.typed import is_null
from engineprofiles.documents.writer import write
from engineprofiles.migration.profiles import PROFILE_KEYS
from engineprofiles.migration.record import Left
from engineprofiles.migration.registries import REGISTRY_KEYS
from engineprofiles.migration.shapes import CONFIG_KEYS, Shape, is_settings
from engineprofiles.model.secrecy import MASK
from engineprofiles.problems import Problem
from engineprofiles.redact import redact, redact_extensions

__all__ = ["Left", "Migration", "NewDocument", "masked_text"]


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document in today's shape: the name that its file should have, what it says, and its text."""

    name: str
    tree: Any = field(repr=False)
    text: str = field(repr=False)

    @property
    def holds_secrets(self) -> bool:
        """Whether a key, a token or the password of a URL stands in it."""
        return bool(masked_tree(self.tree) != self.tree)


@dataclass(frozen=True, slots=True)
class Migration:
    """A document turned into today's shape.

    ``documents`` is one, or one for each registry of a bundle; none where the old document is not understood. One
    that was in today's shape is there as it was. ``left`` is everything that is in none of them, in the order of the
    old text; ``notes`` tell what was renamed, added or dropped without loss; ``problems`` is what is wrong with the
    new documents, as it was with the old one.
    """

    shape: Shape
    documents: tuple[NewDocument, ...] = ()
    left: tuple[Left, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def masked_text(document: NewDocument) -> str:
    """The text of ``document`` as it may be shown. It is the text itself when nothing in it is secret."""
    shown = masked_tree(document.tree)
    return document.text if shown == document.tree else written(shown, header(document.text))


def written(tree: Any, comment: str) -> str:
    """The text of ``tree`` under ``comment``."""
    return f"{comment}\n{write(tree)}" if comment else write(tree)


def masked_tree(tree: Any) -> Any:
    """A document with every secret masked, and with all that stands under a key of none of its kind."""
    if not isinstance(tree, dict):
        return tree
    if is_settings(tree):
        return redact(tree)
    known = CONFIG_KEYS.union(REGISTRY_KEYS)
    return {
        key: _masked_profiles(node) if key == "profiles" else node if key in known else MASK
        for key, node in tree.items()
    }


def _masked_profiles(profiles: Any) -> Any:
    if not isinstance(profiles, dict):
        return profiles
    return {
        slug: {key: _masked(key, node) for key, node in body.items()} if isinstance(body, dict) else body
        for slug, body in profiles.items()
    }


def _masked(key: Any, node: Any) -> Any:
    if key not in PROFILE_KEYS:
        return MASK
    if key not in ("inference_settings", "extensions") or is_null(node):
        return node
    if not isinstance(node, dict):
        return MASK
    return redact(node) if key == "inference_settings" else redact_extensions(node)
