"""``profiledeck export``: the settings of a profile as a document that something else takes in."""

from __future__ import annotations

from functools import partial

import click

from engineprofiles import LayeredSettings, Semantics
from engineprofiles.checks import check_profile
from engineprofiles.export import MASKED
from engineprofiles.hosts import beneath
from profiledeck.cli.output import say, write_text
from profiledeck.cli.problems import conclude, source_problems
from profiledeck.cli.resolve import is_base_alone
from profiledeck.cli.selecting import ref_argument, resolve, selection_options, semantics_option
from profiledeck.cli.sources import Sources, takes_sources
from profiledeck.presenters.exporting import FORMS, exported


@click.command("export")
@ref_argument(required=False)
@partial(takes_sources, own_prefix=True)
@selection_options
@semantics_option()
@click.option(
    "--as",
    "form",
    type=click.Choice(list(FORMS)),
    default="yaml",
    show_default=True,
    help="What to print: the settings alone, a document for --base, or lines for a shell.",
)
def command(
    sources: Sources, ref: str | None, registry: str | None, final: bool, reveal: bool, semantics: str, form: str
) -> None:
    """Print the settings of REF, or of the selected profile, for something else to take in.

    `env` prints lines that export the variables of an application, whose names begin with --prefix; what no variable
    can set is listed in comments. Secrets are masked, or left out of `env`, unless --reveal is given.
    """
    chain = sources.open()
    final = final or sources.has_base
    if final and not (ref or registry) and is_base_alone(chain):
        _write(beneath(chain.base), form, sources.prefix, reveal)
        return
    resolution = resolve(chain, ref, registry, final, Semantics(semantics))
    _write(resolution, form, sources.prefix, reveal)
    conclude(source_problems(chain), check_profile(resolution, chain))


def _write(settings: LayeredSettings, form: str, prefix: str, reveal: bool) -> None:
    write_text(exported(settings, form, prefix, reveal))
    if not reveal and settings.masked_values() != settings.values:
        say(f"{MASKED} --reveal prints them.")
