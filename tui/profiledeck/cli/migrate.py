"""``profiledeck migrate``: a document of an older shape turned into today's."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from engineprofiles import ProfilesError
from engineprofiles.documents.reader import read
from engineprofiles.migration import Left, Migration, NewDocument, Shape, masked_text, migrate
from engineprofiles.model import format_path
from engineprofiles.problems import first_error, pointer
from engineprofiles.stores.probe import is_private, mode_of
from engineprofiles.stores.saving import FileChange, save, write_whole
from profiledeck.cli.output import format_option, say, write_data, write_text
from profiledeck.cli.problems import headline
from profiledeck.cli.selecting import WrongUse, reveal_option


@dataclass(frozen=True, slots=True)
class Target:
    """Where the result goes: to stdout, to ``path``, or over the old file."""

    path: str | None
    in_place: bool
    force: bool


@click.command("migrate")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("-o", "--output", metavar="PATH", type=click.Path(), help="Write it here; for a bundle, a folder.")
@click.option("--in-place", is_flag=True, help="Write it over FILE, which is kept beside it with the date in its name.")
@click.option("--force", is_flag=True, help="Let -o replace files that are there.")
@click.option(
    "--registry", metavar="SLUG", default="default", show_default=True, help="The slug of a registry that has none."
)
@reveal_option
@format_option("text", "json")
def command(file: str, output: str | None, in_place: bool, force: bool, registry: str, reveal: bool, form: str) -> None:
    """Turn FILE, a registry, bundle or config of an older shape, into today's shape and print it.

    What cannot be carried over is listed on stderr. Ends with 1 when something was left out, or when what came of it
    has errors, and with 0 when all is well. Secrets are printed only with --reveal; files get them as they are.
    """
    content = _content_of(file)
    try:
        migration = migrate(read(content, file), registry)
    except ProfilesError as error:
        raise click.BadParameter(f"{error.problem.message}\n{error.problem.hint}", param_hint="--registry") from None
    target = Target(output, in_place, force)
    files = dict(_files(migration, file, target))
    if form == "json":
        write_data(migration_data(migration, reveal), form)
    elif not (output or in_place):
        write_text(printed(migration, reveal))
    _tell(migration, file)
    if not (output or in_place or reveal) and any(new.holds_secrets for new in migration.documents):
        say("Secrets are masked here. -o and --in-place write them as they are, --reveal prints them.")
    _write(files, file, content, target)
    bad = bool(migration.left) or first_error(migration.problems) is not None or not migration.documents
    click.get_current_context().exit(int(bad))


def migration_data(migration: Migration, reveal: bool) -> dict[str, Any]:
    """A migration as plain data; see docs/json.md."""
    return {
        "shape": str(migration.shape),
        "documents": [{"name": new.name, "text": _text(new, reveal)} for new in migration.documents],
        "left": [_left_dict(left) for left in migration.left],
        "notes": list(migration.notes),
        "problems": [problem.to_dict() for problem in migration.problems],
    }


def printed(migration: Migration, reveal: bool) -> str:
    """The new documents as one text. Each of a bundle says which file it is for."""
    texts = [_text(new, reveal) for new in migration.documents]
    if migration.shape is not Shape.BUNDLE:
        return "".join(texts)
    named = zip(migration.documents, texts, strict=True)
    return "---\n".join(f"# file: {new.name}\n{text}" for new, text in named)


def _text(new: NewDocument, reveal: bool) -> str:
    return new.text if reveal else masked_text(new)


def _left_dict(left: Left) -> dict[str, Any]:
    place = left.location
    return {
        "source": place.source,
        "path": pointer(place.path),
        "line": place.line,
        "column": place.column,
        "why": left.why,
    }


def _tell(migration: Migration, file: str) -> None:
    nothing = ": nothing to do" if migration.shape.is_of_today else ""
    say(f"{file} is {migration.shape.words}{nothing}.")
    for left in migration.left:
        name = format_path(left.location.path)
        what = f"left out: {f'{name}: ' if name else ''}" if migration.documents else ""
        say(f"{left.location.label}: {what}{left.why}")
    for note in migration.notes:
        say(f"note: {note}")
    for problem in migration.problems:
        say(headline(problem))


def _content_of(file: str) -> bytes:
    try:
        with open(file, "rb") as opened:
            return opened.read()
    except OSError as error:
        raise WrongUse(f"{file} cannot be read: {error.strerror}") from None


def _files(migration: Migration, file: str, target: Target) -> Iterator[tuple[str, NewDocument]]:
    """The files to write. Raises :class:`WrongUse` when one of them must not be."""
    path = target.path
    if target.in_place:
        if path is not None and not _is_same(path, file):
            raise WrongUse("--in-place writes over FILE: leave it out, or leave -o out.")
        if not migration.shape.is_of_today:
            yield from ((file, new) for new in _only(migration))
        return
    if path is None:
        return
    if migration.shape is Shape.BUNDLE:
        if os.path.lexists(path) and not os.path.isdir(path):
            raise WrongUse(f"{path} is no folder: each registry of a bundle becomes a file in one.")
        paths = [(os.path.join(path, new.name), new) for new in migration.documents]
    elif os.path.isdir(path):
        raise WrongUse(f"{path} is a folder: name a file.")
    else:
        paths = [(path, new) for new in migration.documents]
    for place, new in paths:
        _refuse_existing(place, file, target.force)
        yield place, new


def _only(migration: Migration) -> tuple[NewDocument, ...]:
    if len(migration.documents) > 1:
        raise WrongUse("A bundle becomes several files: name a folder for them with -o.")
    return migration.documents


def _refuse_existing(path: str, file: str, force: bool) -> None:
    if not os.path.lexists(path):
        return
    if _is_same(path, file):
        raise WrongUse(f"{path} is the file that is read: --in-place writes over it and keeps a copy.")
    if not force:
        raise WrongUse(f"{path} is there already: --force replaces it.")
    if os.path.exists(path) and not os.path.isfile(path):
        raise WrongUse(f"{path} is no ordinary file.")


def _is_same(path: str, file: str) -> bool:
    return os.path.exists(path) and os.path.samefile(path, file)


def _write(files: Mapping[str, NewDocument], file: str, content: bytes, target: Target) -> None:
    try:
        for path, new in files.items():
            _write_one(path, new, file, content)
    except ProfilesError as error:
        raise click.ClickException(error.problem.message) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename or file} cannot be written: {error.strerror}") from None


def _write_one(path: str, new: NewDocument, file: str, content: bytes) -> None:
    data = new.text.encode("utf-8")
    if _is_same(path, file):
        (saved,) = save([FileChange(file, content, data, private=False)], datetime.now())
        say(f"{file} is kept as {saved.backup}.")
    else:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        write_whole(path, data, private=new.holds_secrets or is_private(mode_of(file)))
    say(f"{path} is written.")
