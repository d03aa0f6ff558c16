"""One edit of a payload's JSON, made where the members of Go stand, in whatever letter case they are written."""

from __future__ import annotations

from typing import Any

from engineprofiles.documents.edits import Edit, Put, Remove, Rename, unwritten
from engineprofiles.documents.payload_shape import (
    CLIENT,
    OMITTED,
    PROFILE,
    REGISTRY,
    Entries,
    Member,
    Members,
    Shape,
    Unfit,
    spelled,
    taken,
)
from engineprofiles.documents.payload_values import Value, whole_seconds

_TIMEOUT = CLIENT.members["timeout"]
_SECONDS = CLIENT.members["timeout_second"]
_PROFILES = REGISTRY.members["profiles"].shape
_SLUG = PROFILE.members["slug"]


def edited_object(node: Any, shape: Members, edit: Edit, depth: int = 0) -> dict[str, Any]:
    """``node``, an object of ``shape`` at the first ``depth`` steps of the path of ``edit``, after the edit.

    ``node`` stays as it is. Raises :class:`Unfit` for what the object has no place for.
    """
    if not isinstance(node, dict):
        raise Unfit(edit.path[:depth], "there is something else than an object")
    here = edit.path[: depth + 1]
    step, is_last = here[-1] if here else None, len(edit.path) == depth + 1
    member = shape.members.get(step) if isinstance(step, str) else None
    key = _key(node, member) if member else None
    if key is None and is_last and isinstance(edit, Remove) and step in node:
        # What nobody knows may have the name that YAML has for a member.
        return {other: value for other, value in node.items() if other != step}
    if member is None or (is_last and isinstance(edit, Rename)) or member is _SECONDS:
        raise Unfit(here, "there is no such key in a database")
    current = node.get(key) if key is not None else None
    if not is_last:
        value = _edited(_blank(member.shape) if current is None else current, member.shape, edit, depth + 1)
    else:
        value = _put(edit, member.shape) if isinstance(edit, Put) else None
    if value is None or (member.empty_is_none and not value):
        value = member.none
    changed = _with(node, shape, member, value)
    return _with(changed, CLIENT, _SECONDS, whole_seconds(value)) if member is _TIMEOUT else changed


def _edited(node: Any, shape: Shape, edit: Edit, depth: int) -> Any:
    if isinstance(shape, Members):
        return edited_object(node, shape, edit, depth)
    if isinstance(node, list):
        return _edited_list(node, shape, edit, depth)
    if isinstance(node, dict):
        return _edited_map(node, shape, edit, depth)
    raise Unfit(edit.path[:depth], "there is nothing in it that could be changed")


def _edited_list(node: list[Any], shape: Shape, edit: Edit, depth: int) -> list[Any]:
    here = edit.path[: depth + 1]
    index, is_last = here[-1], len(edit.path) == depth + 1
    if not isinstance(index, int) or not 0 <= index < len(node) or (is_last and isinstance(edit, Rename)):
        raise Unfit(here, "there is no such place in the list")
    value = OMITTED if is_last and isinstance(edit, Remove) else _inside(node[index], shape, edit, depth)
    return [*node[:index], *([] if value is OMITTED else [value]), *node[index + 1 :]]


def _edited_map(node: dict[str, Any], shape: Shape, edit: Edit, depth: int) -> dict[str, Any]:
    here = edit.path[: depth + 1]
    key, is_last = here[-1], len(edit.path) == depth + 1
    if not isinstance(key, str) or (key not in node and not isinstance(edit, Put)):
        raise Unfit(here, "there is no such key")
    new = key
    value: Any = node.get(key)
    if not is_last or isinstance(edit, Put):
        value = _inside(value, shape, edit, depth)
    elif isinstance(edit, Rename):
        new = edit.key
    else:
        value = OMITTED
    is_put = is_last or key not in node
    if shape is _PROFILES and value is not OMITTED and (new != key or (is_put and _key(value, _SLUG) is None)):
        value = _with(value or {}, PROFILE, _SLUG, new)
    changed = {(new if other == key else other): (value if other == key else item) for other, item in node.items()}
    changed.setdefault(new, value)
    changed = {other: item for other, item in changed.items() if item is not OMITTED}
    return dict(sorted(changed.items())) if list(node) == sorted(node) else changed


def _inside(current: Any, shape: Shape, edit: Edit, depth: int) -> Any:
    """What becomes of ``current``, an entry of a list or map of ``shape``; :data:`OMITTED` for none."""
    entry = shape.inside if isinstance(shape, Value) else shape.shape if isinstance(shape, Entries) else None
    if entry is None:
        raise Unfit(edit.path[:depth], "there is nothing in it that could be changed")
    if len(edit.path) > depth + 1:
        return _edited(_blank(entry) if current is None else current, entry, edit, depth + 1)
    assert isinstance(edit, Put)
    value = _put(edit, entry)
    keeps_null = isinstance(entry, Value) and entry.free
    return OMITTED if value is None and not keeps_null else value


def _put(edit: Put, shape: Shape) -> Any:
    value = taken(unwritten(edit.value), shape, edit.path)
    return None if value is None else spelled(value, shape)


def _blank(shape: Shape) -> Any:
    """What is made of ``shape`` when something is put into it: an object in full, or an empty map."""
    return spelled({}, shape) if isinstance(shape, Members) else {}


def _key(node: dict[str, Any], member: Member) -> str | None:
    """The key of ``member`` in ``node``; of several that Go takes for it the last one, which counts."""
    return next((key for key in reversed(node) if key.casefold() == member.name.casefold()), None)


def _with(node: dict[str, Any], shape: Members, member: Member, value: Any) -> dict[str, Any]:
    """``node`` with ``value`` for ``member``; one that is new stands where Go would write it."""
    key = _key(node, member)
    if value is OMITTED:
        return {other: item for other, item in node.items() if other.casefold() != member.name.casefold()}
    if key is not None:
        return {**node, key: value}
    if value is member.none:
        return node
    order = [other.name.casefold() for other in shape.members.values()]
    before = order[: order.index(member.name.casefold())]
    entries = list(node.items())
    place = max((index for index, (other, _) in enumerate(entries, 1) if other.casefold() in before), default=0)
    return dict([*entries[:place], (member.name, value), *entries[place:]])
