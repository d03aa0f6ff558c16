"""A registry as the text that Geppetto keeps in a row of a database."""

from __future__ import annotations

from engineprofiles.documents.edits import refusal
from engineprofiles.documents.json_text import json_text
from engineprofiles.documents.payload_shape import REGISTRY, Unfit, spelled, taken
from engineprofiles.documents.registry_tree import registry_tree
from engineprofiles.model.paths import format_path
from engineprofiles.model.registry import Registry


def payload_text(registry: Registry) -> str:
    """The payload of ``registry``, which may come from a YAML file or from a database, its default profile named.

    Texts stay as their author wrote them, dates become texts, and keys that Geppetto does not know are left out. Go
    has no ``false``, ``0`` or empty text beside none in the plain values of a payload, so there they are none. Rates
    of a cost that are not known are left out, which Go takes for ``0`` as those that it writes itself. Raises
    ``ProfilesError`` (``edit-refused``) for a value that its field does not take or JSON does not have.
    """
    tree = registry_tree(registry)
    if registry.default_profile:
        tree["default_profile_slug"] = registry.default_profile
    try:
        return json_text(spelled(taken(tree, REGISTRY), REGISTRY))
    except Unfit as error:
        message = f"{format_path(error.path)} cannot be kept in a database: {error}"
        # What stands outside of profiles has its type already.
        _, profile, *inside = error.path
        place = registry.locate(str(profile), *inside)
        raise refusal(message, place, "Give it a value that a database can keep.") from None
