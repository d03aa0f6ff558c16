"""A plan: exactly what saving a draft would write, and the saving."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from engineprofiles.chain import Chain, Source
from engineprofiles.editing.contents import with_contents
from engineprofiles.editing.impact import Impact, impact
from engineprofiles.editing.restoring import Restore
from engineprofiles.editing.stamping import stamped
from engineprofiles.editing.text_diff import Hunk, hunks
from engineprofiles.problems import Problem
from engineprofiles.stores.clock import now
from engineprofiles.stores.content import Content, Lines
from engineprofiles.stores.saving import FileChange, RowsChange, Saved, save, write_refusal

if TYPE_CHECKING:
    from engineprofiles.editing.draft import Draft

_NO_LINES = Lines((), ())


@dataclass(frozen=True, slots=True)
class TextChange:
    """A file, or a row as ``team.db#slug``, and where its text changes. Secrets are masked."""

    label: str
    hunks: tuple[Hunk, ...] = field(repr=False)


@dataclass(frozen=True, eq=False)
class Plan:
    """What is to be written so that the sources hold ``chain``, which is the draft's with its metadata touched."""

    saved: Chain = field(repr=False)
    chain: Chain = field(repr=False)
    sources: tuple[Source, ...]
    """The sources that change, as they will be."""

    @cached_property
    def texts(self) -> tuple[TextChange, ...]:
        """Every text that changes, with the lines that do."""
        return tuple(self._texts())

    @cached_property
    def impact(self) -> Impact:
        """What the plan does to the effective settings."""
        return impact(self.saved, self.chain)

    @cached_property
    def refusals(self) -> tuple[Problem, ...]:
        """Why the plan cannot be carried out: sources that take no changes, and errors that it would bring."""
        closed = [problem for source in self.sources if (problem := source.store.write_refusal()) is not None]
        if not closed:
            closed = [problem for change in self.changes if (problem := write_refusal(change.path)) is not None]
        return (*closed, *self.impact.errors)

    @cached_property
    def changes(self) -> tuple[FileChange | RowsChange, ...]:
        """Every file, and every database's rows, that would be written."""
        before = {source.name: source.content for source in self.saved.sources}
        held = ((source.content, before[source.name]) for source in self.sources)
        return tuple(change for content, old in held if content for change in content.changes_from(old))

    def apply(self, *, backups: int = 10) -> tuple[Saved, ...]:
        """Writes everything or nothing, keeping a dated copy of each file beside it, at most so many.

        Raises the first of :attr:`refusals`, ``Conflict`` (``changed-on-disk``) when a source is no longer what was
        read, and ``ProfilesError`` (``write-failed``).
        """
        for problem in self.refusals:
            raise problem.error()
        return save(self.changes, now(), backups=backups)

    def _texts(self) -> Iterator[TextChange]:
        before = {source.name: source.content for source in self.saved.sources}
        for source in self.sources:
            old = before[source.name]
            was = old.lines() if old else {}
            will = source.content.lines() if source.content else {}
            for label in dict.fromkeys((*was, *will)):
                if found := hunks(was.get(label, _NO_LINES), will.get(label, _NO_LINES)):
                    yield TextChange(label, found)


def plan(draft: Draft, actor: str, source: str, now_ms: int | None) -> Plan:
    """The plan that saves ``draft``; ``now_ms`` is the time for its metadata, in milliseconds since 1970."""
    moment = int(now().timestamp() * 1000) if now_ms is None else now_ms
    chain = stamped(draft.saved, draft.chain, actor, source, moment)
    chain = with_contents(chain, _restored(draft))
    names = {each.name for each in draft.changed}
    return Plan(draft.saved, chain, tuple(each for each in chain.sources if each.name in names))


def _restored(draft: Draft) -> Mapping[str, Content]:
    """The contents that are to be as they once were, the metadata too."""
    held = {source.name: source.content for source in draft.chain.sources}
    return {
        name: content
        for operation in draft.operations
        if isinstance(operation, Restore)
        for name, content in operation.contents.items()
        if held[name] is content
    }
