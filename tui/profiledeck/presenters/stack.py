"""The lineage of the selected profile, leaf on top: what each layer gives to the result and what it loses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engineprofiles import Layer, Resolution
from engineprofiles.model import format_path
from engineprofiles.problems import Path
from engineprofiles.resolution.layered import schema_order
from engineprofiles.resolution.merge import Merged
from profiledeck.presenters.layers import LOST, ring, tone
from profiledeck.presenters.lines import Line, Row, Span, fitted, line, width_of
from profiledeck.presenters.wrapping import wrapped
from profiledeck.state import State

_NAMED = 6
_LINES = 4
_WIDEST = 64
_BAR = "│   "
_MARKED_BAR = "┃   "


@dataclass(slots=True)
class _Share:
    """The paths that one layer sets in the result, and those that a higher layer took from it."""

    won: list[Path] = field(default_factory=list)
    lost: list[Path] = field(default_factory=list)


def stack_rows(state: State, width: int) -> list[Row]:
    """Each layer with what it contributes, the selected profile first and the application's base last.

    A layer's first line has the key ``("layer", index)``. Fields are named while they are few, else counted by
    section. A reference that leads nowhere stands in its place with the reason. The highlighted layer is marked, and
    so is the highlighted field wherever a layer has it.
    """
    resolution = state.resolution
    if resolution is None:
        return [Row(line((fitted(state.why_nothing, width), "dim")))]
    shares = _shares(resolution)
    focus = state.field[1] if state.field and state.field[0] != "section" else None
    last = len(resolution.layers) - 1
    rows: list[Row] = []
    for place in range(last, -1, -1):
        layer = resolution.layers[place]
        marked = layer.index == state.layer
        rows.append(Row(_head(layer, width, leaf=place == last, marked=marked), ("layer", layer.index)))
        contents = _contents(shares[place], width - len(_BAR), focus)
        rows.extend(Row(body) for body in _body(layer, contents, width, below=place > 0, marked=marked))
    return rows


def _shares(resolution: Resolution) -> list[_Share]:
    shares = [_Share() for _ in resolution.layers]
    _share_out(resolution.merged, shares)
    _share_out(resolution.merged_extensions, shares)
    return shares


def _share_out(merged: Merged, shares: list[_Share]) -> None:
    for path, places in merged.mentions.items():
        shares[places[-1]].won.append(path)
        for place in places[:-1]:
            shares[place].lost.append(path)
    for path, dropped in merged.dropped.items():
        for place in dropped.layers:
            shares[place].lost.append(path)


def _head(layer: Layer, width: int, leaf: bool, marked: bool) -> Line:
    """``④ user-overrides/assistant  My assistant    v3``: the version at the right, what has no room left out."""
    width = min(width, _WIDEST)
    end = f"{f' v{layer.version}' if layer.version else ''}{' ◂' if marked else '  '}"
    room = width - len(end)
    number = Span(f"{ring(layer.index)} ", tone(layer.index))
    sign = (Span("✕ ", "error"),) if layer.problem else ()
    room -= width_of((number, *sign))
    name = "base" if layer.is_base else layer.ref
    start = (number, *sign, Span(fitted(name, min(room, width_of((Span(name),)))), _name_tones(layer, leaf, marked)))
    room -= width_of(start[-1:])
    about = _about(layer)
    note = fitted(f"  {about}", room) if about and width_of((Span(about),)) + 2 <= room else " " * max(0, room)
    return (*start, Span(note, "dim"), Span(end, "dim"))


def _name_tones(layer: Layer, leaf: bool, marked: bool) -> str:
    if layer.problem:
        return "error"
    if marked:
        return "marked"
    return "strong" if leaf else "dim" if layer.is_base else ""


def _about(layer: Layer) -> str:
    """What is worth saying besides the name: the name for people, or else a source that the slug does not tell."""
    if layer.is_base:
        parts = ", ".join(part.profile for part in reversed(layer.parts))
        return parts or (layer.profile if layer.profile != "base" else "")
    return layer.display_name or ("" if layer.source == layer.registry else layer.source)


def _body(layer: Layer, contents: list[list[Span]], width: int, below: bool, marked: bool) -> Iterator[Line]:
    bar = _MARKED_BAR if marked else _BAR
    start = Span(bar if below else " " * len(bar), tone(layer.index) if marked else "dim")
    if layer.problem:
        contents = [[Span(text, "error")] for text in wrapped(layer.problem.message, width - len(bar))]
    for spans in contents:
        yield start, *spans


def _contents(share: _Share, room: int, focus: Path | str | None) -> list[list[Span]]:
    """The fields by name, or by section and number where names would take too many lines."""
    if not share.won and not share.lost:
        return [[Span("sets nothing", "dim")]]
    if len(share.won) + len(share.lost) <= _NAMED:
        named = _flowed([*_named(share.won, focus), *map(_struck, _named(share.lost, focus))], room)
        if len(named) <= _LINES:
            return named
    return _flowed([*_counted(share.won, focus), *map(_struck, _counted(share.lost, focus))], room)


def _named(paths: Iterable[Path], focus: Path | str | None) -> list[Span]:
    return [Span(format_path(path), "marked" if path == focus else "") for path in sorted(paths, key=schema_order)]


def _counted(paths: list[Path], focus: Path | str | None) -> list[Span]:
    sections = Counter(path[0] for path in sorted(paths, key=schema_order))
    marked = focus[0] if focus in paths and focus else None
    return [Span(f"{name} {number}", "marked" if name == marked else "") for name, number in sections.items()]


def _struck(span: Span) -> Span:
    return Span(f"{LOST}{span.text}", f"lost {span.tones}".rstrip())


def _flowed(items: list[Span], room: int) -> list[list[Span]]:
    """``items`` two cells apart, on as many lines as they need."""
    lines: list[list[Span]] = []
    left = 0
    for item in items:
        cells = width_of((item,))
        if not lines or left < cells + 2:
            lines.append([Span(fitted(item.text, min(cells, room)), item.tones)])
            left = room - cells
        else:
            lines[-1] += [Span("  "), item]
            left -= cells + 2
    return lines
