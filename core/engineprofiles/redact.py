"""The one redactor: masks what the model declares secret and a few exact paths. No name of a field is guessed at."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from engineprofiles.model.fields import FIELDS, ROOT, SECTIONS, Container, Field, field_at, nearest_name
from engineprofiles.model.secrecy import MASK, Secret, masked
from engineprofiles.problems import Path

OAUTH = "pinocchio.oauth@v1"
"""The extension that logs in by OAuth: it holds tokens."""
_OAUTH_TOKENS = frozenset(("access_token", "refresh_token", "client_secret"))


@lru_cache(4096)
def secrecy(path: Path) -> Secret:
    """How secret the settings at ``path`` are: what its field declares.

    A key that no field has is as secret as the field it was probably meant to be, so that ``api.api_key`` written
    for ``api.api_keys`` shows no key. One that resembles no field is as secret as anything it stands beside: what
    is directly in ``api`` may be a key, what is in ``ollama`` is none, what is in no section may be anything.
    """
    node: Field | Container = ROOT
    for step in path:
        if isinstance(node, Field):
            break
        member = node.members.get(str(step)) or _meant(str(step), node)
        if member is None:
            return _strictest(node)
        node = member
    return node.secret if isinstance(node, Field) else Secret.NONE


def redact_value(path: Path, value: Any) -> Any:
    """The value at ``path`` of the settings as it may be shown."""
    return _masked_deep(value, secrecy(path))


def redact(values: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as plain nested data with every secret masked; an empty secret stays empty, so that one can tell."""
    return {key: _redacted((key,), value) for key, value in values.items()}


def redact_extension_value(path: Path, value: Any) -> Any:
    """The value at ``path`` of the extensions as it may be shown: OAuth tokens are masked."""
    if len(path) > 1 and str(path[0]).strip().lower() == OAUTH and path[1] in _OAUTH_TOKENS:
        return _masked_deep(value, Secret.WHOLE)
    if isinstance(value, dict):
        return {key: redact_extension_value((*path, key), child) for key, child in value.items()}
    return value


def redact_under(root: str, path: Path, value: Any) -> Any:
    """The value at ``path`` of what a profile has under ``root``, its ``inference_settings`` or ``extensions``."""
    return redact_extension_value(path, value) if root == "extensions" else redact_value(path, value)


def redact_extensions(extensions: Mapping[str, Any]) -> dict[str, Any]:
    """Extensions by key with OAuth tokens masked."""
    return {key: redact_extension_value((key,), value) for key, value in extensions.items()}


def _meant(key: str, container: Container) -> Field | None:
    fields = {name: member for name, member in container.members.items() if isinstance(member, Field)}
    return fields.get(nearest_name(key, fields) or "")


def _strictest(container: Container) -> Secret:
    """The highest degree of secrecy that anything inside ``container`` has."""
    depth = len(container.path)
    inside = {field.secret for path, field in FIELDS.items() if path[:depth] == container.path}
    return next(secret for secret in (Secret.WHOLE, Secret.CREDENTIALS, Secret.NONE) if secret in inside)


def _redacted(path: Path, value: Any) -> Any:
    if isinstance(value, dict) and (path in SECTIONS or field_at(path) is None):
        return {key: _redacted((*path, key), child) for key, child in value.items()}
    return redact_value(path, value)


def _masked_deep(value: Any, secret: Secret) -> Any:
    """``value`` masked however it is nested: a secret put into a list or map by mistake is one still."""
    if secret is Secret.NONE:
        return value
    if isinstance(value, dict):
        return {key: _masked_deep(child, secret) for key, child in value.items()}
    if isinstance(value, list):
        return [_masked_deep(child, secret) for child in value]
    if isinstance(value, str):
        return masked(value, secret)
    return MASK if value is not None and secret is Secret.WHOLE else value
