"""One edit as changes of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engineprofiles.documents.edits import Edit, Put, Remove, Rename, unwritten
from engineprofiles.documents.surgery import block_maps, flow
from engineprofiles.documents.surgery.changes import Change, InTheWay, Kept
from engineprofiles.documents.surgery.finding import Found, find
from engineprofiles.documents.surgery.lines import line_break
from engineprofiles.documents.surgery.places import beyond_properties
from engineprofiles.documents.surgery.putting import Putting, items
from engineprofiles.documents.surgery.sharing import merged_names
from engineprofiles.documents.surgery.spelling import Layout, block_lines, in_flow, one_line
from engineprofiles.documents.typed import is_null, key_text
from engineprofiles.problems import Path


def changes(text: str, tree: Any, edit: Edit) -> list[Change]:
    """The changes that make ``edit``, which ``tree`` allows, in ``text``, which says ``tree``.

    Raises :class:`InTheWay` where what stands at the path is written elsewhere or in a way that cannot be edited.
    """
    found = find(text, edit.path)
    if found is None:
        return [_first(text, unwritten(_nested(edit.path, edit.value)))] if isinstance(edit, Put) else []
    depth = len(found.steps)
    values = _values(tree, edit.path)
    if depth < len(edit.path):
        _refuse_shared(text, found, edit, values)
    if isinstance(edit, Rename):
        return [_renamed(text, found, edit)]
    if isinstance(edit, Remove):
        return _removed(text, found)
    place = found.place(depth)
    putting = Putting(text, tuple(reversed(found.nodes[:depth])))
    value = _nested(edit.path[depth:], edit.value)
    if depth < len(edit.path) and place.value.entries:
        return putting.added(place, value)
    return putting.put(place, values[depth], value)


def _values(tree: Any, path: Path) -> list[Any]:
    """What stands on the way of ``path`` in ``tree``, from the tree itself on."""
    values = [tree]
    for step in path:
        tree = _child(tree, step)
        values.append(tree)
    return values


def _child(node: Any, step: str | int) -> Any:
    if isinstance(node, dict):
        return next((value for key, value in node.items() if key_text(key) == step), None)
    return node[step] if isinstance(node, list) and isinstance(step, int) else None


def _nested(path: Path, value: Any) -> Any:
    for step in reversed(path):
        value = {step: value}
    return value


def _refuse_shared(text: str, found: Found, edit: Edit, values: Sequence[Any]) -> None:
    """Refuses an edit of what is written elsewhere. ``values`` are those on the way of its path."""
    depth = len(found.steps)
    node, key = found.nodes[-1], edit.path[depth]
    if node.kind == "alias":
        name = edit.path[depth - 1]
        raise InTheWay(f"{name} is the alias *{node.text}: what is in it stands elsewhere and is shared", node.start)
    is_there = isinstance(values[depth], dict) and any(key == key_text(other) for other in values[depth])
    if not is_there:
        return
    merge = next((entry for entry in node.entries if entry.merges), None)
    if merge and merge.key:
        if isinstance(edit, Put) and (depth + 1 == len(edit.path) or is_null(values[depth + 1])):
            return
        names = merged_names(text, merge)
        message = f"{key} comes from {names} by the merge key <<: it stands elsewhere and is shared"
        raise InTheWay(message, merge.key.start)
    raise InTheWay(f"the key {key} is written in a way that cannot be edited", node.start)


def _renamed(text: str, found: Found, edit: Rename) -> Change:
    place = found.place(len(found.steps))
    key = place.key
    if key is None or key.kind != "scalar":
        raise InTheWay("the key is written in a way that cannot be edited", place.start)
    written = in_flow(edit.key, key.style) if place.in_flow else one_line(edit.key, key.style)
    return Change(beyond_properties(text, key), key.end, written)


def _removed(text: str, found: Found) -> list[Change]:
    depth, index = len(found.steps) - 1, found.steps[-1]
    parent, place = found.nodes[depth], found.place(depth)
    left = [Kept(other) for other in range(len(parent.entries)) if other != index]
    if parent.flow:
        return [flow.rebuilt(text, parent, left, line_break(text))]
    if not left:
        return block_maps.emptied(text, place)
    if parent.kind == "list":
        return items(text, place, left, line_break(text))
    return block_maps.without(text, parent, {index}, is_root=place.is_root)


def _first(text: str, value: Any) -> Change:
    """``value`` as all that a document says, below the comments it may have."""
    style = Layout(line_break=line_break(text))
    lines = block_lines(value, 0, style) or [one_line(value)]
    before = "" if not text or text.endswith("\n") else style.line_break
    return Change(len(text), len(text), before + style.line_break.join([*lines, ""]))
