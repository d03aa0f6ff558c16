"""``profiledeck check``: every problem of a chain, where it stands and how to mend it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from importlib.metadata import version

import click
from click.shell_completion import CompletionItem

from engineprofiles import Chain, Problem
from engineprofiles.checks import by_place, check_profile
from engineprofiles.model import nearest_name
from engineprofiles.problems import CODES
from profiledeck.cli.completion import complete_profile
from profiledeck.cli.output import format_option, say, write_data, write_lines
from profiledeck.cli.problems import chain_problems, counts, end, in_words, problem_lines, source_problems, worrying
from profiledeck.cli.selecting import final_option, resolve
from profiledeck.cli.sources import Sources, takes_sources


def _complete_code(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    *before, last = incomplete.split(",")
    return [
        CompletionItem(",".join((*before, code.name)), help=code.meaning)
        for code in CODES.values()
        if code.name.startswith(last)
    ]


def _codes(_ctx: click.Context, _param: click.Parameter, given: Iterable[str]) -> frozenset[str]:
    """The codes in comma lists. Raises ``click.BadParameter`` for one that is none."""
    codes = [code.strip() for text in given for code in text.split(",")]
    for code in codes:
        if code not in CODES:
            nearest = nearest_name(code, CODES)
            hint = f" Did you mean {nearest}?" if nearest else ""
            raise click.BadParameter(f"There is no code {code!r}.{hint}")
    return frozenset(codes)


@click.command("check")
@click.argument("sources", nargs=-1, type=click.Path())
@takes_sources
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODE",
    callback=_codes,
    shell_complete=_complete_code,
    help="Leave out problems of a code, or of a comma list of them; can be repeated.",
)
@click.option("--of", metavar="REF", shell_complete=complete_profile, help="Report on this profile alone.")
@final_option
@click.option("--strict", is_flag=True, help="Let warnings fail as errors do.")
@click.option("--all", "notes", is_flag=True, help="List notes as well as errors and warnings.")
@format_option("text", "json", "yaml", "toml", "sarif")
def command(
    sources: Sources, ignore: frozenset[str], of: str | None, final: bool, strict: bool, notes: bool, form: str
) -> None:
    """Report every problem of the sources, their registries, profiles and stacks.

    Ends with 1 when there is an error, or with --strict a warning. Notes never fail; data formats always have them. A
    comment `# profiledeck: ignore[code]` on the line of a problem, or alone on the line above, silences it there.
    """
    if final and of is None:
        raise click.UsageError("--final is about one profile: name it with --of.")
    chain = sources.open()
    every = chain_problems(chain) if of is None else _of_profile(chain, of, final or sources.has_base)
    problems = by_place((problem for problem in every if problem.code not in ignore), chain)
    if form == "text":
        write_lines(problem_lines(problems if notes else worrying(problems)))
    elif form == "sarif":
        from engineprofiles.sarif import sarif_log

        write_data(sarif_log(problems, version("profiledeck"), os.getcwd()), "json")
    else:
        write_data({"problems": [problem.to_dict() for problem in problems], "counts": counts(problems)}, form)
    profiles = 1 if of else sum(len(registry.profiles) for registry in chain.registries)
    looked_at = f"{_number(len(chain.sources), 'source')}, {_number(profiles, 'profile')}"
    say(_conclusion(problems, looked_at, notes or form != "text"))
    end(problems, strict)


def _of_profile(chain: Chain, ref: str, final: bool) -> tuple[Problem, ...]:
    resolution = resolve(chain, ref, None, final)
    return tuple(dict.fromkeys((*source_problems(chain), *check_profile(resolution, chain))))


def _conclusion(problems: Sequence[Problem], looked_at: str, all_listed: bool) -> str:
    listed = problems if all_listed else worrying(problems)
    told = f"{in_words(listed) or 'No problems'} in {looked_at}."
    hidden = len(problems) - len(listed)
    return f"{told} --all lists {_number(hidden, 'note')} more." if hidden else told


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
