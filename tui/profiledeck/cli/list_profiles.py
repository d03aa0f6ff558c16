"""``profiledeck list``: the profiles of a chain, or the whole report on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from engineprofiles import Chain, Severity
from profiledeck.cli.output import format_option, say, write_data, write_lines
from profiledeck.cli.problems import chain_problems, end, headline, in_words, source_problems, worrying
from profiledeck.cli.report import chain_report
from profiledeck.cli.sources import Sources, takes_sources
from profiledeck.cli.tables import Cell, table
from profiledeck.presenters.figures import count, rate
from profiledeck.presenters.lines import Line

HEADER = ("mark", "registry", "profile", "engine", "api_type", "context", "in", "out", "shadowed by", "problems")
LEGEND = "* default of its registry, > selected {why}; in and out are USD per 1M tokens, ? unknown."


@click.command("list")
@click.argument("sources", nargs=-1, type=click.Path())
@takes_sources
@format_option("text", "json", "yaml", "toml")
def command(sources: Sources, form: str) -> None:
    """List the profiles of all sources, the top of the chain first.

    As data it is the whole report: sources, registries, profiles and problems.
    """
    chain = sources.open()
    report = chain_report(chain)
    if form != "text":
        write_data(report, form)
    elif chain.registries:
        say(legend(chain))
        write_lines(profile_lines(report["profiles"]))
    problems = chain_problems(chain)
    for problem in source_problems(chain):
        say(headline(problem))
    if worries := worrying(problems):
        say(f"{in_words(worries)}: `profiledeck check` tells all.")
    end(problems)


def legend(chain: Chain) -> str:
    """What the marks of the table mean."""
    return LEGEND.format(why=f"by {chain.choice.words}" if chain.choice else "when none is named")


def profile_lines(profiles: Iterable[Mapping[str, Any]]) -> list[Line]:
    """The profiles of a report as a table."""
    return table(HEADER, map(_row, profiles), right=("context", "in", "out"))


def _row(profile: Mapping[str, Any]) -> list[Cell]:
    cost = profile["cost"]
    tones = "strong" if profile["is_selected"] else "dim" if profile["shadowed_by"] else ""
    texts = (
        ">" * profile["is_selected"] + "*" * profile["is_default"],
        profile["registry"],
        profile["slug"],
        profile["model"] or "-",
        profile["api_type"] or "-",
        count(profile["context_window"]) if profile["context_window"] is not None else "?",
        _price(cost, "input"),
        _price(cost, "output"),
        profile["shadowed_by"] or "-",
        ", ".join(
            f"{number} {name}{'s' * (number > 1)}"
            for name, number in profile["problem_counts"].items()
            if number and name != Severity.INFO
        )
        or "-",
    )
    return [(text, tones) for text in texts]


def _price(cost: Mapping[str, float | None] | None, bucket: str) -> str:
    price = cost[bucket] if cost else None
    return "?" if price is None else rate(price)
