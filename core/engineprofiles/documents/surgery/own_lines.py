"""A value with the lines of its author, to be put elsewhere."""

from __future__ import annotations

from engineprofiles.documents.edits import Written, node_at, same
from engineprofiles.documents.reader import YamlDocument, read
from engineprofiles.documents.surgery.finding import find
from engineprofiles.documents.surgery.lines import (
    column,
    comments_above,
    end_with_comments,
    line_end,
    line_start,
    next_line,
)
from engineprofiles.documents.surgery.places import Place
from engineprofiles.documents.surgery.replacing import end_of_properties
from engineprofiles.problems import Path


def written_at(document: YamlDocument, path: Path) -> Written | None:
    """The list or map at ``path`` as it is written, with a line feed after each line, and with the comments directly
    above its key, on the line of the key, and those after it that stand further in.

    ``None`` for any other value, for what stands inside brackets, and for lines that do not say the same by themselves,
    such as an alias whose anchor is elsewhere. Raises ``KeyError`` for a path that leads nowhere.
    """
    value = node_at(document.tree, path)
    text = document.text
    found = find(text, path)
    if found is None or len(found.steps) < len(path):
        return None
    place = found.place(len(path))
    if place.key is None or place.slot is None or place.in_flow or place.value.kind not in ("map", "list"):
        return None
    previous = found.nodes[-2].entries[found.steps[-1] - 1].end if found.steps[-1] else 0
    start = line_start(text, place.start)
    own, beside = _lines(text, place, place.slot)
    above = _moved(text[comments_above(text, place.start, previous) : start], column(text, place.start))
    alone = read(own, "")
    return Written(own, value, above, beside) if not alone.problems and same(alone.tree, value) else None


def _lines(text: str, place: Place, slot: int) -> tuple[str, str]:
    """The lines of the value at ``place``, and the comment that stands on the line of its key before these."""
    node = place.value
    end = end_with_comments(text, node.end, column(text, place.start))
    if "\n" not in text[slot : node.first]:
        first = line_end(text, node.first)
        return f"{text[node.first : first]}\n{_moved(text[next_line(text, first) : end])}", ""
    head = end_of_properties(text, node) if "\n" not in text[slot : node.start] else slot
    start = next_line(text, head)
    return _moved(text[start:end], column(text, node.first)), text[head : line_end(text, head)].strip()


def _moved(lines: str, by: int | None = None) -> str:
    """``lines`` further to the left by ``by`` columns, or as far as all of them can go."""
    if not lines:
        return ""
    split = [line.removesuffix("\r") for line in lines.removesuffix("\n").split("\n")]
    indents = [len(line) - len(line.lstrip(" ")) for line in split]
    if by is None:
        by = min((indent for indent, line in zip(indents, split, strict=True) if line.strip()), default=0)
    return "".join(f"{line[min(by, indent) :]}\n" for indent, line in zip(indents, split, strict=True))
