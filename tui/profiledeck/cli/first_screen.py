"""The first screen of the app as text, for a pipe or CI: what was opened, what is selected, and who set what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engineprofiles import Chain, Source
from profiledeck.cli.problems import chain_problems, in_words
from profiledeck.cli.tables import Cell, table
from profiledeck.presenters.header import header_line
from profiledeck.presenters.lines import Line, Row, clipped, fitted, line, text_of
from profiledeck.presenters.model import model_rows
from profiledeck.presenters.problems import problem_rows
from profiledeck.presenters.settings import settings_rows
from profiledeck.presenters.stack import stack_rows
from profiledeck.presenters.tree import badges, tree_rows
from profiledeck.state import State

MARKS = "★ default of its registry   ● selected"


def first_screen(chain: Chain, width: int) -> str:
    """What the panes show when the app opens, one below the other, in lines of at most ``width`` cells.

    Of every registry the profiles are listed, and there is no colour.
    """
    state = _opened(chain)
    panes: dict[str, Iterable[Row]] = {
        "Sources, the last one wins": _source_rows(chain),
        f"Registries, the top one wins   {MARKS}": tree_rows(state, width),
        "Stack": stack_rows(state, width),
        "Settings": settings_rows(state, width),
        "Model": model_rows(state, width),
        "Problems": problem_rows(state, width),
    }
    rows = [
        Row(header_line(state, width)),
        *(row for title, pane in panes.items() for row in _titled(title, pane, width)),
    ]
    return text_of(Row(clipped(row.line, width)) for row in rows) + "\n"


def _opened(chain: Chain) -> State:
    """The app's state when ``chain`` has just been opened and checked."""
    problems = chain_problems(chain)
    state = State(opened=frozenset(chain.by_slug)).opening(chain)
    return replace(state, problems=problems, badges=badges(chain, problems))


def _titled(title: str, rows: Iterable[Row], width: int) -> Iterator[Row]:
    yield Row(())
    yield Row(line(fitted(f"── {title} ", width).rstrip()))
    yield from rows


def _source_rows(chain: Chain) -> list[Row]:
    return [Row(row) for row in _sources(chain)]


def _sources(chain: Chain) -> list[Line]:
    return table(("status", "kind", "registries", "source"), map(_source_cells, reversed(chain.sources)))


def _source_cells(source: Source) -> list[Cell]:
    slugs = ", ".join(registry.slug for registry in source.registries)
    problems = (*source.problems, *(problem for registry in source.registries for problem in registry.problems))
    return [in_words(problems) or "ok", source.kind, slugs or "-", source.name]
