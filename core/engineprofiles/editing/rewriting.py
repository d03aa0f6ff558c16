"""A profile as a text of its own, to be changed in an editor and put back as one operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from engineprofiles.chain import Chain
from engineprofiles.documents.edits import Edit, Put, Remove, node_at, same
from engineprofiles.documents.reader import YamlDocument, read
from engineprofiles.documents.typed import key_text
from engineprofiles.documents.writer import write
from engineprofiles.editing.contents import Edits, content_of, tree_of
from engineprofiles.editing.operation import Node, name, path_of
from engineprofiles.model.registry import Tree
from engineprofiles.problems import Path, Problem, first_error
from engineprofiles.stores.content import FileContent


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Lets the profile say ``body``, with the keys of YAML. What is the same in it keeps its text."""

    of: Node
    body: Tree = field(repr=False)

    def __str__(self) -> str:
        return f"rewrite {name(self.of)}"

    def edits(self, chain: Chain) -> Edits:
        registry, _ = self.of
        place = path_of(chain, self.of)
        made = tuple(_changes(place, node_at(tree_of(chain, registry), place), self.body))
        return {registry: made} if made else {}


def profile_text(chain: Chain, node: Node) -> str:
    """What the document says of a profile, as YAML with an end of line: the lines of its author where they can stand
    alone, comments and all. Secrets are in it. Raises ``ProfileNotFound``, and ``ReadOnly`` for a source of values."""
    place = path_of(chain, node)
    content = content_of(chain, node[0])
    body = node_at(tree_of(chain, node[0]), place)
    if isinstance(content, FileContent):
        lines = _own_lines(content.document, place)
        alone = read(lines, "")
        if lines and not alone.problems and same(alone.tree, body):
            return lines
    return write(body)


def profile_body(document: YamlDocument) -> Tree:
    """What a text says that is to become a profile. Raises ``ValidationError`` at the line that keeps it from that."""
    if fault := first_error(document.problems):
        raise fault.error()
    if not isinstance(document.tree, dict):
        hint = "Write {} for a profile that sets nothing, or bring back what stood here."
        raise Problem("wrong-type", "a profile must be a map", hint, document.locate(())).error()
    body: Tree = document.tree
    return body


def _own_lines(document: YamlDocument, place: Path) -> str:
    """The lines below the key of a profile that stand further in than it, moved to the left edge; blank for a profile
    on one line."""
    key = document.locate(place, key=True)
    assert key.line is not None
    assert key.column is not None
    block: list[str] = []
    for line in document.text.splitlines()[key.line :]:
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and indent < key.column:
            break
        block.append(line)
    while block and not block[-1].strip():
        block.pop()
    inner = min((len(line) - len(line.lstrip(" ")) for line in block if line.strip()), default=0)
    return "".join(f"{line[inner:]}\n" for line in block)


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
