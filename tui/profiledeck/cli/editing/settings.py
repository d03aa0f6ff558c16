"""``profiledeck set`` and ``unset``: one value in a profile itself."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from engineprofiles import ProfilesError
from engineprofiles.model import FIELDS, SECTIONS, ExtensionKey, format_path, parse_path
from engineprofiles.problems import Path
from profiledeck.cli.asking import near_paths
from profiledeck.cli.completion import complete_own_path, complete_setting, complete_value
from profiledeck.cli.editing.command import Function, edited_ref, editing
from profiledeck.cli.selecting import WrongUse

if TYPE_CHECKING:
    from engineprofiles.editing import Draft, Node


def extension_option(function: Function) -> Function:
    """Adds ``--extension``."""
    says = "PATH begins with the key of an extension, such as app.prompts@v1."
    return click.option("--extension", is_flag=True, help=says)(function)


@dataclass(frozen=True, slots=True)
class Place:
    """A path of the settings, or of the extensions."""

    path: Path
    extension: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """A value as it was typed, and its place."""

    place: Place
    value: Any = field(repr=False)

    def set_in(self, draft: Draft, ref: str | Node) -> Draft:
        if self.place.extension:
            return draft.set_extension(ref, self.place.path, self.value)
        return draft.set(ref, self.place.path, self.value)


@click.command("set")
@edited_ref
@click.argument("path", shell_complete=complete_setting)
@click.argument("value", required=False, shell_complete=complete_value)
@click.option("--stdin", is_flag=True, help="Read VALUE from standard input: a secret need not be an argument.")
@extension_option
@editing
def set_value(draft: Draft, ref: str, path: str, value: str | None, stdin: bool, extension: bool) -> Draft:
    """Set PATH to VALUE in the profile REF itself.

    Whole numbers take k and m (128k), switches true or false, lists [a, b] or one text on each line, maps and
    extensions YAML. Write -- before a VALUE that begins with a dash.
    """
    if stdin == (value is not None):
        raise WrongUse("Name a VALUE, or have it read with --stdin.")
    text = sys.stdin.read().removesuffix("\n") if value is None else value
    return typed(path, text, extension).set_in(draft, ref)


@click.command("unset")
@edited_ref
@click.argument("path", shell_complete=complete_own_path)
@extension_option
@editing
def unset(draft: Draft, ref: str, path: str, extension: bool) -> Draft:
    """Take out what the profile REF itself says at PATH, so that it is inherited again.

    A section is taken out with everything in it.
    """
    place = place_of(path, extension)
    return draft.unset_extension(ref, place.path) if place.extension else draft.unset(ref, place.path)


def place_of(text: str, extension: bool = False) -> Place:
    """The place that ``text`` names, as ``explain`` takes it too. Raises :class:`WrongUse`."""
    try:
        path = parse_path(text)
    except ProfilesError as error:
        raise WrongUse(f"{error.problem.message}\n{error.problem.hint}") from None
    if path[:1] == ("extensions",):
        path, extension = path[1:], True
    elif path[:1] == ("inference_settings",) and not extension:
        path = path[1:]
    if not path:
        raise WrongUse("PATH names nothing.")
    return Place(_with_key(path) if extension else path, extension)


def typed(path: str, text: str, extension: bool = False) -> Typed:
    """The value that ``text`` means at ``path``. Raises :class:`WrongUse`, which does not show it."""
    from engineprofiles.editing.entry import parse_free, parse_setting

    place = place_of(path, extension)
    try:
        return Typed(place, parse_free(text) if place.extension else parse_setting(place.path, text))
    except ProfilesError as error:
        near = "" if place.extension or error.problem.code != "path-invalid" else _near(path, place.path)
        raise WrongUse(f"{error.problem.message}\n{near}" if near else error.problem.message) from None


def assignments(given: Iterable[str]) -> list[Typed]:
    """The values of ``--set PATH=VALUE``. Raises :class:`WrongUse`, which shows no value."""
    found = []
    for each in given:
        path, equals, text = each.partition("=")
        if not equals:
            raise WrongUse("--set takes PATH=VALUE.")
        found.append(typed(path, text))
    return found


def _with_key(path: Path) -> Path:
    """``path`` with the dot of an unquoted extension key put back: ``app.prompts@v1``."""
    joined = ".".join(map(str, path[:2]))
    try:
        ExtensionKey.parse(joined)
    except ProfilesError:
        return path
    return (joined, *path[2:])


def _near(text: str, path: Path) -> str:
    if path in SECTIONS:
        return f"It is a section: name one of its settings, such as {format_path(next(_inside(path)))}."
    return near_paths(text, path, map(format_path, FIELDS))


def _inside(section: Path) -> Iterator[Path]:
    return (path for path in FIELDS if path[: len(section)] == section)
