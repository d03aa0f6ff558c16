"""A value in place of another: what differs between the two, piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engineprofiles.documents.edits import Written, same
from engineprofiles.documents.scalars import Plain
from engineprofiles.documents.surgery import block_lists, block_maps, flow
from engineprofiles.documents.surgery.changes import Cell, Change, Kept
from engineprofiles.documents.surgery.layout import layout
from engineprofiles.documents.surgery.lines import column
from engineprofiles.documents.surgery.nodes import Node
from engineprofiles.documents.surgery.places import Place, place_of
from engineprofiles.documents.surgery.replacing import replaced
from engineprofiles.documents.surgery.spelling import Layout, in_flow
from engineprofiles.documents.typed import key_text


class Putting:
    """Puts values into ``text``. ``around`` are the nodes that the first place stands in, from the innermost on."""

    def __init__(self, text: str, around: Sequence[Node]) -> None:
        self.text = text
        self.around = tuple(around)

    def put(self, place: Place, old: Any, value: Any) -> list[Change]:
        """The changes that put ``value`` at ``place``, where ``old`` is; equal parts keep their text."""
        node = place.value
        if isinstance(value, Written):
            if place.key is not None and not place.in_flow:
                return replaced(self.text, place, value, self._layout_over(place))
            value = value.value
        if alike(old, value):
            return []
        if node.entries and value:
            if node.kind == "map" and isinstance(value, dict) and isinstance(old, dict):
                return self._map(place, old, value)
            if node.kind == "list" and isinstance(value, list) and isinstance(old, list):
                return self._list(place, old, value)
        return replaced(self.text, place, value, layout(self.text, self.around or (node,)))

    def added(self, place: Place, entries: dict[Any, Any]) -> list[Change]:
        """The changes that give the map at ``place``, which has entries, those of ``entries`` as well."""
        node = place.value
        style = layout(self.text, (node, *self.around))
        if not node.flow:
            return [block_maps.added(self.text, node, len(node.entries) - 1, entries, style)]
        cells: list[Cell] = [Kept(index) for index in range(len(node.entries))]
        cells += [_flow_entry(key, value, style.quote) for key, value in entries.items()]
        return [flow.rebuilt(self.text, node, cells, style.line_break)]

    def _layout_over(self, place: Place) -> Layout:
        """The layout for lines that take the place of others, which stand as far in as those."""
        node, style = place.value, layout(self.text, self.around)
        if not node.is_block:
            return style
        distance = column(self.text, node.first) - column(self.text, place.start)
        return style._replace(step=distance, offset=distance)

    def _inside(self, node: Node) -> Putting:
        return Putting(self.text, (node, *self.around))

    def _map(self, place: Place, old: dict[Any, Any], value: dict[Any, Any]) -> list[Change]:
        node, inside = place.value, self._inside(place.value)
        was = {key_text(key): item for key, item in old.items()}
        wanted = {key_text(key): item for key, item in value.items()}
        written = {entry.name for entry in node.entries if not entry.merges}
        merges = any(entry.merges for entry in node.entries)
        new = {
            key: item
            for key, item in value.items()
            if (text := key_text(key)) not in written and not (merges and text in was and alike(was[text], item))
        }
        kept = [index for index, entry in enumerate(node.entries) if entry.merges or entry.name in wanted]
        style = layout(self.text, (node, *self.around))
        if not kept and not node.flow:
            return replaced(self.text, place, value, layout(self.text, self.around or (node,)))
        inner: dict[int, list[Change]] = {}
        for index in kept:
            name = node.entries[index].name or ""
            if name in wanted and not node.entries[index].merges:
                inner[index] = inside.put(place_of(self.text, node, index), was.get(name), wanted[name])
        if node.flow:
            cells: list[Cell] = [Kept(index, inner.get(index, ())) for index in kept]
            cells += [_flow_entry(key, item, style.quote) for key, item in new.items()]
            return [flow.rebuilt(self.text, node, cells, style.line_break)]
        gone = set(range(len(node.entries))) - set(kept)
        changes = [change for found in inner.values() for change in found]
        changes += block_maps.without(self.text, node, gone, is_root=place.is_root)
        if new:
            changes.append(block_maps.added(self.text, node, kept[-1], new, style))
        return changes

    def _list(self, place: Place, old: list[Any], value: list[Any]) -> list[Change]:
        node, inside = place.value, self._inside(place.value)
        style = layout(self.text, (node, *self.around))
        cells: list[Cell] = []
        for index, item in zip(_matches(old, value), value, strict=True):
            if index is not None:
                cells.append(Kept(index, inside.put(place_of(self.text, node, index), old[index], item)))
            elif node.flow:
                cells.append(in_flow(item, style.quote))
            else:
                cells.append(block_lists.fresh(self.text, node, item, style))
        return items(self.text, place, cells, style.line_break)


def items(text: str, place: Place, cells: Sequence[Cell], line_break: str) -> list[Change]:
    """The changes that make ``cells`` the items of the list at ``place``. There is one or more of each."""
    indexes = [cell.index for cell in cells if isinstance(cell, Kept)]
    if indexes == list(range(len(place.value.entries))) and len(indexes) == len(cells):
        return [change for cell in cells if isinstance(cell, Kept) for change in cell.changes]
    if place.value.flow:
        return [flow.rebuilt(text, place.value, cells, line_break)]
    return [block_lists.rebuilt(text, place, cells, line_break)]


def alike(one: Any, other: Any) -> bool:
    """Whether two values mean the same, and neither wants a spelling that the other has not."""
    if isinstance(one, Plain) and isinstance(other, Plain):
        return one == other
    if isinstance(one, dict) and isinstance(other, dict):
        mine = {key_text(key): value for key, value in one.items()}
        yours = {key_text(key): value for key, value in other.items()}
        return mine.keys() == yours.keys() and all(alike(value, yours[key]) for key, value in mine.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return same(one, other)


def _matches(old: Sequence[Any], value: Sequence[Any]) -> list[int | None]:
    """For every new item the index of the old one that it is, or that it takes the place of."""
    free = list(range(len(old)))
    found: list[int | None] = []
    for item in value:
        index = next((index for index in free if alike(old[index], item)), None)
        if index is not None:
            free.remove(index)
        found.append(index)
    if len(old) == len(value):
        return [index if index is not None or place not in free else place for place, index in enumerate(found)]
    return found


def _flow_entry(key: Any, value: Any, quote: str) -> str:
    return f"{in_flow(key, quote)}: {in_flow(value, quote)}"
