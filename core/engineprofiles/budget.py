"""What a resolution says about its model: abilities, limits and prices, as plain data for a view.

Only the few paths that matter are looked up in the merge, so that this is cheap enough for every move of a cursor
and works where a broken layer keeps the settings as a whole from being typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from engineprofiles.checks.model_info import model_info_stale
from engineprofiles.model import Cost, ModelCost, ModelInfo, Usage
from engineprofiles.problems import Path, Problem
from engineprofiles.resolution import Resolution

_WITH_KEYS = frozenset(("api", "chat", "embeddings"))
_INFO = tuple(name for name in ModelInfo.model_fields if name not in ("cost", "metadata"))
_RATES = tuple(ModelCost.model_fields)

NO_COST = ModelCost.model_construct()
"""Nothing known about prices."""


class CostState(StrEnum):
    """What is known about a model's four prices."""

    PRICED = "priced"
    """Every one is known, and not all of what input and output cost is zero."""
    FREE = "free"
    """Input and output are known and no price is above zero."""
    PARTIAL = "partial"
    """Some are known, some are not."""
    UNKNOWN = "unknown"
    """None is known. This is not the same as free."""


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """An engine for embeddings or for reranking; ``dimensions`` is the length of a vector."""

    engine: str
    api_type: str = ""
    dimensions: int | None = None


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """The facts about a profile's model. A text that nobody set is empty, a number ``None``.

    ``name`` is the name for people or else the id or else the engine. ``context_window``, ``watermark`` and
    ``max_output`` are tokens as set; ``effective_limit`` is what to plan with, ``input_room`` what it leaves after
    the longest answer and ``hard_input_room`` what the whole window leaves. ``cost`` holds the four rates in USD
    per 1M tokens. ``keys`` are the names of the API keys and whether each holds anything, never a key itself.
    ``stale`` is the problem that the facts are of another model than the engine.
    """

    name: str = ""
    id: str = ""
    engine: str = ""
    api_type: str = ""
    modalities: tuple[str, ...] = ()
    reasoning: bool | None = None
    context_window: int | None = None
    watermark: int | None = None
    max_output: int | None = None
    effective_limit: int | None = None
    input_room: int | None = None
    hard_input_room: int | None = None
    cost: ModelCost = NO_COST
    embeddings: EngineFacts | None = None
    rerank: EngineFacts | None = None
    keys: tuple[tuple[str, bool], ...] = ()
    stale: Problem | None = None

    @property
    def cost_state(self) -> CostState:
        if self.cost.is_unknown:
            return CostState.UNKNOWN
        if self.cost.is_free:
            return CostState.FREE
        return CostState.PARTIAL if None in self.rates else CostState.PRICED

    @property
    def rates(self) -> tuple[float | None, ...]:
        """USD per 1M tokens of input, output, cache reads and cache writes; ``None`` where unknown."""
        return tuple(getattr(self.cost, name) for name in _RATES)

    @property
    def capabilities(self) -> frozenset[str]:
        """What the profile has an engine for: ``chat``, ``embeddings``, ``rerank``."""
        engines = {"chat": self.engine, "embeddings": self.embeddings, "rerank": self.rerank}
        return frozenset(name for name, engine in engines.items() if engine)


def model_facts(resolution: Resolution) -> ModelFacts:
    """The facts about the model of ``resolution``. Never raises: what a broken layer would have said is absent."""
    info = _model_info(resolution)
    engine = _value(resolution, "chat", "engine") or ""
    embeddings, rerank = _engine(resolution, "embeddings"), _engine(resolution, "rerank")
    other = embeddings or rerank
    return ModelFacts(
        name=info.name or info.id or engine or (other.engine if other else ""),
        id=info.id or "",
        engine=engine,
        api_type=_value(resolution, "chat", "api_type") or "",
        modalities=tuple(info.input or ()),
        reasoning=info.reasoning,
        context_window=info.context_window,
        watermark=info.quality_high_watermark,
        max_output=info.max_output_tokens,
        effective_limit=info.effective_context_limit if info.hard_context_limit else None,
        input_room=info.input_room,
        hard_input_room=info.hard_input_room,
        cost=info.cost or NO_COST,
        embeddings=embeddings,
        rerank=rerank,
        keys=tuple(sorted(_keys(resolution).items())),
        stale=next(model_info_stale(resolution), None),
    )


def what_if(facts: ModelFacts, usage: Usage) -> Cost | None:
    """What ``usage`` would cost in USD; ``None`` when no price is known."""
    return None if facts.cost.is_unknown else facts.cost.of(usage)


def _model_info(resolution: Resolution) -> ModelInfo:
    """The merged ``model_info`` without its metadata. Each layer's values have their field's type already."""
    values = {name: _value(resolution, "model_info", name) for name in _INFO}
    rates = {name: _value(resolution, "model_info", "cost", name) for name in _RATES}
    return ModelInfo.model_construct(cost=ModelCost.model_construct(**rates), **values)


def _engine(resolution: Resolution, section: str) -> EngineFacts | None:
    engine = _value(resolution, section, "engine")
    if not engine:
        return None
    return EngineFacts(engine, _value(resolution, section, "type") or "", _value(resolution, section, "dimensions"))


def _keys(resolution: Resolution) -> dict[str, bool]:
    """The names of the API keys; a name that several sections have is set when one of them sets it."""
    found: dict[str, bool] = {}
    for path in _key_paths(resolution):
        name = str(path[-1])
        found[name] = bool(_value(resolution, *path)) or found.get(name, False)
    return found


def _key_paths(resolution: Resolution) -> Iterator[Path]:
    for path in resolution.merged.mentions:
        if len(path) == 3 and path[1] == "api_keys" and path[0] in _WITH_KEYS:
            yield path


def _value(resolution: Resolution, *path: str | int) -> Any:
    """The effective value at the path of a field, ``None`` when no layer sets it."""
    places = resolution.merged.mentions.get(path)
    return resolution.layers[places[-1]].settings.leaves[path] if places else None
