"""A YAML file with a single registry."""

from __future__ import annotations

import codecs
import hashlib

from engineprofiles.documents.reader import read
from engineprofiles.problems import Location, Problem
from engineprofiles.stores.content import FileContent
from engineprofiles.stores.dsn import masked
from engineprofiles.stores.probe import Stamp, is_directory, mode_of, stamp_of
from engineprofiles.stores.store import Loaded, refused

_ENCODINGS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be", codecs.BOM_UTF8: "utf-8"}


class YamlFileStore:
    """The registry in the file at ``path``; a relative path counts from the working directory."""

    def __init__(self, path: str, source: str = "", *, read_only: bool = False) -> None:
        self.path = path
        self.source = source or masked(path)
        self.read_only = read_only
        self._shown = masked(path)

    def load(self) -> Loaded:
        """The registry, or why there is none."""
        held = read_text(self.path, self.source)
        if isinstance(held, Problem):
            return Loaded(problems=(held,))
        registries, problems = held.registries()
        if not (registries or problems):
            return refused("source-empty", f"{self._shown} holds no registry", self.source)
        return Loaded(registries, problems, mode_of(self.path), held)

    def stamp(self) -> Stamp:
        return stamp_of(self.path)

    def digest(self) -> str | None:
        try:
            return hashlib.sha256(_content(self.path)).hexdigest()
        except OSError:
            return None

    def write_refusal(self) -> Problem | None:
        from engineprofiles.stores.saving import opened_read_only, write_refusal  # for editing only

        return opened_read_only(self.source) if self.read_only else write_refusal(self.path, self.source)


def read_text(path: str, source: str) -> FileContent | Problem:
    """The YAML text of the file at ``path``, or why there is none; ``source`` is the file as a person named it."""
    shown = masked(path)
    place = Location(source)
    try:
        content = _content(path)
        lead, codec = _encoding(content)
        text = content.removeprefix(lead).decode(codec)
    except (FileNotFoundError, NotADirectoryError):
        return Problem("source-missing", f"there is no file {shown}", location=place)
    except IsADirectoryError:
        hint = "Name a file, or a directory that has *.yaml or *.db files in it."
        return Problem("source-unreadable", f"{shown} is a directory", hint, place)
    except UnicodeDecodeError as error:
        message = f"{shown} is not text: byte {error.start} is not {error.encoding.upper()}"
        hint = "Save the file as UTF-8; a database needs `sqlite:` before its path."
        return Problem("source-unreadable", message, hint, place)
    except OSError as error:
        return Problem("source-unreadable", f"{shown} cannot be read: {error.strerror}", location=place)
    return FileContent(path, read(text, source), lead, codec)


def _content(path: str) -> bytes:
    if "\0" in path:
        raise FileNotFoundError
    # Windows reports a directory as a lack of permission.
    if is_directory(path):
        raise IsADirectoryError
    with open(path, "rb") as file:
        return file.read()


def _encoding(content: bytes) -> tuple[bytes, str]:
    """The byte order mark and the encoding of ``content``, the way YAML tells them apart: by the mark, else UTF-8."""
    lead = next((mark for mark in _ENCODINGS if content.startswith(mark)), b"")
    return lead, _ENCODINGS.get(lead, "utf-8")
