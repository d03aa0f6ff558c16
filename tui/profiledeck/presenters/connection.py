"""What an engine of the final settings will connect to: address and key of each provider, the HTTP client, and why."""

from __future__ import annotations

from collections.abc import Iterator

from engineprofiles import Resolution, Semantics
from engineprofiles.connection import (
    ClientMode,
    Connection,
    Endpoint,
    Http,
    Key,
    Origin,
    Presence,
    ProxyMode,
    connection,
)
from profiledeck.presenters.differences import DIFFERS
from profiledeck.presenters.labelled import LABEL, flowed, labelled
from profiledeck.presenters.layers import ring
from profiledeck.presenters.lines import Line, Span, clipped, line
from profiledeck.presenters.mentions import BUILT_IN, place_in_short
from profiledeck.presenters.values import one_line
from profiledeck.presenters.wrapping import wrapped

HEADING = "Connects to"
_LABELS = {"chat": "chat", "embeddings": "embed", "rerank": "rerank", "": "also set"}
_KEYS = {
    Presence.SET: ("set", ""),
    Presence.EMPTY: ("empty", "warning"),
    Presence.MISSING: ("missing", "warning"),
    Presence.LOGIN: ("by login", ""),
}
_PROXIES = {
    ProxyMode.ENVIRONMENT: "proxies of the environment",
    ProxyMode.DISABLED: "no proxy",
}


def connection_lines(resolution: Resolution, width: int) -> Iterator[Line]:
    """A heading, each provider with its address and key, then the HTTP client; in ``width`` cells.

    It is Geppetto that connects, so that its reading counts whichever is shown.
    """
    found: Connection = connection(resolution.in_semantics(Semantics.GEPPETTO))
    documented = connection(resolution.in_semantics(Semantics.DOCUMENTED)).http
    yield clipped(line((HEADING, "heading"), ("  as Geppetto does it", "dim")), width)
    for endpoint in found.providers:
        yield from flowed(_LABELS[endpoint.use], _address(endpoint), width)
        if endpoint.key.presence in _KEYS:
            yield from flowed("", _key(endpoint.key), width)
    yield from _http(found.http, width)
    if documented.timeout != found.http.timeout:
        yield clipped(labelled("", Span(f"{DIFFERS} documented: {_waits(documented)}", "warning")), width)


def _address(endpoint: Endpoint) -> Iterator[Line]:
    yield (Span(one_line(endpoint.provider), "accent" if endpoint.use else ""),)
    address = endpoint.address
    if address.url:
        yield (Span(one_line(address.url)),)
        yield from _from(address.origin)
    elif endpoint.use:
        yield line((f"no address: {address.name} is missing", "warning"))


def _key(key: Key) -> Iterator[Line]:
    if key.presence is Presence.EMPTY and key.origin is not None and key.origin.part == BUILT_IN:
        key = Key(Presence.MISSING, key.name)  # a blank that nobody wrote
    word, tones = _KEYS[key.presence]
    name = "" if key.presence is Presence.LOGIN else f"{one_line(key.name)} "
    yield (Span(f"{name}{word}", tones),)
    yield from _from(key.origin)


def _from(origin: Origin | None) -> Iterator[Line]:
    if origin is not None and origin.layer == "base":
        place = "built-in" if origin.part == BUILT_IN else place_in_short(origin.location)
        yield Span(ring(0), "layer-0"), Span(f" {place}")
    elif origin is not None:
        yield (Span(one_line(origin.layer), "dim"),)


def _http(http: Http, width: int) -> Iterator[Line]:
    proxy = f"proxy {one_line(http.proxy_url)}" if http.proxy_mode is ProxyMode.EXPLICIT else _PROXIES[http.proxy_mode]
    client = "default client" if http.mode is ClientMode.DEFAULT else "custom client"
    yield from flowed("http", [(Span(_waits(http)),), (Span(proxy),), (Span(client, "dim"),)], width)
    for reason in http.reasons if http.mode is ClientMode.CUSTOM else ():
        yield from (labelled("", Span(piece, "dim")) for piece in wrapped(reason, width - LABEL))


def _waits(http: Http) -> str:
    return f"timeout {http.timeout} s" if http.timeout else "no timeout"
