"""What a plan wrote taken back: the sources as they were before, to the byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from engineprofiles.chain import Chain
from engineprofiles.editing.contents import Edits, with_contents
from engineprofiles.editing.operation import refused
from engineprofiles.problems import Location, ProfilesError
from engineprofiles.stores import Content

if TYPE_CHECKING:
    from engineprofiles.editing.draft import Draft
    from engineprofiles.editing.plan import Plan


@dataclass(frozen=True, slots=True, eq=False)
class Restore:
    """Whole contents by the name of their source, in place of what was saved there.

    No edits of a document make a text the same to the byte, so that only :func:`restored` does this operation.
    """

    contents: Mapping[str, Content] = field(repr=False)

    def __str__(self) -> str:
        return f"take back what was saved in {', '.join(self.contents)}"

    def edits(self, chain: Chain) -> Edits:
        raise _changed_since(next(iter(self.contents)))


def restored(plan: Plan, chain: Chain) -> Draft:
    """A draft of ``chain``, read after ``plan`` was applied, in which its sources hold what they held before.

    Raises ``Conflict`` (``changed-on-disk``) when one of them is not as the plan left it.
    """
    now = {source.name: source.content for source in chain.sources}
    before = {source.name: source.content for source in plan.saved.sources}
    contents: dict[str, Content] = {}
    for source in plan.sources:
        written, found, old = source.content, now.get(source.name), before[source.name]
        if written is None or found is None or old is None or not written.holds_same(found):
            raise _changed_since(source.name)
        contents[source.name] = old
    nothing = chain.edit()
    return replace(nothing, chain=with_contents(chain, contents), operations=(Restore(contents),), before=nothing)


def _changed_since(source: str) -> ProfilesError:
    return refused(f"{source} was changed since it was saved", Location(source), "changed-on-disk")
