"""The only way from the app to the outside: opening sources, noticing that
they changed, checking them, saving, and the person's own editor."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from engineprofiles import Chain, Problem, Source, open_chain
from engineprofiles.checks import check_chain
from engineprofiles.opening import Entry, named_sources
from profiledeck.editor import editor_command

if TYPE_CHECKING:
    from engineprofiles.chain import Source
    from engineprofiles.editing import Plan
    from engineprofiles.hosts import Hosted
    from engineprofiles.stores.saving import Saved

_AT_ONCE = 128 * 1024
"""Bytes that are read in about 20 ms."""


class EditedText(NamedTuple):
    """A text as it came back from an editor, and what went wrong, in a sentence, if anything did."""

    text: str
    remark: str = ""


class Services(Protocol):
    """What the app asks of the outside. Tests give it fakes."""

    def open(self) -> Chain:
        """The chain of the sources that the app was started with, read afresh."""

    def opens_at_once(self) -> bool:
        """Whether opening takes no longer than anyone notices."""

    def hung_up(self) -> bool:
        """Whether the terminal that the app was started in has gone."""

    def stamp(self) -> Hashable:
        """Something that differs once a source has changed on disk, or a folder of sources has."""

    def check(self, chain: Chain) -> tuple[Problem, ...]:
        """Everything that is wrong or risky in ``chain``."""

    @property
    def read_only(self) -> bool:
        """Whether the app was started to look and not to write."""

    def write_refusal(self, source: Source) -> Problem | None:
        """Why nothing can be written to ``source``; ``None`` when it can."""

    def file_refusal(self, path: str) -> Problem | None:
        """Why no file can be written to ``path``, be it one that is not there yet; ``None`` when one can."""

    def save(self, plan: Plan) -> tuple[Saved, ...]:
        """Writes what ``plan`` says, everything or nothing. Raises ``ProfilesError``."""

    def edit(self, file: str, line: int | None, column: int | None) -> str:
        """Opens ``file`` in the person's editor, at ``line`` and ``column`` from 1, and waits until that ends.

        Gives what went wrong, in a sentence, or nothing.
        """

    def write_new(self, file: str, text: str) -> str:
        """Writes ``text`` into a new ``file`` of the working directory. Gives what stands against it, in a sentence, or
        nothing."""

    def edit_text(self, text: str, name: str, line: int | None = None) -> EditedText:
        """Lets the person change ``text`` in their editor, as a file called ``name`` that nobody else can read and
        that is gone afterwards."""


@dataclass(frozen=True)
class DiskServices:
    """The real outside. The sources are those of ``entries`` or, with ``hosted``, what that finds."""

    entries: tuple[Entry, ...]
    read_only: bool = False
    hosted: Hosted | None = None

    def open(self) -> Chain:
        if self.hosted is not None:
            return self.hosted.find().open(read_only=self.read_only)
        return open_chain(self.entries, read_only=self.read_only)

    @property
    def _entries(self) -> tuple[Entry, ...]:
        return self.hosted.find().entries if self.hosted is not None else self.entries

    def opens_at_once(self) -> bool:
        files = [file for source in named_sources(self._entries) for file in source.store.stamp() if file is not None]
        # A pipe has no size, and may keep whoever reads it waiting.
        return all(file.size for file in files) and sum(file.size for file in files) <= _AT_ONCE

    def hung_up(self) -> bool:
        return not os.isatty(sys.__stdin__.fileno()) if sys.__stdin__ else True

    def stamp(self) -> Hashable:
        return tuple((source.name, source.store.stamp()) for source in named_sources(self._entries))

    def check(self, chain: Chain) -> tuple[Problem, ...]:
        problems = tuple(dict.fromkeys((*(chain.base.problems if chain.base else ()), *check_chain(chain))))
        for problem in problems:
            _ = problem.location.line  # looked up here, where nobody waits for it, and not when it is to be shown
        return problems

    def write_refusal(self, source: Source) -> Problem | None:
        return source.store.write_refusal()

    def file_refusal(self, path: str) -> Problem | None:
        from engineprofiles.stores.saving import write_refusal

        return write_refusal(path)

    def save(self, plan: Plan) -> tuple[Saved, ...]:
        return plan.apply()

    def edit(self, file: str, line: int | None, column: int | None) -> str:
        if not os.path.isfile(file):
            return "There is no such file to open."
        try:
            command = editor_command(_editor(), file, line, column, windows=sys.platform == "win32")
        except ValueError as error:
            return f"EDITOR cannot be understood: {error}."
        try:
            ended = subprocess.run(command, check=False)
        except OSError as error:
            return f"{command[0]} cannot be started: {error.strerror}."
        return f"{command[0]} ended with exit code {ended.returncode}." if ended.returncode else ""

    def write_new(self, file: str, text: str) -> str:
        try:
            with open(file, "x", encoding="utf-8") as opened:
                opened.write(text)
        except FileExistsError:
            return f"There is a file {file} already: nothing was written."
        except OSError as error:
            return f"{file} cannot be written: {error.strerror}."
        return ""

    def edit_text(self, text: str, name: str, line: int | None = None) -> EditedText:
        from tempfile import TemporaryDirectory

        # In a folder of its own, so that nobody can read what the editor itself leaves beside the file either.
        with TemporaryDirectory(prefix="profiledeck-") as folder:
            path = os.path.join(folder, name)
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
            remark = self.edit(path, line, None)
            try:
                with open(path, encoding="utf-8") as file:
                    return EditedText(file.read(), remark)
            except (OSError, UnicodeDecodeError) as error:
                return EditedText(text, remark or f"What the editor left cannot be read: {error}.")


def refused(chain: Chain) -> tuple[Problem, ...]:
    """What the application of ``chain`` would stop at; nothing without an application."""
    if chain.application is None:
        return ()
    from engineprofiles.checks.refusals import refusals  # named sources have no application

    return refusals(chain)


def _editor() -> str:
    """The command that the environment names for an editor with a screen, or else for any; blank without one."""
    named = (os.environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
    return next(filter(None, named), "")
