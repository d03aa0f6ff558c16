"""``profiledeck resolve``: the settings that a profile gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from engineprofiles import Chain, LayeredSettings, Resolution, Semantics, TraceEntry
from engineprofiles.checks import check_profile
from engineprofiles.checks.refusals import refusals
from engineprofiles.hosts import beneath
from engineprofiles.model import format_path
from engineprofiles.redact import redact_under
from engineprofiles.resolution import Mention
from engineprofiles.resolution.layered import schema_order
from engineprofiles.resolution.plain import jsonable, layer_dict, trace_dict
from profiledeck.cli.differences import difference_dicts, difference_lines
from profiledeck.cli.output import format_option, say, write_data, write_lines
from profiledeck.cli.problems import conclude, source_problems
from profiledeck.cli.selecting import ref_argument, resolve, selection_options, semantics_option
from profiledeck.cli.sources import Sources, takes_sources
from profiledeck.cli.tables import Cell, shown, table
from profiledeck.presenters.lines import Line


@click.command("resolve")
@ref_argument(required=False)
@takes_sources
@selection_options
@semantics_option("both")
@click.option("--trace", is_flag=True, help="Print what was overridden too; as data, the whole resolution.")
@format_option("text", "json", "yaml", "toml")
def command(
    sources: Sources,
    ref: str | None,
    registry: str | None,
    final: bool,
    reveal: bool,
    semantics: str,
    trace: bool,
    form: str,
) -> None:
    """Print the settings that REF gives, or the selected profile when there is no REF.

    JSON holds everything known about the resolution. YAML and TOML are the settings alone, fit for --base, unless
    --trace asks for everything. With --semantics both only what the two readings differ in is printed.
    """
    chain = sources.open()
    reading = Semantics.DOCUMENTED if semantics == "both" else Semantics(semantics)
    final = final or sources.has_base
    if final and not (ref or registry) and is_base_alone(chain):
        _write_base(beneath(chain.base).in_semantics(reading), reveal, form)
        conclude(source_problems(chain), refusals(chain))
    resolution = resolve(chain, ref, registry, final, reading)
    if semantics == "both":
        _write_differences(resolution, reveal, form)
    elif form == "text":
        say(introduction(resolution))
        write_lines(settings_lines(resolution, reveal, trace))
    elif form == "json" or trace:
        problems = [problem.to_dict() for problem in check_profile(resolution, chain)]
        write_data({**resolution.to_dict(reveal), "problems": problems}, form)
    else:
        write_data(resolution.masked_values(reveal), form)
    conclude(source_problems(chain), check_profile(resolution, chain))


def is_base_alone(chain: Chain) -> bool:
    """Whether an application runs with its own settings: it knows of no profile, and nobody names one."""
    return chain.choice is None and chain.default_registry is None


def _write_base(base: LayeredSettings, reveal: bool, form: str) -> None:
    if form == "text":
        say("No profile is selected, so these are the application's own settings.")
        write_lines(settings_lines(base, reveal))
    elif form == "json":
        write_data(base_data(base, reveal), form)
    else:
        write_data(base.masked_values(reveal), form)


def base_data(base: LayeredSettings, reveal: bool) -> dict[str, Any]:
    """The base alone as plain data: what a resolution has, with ``null`` for what there is only with a profile."""
    nobody = dict.fromkeys(("registry", "profile", "selection"))
    settings = jsonable(base.masked_values(reveal))
    problems = [problem.to_dict() for problem in base.problems]
    return {
        **nobody,
        "semantics": str(base.semantics),
        "lineage": [layer_dict(layer) for layer in base.layers],
        "inference_settings": settings,
        "extensions": {},
        "trace": trace_dict(base.trace, reveal),
        "problems": problems,
    }


def _write_differences(resolution: Resolution, reveal: bool, form: str) -> None:
    if form == "text":
        say(introduction(resolution))
        write_lines(difference_lines(resolution.differences, reveal))
    else:
        who = {"registry": resolution.registry, "profile": resolution.profile}
        write_data({**who, "differences": difference_dicts(resolution.differences, reveal)}, form)


def introduction(resolution: Resolution) -> str:
    """Which profile it is, why this one, and what it is built from."""
    selection = resolution.selection
    shadows = f", hides those of {', '.join(selection.shadows)}" if selection.shadows else ""
    layers = " < ".join(f"{layer.index} {layer.ref}" for layer in resolution.layers)
    why = selection.choice.words if selection.choice else selection.reason
    return f"{selection.ref} ({why}{shadows}): {layers}"


def settings_lines(resolution: LayeredSettings, reveal: bool = False, trace: bool = False) -> list[Line]:
    """A table of every value with its layer and place; with ``trace`` what each overrode, and what was dropped."""
    rows = (row for entry in entries_of(resolution, dropped=trace) for row in _rows(entry, reveal, trace))
    return table(("path", "value", "layer", "place"), rows)


def entries_of(resolution: LayeredSettings, dropped: bool = False) -> Iterator[TraceEntry]:
    """The trace of the settings in the order of the model, then that of the extensions."""
    settings = resolution.trace
    lost = settings.dropped.values() if dropped else ()
    yield from sorted((*settings.values(), *lost), key=lambda entry: schema_order(entry.path))
    if isinstance(resolution, Resolution):
        extensions = resolution.extension_trace
        yield from (*extensions.values(), *(extensions.dropped.values() if dropped else ()))


def entry_path(entry: TraceEntry) -> str:
    """The path as ``profiledeck explain`` takes it."""
    extension = entry.mentions[0].root == "extensions"
    return format_path(("extensions", *entry.path) if extension else entry.path)


def shown_mention(mention: Mention, reveal: bool) -> str:
    """A layer's value in one line, masked unless ``reveal``."""
    return shown(visible(mention, mention.value, reveal))


def layer_name(mention: Mention) -> str:
    """The layer by its index and name. Of the application's own settings it is told where among them it comes from."""
    layer = mention.layer
    name = f"{layer.index} {layer.ref}"
    return f"{name} · {part_name(mention.parts[-1])}" if layer.is_base and layer.parts else name


def part_name(part: Mention) -> str:
    """Which place among those that a layer is put together from: a document, or the variable itself."""
    place = part.location
    return part.layer.profile if place.line or not place.source else place.source


def visible(mention: Mention, value: Any, reveal: bool) -> Any:
    """What may be shown of ``value``, which is one layer's for the path of ``mention``."""
    if reveal:
        return value
    return redact_under(mention.root, mention.path, value)


def _rows(entry: TraceEntry, reveal: bool, trace: bool) -> Iterator[list[Cell]]:
    if entry.winner:
        yield [entry_path(entry), *_cells(entry.winner, reveal)]
    elif entry.dropped_by:
        yield [entry_path(entry), ("(dropped)", "dim"), f"{entry.dropped_by.index} {entry.dropped_by.ref}", "-"]
    for loser in reversed(entry.losers) if trace else ():
        yield [
            ("  overridden" if entry.winner else "  lost", "dim"),
            *((cell, "dim") for cell in _cells(loser, reveal)),
        ]


def _cells(mention: Mention, reveal: bool) -> tuple[str, str, str]:
    return shown_mention(mention, reveal), layer_name(mention), mention.location.label or "-"
