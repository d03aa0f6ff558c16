"""The command ``profiledeck`` and how it finds its commands, each loaded when it is asked for."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

import click
from click.shell_completion import CompletionItem

from profiledeck.cli.sources import read_only_option, source_options


class Entry(NamedTuple):
    """A command: the module that has it, its line in the help, and its name in the module."""

    module: str
    help: str
    name: str = "command"


COMMANDS: Mapping[str, Entry] = {
    "browse": Entry("browse", "Open the app. What profiledeck does when no command is named."),
    "pick": Entry("pick", "Choose a profile in the app, and print it."),
    "where": Entry("where", "Tell which model an application runs here, and why."),
    "list": Entry("list_profiles", "List the profiles of all sources."),
    "show": Entry("show", "Show a profile as written, beside what it inherits."),
    "resolve": Entry("resolve", "Print the settings that a profile gives."),
    "explain": Entry("explain", "Tell which layer set a value, and what it overrode."),
    "diff": Entry("diff", "Compare two profiles, value by value."),
    "export": Entry("export", "Print the settings as a document, or as variables for a shell."),
    "check": Entry("check", "Report every problem with its place."),
    "set": Entry("editing.settings", "Set a value in a profile itself.", "set_value"),
    "unset": Entry("editing.settings", "Take a value out, so that it is inherited again.", "unset"),
    "new": Entry("editing.profiles", "Make a profile.", "new"),
    "derive": Entry("editing.profiles", "Make a profile that stacks on another one.", "derive"),
    "duplicate": Entry("editing.profiles", "Copy a profile.", "duplicate"),
    "rename": Entry("editing.profiles", "Give a profile another name, with the stacks that name it.", "rename"),
    "move": Entry("editing.profiles", "Move a profile into another registry.", "move"),
    "delete": Entry("editing.profiles", "Delete a profile.", "delete"),
    "stack": Entry("editing.stacks", "Change what a profile stacks on."),
    "describe": Entry("editing.about", "Change a profile's name, description and tags.", "describe"),
    "default": Entry("editing.about", "Choose the profile that a registry gives when none is named.", "default"),
    "use": Entry("editing.use", "Name the profile that an application takes for every run.", "use"),
    "pull-up": Entry("editing.refactorings", "Move what profiles have in common into a new one.", "pull_up"),
    "push-down": Entry("editing.refactorings", "Move a setting into the profiles that stack on it.", "push_down"),
    "flatten": Entry("editing.refactorings", "Let a profile set everything itself.", "flatten"),
    "impact": Entry("editing.impact", "Tell which effective settings changed since a git revision."),
    "migrate": Entry("migrate", "Turn a document of an older shape into today's."),
    "schema": Entry("schema", "Print the JSON Schema of a registry or of settings."),
}
DEFAULT = "browse"


class Commands(click.Group):
    """Commands by name; a first argument that is none is a source for the default command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        entry = COMMANDS[cmd_name]
        command = getattr(import_module(f"profiledeck.cli.{entry.module}"), entry.name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS:
            if not ctx.resilient_parsing:
                _refuse_misspelt(args[0])
            args = [DEFAULT, *args]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        found = [
            CompletionItem(name, help=entry.help) for name, entry in COMMANDS.items() if name.startswith(incomplete)
        ]
        if not found:
            found.append(CompletionItem(incomplete, type="file"))
        return click.Command.shell_complete(self, ctx, incomplete) or found


def _refuse_misspelt(word: str) -> None:
    """Stops at a word that is no file and all but a command: nobody calls a registry ``lsit``."""
    if re.fullmatch("[a-z]+", word) and not os.path.lexists(word):
        from engineprofiles.model import nearest_name

        if near := nearest_name(word, COMMANDS):
            raise click.UsageError(f"There is neither a command nor a file {word!r}. Did you mean {near}?")


@click.group(
    cls=Commands,
    invoke_without_command=True,
    subcommand_metavar="[SOURCES]... | COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without -s and SOURCES they come from PROFILEDECK_SOURCES; without that from what Pinocchio finds here; "
    "and where it finds nothing, the sample registries are opened.",
)
@click.version_option(package_name="profiledeck", message="%(prog)s %(version)s")
@source_options
@read_only_option
@click.pass_context
def main(ctx: click.Context, /, **_options: object) -> None:
    """Browse, explain and edit Geppetto engine-profile registries.

    SOURCES are registry files, SQLite databases or folders of them, the last one winning.
    """
    if ctx.invoked_subcommand is None:
        default = main.get_command(ctx, DEFAULT)
        assert default is not None
        ctx.invoke(default)
