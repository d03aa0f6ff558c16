"""What an operation is: a small value that knows which edits it means."""

from __future__ import annotations

from typing import Protocol

from engineprofiles.chain import Chain
from engineprofiles.editing.contents import Edits
from engineprofiles.problems import Location, Path, Problem, ProfilesError
from engineprofiles.resolution.stack import Node as Node


class Operation(Protocol):
    """Something to do to a chain. ``str`` says it in words, without any secret."""

    def edits(self, chain: Chain) -> Edits:
        """The edits that do it to ``chain``; none when all is so already.

        Raises ``ProfilesError``: ``profile-not-found``, ``name-taken``, ``still-used``, ``edit-refused``.
        """


def path_of(chain: Chain, node: Node) -> Path:
    """Where the profile stands in the document of its registry. Raises ``RegistryNotFound``, ``ProfileNotFound``."""
    registry, slug = node
    chain.select(slug, registry=registry)
    return "profiles", chain.by_slug[registry].profiles[slug].key


def name(node: Node) -> str:
    return "/".join(node)


def refused(message: str, place: Location, code: str = "edit-refused", hint: str = "") -> ProfilesError:
    """The error of an operation that cannot be done."""
    return Problem(code, message, hint, place).error()
