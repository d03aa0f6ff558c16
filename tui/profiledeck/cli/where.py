"""``profiledeck where``: which model an application runs here, and every place that it looked at for that."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click
from rich.cells import cell_len

from engineprofiles import Chain, Problem, Selection, Severity
from engineprofiles.application import Application, Found, Place
from engineprofiles.budget import model_facts
from engineprofiles.checks.application import inline_takes_default, relative_to_document, variable_not_expanded
from engineprofiles.checks.refusals import refusals
from engineprofiles.checks.variables import variable_overridden
from engineprofiles.resolution.plain import location_dict, selection_dict
from profiledeck.cli.output import format_option, write_data, write_lines
from profiledeck.cli.problems import headline
from profiledeck.cli.selecting import WrongUse
from profiledeck.cli.sources import Sources, takes_application
from profiledeck.cli.verdict import Fact, Verdict, verdict
from profiledeck.presenters.lines import Line, clipped, fitted, line, width_of
from profiledeck.presenters.wrapping import wrapped

_LABEL = 11
_FOLDED = (Found.MISSING, Found.UNSET, Found.SAME)


@click.command("where")
@click.argument("sources", nargs=-1, type=click.Path())
@takes_application
@click.option("--places", "every", is_flag=True, help="List the places that do not count here, too.")
@format_option("text", "json", "yaml")
def command(sources: Sources, every: bool, form: str) -> None:
    """Tell which model an application runs here, with which key and limits, at which cost, and why.

    The application is Pinocchio unless --host names another; SOURCES stand for its own list of registries. Below are
    the places that it looks at: what was found there, what it gave, and what it lost to. Ends with 1 when the
    application would stop.
    """
    chain = sources.chain()
    application = chain.application
    if application is None:
        raise WrongUse("`where` is about an application: --host says which.")
    stops = refusals(chain)
    found = None if stops else verdict(chain)
    if form == "text":
        width = shutil.get_terminal_size((80, 24)).columns
        write_lines(_stopped(application, stops, width) if stops else _runs(chain, application, found, width))
        write_lines([(), *_places(application.places, every, width)])
    else:
        write_data(where_data(chain, application, stops, found), form)
    click.get_current_context().exit(int(bool(stops)))


def where_data(
    chain: Chain, application: Application, stops: Sequence[Problem], found: Verdict | None
) -> dict[str, Any]:
    """The answer as plain data; see docs/json.md."""
    selection = found.selection if found else None
    return {
        "application": application.name,
        "host": application.host,
        "runs": not stops,
        "registry": selection.registry if selection else None,
        "profile": selection.profile if selection else None,
        "selection": selection_dict(selection) if selection else None,
        **(found.data() if found else dict.fromkeys(("model", "http", "providers"))),
        "facts": [_fact_dict(fact) for fact in found.facts] if found else [],
        "stops_at": [problem.to_dict() for problem in stops],
        "places": [_place_dict(place) for place in application.places],
    }


def _fact_dict(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "text": fact.text,
        "documented": fact.documented or fact.text,
        "layer": fact.layer or None,
        "location": location_dict(fact.location),
    }


def _place_dict(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "what": place.what,
        "layer": place.layer,
        "found": str(place.found),
        "gives": list(place.gives),
        "lost": list(place.lost),
        "path": place.path or None,
    }


def _runs(chain: Chain, application: Application, found: Verdict | None, width: int) -> Iterator[Line]:
    if found is None:
        yield line((f"{application.name or 'The application'} has nothing to run.", "heading"))
        return
    selection = found.selection
    if selection is None:
        yield line(
            (f"{application.name or 'The application'} runs with its own settings: there is no profile.", "heading")
        )
    else:
        yield line((f"{application.name or 'The application'} runs {selection.ref}", "heading"))
        yield from _row("why", _why(selection), "", width)
    names = {place.path: place.name for place in application.places if place.path}
    for fact in found.facts:
        documented = f"; as documented {fact.documented}" if fact.documented else ""
        yield from _row(fact.name, fact.text + documented, fact.where(names, selection.ref if selection else ""), width)
    for problem in _remarks(chain, application, found):
        name = "note" if problem.severity is Severity.INFO else str(problem.severity)
        yield from _row(name, f"{problem.code}: {problem.message}", "", width)


def _why(selection: Selection) -> str:
    chosen = selection.choice.words if selection.choice else f"none is named, and it is {selection.registry}'s default"
    hidden = ", ".join(f"{slug}/{selection.profile}" for slug in selection.shadows)
    return f"{chosen}; hides {hidden}" if hidden else chosen


def _remarks(chain: Chain, application: Application, found: Verdict) -> Iterator[Problem]:
    """What an application does without a word, and hardly anybody means."""
    yield from filter(None, (model_facts(found.final).stale,))
    yield from application.problems
    yield from variable_overridden(found.final)
    for rule in (inline_takes_default, variable_not_expanded, relative_to_document):
        yield from rule(chain)


def _stopped(application: Application, stops: Iterable[Problem], width: int) -> Iterator[Line]:
    yield line((f"{application.name or 'The application'} stops here:", "heading"))
    for problem in stops:
        for text in wrapped(headline(problem), width - 2):
            yield line("  ", (text, "error"))
        for text in wrapped(problem.hint, width - 4):
            yield line("    ", (text, "dim"))


def _row(name: str, text: str, where: str, width: int) -> Iterator[Line]:
    """A fact, and where it comes from beside it, or below where that is too long."""
    lines = wrapped(text, width - _LABEL)
    for at, each in enumerate(lines):
        row = line((f"  {name if not at else '':<{_LABEL - 2}}", "dim"), each)
        if at == len(lines) - 1 and where and width_of(row) + cell_len(where) + 2 <= width:
            row, where = (*row, *line("  ", (where, "dim"))), ""
        yield row
    for each in wrapped(_in_short(where, width - _LABEL), width - _LABEL) if where else ():
        yield line(" " * _LABEL, (each, "dim"))


def _in_short(where: str, width: int) -> str:
    """``where``, without the folders of its file if it is longer than a line."""
    layer, _, place = where.rpartition(" ")
    if cell_len(where) <= width or "/" not in place:
        return where
    return f"{layer} …/{place.rpartition('/')[2]}".strip()


def _places(places: Sequence[Place], every: bool, width: int) -> Iterator[Line]:
    """What was looked at, the lowest first. What is not there or not set, or is another place under another name, takes
    one line together unless ``every`` one is asked for."""
    folded = [] if every else [place for place in places if place.found in _FOLDED]
    listed = [place for place in places if place not in folded]
    names = min(max((cell_len(place.name) for place in listed), default=0), width // 2)
    found = max((len(place.found) for place in listed), default=0)
    yield clipped(line((f"{fitted('place', names)}  {fitted('found', found)}  what it gives", "heading")), width)
    for place in listed:
        yield from _place_lines(place, names, found, width)
    told = {place.name for place in listed}
    for state in _FOLDED:
        same = ", ".join(place.name for place in folded if place.found is state and place.name not in told)
        for text in wrapped(f"{state}: {same}", width) if same else ():
            yield line((text, "dim"))


def _place_lines(place: Place, names: int, found: int, width: int) -> Iterator[Line]:
    counts = place.found in (Found.FOUND, Found.SET, Found.BROKEN)
    tones = "error" if place.found is Found.BROKEN else "" if counts else "dim"
    said = [(text, tones) for text in place.gives] + [(f"lost: {text}", "dim") for text in place.lost]
    start = names + found + 4
    rows = [(row, tone) for text, tone in said or [(place.what, tones)] for row in wrapped(text, width - start)]
    shown = place.name
    if cell_len(shown) > names:
        for piece in wrapped(shown, width):
            yield line((piece, tones))
        shown = ""
    head = f"{fitted(shown, names)}  {place.found:<{found}}  "
    for at, row in enumerate(rows):
        yield line((" " * start if at else head, tones), row)
