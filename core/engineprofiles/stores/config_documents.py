"""An application's config documents, as the store of its inline profiles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from engineprofiles.problems import Problem
from engineprofiles.stores.config_content import ConfigContent, ConfigFile, ConfigText, no_text
from engineprofiles.stores.content import FileContent
from engineprofiles.stores.probe import Stamp, is_directory, mode_of, stamp_of
from engineprofiles.stores.store import Loaded
from engineprofiles.stores.yaml_file import read_text


class ConfigStore:
    """The documents at ``files``, the lowest first. A place without a file is no fault: one can be made there."""

    def __init__(
        self, files: Iterable[ConfigFile], source: str = "config documents", *, read_only: bool = False
    ) -> None:
        self.places = tuple(files)
        self.source = source
        self.read_only = read_only

    @property
    def files(self) -> Mapping[str, str]:
        """The path of each document by its name for a person."""
        return {file.name: file.path for file in self.places}

    def load(self) -> Loaded:
        """The inline profiles as one registry, which may be without any, and what is wrong with the documents."""
        content = ConfigContent(tuple(map(_text_at, self.places)))
        registries, problems = content.registries()
        return Loaded(registries, problems, content=content)

    def stamp(self) -> Stamp:
        return stamp_of(*(file.path for file in self.places))

    def digest(self) -> str | None:
        whole = hashlib.sha256()
        for file in self.places:
            read = read_text(file.path, file.name)
            whole.update(f"{file.path}\0".encode())
            whole.update(read.data if isinstance(read, FileContent) else b"\0")
        return whole.hexdigest()

    def write_refusal(self) -> Problem | None:
        """Each document is asked by itself when it is to be written."""
        from engineprofiles.stores.saving import opened_read_only  # for editing only

        return opened_read_only(self.source) if self.read_only else None


def _text_at(file: ConfigFile) -> ConfigText:
    read = read_text(file.path, file.name)
    if isinstance(read, FileContent):
        return ConfigText(file, read, mode=mode_of(file.path))
    # A folder of the name is passed over like a place without anything.
    return no_text(file, None if read.code == "source-missing" or is_directory(file.path) else read)
