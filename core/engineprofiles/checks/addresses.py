"""Rules about where requests go: addresses of providers, and what is allowed towards them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from engineprofiles.checks.lookup import in_force, inside, latest, told, winner
from engineprofiles.model.paths import format_path
from engineprofiles.model.providers import OPERATIONS, PROVIDERS
from engineprofiles.problems import Path, Problem
from engineprofiles.redact import redact_value
from engineprofiles.resolution import Resolution

_ADDRESSES: tuple[Path, ...] = (("api", "base_urls"), ("embeddings", "base_urls"))
_ALLOW_HTTP: Path = ("api", "allow_http")
_ALLOW_LOCAL: Path = ("api", "allow_local_networks")
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa")

# What is added to an address of a provider that is not known by name.
_ANY_OPERATION = ("/chat/completions", "/responses", "/messages", "/embeddings", "/rerank")


def base_url_with_operation_path(resolution: Resolution) -> Iterator[Problem]:
    """An address ends with some of what Geppetto adds to it, so that requests would go to a path that is not there."""
    for addresses in _ADDRESSES:
        for path in inside(resolution, addresses):
            url = _split(in_force(resolution, path))
            operation = url and _repeated(url.path, OPERATIONS.get(str(path[-1]), _ANY_OPERATION))
            if operation:
                mention = winner(resolution, path)
                shown = redact_value(path, mention.value)
                message = f"{mention.layer.ref} sets {format_path(path)} to {shown}, to which Geppetto adds {operation}"
                yield told("base-url-with-operation-path", message, mention)


def allow_http_remote(resolution: Resolution) -> Iterator[Problem]:
    """Plain HTTP is allowed towards a provider that is not local."""
    yield from _allowed(resolution, _ALLOW_HTTP, "allow-http", "plain HTTP")


def allow_local_networks_remote(resolution: Resolution) -> Iterator[Problem]:
    """Local networks are allowed for a provider that is on none."""
    yield from _allowed(resolution, _ALLOW_LOCAL, "allow-local-networks", "local networks")


def _allowed(resolution: Resolution, allowances: Path, name: str, what: str) -> Iterator[Problem]:
    for path in inside(resolution, allowances):
        provider = str(path[-1]).removesuffix(f"-{name}")
        address = _address(resolution, provider) if in_force(resolution, path) else None
        if address is None or not _is_remote(in_force(resolution, address)):
            continue
        allowed, reached = winner(resolution, path), winner(resolution, address)
        message = (
            f"{allowed.layer.ref} allows {what} for {provider}, "
            f"whose address {redact_value(address, reached.value)} from {reached.layer.ref} is not local"
        )
        yield told(f"{name}-remote", message, latest(resolution, path, address))


def _address(resolution: Resolution, provider: str) -> Path | None:
    """The first of the provider's addresses that is set."""
    known = PROVIDERS.get(provider)
    names = known.addresses if known else (f"{provider}-base-url",)
    paths = [(*_ADDRESSES[0], name) for name in names]
    return next((path for path in paths if path in resolution.merged.mentions), None)


def _repeated(path: str, operations: tuple[str, ...]) -> str:
    """The operation that ``path`` already ends with, or with the beginning of."""
    path = path.rstrip("/")
    for operation in operations:
        steps = operation.split("/")
        beginnings = ("/".join(steps[:length]) for length in range(2, len(steps) + 1))
        if any(path.endswith(beginning) for beginning in beginnings):
            return operation
    return ""


def _is_remote(text: str) -> bool:
    """Whether an address leads out of this computer and its networks. Names without a dot are those of a network;
    what is no address at all leads nowhere."""
    url = _split(text)
    host = (url and url.hostname) or ""
    if not host or host == "localhost" or host.endswith(_LOCAL_NAMES):
        return False
    from ipaddress import ip_address  # slow to load, and seldom needed

    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host


def _split(text: str) -> SplitResult | None:
    try:
        return urlsplit(text.strip())
    except ValueError:
        return None
