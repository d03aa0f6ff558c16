"""Rules about what belongs elsewhere: with the application, or not beside a login."""

from __future__ import annotations

from collections.abc import Iterator

from engineprofiles.checks.lookup import in_force, inside, told, winner
from engineprofiles.model.fields import FIELDS, Owner
from engineprofiles.model.paths import format_path
from engineprofiles.model.providers import PROVIDERS
from engineprofiles.problems import Path, Problem
from engineprofiles.redact import OAUTH
from engineprofiles.resolution import Mention, Resolution

_OWNED_BY_BASE = tuple(field for field in FIELDS.values() if field.owner is Owner.BASE)
_API_TYPE: Path = ("chat", "api_type")


def base_field_in_profile(resolution: Resolution) -> Iterator[Problem]:
    """A profile sets what the model declares to be the application's own business."""
    mentions = resolution.merged.mentions
    for field in _OWNED_BY_BASE:
        paths = inside(resolution, field.path) if field.kind.is_map else (field.path,)
        for path in paths:
            for place in mentions.get(path, ()):
                layer = resolution.layers[place]
                if not layer.is_base:
                    message = f"{layer.ref} sets {format_path(path)}, which belongs to the application's base"
                    yield told("base-field-in-profile", message, Mention(layer, path, "inference_settings"))


def oauth_and_static_key(resolution: Resolution) -> Iterator[Problem]:
    """A profile that logs in by OAuth has a static key for the same provider as well. The extension counts only on
    the profile itself, the key from wherever it comes."""
    leaf = resolution.layers[-1]
    login = next((path for path in leaf.extensions.leaves if path[0] == OAUTH), None)
    provider = PROVIDERS.get(in_force(resolution, _API_TYPE) or "") if login else None
    for name in provider.keys if provider else ():
        path: Path = ("api", "api_keys", name)
        if (in_force(resolution, path) or "").strip():
            key = winner(resolution, path)
            message = f"{leaf.ref} logs in by OAuth, but {key.layer.ref} sets {format_path(path)} too"
            # A key of another layer serves other profiles: what can be mended is that this one stacks on it.
            mention = key if key.layer is leaf else Mention(leaf, (OAUTH,), "extensions")
            yield told("oauth-and-static-key", message, mention)
