"""A profile as a text of its own, to be changed in an editor and put back as one operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from engineprofiles.chain import Chain
from engineprofiles.documents.comments import comments_below, header
from engineprofiles.documents.edits import Edit, Put, Remove, Written, node_at, same
from engineprofiles.documents.reader import YamlDocument
from engineprofiles.documents.typed import key_text
from engineprofiles.documents.writer import write
from engineprofiles.editing.contents import Edits, own_lines, tree_of
from engineprofiles.editing.operation import Node, name, path_of
from engineprofiles.problems import Path, Problem, first_error


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Lets the profile say ``body``, with the keys of YAML, in the lines of ``body`` where those of the profile are its
    own. Otherwise what is the same in it keeps its text."""

    of: Node
    body: Written = field(repr=False)

    def __str__(self) -> str:
        return f"rewrite {name(self.of)}"

    def edits(self, chain: Chain) -> Edits:
        registry, _ = self.of
        place = path_of(chain, self.of)
        own = own_lines(chain, registry, place)
        if own and (not own.in_brackets or _has_comments(self.body.text)):
            is_as_it_was = own.text == self.body.text and same(own, self.body)
            made: tuple[Edit, ...] = () if is_as_it_was else (Put(place, self.body),)
        else:
            made = tuple(_changes(place, node_at(tree_of(chain, registry), place), self.body.value))
        return {registry: made} if made else {}


def profile_text(chain: Chain, node: Node) -> str:
    """What the document says of a profile, as YAML with an end of line: the lines of its author where they can stand
    alone, comments and all. Secrets are in it. Raises ``ProfileNotFound``, and ``ReadOnly`` for a source of values."""
    place = path_of(chain, node)
    own = own_lines(chain, node[0], place)
    return own.text if own and not own.in_brackets else write(node_at(tree_of(chain, node[0]), place))


def keeps_comments(chain: Chain, node: Node) -> bool:
    """Whether the comments of a text that is put back come into the document: not into a database, nor where lines of
    the profile stand elsewhere. Raises as :func:`profile_text` does."""
    return own_lines(chain, node[0], path_of(chain, node)) is not None


def profile_body(document: YamlDocument) -> Written:
    """What a text says that is to become a profile. Raises ``ValidationError`` at the line that keeps it from that."""
    if fault := first_error(document.problems):
        raise fault.error()
    if not isinstance(document.tree, dict):
        hint = "Write {} for a profile that sets nothing, or bring back what stood here."
        raise Problem("wrong-type", "a profile must be a map", hint, document.locate(())).error()
    lines = document.text.replace("\r\n", "\n").removesuffix("\n")
    return Written(f"{lines}\n", document.tree)


def _has_comments(text: str) -> bool:
    return bool(header(text) or comments_below(text))


def _changes(place: Path, old: Any, new: Any) -> Iterator[Edit]:
    """The fewest edits that make ``old`` into ``new``."""
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and new:
        before = {key_text(key): value for key, value in old.items()}
        after = {key_text(key): value for key, value in new.items()}
        yield from (Remove((*place, key)) for key in before if key not in after)
        for key, value in after.items():
            if key in before:
                yield from _changes((*place, key), before[key], value)
            else:
                yield Put((*place, key), value)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _changes((*place, index), one, other)
    else:
        yield Put(place, new)
