"""Data source names of SQLite as Geppetto's driver reads them: which file they mean, and what in them is secret."""

from __future__ import annotations

import re
from urllib.parse import unquote

from engineprofiles.model.secrecy import MASK

_SECRET_PARAMETER = re.compile(
    r"(?i)([?&;](?:_auth_user|_auth_pass|_auth_salt|_auth_crypt|_?key|_pragma_key|hexkey|textkey|password|pwd)=)[^&;#]*"
)
_USERINFO = re.compile(r"(://)[^/?#\s]*@")


def database_path(dsn: str) -> str:
    """The path of the file that ``dsn`` names: ``file:`` URIs are percent-decoded, anything else is a path.

    Parameters are left out: what they say about journals, locks and modes concerns a writer.
    """
    if not dsn.startswith("file:"):
        return dsn.partition("?")[0]
    path = re.split(r"[?#]", dsn.removeprefix("file:"), maxsplit=1)[0]
    if path.startswith("//"):
        path = path[path.find("/", 2) :] if "/" in path[2:] else ""
    return unquote(path)


def masked(text: str) -> str:
    """``text`` with a mask in place of every password, salt, key and user information in it."""
    return _USERINFO.sub(rf"\1{MASK}@", _SECRET_PARAMETER.sub(rf"\1{MASK}", text))
