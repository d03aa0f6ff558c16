"""``profiledeck check``: every problem of a chain, where it stands and how to mend it."""

from __future__ import annotations

import click

from engineprofiles import open_chain
from profiledeck.cli.output import format_option, say, write_data, write_lines
from profiledeck.cli.problems import chain_problems, counts, end, in_words, problem_lines
from profiledeck.cli.sources import Entry, takes_sources


@click.command("check")
@click.argument("sources", nargs=-1, type=click.Path())
@takes_sources
@click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")
@format_option("text", "json", "yaml", "toml")
def command(entries: tuple[Entry, ...], strict: bool, form: str) -> None:
    """Report every problem of the sources, their registries, profiles and stacks.

    Ends with 1 when there is an error, or with --strict a warning.
    """
    chain = open_chain(entries)
    problems = chain_problems(chain)
    if form == "text":
        write_lines(problem_lines(problems))
    else:
        write_data({"problems": [problem.to_dict() for problem in problems], "counts": counts(problems)}, form)
    profiles = sum(len(registry.profiles) for registry in chain.registries)
    looked_at = f"{_number(len(chain.sources), 'source')}, {_number(profiles, 'profile')}"
    say(f"{in_words(problems) or 'No problems'} in {looked_at}.")
    end(problems, strict)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
