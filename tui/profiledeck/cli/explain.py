"""``profiledeck explain``: who set a value, whom it overrode, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from engineprofiles import Chain, Resolution, Rule, Semantics, TraceEntry
from engineprofiles.checks import check_profile
from engineprofiles.model import Field, Owner, Secret
from engineprofiles.problems import Path, pointer
from engineprofiles.resolution import Mention
from engineprofiles.resolution.plain import entry_dict
from profiledeck.cli.asking import Asked, asked_entries
from profiledeck.cli.completion import complete_path
from profiledeck.cli.differences import difference_dicts, in_other_reading
from profiledeck.cli.output import format_option, write_data, write_lines
from profiledeck.cli.problems import conclude, source_problems
from profiledeck.cli.resolve import entry_path, layer_name, part_name, shown_mention, visible
from profiledeck.cli.selecting import WrongUse, ref_argument, resolve, selection_options, semantics_option
from profiledeck.cli.sources import Sources, takes_sources
from profiledeck.cli.tables import Cell, indented, table
from profiledeck.presenters.lines import Line, line

RULES = {
    Rule.SET: "the topmost layer that sets it wins",
    Rule.MERGED: "maps merge key by key, and the topmost layer that has this key wins",
    Rule.LIST_REPLACED: "a list replaces the whole list below it",
    Rule.UNIT_REPLACED: "prices are replaced as a whole, never rate by rate",
    Rule.BASE: "only the application's own settings have it",
}


@click.command("explain")
@ref_argument()
@click.argument("path", shell_complete=complete_path)
@takes_sources
@selection_options
@semantics_option()
@format_option("text", "json", "yaml", "toml")
def command(
    sources: Sources,
    ref: str,
    path: str,
    registry: str | None,
    final: bool,
    reveal: bool,
    semantics: str,
    form: str,
) -> None:
    """Tell which layer of REF set the value at PATH, whom it overrode, and by which rule.

    PATH is a setting such as chat.engine, a section such as model_info, or starts with `extensions.`; JSON pointers
    do as well. Of a section every value is explained. Where Geppetto comes to another value, that is told too.
    """
    chain = sources.open()
    resolution = resolve(chain, ref, registry, final or sources.has_base, Semantics(semantics))
    asked = asked_entries(resolution, path)
    if isinstance(asked, str):
        raise WrongUse(asked)
    if form == "text":
        write_lines(_text(asked, resolution.semantics, reveal))
    else:
        write_data(explanation(chain, resolution, asked, reveal), form)
    conclude(source_problems(chain), check_profile(resolution, chain))


def explanation(chain: Chain, resolution: Resolution, asked: Asked, reveal: bool) -> dict[str, Any]:
    """The answer as plain data; see docs/json.md."""
    found = [_entry_data(entry, reveal) for entry in asked.entries]
    return {
        "registry": resolution.registry,
        "profile": resolution.profile,
        "path": asked.path,
        "semantics": str(resolution.semantics),
        "entries": found or [_unset(field) for field in asked.fields],
        "differences": difference_dicts(asked.differences, reveal),
        "problems": [problem.to_dict() for problem in check_profile(resolution, chain)],
    }


def _entry_data(entry: TraceEntry, reveal: bool) -> dict[str, Any]:
    mention = entry.mentions[0]

    def show(_path: Path, value: Any) -> Any:
        return visible(mention, value, reveal)

    return {**entry_dict(entry, show), "field": _field_data(Asked.field_of(entry))}


def _unset(field: Field) -> dict[str, Any]:
    return {
        "path": pointer(("inference_settings", *field.path)),
        "value": None,
        "rule": None,
        "state": "unset",
        "winner": None,
        "dropped_by": None,
        "steps": [],
        "field": _field_data(field),
    }


def _field_data(field: Field | None) -> dict[str, Any] | None:
    if field is None:
        return None
    return {
        "help": field.help,
        "kind": str(field.kind),
        "unit": field.unit,
        "choices": list(field.choices),
        "owner": str(field.owner),
        "secret": str(field.secret),
    }


def _text(asked: Asked, semantics: Semantics, reveal: bool) -> Iterator[Line]:
    differing = {(found.root, found.path): found for found in asked.differences}
    for at, entry in enumerate(asked.entries):
        if at:
            yield ()
        yield from _entry_lines(entry, reveal)
        if found := differing.pop((entry.root, entry.path), None):
            yield line(("  " + in_other_reading(found, semantics, reveal), "warning"))
    if not asked.entries:
        yield line((asked.path, "heading"), " is not set by any layer.")
        for field in asked.fields if len(asked.fields) == 1 else ():
            yield line(("  " + _about(field), "dim"))
    for found in differing.values():
        yield line((found.name, "heading"))
        yield line(("  " + in_other_reading(found, semantics, reveal), "warning"))


def _entry_lines(entry: TraceEntry, reveal: bool) -> Iterator[Line]:
    winner = entry.winner
    if winner:
        yield line((entry_path(entry), "heading"), f" = {shown_mention(winner, reveal)}")
    else:
        yield line((entry_path(entry), "heading"), " was dropped")
    field = Asked.field_of(entry)
    if field:
        yield line(("  " + _about(field), "dim"))
    yield from indented(table(("layer", "value", "place", "what became of it"), _rows(entry, reveal)))
    yield line(f"  Rule: {_rule(entry)}.")


def _rows(entry: TraceEntry, reveal: bool) -> Iterable[list[Cell]]:
    for mention in reversed(entry.mentions):
        won = mention == entry.winner
        fate = "wins" if won else "overridden" if entry.winner else "dropped"
        tones = "strong" if won else "dim"
        *below, top = mention.parts or (mention,)
        yield [(cell, tones) for cell in (layer_name(mention), *_cells(top, reveal), fate)]
        for part in reversed(below):
            yield [(cell, "dim") for cell in (_below(mention, part), *_cells(part, reveal), "overridden")]


def _below(mention: Mention, part: Mention) -> str:
    """The layer of a part that lost to another part of the same layer."""
    name = f"{mention.layer.index} {mention.layer.ref}"
    return f"{name} · {part_name(part)}" if mention.layer.is_base else name


def _cells(mention: Mention, reveal: bool) -> tuple[str, str]:
    written = visible(mention, mention.written, reveal)
    value = shown_mention(mention, reveal)
    if isinstance(written, str) and written != visible(mention, mention.value, reveal) and written != value:
        value = f"{value} (written {written})"
    return value, mention.location.label or "-"


def _rule(entry: TraceEntry) -> str:
    if entry.dropped_by is None:
        return f"{entry.rule}, {RULES[entry.rule]}"
    layer = f"layer {entry.dropped_by.index} {entry.dropped_by.ref}"
    if entry.rule is Rule.UNIT_REPLACED:
        return f"{entry.rule}, {layer} sets all prices anew and does not name this one"
    return f"{layer} puts another kind of value in its place"


def _about(field: Field) -> str:
    parts = [field.help, f"{str(field.kind).capitalize()}{f' in {field.unit}' if field.unit else ''}."]
    if field.choices:
        parts.append(f"Known values: {', '.join(field.choices)}.")
    if field.secret is not Secret.NONE:
        parts.append("Secret.")
    if field.owner is Owner.BASE:
        parts.append("Belongs to the application's own settings rather than to a profile.")
    return " ".join(parts)
