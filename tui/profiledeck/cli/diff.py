"""``profiledeck diff``: two profiles, value by value."""

from __future__ import annotations

import click

from engineprofiles import Mention, Semantics
from engineprofiles.checks import check_profile
from engineprofiles.diff import Comparison, Pair, compare
from profiledeck.cli.completion import complete_profile
from profiledeck.cli.output import format_option, say, write_data, write_lines
from profiledeck.cli.problems import conclude, source_problems
from profiledeck.cli.resolve import introduction, layer_name, shown_mention
from profiledeck.cli.selecting import resolve, selection_options, semantics_option
from profiledeck.cli.sources import Sources, takes_sources
from profiledeck.cli.tables import Cell, table
from profiledeck.presenters.lines import Line

_DIFFERS = " (differs)"
"""Follows the second of two values that are printed alike, such as secrets."""


@click.command("diff")
@click.argument("left", metavar="A", shell_complete=complete_profile)
@click.argument("right", metavar="B", shell_complete=complete_profile)
@takes_sources
@selection_options
@semantics_option()
@click.option("--all", "every", is_flag=True, help="Print the values that are the same, too.")
@format_option("text", "json", "yaml")
def command(
    sources: Sources,
    left: str,
    right: str,
    registry: str | None,
    final: bool,
    reveal: bool,
    semantics: str,
    every: bool,
    form: str,
) -> None:
    """Print where the settings that A and B give differ, and which layer sets each value.

    Ends with 0 when they come to the same, with 1 when they differ or one of them cannot be used. With --final or
    --base the same settings of the application's own lie beneath both. Secrets are compared, and told apart without
    being printed.
    """
    chain = sources.open()
    ours, theirs = (
        resolve(chain, ref, registry, final or sources.has_base, Semantics(semantics)) for ref in (left, right)
    )
    comparison = compare(ours, theirs)
    if form == "text":
        say(introduction(ours))
        say(introduction(theirs))
        if comparison.differing or every:
            write_lines(comparison_lines(comparison, reveal, every))
        say(_summary(comparison))
    else:
        write_data(comparison.to_dict(reveal, every=every), form)
    problems = (source_problems(chain), check_profile(ours, chain), check_profile(theirs, chain))
    conclude(*problems, failed=bool(comparison.differing))


def comparison_lines(comparison: Comparison, reveal: bool = False, every: bool = False) -> list[Line]:
    """A table of the values that differ, each with its layer; with ``every`` of all, those that differ marked."""
    refs = (comparison.left.selection.ref, comparison.right.selection.ref)
    header = ("path", refs[0], "layer", refs[1], "layer")
    if not every:
        return table(header, (_cells(pair, reveal) for pair in comparison.differing))
    rows = (["≠" if pair.differs else "=", *_cells(pair, reveal)] for pair in comparison.pairs)
    return table((" ", *header), rows)


def _cells(pair: Pair, reveal: bool) -> list[Cell]:
    (left, left_layer), (right, right_layer) = (_side(mention, reveal) for mention in (pair.left, pair.right))
    if pair.differs and left == right:
        right = f"{right}{_DIFFERS}"
    return [pair.name, left, left_layer, right, right_layer]


def _side(mention: Mention | None, reveal: bool) -> tuple[Cell, Cell]:
    if mention is None:
        return ("not set", "dim"), ""
    return shown_mention(mention, reveal), layer_name(mention)


def _summary(comparison: Comparison) -> str:
    number, of = len(comparison.differing), len(comparison.pairs)
    return f"{number} of {of} values differ." if number else f"Nothing differs: both come to the same {of} values."
