"""What an engine made of a resolution will connect to: the HTTP client, and for each provider its key and address.

Geppetto's rules, on the values of the resolution's own semantics. No key is ever in here, only whether there is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from engineprofiles.checks.lookup import in_force, inside, winner
from engineprofiles.model.providers import PROVIDERS
from engineprofiles.problems import Location, Path
from engineprofiles.redact import OAUTH, redact_value
from engineprofiles.resolution import Mention, Resolution

DEFAULT_TIMEOUT = 60
"""Seconds after which Geppetto's own client gives up."""
OPENAI = "https://api.openai.com/v1"
OLLAMA = "http://localhost:11434"
GEMINI = "https://generativelanguage.googleapis.com/"
_DEFAULT_ADDRESSES = {"open-responses": OPENAI, "openai-responses": OPENAI, "gemini": GEMINI}
"""What an engine calls where no address is set. Every other chat engine refuses to work without one."""
_KEYS: Path = ("api", "api_keys")
_ADDRESSES: Path = ("api", "base_urls")
_TIMEOUT: Path = ("client", "timeout")
_PROXY: Path = ("client", "proxy_url")
_FROM_ENVIRONMENT: Path = ("client", "proxy_from_environment")


class ClientMode(StrEnum):
    """Which HTTP client Geppetto takes."""

    DEFAULT = "default-client"
    CUSTOM = "custom-client"


class ProxyMode(StrEnum):
    """Where the proxy comes from."""

    ENVIRONMENT = "environment"
    EXPLICIT = "explicit"
    DISABLED = "disabled"


class Presence(StrEnum):
    """Whether there is a key."""

    SET = "set"
    EMPTY = "empty"
    """Geppetto takes it for one; the provider does not."""
    MISSING = "missing"
    LOGIN = "by login"
    """The profile logs in by OAuth instead."""
    NOT_NEEDED = "not needed"


@dataclass(frozen=True, slots=True)
class Http:
    """The HTTP client of every engine. ``timeout`` is in seconds, 0 for none; ``proxy_url`` is without a password.
    ``reasons`` are short sentences that say why it is not the default one, or that it is."""

    mode: ClientMode
    timeout: int
    proxy_mode: ProxyMode
    proxy_url: str
    reasons: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "mode": str(self.mode),
            "timeout": self.timeout,
            "proxy_mode": str(self.proxy_mode),
            "proxy_url": self.proxy_url,
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: the layer that sets it, the part of the base, if it is one, and the place."""

    layer: str
    part: str
    location: Location

    def to_dict(self) -> dict[str, str]:
        return {"layer": self.layer, "part": self.part, "location": self.location.label}


@dataclass(frozen=True, slots=True)
class Key:
    """Whether there is an API key and under which name, never the key. A missing one has the name that is looked for
    first, and no ``origin``."""

    presence: Presence
    name: str = ""
    origin: Origin | None = None

    @property
    def provider(self) -> str:
        return _provider(self.name) if self.origin else ""

    def to_dict(self) -> dict[str, Any]:
        origin = self.origin.to_dict() if self.origin else None
        return {"presence": str(self.presence), "name": self.name, "origin": origin}


@dataclass(frozen=True, slots=True)
class Address:
    """The base URL that is called, without a password. Without ``origin`` it is the engine's default; an empty one is
    needed and missing, and has the name that is looked for first."""

    url: str
    name: str = ""
    origin: Origin | None = None

    @property
    def provider(self) -> str:
        return _provider(self.name) if self.origin else ""

    def to_dict(self) -> dict[str, Any]:
        return {"url": self.url, "name": self.name, "origin": self.origin.to_dict() if self.origin else None}


NO_KEY = Key(Presence.NOT_NEEDED)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What the engine for ``use`` calls: ``chat``, ``embeddings`` or ``rerank``; it is empty for a provider that is
    set up without being in force. ``provider`` is an API type."""

    provider: str
    use: str
    key: Key
    address: Address

    def to_dict(self) -> dict[str, Any]:
        return {
            "provider": self.provider,
            "use": self.use,
            "key": self.key.to_dict(),
            "address": self.address.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Connection:
    """The HTTP client, and the providers: those in force first, then every other that a profile sets something of."""

    http: Http
    providers: tuple[Endpoint, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON: ``http`` and a list of ``providers``."""
        return {"http": self.http.to_dict(), "providers": [provider.to_dict() for provider in self.providers]}


def connection(resolution: Resolution) -> Connection:
    """What an engine made of ``resolution`` will connect to. Never raises."""
    used = list(_in_force(resolution))
    return Connection(_http(resolution), (*used, *_others(resolution, used)))


def _http(resolution: Resolution) -> Http:
    proxy = (in_force(resolution, _PROXY) or "").strip()
    shown = redact_value(_PROXY, proxy)
    from_environment = in_force(resolution, _FROM_ENVIRONMENT) is not False
    timeout = _timeout(resolution)
    reasons = [f"client.proxy_url is {shown}"] if proxy else []
    if not from_environment:
        reasons.append("client.proxy_from_environment is false: proxies of the environment are not taken")
    if timeout == 0:
        reasons.append("no client.timeout is in force: a call is waited for without end")
    elif timeout != DEFAULT_TIMEOUT:
        reasons.append(f"client.timeout is {timeout} seconds, not {DEFAULT_TIMEOUT}")
    return Http(
        mode=ClientMode.CUSTOM if reasons else ClientMode.DEFAULT,
        timeout=timeout,
        proxy_mode=ProxyMode.EXPLICIT if proxy else _ambient(from_environment),
        proxy_url=shown,
        reasons=tuple(reasons) or ("the default timeout, no proxy of its own: the default client is taken",),
    )


def _timeout(resolution: Resolution) -> int:
    """Seconds. Without anything about the client Geppetto takes the default one; without a timeout there is none."""
    if not any(path[0] == "client" for path in resolution.merged.mentions):
        return DEFAULT_TIMEOUT
    return in_force(resolution, _TIMEOUT) or 0


def _ambient(from_environment: bool) -> ProxyMode:
    return ProxyMode.ENVIRONMENT if from_environment else ProxyMode.DISABLED


def _in_force(resolution: Resolution) -> Iterator[Endpoint]:
    api_type = in_force(resolution, ("chat", "api_type"))
    if api_type:
        yield _chat(resolution, api_type)
    kind = in_force(resolution, ("embeddings", "type"))
    if kind and in_force(resolution, ("embeddings", "engine")):
        yield _embeddings(resolution, kind)
    kind = in_force(resolution, ("rerank", "type"))
    if kind and in_force(resolution, ("rerank", "engine")):
        yield Endpoint(kind, "rerank", NO_KEY, _address(resolution, [(*_ADDRESSES, "rerank-base-url")], ""))


def _chat(resolution: Resolution, api_type: str) -> Endpoint:
    provider = PROVIDERS.get(api_type)
    names = provider.keys if provider else (f"{api_type}-api-key",)
    addresses = provider.addresses if provider else (f"{api_type}-base-url",)
    key = _key(resolution, [(*_KEYS, name) for name in names])
    # Only the selected profile's own extension counts for a login: it is not inherited.
    if any(path[0] == OAUTH for path in resolution.layers[-1].extensions.leaves):
        key = replace(key, presence=Presence.LOGIN)
    default = _DEFAULT_ADDRESSES.get(api_type, "")
    return Endpoint(api_type, "chat", key, _address(resolution, [(*_ADDRESSES, name) for name in addresses], default))


def _embeddings(resolution: Resolution, kind: str) -> Endpoint:
    """What ``embeddings`` itself says of keys and addresses counts before ``api``, also where it is empty."""
    if kind == "openai":  # its client knows one address, whatever is set
        own, shared = ("embeddings", "api_keys", "openai-api-key"), (*_KEYS, "openai-api-key")
        key = _key(resolution, [own if own in resolution.merged.mentions else shared])
        return Endpoint(kind, "embeddings", key, Address(OPENAI))
    own, shared = ("embeddings", "base_urls", f"{kind}-base-url"), (*_ADDRESSES, f"{kind}-base-url")
    path = own if own in resolution.merged.mentions else shared
    return Endpoint(kind, "embeddings", NO_KEY, _address(resolution, [path], OLLAMA if kind == "ollama" else ""))


def _others(resolution: Resolution, used: Sequence[Endpoint]) -> Iterator[Endpoint]:
    """Providers of which a profile sets a key or an address, and none of it is in force."""
    known = {endpoint.provider for endpoint in used}
    known |= {endpoint.key.provider for endpoint in used} | {endpoint.address.provider for endpoint in used}
    for path in (*inside(resolution, _KEYS), *inside(resolution, _ADDRESSES)):
        name = _provider(str(path[-1]))
        if name in known or winner(resolution, path).layer.is_base:
            continue
        known.add(name)
        key = _key(resolution, [(*_KEYS, f"{name}-api-key")])
        yield Endpoint(name, "", key, _address(resolution, [(*_ADDRESSES, f"{name}-base-url")], ""))


def _key(resolution: Resolution, paths: Sequence[Path]) -> Key:
    """The first key of ``paths`` with something in it, or else the first one there is."""
    there = [path for path in paths if path in resolution.merged.mentions]
    if not there:
        return Key(Presence.MISSING, str(paths[0][-1]))
    filled = next((path for path in there if in_force(resolution, path).strip()), None)
    path = filled or there[0]
    return Key(Presence.SET if filled else Presence.EMPTY, str(path[-1]), _origin(winner(resolution, path)))


def _address(resolution: Resolution, paths: Sequence[Path], default: str) -> Address:
    """The first address of ``paths`` with something in it, or else the default."""
    for path in paths:
        url = in_force(resolution, path)
        if url and url.strip():
            return Address(redact_value(path, url), str(path[-1]), _origin(winner(resolution, path)))
    return Address(default, "" if default else str(paths[0][-1]))


def _origin(mention: Mention) -> Origin:
    return Origin(mention.layer.ref, mention.origin, mention.location)


def _provider(name: str) -> str:
    return name.removesuffix("-api-key").removesuffix("-base-url")
