"""What a source holds, as a value: to be read, edited, shown and compared without touching the source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from engineprofiles.documents.payload import registry_from_payload
from engineprofiles.documents.reader import YamlDocument
from engineprofiles.documents.registry import registry_from_yaml
from engineprofiles.model.registry import Registry, Tree
from engineprofiles.problems import Location, Problem

if TYPE_CHECKING:
    from engineprofiles.documents.edits import Edit
    from engineprofiles.stores.saving import FileChange, RowsChange

# What is for editing only is imported where it is used: most runs only read.


class Lines(NamedTuple):
    """A text by lines: as it is, and as it may be shown, with secrets masked. Both have equally many."""

    exact: Sequence[str]
    shown: Sequence[str]


class Content(Protocol):
    """The content of one source."""

    def registries(self) -> tuple[tuple[Registry, ...], tuple[Problem, ...]]:
        """The registries, and the problems that concern no single one of them."""

    def tree(self, registry: Registry) -> Tree:
        """The document of ``registry`` with YAML keys, and everything in it that no field has where it can be."""

    def edited(self, registry: Registry, edits: Sequence[Edit]) -> Content:
        """The content with ``edits`` made in the document of ``registry``.

        Raises ``ValidationError`` (``edit-refused``) when the document does not allow them.
        """

    def lines(self) -> Mapping[str, Lines]:
        """Every text of the source by its name, for a person to compare."""

    def holds_same(self, other: Content | None) -> bool:
        """Whether nothing would have to be written where ``other`` is."""

    def changes_from(self, before: Content | None) -> Sequence[FileChange | RowsChange]:
        """What to write where ``before`` is, so that this is there."""


@dataclass(frozen=True, eq=False)
class FileContent:
    """The text of a file. ``lead`` is its byte order mark, ``codec`` what the rest is encoded in."""

    path: str
    document: YamlDocument
    lead: bytes = b""
    codec: str = "utf-8"

    @property
    def data(self) -> bytes:
        return self.lead + self.document.text.encode(self.codec)

    def registries(self) -> tuple[tuple[Registry, ...], tuple[Problem, ...]]:
        return self._read

    @cached_property
    def _read(self) -> tuple[tuple[Registry, ...], tuple[Problem, ...]]:
        registry, problems = registry_from_yaml(self.document)
        return ((registry,) if registry else ()), problems

    def tree(self, registry: Registry) -> Tree:
        found: Tree = self.document.tree
        return found

    def edited(self, registry: Registry, edits: Sequence[Edit]) -> FileContent:
        from engineprofiles.documents.surgery import edited

        return replace(self, document=edited(self.document, edits))

    def lines(self) -> Mapping[str, Lines]:
        return self._lines

    @cached_property
    def _lines(self) -> Mapping[str, Lines]:
        from engineprofiles.documents.secrets import lines_of, masked_lines

        text = self.document.text
        return {self.document.source: Lines(lines_of(text), masked_lines(text, self._secrets))}

    @cached_property
    def _secrets(self) -> Set[str]:
        from engineprofiles.documents.secrets import secrets_of

        registries, _ = self.registries()
        return frozenset[str]().union(*map(secrets_of, registries))

    def holds_same(self, other: Content | None) -> bool:
        return isinstance(other, FileContent) and self.data == other.data

    def changes_from(self, before: Content | None) -> Sequence[FileChange]:
        from engineprofiles.stores.saving import FileChange

        assert before is None or isinstance(before, FileContent)
        return (FileChange(self.path, before.data if before else None, self.data, bool(self._secrets)),)


@dataclass(frozen=True, eq=False)
class RowsContent:
    """The rows of a database: slug and payload."""

    path: str
    source: str
    rows: Mapping[str, bytes] = field(repr=False)

    def registries(self) -> tuple[tuple[Registry, ...], tuple[Problem, ...]]:
        return self._read

    @cached_property
    def _read(self) -> tuple[tuple[Registry, ...], tuple[Problem, ...]]:
        found = [registry_from_payload(slug, payload, self.source) for slug, payload in self.rows.items()]
        registries = sorted((registry for registry, _ in found if registry), key=lambda registry: registry.slug)
        return tuple(registries), tuple(problem for _, problems in found for problem in problems)

    def tree(self, registry: Registry) -> Tree:
        from engineprofiles.documents.registry_tree import registry_tree

        tree = registry_tree(registry)
        profiles = {registry.profiles[slug].key: body for slug, body in tree.get("profiles", {}).items()}
        return {**tree, "profiles": profiles}

    def edited(self, registry: Registry, edits: Sequence[Edit]) -> RowsContent:
        from engineprofiles.documents.edits import refusal
        from engineprofiles.documents.payload_edits import edited_payload

        row = registry.document.locate(()).row or registry.slug
        try:
            payload = self.rows[row].decode("utf-8")
        except UnicodeDecodeError:
            raise refusal("the row is not UTF-8 text", Location(self.source, row=row)) from None
        payload = edited_payload(row, payload, edits, self.source)
        return replace(self, rows={**self.rows, row: payload.encode()})

    def lines(self) -> Mapping[str, Lines]:
        from engineprofiles.documents import json_values as js
        from engineprofiles.documents.secrets import masked_strings, secrets_of

        found: dict[str, Lines] = {}
        for slug, payload in self.rows.items():
            registry, _ = registry_from_payload(slug, payload, self.source)
            try:
                tree = js.parse_json(payload)
            except js.NotJson:
                continue
            secrets = secrets_of(registry) if registry else frozenset[str]()
            shown = _pretty(masked_strings(tree, secrets))
            found[Location(self.source, row=slug).label] = Lines(_pretty(tree), shown)
        return found

    def holds_same(self, other: Content | None) -> bool:
        return isinstance(other, RowsContent) and self.rows == other.rows

    def changes_from(self, before: Content | None) -> Sequence[RowsChange]:
        from engineprofiles.stores.saving import RowsChange

        assert isinstance(before, RowsContent)
        changed = [
            row for row in dict.fromkeys((*before.rows, *self.rows)) if before.rows.get(row) != self.rows.get(row)
        ]
        was = {row: before.rows.get(row) for row in changed}
        will = {row: self.rows[row].decode() if row in self.rows else None for row in changed}
        return (RowsChange(self.path, was, will),)


def _pretty(tree: Any) -> list[str]:
    import json

    return json.dumps(tree, indent=2, ensure_ascii=False).splitlines()
