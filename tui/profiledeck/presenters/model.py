"""The model of the selected profile: what it can, how much it holds, what it costs, and whether that is true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from engineprofiles import Usage
from engineprofiles.budget import CostState, EngineFacts, ModelFacts, what_if
from profiledeck.presenters.figures import amount, count, rate, short_count
from profiledeck.presenters.labelled import LABEL, flowed, labelled
from profiledeck.presenters.lines import Line, Row, Span, fitted, line, width_of
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import State

WHAT_IF_KEY = ("what-if",)
"""The key of the row whose token counts can be changed."""

_WIDEST_BAR = 60
_BUCKETS = ("in", "out", "read", "write")


def model_rows(state: State, width: int) -> list[Row]:
    """Name and abilities, a warning when the facts are another model's, context, cost, keys: what there is."""
    facts = state.facts
    if facts is None:
        return _said(state.why_nothing, width)
    if facts == ModelFacts():
        return _said(_why_nothing(state), width)
    rows = [
        Row(_name(facts, width)),
        *map(Row, _stale(facts, width)),
        *map(Row, _context(facts, width)),
        *map(Row, _cost(facts, width)),
        Row(_what_if(facts, state.usage, width), WHAT_IF_KEY),
        *map(Row, _access(facts, state.final, width)),
    ]
    if facts.embeddings:
        rows.append(Row(_other("vectors", facts.embeddings, width)))
    if facts.rerank:
        rows.append(Row(_other("rerank", facts.rerank, width)))
    if state.final and state.resolution is not None:
        from profiledeck.presenters.connection import connection_lines  # the first screen shows profiles alone

        rows += map(Row, connection_lines(state.resolution, width))
    return rows


def _said(text: str, width: int) -> list[Row]:
    return [Row(line((part, "dim"))) for part in wrapped(text, width)]


def _why_nothing(state: State) -> str:
    broken = state.resolution is not None and any(layer.problem for layer in state.resolution.layers)
    why = "Part of its stack is missing, and no" if broken else "No"
    return f"No model. {why} layer sets model_info or the engine of chat, embeddings or rerank."


def _name(facts: ModelFacts, width: int) -> Line:
    """``GPT-4o Mini  text image  no reasoning``; what is not known is left out."""
    reasoning = {True: "reasoning", False: "no reasoning", None: ""}[facts.reasoning]
    abilities = "  ".join(filter(None, (" ".join(facts.modalities), reasoning)))
    name = facts.name or "no model named"
    left = max(width - cell_len(abilities) - 2, min(width, cell_len(name), width // 2))
    shown = fitted(name, min(left, cell_len(name)))
    room = width - cell_len(shown) - 2
    return line(
        (shown, "strong"), *(("  ", (fitted(abilities, min(room, cell_len(abilities))), "dim")) if room > 3 else ())
    )


def _stale(facts: ModelFacts, width: int) -> Iterator[Line]:
    if facts.stale is None:
        return
    hint = facts.stale.hint.rstrip(".")
    texts = wrapped(f"facts are of {facts.id}, the engine is {facts.engine}. {hint}", width - 2)
    if len(texts) > 2:
        texts = min(texts, wrapped(f"facts of {facts.id}, engine {facts.engine}. {hint}", width - 2), key=len)
    for number, text in enumerate(texts):
        yield line(("  " if number else "▲ ", "warning"), (text, "warning"))


def _context(facts: ModelFacts, width: int) -> Iterator[Line]:
    """A bar as long as the window with a mark where quality ends, and below it what that means for the input."""
    window = facts.context_window or 0
    if window <= 0:
        yield labelled("context", Span(fitted("unknown", width - LABEL), "dim"))
        return
    yield labelled("context", *_bar(window, facts.watermark, width - LABEL))
    yield labelled("", Span(_longest(_room_texts(facts, window), width - LABEL), "dim"))


def _bar(window: int, watermark: int | None, width: int) -> Iterator[Span]:
    label = f" {_tokens(window)}"
    length = min(_WIDEST_BAR, width - len(label))
    if length < 4:
        yield Span(fitted(label.strip(), width))
        return
    if watermark is None or watermark >= window:
        yield Span(f"{'━' * (length - 1)}┫", "accent")
    else:
        at = max(0, watermark) * (length - 2) // window
        yield Span("━" * at, "accent")
        yield Span("╋", "warning")
        yield Span(f"{'━' * (length - 2 - at)}┫", "dim")
    yield Span(label)


def _room_texts(facts: ModelFacts, window: int) -> Iterator[str]:
    """The same in fewer and fewer words."""
    quality = f"quality {_tokens(facts.watermark)}" if facts.watermark is not None else ""
    if facts.hard_input_room is None:
        yield _joined(quality, "room for input unknown: no max_output_tokens")
        yield _joined(quality, "room for input unknown")
        yield quality or "input room unknown"
        return
    room = count(facts.hard_input_room)
    if facts.input_room is not None and facts.input_room < facts.hard_input_room:
        yield _joined(quality, f"room for input {room}, {count(facts.input_room)} of it at full quality")
    yield _joined(quality, f"room for input {room}")
    yield _joined(quality, f"input room {room}")
    yield f"input room {room}"


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _longest(texts: Iterable[str], width: int) -> str:
    """The first of ``texts`` that fits, or the last one cut."""
    shown = ""
    for shown in texts:
        if cell_len(shown) <= width:
            return shown
    return fitted(shown, width)


def _tokens(number: int) -> str:
    """Exactly as many tokens, short where that loses nothing: ``128k``, ``8,191``."""
    return short_count(number) if number % 1000 == 0 and number < 10_000_000 else count(number)


def _cost(facts: ModelFacts, width: int) -> Iterator[Line]:
    """The four prices, or one word where one word says it."""
    room = width - LABEL
    if facts.cost_state is CostState.UNKNOWN:
        yield labelled("cost", Span(_longest(("unknown: no layer sets a price", "unknown"), room), "dim"))
        return
    if facts.cost_state is CostState.FREE:
        told = "every price is zero" if None not in facts.rates else "input and output are zero"
        yield labelled("cost", Span("free", "good"), Span(fitted(f"  {told}", min(room - 4, len(told) + 2)), "dim"))
        return
    cells = [_price(usd, bucket) for usd, bucket in zip(facts.rates, _BUCKETS, strict=True)]
    column = max(width_of(cell) for cell in cells) + 2
    fit = (room + 2) // column
    per_line = 4 if fit >= 4 else 2 if fit >= 2 else 1
    for start in range(0, 4, per_line):
        spans: list[Span] = []
        for cell in cells[start : start + per_line]:
            spans += [*cell, Span(" " * (column - width_of(cell)))]
        yield labelled("" if start else "cost /1M", *spans[:-1])


def _price(usd: float | None, bucket: str) -> Line:
    return (Span("unknown" if usd is None else rate(usd), "dim" if usd is None else ""), Span(f" {bucket}", "dim"))


def _what_if(facts: ModelFacts, usage: Usage, width: int) -> Line:
    """``10k in + 2k out = $0.0027``; tokens of the cache are named where there are any."""
    cost = what_if(facts, usage)
    answer = "unknown" if cost is None else f"{'at least ' if cost.lower_bound else ''}{amount(cost.usd)}"
    cached = (
        f"{_tokens(usage.cache_read_tokens)} read" if usage.cache_read_tokens else "",
        f"{_tokens(usage.cache_creation_input_tokens)} written" if usage.cache_creation_input_tokens else "",
    )
    within = ", ".join(filter(None, cached))
    question = (
        f"{_tokens(usage.input_tokens)} in{f' ({within})' if within else ''} + {_tokens(usage.output_tokens)} out"
    )
    room = width - LABEL - 3
    shown = fitted(answer, min(cell_len(answer), room))
    asked = fitted(question, min(cell_len(question), room - cell_len(shown)))
    return labelled("what if", Span(asked), Span(" = ", "dim"), Span(shown, "dim" if cost is None else "strong"))


def _access(facts: ModelFacts, final: bool, width: int) -> Iterator[Line]:
    """What the profile can be used for and, of one alone, which API keys are there: whether, never what."""
    serves = [name for name in ("chat", "embeddings", "rerank") if name in facts.capabilities]
    items = [Span(" · ".join(serves) or "no engine", "accent" if serves else "warning")]
    keys = () if final else facts.keys  # where each comes from is told below
    items += [Span(f"{name} {'set' if given else 'empty'}", "" if given else "warning") for name, given in keys]
    if not facts.keys:
        items.append(Span("no API key", "dim"))
    yield from flowed("serves", [(item,) for item in items], width)


def _other(label: str, engine: EngineFacts, width: int) -> Line:
    size = f"{count(engine.dimensions)} dimensions" if engine.dimensions is not None else ""
    text = _joined(engine.engine, engine.api_type, size)
    return labelled(label, Span(fitted(text, min(width - LABEL, cell_len(text)))))
