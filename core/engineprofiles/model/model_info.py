"""Facts about a model: its limits in tokens, its prices, and the arithmetic on both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from engineprofiles.model.section import Merge, Section, Setting, Unit
from engineprofiles.problems import Path

PRICE: Unit = "USD per 1M tokens"
MODALITIES = ("text", "image", "audio", "video", "pdf")

_WINDOW: Path = ("context_window",)
_WATERMARK: Path = ("quality_high_watermark",)
_MAX_OUTPUT: Path = ("max_output_tokens",)


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens of one or more calls. ``input_tokens`` includes those read from and written to the cache."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    cache_creation_input_tokens: int = 0
    cache_read_input_tokens: int = 0

    @property
    def cache_read_tokens(self) -> int:
        """Tokens read from the cache; ``cached_tokens`` counts where a provider tells only that."""
        return self.cache_read_input_tokens or self.cached_tokens

    @property
    def standard_tokens(self) -> int:
        """Input tokens at the full rate: neither read from nor written to the cache, never below zero."""
        return max(0, self.input_tokens - self.cache_read_tokens - self.cache_creation_input_tokens)


@dataclass(frozen=True, slots=True)
class Cost:
    """An amount in USD. It is a ``lower_bound`` when the usage needs a rate that is not known."""

    usd: float
    lower_bound: bool = False


class ModelCost(Section):
    """What the model charges. A rate that is absent is unknown; only rates of zero are free."""

    json_tagged: ClassVar[bool] = True

    input: Annotated[
        float | None, Setting("Input tokens outside the cache.", unit=PRICE, optional=False, always_written=True)
    ] = None
    output: Annotated[float | None, Setting("Output tokens.", unit=PRICE, optional=False, always_written=True)] = None
    cache_read: Annotated[float | None, Setting("Input tokens read from the cache.", unit=PRICE, optional=False)] = None
    cache_write: Annotated[float | None, Setting("Input tokens written to it.", unit=PRICE, optional=False)] = None

    @property
    def is_unknown(self) -> bool:
        """Whether no rate is there at all."""
        return not self._rates

    @property
    def is_free(self) -> bool:
        """Whether input and output are priced, and every price is zero."""
        return self.input is not None and self.output is not None and not any(self._rates)

    def of(self, usage: Usage) -> Cost:
        """The cost of ``usage``. An absent rate counts as zero and, when tokens ask for it, makes a lower bound.

        Geppetto's arithmetic to the last bit: the parts are rounded one by one and added in this order, which
        ``sum`` would not do.
        """
        parts = (
            (self.input, usage.standard_tokens),
            (self.output, usage.output_tokens),
            (self.cache_read, usage.cache_read_tokens),
            (self.cache_write, usage.cache_creation_input_tokens),
        )
        usd = 0.0
        for rate, tokens in parts:
            usd += (rate or 0.0) * float(tokens) / 1_000_000
        return Cost(usd, lower_bound=any(rate is None and tokens for rate, tokens in parts))

    @property
    def _rates(self) -> list[float]:
        rates = (self.input, self.output, self.cache_read, self.cache_write)
        return [rate for rate in rates if rate is not None]


class ModelInfo(Section):
    """What is known about the model: its abilities, limits and prices.

    Catalogue data that travels with a profile and is never sent with a request.
    """

    json_tagged: ClassVar[bool] = True

    id: Annotated[str | None, Setting("The model that these facts are about, as its provider names it.")] = None
    name: Annotated[str | None, Setting("The model's name for people.")] = None
    reasoning: Annotated[bool | None, Setting("Whether the model can reason before it answers.")] = None
    input: Annotated[list[str] | None, Setting("What the model takes as input.", choices=MODALITIES)] = None
    context_window: Annotated[int | None, Setting("The most tokens that the model can hold.", unit="tokens")] = None
    quality_high_watermark: Annotated[
        int | None, Setting("The tokens up to which quality holds: plan with these.", unit="tokens")
    ] = None
    max_output_tokens: Annotated[int | None, Setting("The most tokens that one answer can have.", unit="tokens")] = None
    cost: Annotated[ModelCost | None, Setting(merge=Merge.UNIT)] = None
    metadata: Annotated[dict[str, Any] | None, Setting("Anything else worth knowing about the model.")] = None

    @property
    def hard_context_limit(self) -> int:
        """The context window in tokens; 0 when it is unknown."""
        return self.context_window or 0

    @property
    def effective_context_limit(self) -> int:
        """The tokens to plan with: the watermark where it is below the window; 0 when there is no window.

        A watermark of 0 gives 0: Geppetto's rule.
        """
        watermark = self.quality_high_watermark
        return self.hard_context_limit if watermark is None else min(self.hard_context_limit, watermark)

    @property
    def input_room(self) -> int | None:
        """Tokens left for input within the effective limit after the longest answer; ``None`` when unknown."""
        return self._room(self.effective_context_limit)

    @property
    def hard_input_room(self) -> int | None:
        """Tokens left for input within the window after the longest answer; ``None`` when unknown."""
        return self._room(self.hard_context_limit)

    def cost_of(self, usage: Usage) -> Cost | None:
        """The cost of ``usage`` in USD; ``None`` when nothing is known about prices."""
        return None if self.cost is None else self.cost.of(usage)

    def _room(self, limit: int) -> int | None:
        if not limit or self.max_output_tokens is None:
            return None
        return max(0, limit - self.max_output_tokens)


def invalid_model_info(values: Mapping[Path, object]) -> list[tuple[Path, str]]:
    """What Geppetto refuses in a profile's own ``model_info``: where, and in which words. Prices are below ``cost``.

    ``values`` are its leaves by their path within ``model_info``, such as ``("cost", "input")``. Values that are no
    numbers are passed over.
    """
    numbers = {
        path: value for path, value in values.items() if isinstance(value, int | float) and not isinstance(value, bool)
    }
    problems = [
        (path, f"model_info.{path[0]} must be non-negative")
        for path in (_WINDOW, _WATERMARK, _MAX_OUTPUT)
        if numbers.get(path, 0) < 0
    ]
    if _WINDOW in numbers and numbers.get(_WATERMARK, numbers[_WINDOW]) > numbers[_WINDOW]:
        problems.append((_WATERMARK, "model_info.quality_high_watermark must be <= model_info.context_window"))
    rates = ((path, rate) for path, rate in numbers.items() if path[0] == "cost")
    return problems + [(path, "model_info.cost values must be non-negative") for path, rate in rates if rate < 0]
