"""Problems in words, and what they mean for the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import click

from engineprofiles import Chain, Problem, Severity
from engineprofiles.checks import check_chain
from engineprofiles.problems import first_error
from profiledeck.cli.output import say
from profiledeck.presenters.lines import Line, line

_NAMES = {"info": "note"}


def headline(problem: Problem) -> str:
    """``source:line:column: severity code: message``, as compilers write it."""
    place = f"{problem.location.label}: " if problem.location.label else ""
    return f"{place}{problem.severity} {problem.code}: {problem.message}"


def problem_lines(problems: Iterable[Problem]) -> Iterator[Line]:
    """Each problem in a line, and its hint below."""
    for problem in problems:
        place = f"{problem.location.label}: " if problem.location.label else ""
        yield line(
            (place, "strong"), (str(problem.severity), str(problem.severity)), f" {problem.code}: {problem.message}"
        )
        yield line((f"  {problem.hint}", "dim"))


def counts(problems: Iterable[Problem]) -> dict[str, int]:
    """How many problems of each severity there are."""
    tally = Counter(problem.severity for problem in problems)
    return {str(severity): tally[severity] for severity in Severity}


def in_words(problems: Iterable[Problem]) -> str:
    """``1 error, 2 warnings, 3 notes``; empty when there are none."""
    named = ((_NAMES.get(name, name), count) for name, count in counts(problems).items())
    return ", ".join(f"{count} {name}{'s' * (count > 1)}" for name, count in named if count)


def worrying(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The errors and warnings among ``problems``; what is left is for whoever asks for all."""
    return tuple(problem for problem in problems if problem.severity is not Severity.INFO)


def chain_problems(chain: Chain) -> tuple[Problem, ...]:
    """Everything wrong or risky in ``chain``, and that it is empty when nothing else says why."""
    found = check_chain(chain)
    if chain.registries or first_error(found):
        return found
    return (*found, Problem("no-registries", "no source holds a registry"))


def source_problems(chain: Chain) -> tuple[Problem, ...]:
    """What keeps sources, or registries in them, out of ``chain``."""
    return tuple(problem for source in chain.sources for problem in source.problems)


def conclude(*groups: Iterable[Problem], failed: bool = False) -> None:
    """Tells the problems of what was printed, each once, and ends with 1 when one of them is an error, or if
    ``failed``."""
    problems = list(dict.fromkeys(problem for group in groups for problem in group))
    for problem in problems:
        say(headline(problem))
    end(problems, failed=failed)


def end(problems: Iterable[Problem], strict: bool = False, failed: bool = False) -> None:
    """Ends the command with 1 when there is an error or, if ``strict``, a warning, or if it ``failed`` anyhow."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    click.get_current_context().exit(int(failed or any(problem.severity in bad for problem in problems)))
