"""Which parts of a value are secret, and how such a value is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

MASK = "••••••••"
"""What stands in the place of a secret, whatever its length."""


class Secret(StrEnum):
    """How much of a value is secret."""

    NONE = ""
    WHOLE = "whole"
    """All of it, such as an API key."""
    CREDENTIALS = "credentials"
    """The password of a URL, or all that stands before its ``@`` when there is no colon."""


_SCHEME = r"^((?:[a-z][a-z0-9+.-]*:)?//)?"
_CREDENTIALS = re.compile(_SCHEME + r"([^/?#@:]*:)?([^/?#]*)@", re.IGNORECASE)
# A password with an unescaped slash makes no URL, yet is one: what follows the colon is no port.
_BROKEN_CREDENTIALS = re.compile(_SCHEME + r"([^/?#@:\[]*:)(?!\d*(?:[/?#]|$))(?!//)(.*)@", re.IGNORECASE | re.DOTALL)


def masked(value: Any, secret: Secret) -> Any:
    """``value`` as it may be shown. Of a map or list each value is masked; an empty text stays empty."""
    if secret is Secret.NONE or value is None:
        return value
    if isinstance(value, Mapping):
        return {key: masked(item, secret) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [masked(item, secret) for item in value]
    if secret is Secret.CREDENTIALS:
        return _without_credentials(str(value))
    return MASK if value != "" else ""


def _without_credentials(url: str) -> str:
    match = _CREDENTIALS.match(url) or _BROKEN_CREDENTIALS.match(url)
    if not match or not match[3]:
        return url
    return f"{url[: match.start(3)]}{MASK}{url[match.end(3) :]}"
