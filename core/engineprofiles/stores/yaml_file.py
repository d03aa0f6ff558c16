"""A YAML file with a single registry."""

from __future__ import annotations

import codecs
import hashlib

from engineprofiles.documents.reader import read
from engineprofiles.documents.registry import registry_from_yaml
from engineprofiles.stores.dsn import masked
from engineprofiles.stores.probe import Stamp, is_directory, mode_of, stamp_of
from engineprofiles.stores.store import Loaded, refused

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class YamlFileStore:
    """The registry in the file at ``path``; a relative path counts from the working directory."""

    def __init__(self, path: str, source: str = "") -> None:
        self.path = path
        self.source = source or masked(path)
        self._shown = masked(path)

    def load(self) -> Loaded:
        """The registry, or why there is none."""
        try:
            text = _decoded(self._content())
        except (FileNotFoundError, NotADirectoryError):
            return refused("source-missing", f"there is no file {self._shown}", self.source)
        except IsADirectoryError:
            return refused(
                "source-unreadable",
                f"{self._shown} is a directory",
                self.source,
                "Name a file, or a directory that has *.yaml or *.db files in it.",
            )
        except UnicodeDecodeError as error:
            return refused(
                "source-unreadable",
                f"{self._shown} is not text: byte {error.start} is not {error.encoding.upper()}",
                self.source,
                "Save the file as UTF-8; a database needs `sqlite:` before its path.",
            )
        except OSError as error:
            return refused("source-unreadable", f"{self._shown} cannot be read: {error.strerror}", self.source)
        registry, problems = registry_from_yaml(read(text, self.source))
        if registry is not None:
            return Loaded((registry,), problems, mode_of(self.path))
        if problems:
            return Loaded(problems=problems)
        return refused("source-empty", f"{self._shown} holds no registry", self.source)

    def stamp(self) -> Stamp:
        return stamp_of(self.path)

    def digest(self) -> str | None:
        try:
            return hashlib.sha256(self._content()).hexdigest()
        except OSError:
            return None

    def _content(self) -> bytes:
        if "\0" in self.path:
            raise FileNotFoundError
        # Windows reports a directory as a lack of permission.
        if is_directory(self.path):
            raise IsADirectoryError
        with open(self.path, "rb") as file:
            return file.read()


def _decoded(content: bytes) -> str:
    """``content`` as text, the way YAML tells encodings apart: by the byte order mark, else UTF-8."""
    return content.decode("utf-16" if content.startswith(_UTF16) else "utf-8-sig")
