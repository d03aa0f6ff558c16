"""What an application's config documents hold together, as a value to be read and edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from engineprofiles.documents.config_document import ConfigDocument, config_from_yaml
from engineprofiles.documents.config_documents import ConfigDocuments, has, own_path
from engineprofiles.documents.edits import Edit, Put, Remove, Rename, edited_tree, node_at, refusal, same, unwritten
from engineprofiles.documents.joining import UNITS
from engineprofiles.documents.reader import YamlDocument, read
from engineprofiles.model.registry import Registry, Tree
from engineprofiles.model.selection import Choice
from engineprofiles.problems import Path, Problem
from engineprofiles.stores.content import Content, FileContent, Lines

if TYPE_CHECKING:
    from engineprofiles.stores.saving import FileChange

_BODY = 2
"""Steps of a path that lead to a profile."""


class ConfigFile(NamedTuple):
    """A place where a config document can be: its name for a person, its path, and what Pinocchio calls its layer.

    The active profile and the list of registries of one that ``yields`` count only where no other document names any.
    """

    name: str
    path: str
    layer: str = ""
    yields: bool = False


@dataclass(frozen=True, eq=False)
class ConfigText:
    """The document at one place. ``content`` is a blank text, and ``exists`` false, where there is no file yet.

    ``fault`` is why a file that is there could not be read, ``mode`` its permission bits.
    """

    file: ConfigFile
    content: FileContent
    exists: bool = True
    fault: Problem | None = None
    mode: int | None = None

    @cached_property
    def config(self) -> ConfigDocument:
        return config_from_yaml(self.content.document)

    @property
    def data(self) -> bytes | None:
        """What its file holds; ``None`` for no file."""
        return self.content.data if self.exists or self.content.document.text else None

    def edited(self, edits: Sequence[Edit]) -> ConfigText:
        from engineprofiles.documents.surgery import edited

        if self.fault is not None:
            raise refusal(f"{self.file.name} cannot be read", self.fault.location)
        return replace(self, content=replace(self.content, document=edited(self.content.document, edits)))


def no_text(file: ConfigFile, fault: Problem | None = None) -> ConfigText:
    """The document of a place that has none, or none that can be read."""
    return ConfigText(file, FileContent(file.path, read(b"", file.name)), exists=False, fault=fault)


@dataclass(frozen=True, eq=False)
class ConfigContent:
    """The documents of every place that is looked at, the lowest first, those that are not there included.

    An edit of a profile goes to the highest document that says what is edited, and a new profile to the highest one
    that has any. An edit below ``("documents", name)`` goes to that document.
    """

    texts: tuple[ConfigText, ...] = field(repr=False)

    @cached_property
    def documents(self) -> ConfigDocuments:
        there = [text for text in self.texts if text.data is not None]
        yielding = next((text.config for text in there if text.file.yields), None)
        return ConfigDocuments(tuple(text.config for text in there), yielding)

    @property
    def choice(self) -> Choice | None:
        """The profile that the documents name."""
        return self.documents.choice

    def text_of(self, name: str) -> ConfigText | None:
        """The document that a person knows by ``name``."""
        return next((text for text in self.texts if text.file.name == name), None)

    def registries(self) -> tuple[tuple[Registry, ...], tuple[Problem, ...]]:
        return (self.documents.registry,), tuple(text.fault for text in self.texts if text.fault is not None)

    def tree(self, registry: Registry) -> Tree:
        return self.documents.tree

    def edited(self, registry: Registry, edits: Sequence[Edit]) -> ConfigContent:
        content = self
        for edit in edits:
            content = content._edited_once(edit)
        return content

    def _edited_once(self, edit: Edit) -> ConfigContent:
        if edit.path[:1] == ("documents",):
            return self._with({str(edit.path[1]): [replace(edit, path=edit.path[2:])]})
        meant = edited_tree({"profiles": self.documents.tree["profiles"]}, (edit,))
        for prunes in (True, False):
            after = self._with(dict(self._routed(edit, prunes)))
            if same(after.documents.tree["profiles"], meant["profiles"]):
                return after
        place = self.documents.locate(edit.path)
        raise refusal("several config documents say something of this, and would say another thing together", place)

    def _with(self, edits: Mapping[str, Sequence[Edit]]) -> ConfigContent:
        texts = (text.edited(edits[text.file.name]) if text.file.name in edits else text for text in self.texts)
        return ConfigContent(tuple(texts))

    def _routed(self, edit: Edit, prunes: bool) -> Iterator[tuple[str, Sequence[Edit]]]:
        """Which documents to edit, and how, so that together they say what is meant. What is taken out of a document
        takes the maps around it along that would be left empty, if it ``prunes``."""
        thing = _thing(edit.path)
        saying = [text for text in self.texts if has(text.config.tree, own_path(text.config, thing))]
        if thing != edit.path:
            del saying[:-1]  # of what is replaced as a whole nothing counts but the highest
        if isinstance(edit, Put):
            target = saying.pop() if saying else self.home(edit.path)
            yield target.file.name, [replace(edit, path=own_path(target.config, edit.path))]
            if not isinstance(unwritten(edit.value), dict):
                return  # what lower documents say of it does not come through
        for text in saying:
            path = own_path(text.config, edit.path)
            if isinstance(edit, Rename):
                yield text.file.name, [replace(edit, path=path)]
            else:
                keeps = not prunes or thing != edit.path
                yield text.file.name, [Remove(path) if keeps else _pruned(text.config.tree, Remove(path))]

    def home(self, path: Path) -> ConfigText:
        """The document for what no document says yet. Raises ``ValidationError`` (``edit-refused``) without any."""
        of_profile = [text for text in self.texts if has(text.config.tree, own_path(text.config, path[:_BODY]))]
        with_profiles = [text for text in self.texts if text.config.profiles]
        there = [text for text in self.texts if text.exists]
        found = of_profile or with_profiles or there
        if not found:
            raise refusal("there is no config document yet", self.documents.locate(()))
        return found[-1]

    def lines(self) -> Mapping[str, Lines]:
        return {name: lines for text in self.texts for name, lines in _lines(text).items()}

    def holds_same(self, other: Content | None) -> bool:
        return isinstance(other, ConfigContent) and not list(_changed(other.texts, self.texts))

    def changes_from(self, before: Content | None) -> Sequence[FileChange]:
        from engineprofiles.stores.saving import FileChange

        assert isinstance(before, ConfigContent)
        return tuple(
            FileChange(new.file.path, old.data, new.data, bool(_secrets(new)))
            for old, new in _changed(before.texts, self.texts)
        )


def _changed(old: Iterable[ConfigText], new: Iterable[ConfigText]) -> Iterator[tuple[ConfigText, ConfigText]]:
    return (pair for pair in zip(old, new, strict=True) if pair[0].data != pair[1].data)


def _thing(path: Path) -> Path:
    """What is replaced as a whole where ``path`` is edited: nothing in a list, or among prices, stands by itself."""
    within = path[_BODY + 1 :] if path[_BODY : _BODY + 1] == ("inference_settings",) else ()
    unit = next((unit for unit in UNITS if within[: len(unit)] == unit), within)
    whole = path[: len(path) - len(within) + len(unit)]
    return tuple(takewhile(lambda step: not isinstance(step, int), whole))


def _pruned(tree: Tree, edit: Remove) -> Remove:
    """``edit`` with the maps around it that would be left empty, up to the profile itself."""
    path = edit.path
    while len(path) > _BODY + 1 and len(node_at(tree, path[:-1])) == 1:
        path = path[:-1]
    return Remove(path)


def _lines(text: ConfigText) -> Mapping[str, Lines]:
    from engineprofiles.documents.secrets import lines_of, masked_lines

    document: YamlDocument = text.content.document
    if not document.text:
        return {}
    return {text.file.name: Lines(lines_of(document.text), masked_lines(document.text, _secrets(text)))}


def _secrets(text: ConfigText) -> frozenset[str]:
    from engineprofiles.documents.secrets import secrets_of

    return secrets_of(ConfigDocuments((text.config,)).registry)
