"""What an application runs with: the model, its key and address, limits and prices, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from engineprofiles import Chain, Mention, ProfilesError, Reason, Resolution, Selection, Semantics
from engineprofiles.budget import ModelFacts, model_facts
from engineprofiles.checks.lookup import winner
from engineprofiles.connection import Endpoint, Http, Origin, Presence, ProxyMode, connection
from engineprofiles.hosts import beneath
from engineprofiles.problems import Location, Path
from profiledeck.cli.report import COST_BUCKETS
from profiledeck.cli.resolve import is_base_alone, part_name
from profiledeck.presenters.figures import count, rate


class Fact(NamedTuple):
    """One thing that is so when the application runs.

    ``layer`` and ``location`` say where it comes from. ``documented`` is what it would be if Geppetto did as it
    documents; empty where it does.
    """

    name: str
    text: str
    layer: str = ""
    location: Location = Location()
    documented: str = ""

    def where(self, names: Mapping[str, str], selected: str) -> str:
        """``team/base team.yaml:7:22``, or what else it comes from; of the ``selected`` profile the place alone.
        ``names`` are those of files by their path."""
        source, label = self.location.source, self.location.label
        label = names.get(source, source) + label.removeprefix(source)
        return (
            label
            if self.layer == selected or label.startswith(self.layer)
            else " ".join(filter(None, (self.layer, label)))
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """The profile that is selected, unless the application runs with its base alone, and the facts.

    ``final`` are the settings that it runs with, in Geppetto's reading.
    """

    selection: Selection | None
    final: Resolution
    facts: tuple[Fact, ...]

    def data(self) -> dict[str, Any]:
        """The figures as plain data, of the model and of the connection; see docs/json.md."""
        facts = model_facts(self.final)
        return {
            "model": {
                "engine": facts.engine or None,
                "api_type": facts.api_type or None,
                "context_window": facts.context_window,
                "max_output_tokens": facts.max_output,
                "room_for_input": facts.hard_input_room,
                "room_while_quality_lasts": facts.input_room,
                "cost": None if facts.cost.is_unknown else dict(zip(COST_BUCKETS, facts.rates, strict=True)),
            },
            **connection(self.final).to_dict(),
        }


def verdict(chain: Chain) -> Verdict | None:
    """What runs, in Geppetto's reading of the final settings; ``None`` when no profile can be had."""
    base = beneath(chain.base)
    if is_base_alone(chain):
        nobody = Resolution(base.layers, base.semantics, Selection("", "", Reason.CHAIN_DEFAULT))
        return _verdict(None, nobody)
    try:
        resolution = chain.resolve()
    except ProfilesError:
        return None
    return _verdict(resolution.selection, resolution.on(base))


def _verdict(selection: Selection | None, documented: Resolution) -> Verdict:
    final = documented.in_semantics(Semantics.GEPPETTO)
    pairs = zip(_read(final), _read(documented), strict=True)
    facts = (fact if fact.text == other.text else fact._replace(documented=other.text) for fact, other in pairs)
    return Verdict(selection, final, tuple(facts))


def _read(final: Resolution) -> Iterator[Fact]:
    """The facts in the reading of ``final``."""
    facts, connected = model_facts(final), connection(final)
    chat = next((endpoint for endpoint in connected.providers if endpoint.use == "chat"), None)
    yield _placed(final, "model", _model(facts), ("chat", "engine"))
    yield _key(chat)
    yield _address(chat)
    yield _placed(final, "HTTP", _http(connected.http), ("client", "timeout"))
    yield _placed(final, "context", _limits(facts), ("model_info", "context_window"))
    yield _placed(final, "cost", _cost(facts), ("model_info", "cost", "input"))


def _model(facts: ModelFacts) -> str:
    return f"{facts.engine or 'none'} ({facts.api_type or 'no API type'})"


def _key(chat: Endpoint | None) -> Fact:
    if chat is None:
        return Fact("key", "no provider")
    words = {Presence.MISSING: "is missing", Presence.EMPTY: "is empty", Presence.SET: "is set"}
    key = chat.key
    return _from("key", f"{key.name} {words.get(key.presence, key.presence)}".strip(), key.origin)


def _address(chat: Endpoint | None) -> Fact:
    if chat is None:
        return Fact("base URL", "no provider")
    address = chat.address
    return _from("base URL", address.url or f"{address.name} is missing", address.origin)


def _http(http: Http) -> str:
    timeout = f"timeout {http.timeout} s" if http.timeout else "no timeout"
    proxies = {ProxyMode.EXPLICIT: f", proxy {http.proxy_url}", ProxyMode.DISABLED: ", no proxy"}
    return f"{timeout}{proxies.get(http.proxy_mode, '')}"


def _limits(facts: ModelFacts) -> str:
    if facts.context_window is None and facts.max_output is None:
        return "unknown"
    figures = {
        "tokens": facts.context_window,
        "for output": facts.max_output,
        "room for input": facts.hard_input_room,
    }
    told = ", ".join(f"{'?' if number is None else count(number)} {what}" for what, number in figures.items())
    if facts.input_room is None or facts.input_room == facts.hard_input_room:
        return told
    return f"{told} ({count(facts.input_room)} while quality lasts)"


def _cost(facts: ModelFacts) -> str:
    if facts.cost.is_unknown:
        return "unknown"
    named = zip(("input", "output", "cache read", "cache write"), facts.rates, strict=True)
    figures = ", ".join(f"{'?' if usd is None else rate(usd)} {name}" for name, usd in named)
    return f"{figures} /1M"


def _placed(final: Resolution, name: str, text: str, path: Path) -> Fact:
    """A fact that comes from where ``path`` is set, if it is."""
    if path not in final.merged.mentions:
        return Fact(name, text)
    mention = winner(final, path)
    return Fact(name, text, _layer(mention), mention.location)


def _layer(mention: Mention) -> str:
    return part_name(mention.parts[-1]) if mention.layer.is_base and mention.layer.parts else mention.layer.ref


def _from(name: str, text: str, origin: Origin | None) -> Fact:
    if origin is None:
        return Fact(name, text)
    place = origin.location
    layer = origin.part if origin.part and place.line else place.source if origin.part else origin.layer
    return Fact(name, text, layer, place)
