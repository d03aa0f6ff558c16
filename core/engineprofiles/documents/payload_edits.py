"""Edits of a payload: what they name is written as Geppetto would, everything else stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from engineprofiles.documents.edits import Edit, Remove, Rename, edited_tree, refusal, same
from engineprofiles.documents.json_text import json_text
from engineprofiles.documents.json_values import parse_json
from engineprofiles.documents.payload import registry_from_payload
from engineprofiles.documents.payload_members import edited_object
from engineprofiles.documents.payload_reader import PayloadDocument
from engineprofiles.documents.payload_shape import REGISTRY, Unfit, taken
from engineprofiles.documents.registry_tree import registry_tree
from engineprofiles.model.fields import field_at
from engineprofiles.model.paths import format_path
from engineprofiles.model.registry import Registry
from engineprofiles.model.slugs import parse_slug
from engineprofiles.problems import Path, Problem, ProfilesError, Severity

_ABSENT = object()
_AGAIN = "Read the registry again: it may have changed since."
_FITTING = "Give it a value that its field takes."
_ELSEWHERE = "Leave it out, or keep the profile in a YAML file, which can say it."


def edited_payload(row: str, payload: str, edits: Sequence[Edit], source: str) -> str:
    """``payload``, which stands in the row ``row`` of ``source``, after ``edits``, one after the other.

    Their paths are those of YAML; a value is converted to what its field takes, ``client.timeout`` from seconds. What
    is not named stays, with keys that nobody knows and the order of members. A section that is not there yet is
    written with nulls and zeros for the rest of it, a field that is removed becomes one of these; a key that nobody
    knows can be removed, too. A profile that is new or renamed says its slug.

    Raises ``ProfilesError`` (``edit-refused``) when the outcome, read again, does not mean what the edits say, or has
    an error that was not there before.
    """
    document = PayloadDocument(source, row)
    before = _registry(document, payload)
    tree: dict[str, Any] = dict(parse_json(payload) or {})
    intended: Any = registry_tree(before)
    for edit in edits:
        intended = _intended(intended, edit, before, document)
        try:
            tree = edited_object(tree, REGISTRY, edit)
        except Unfit as error:
            raise _unfit(error, document) from None
    try:
        text = json_text(tree)
    except (RecursionError, ValueError):
        message = "the payload nests too deeply, or holds a number that is too large, to be written"
        raise refusal(message, document.locate(())) from None
    _check(intended, before, _registry(document, text), document)
    return text


def _registry(document: PayloadDocument, payload: str) -> Registry:
    registry, problems = registry_from_payload(document.row, payload, document.source)
    if registry is None:
        raise refusal(problems[0].message, document.locate(()), problems[0].hint)
    return registry


def _by_slug(edit: Edit, registry: Registry) -> Edit:
    """``edit`` with the slug of the profile that it names by the key in the payload."""
    keys = {profile.key: slug for slug, profile in registry.profiles.items()}
    match edit.path:
        case ("profiles", str(key), *rest):
            edit = replace(edit, path=("profiles", keys.get(key) or _slug(key), *rest))
            if isinstance(edit, Rename) and not rest:
                edit = replace(edit, key=_slug(edit.key))
    return edit


def _removes_unknown(edit: Edit, registry: Registry) -> bool:
    """Whether ``edit`` removes a key that no field has, which changes nothing that the registry says."""
    node: Any = registry.unknown
    rest: Sequence[str | int] = edit.path
    match edit.path:
        case ("profiles", key, *rest):
            node = next((profile.unknown for profile in registry.profiles.values() if profile.key == key), {})
    for step in map(str, rest):
        node = node.get(step, _ABSENT) if isinstance(node, Mapping) else _ABSENT
    return isinstance(edit, Remove) and bool(rest) and node is not _ABSENT


def _slug(key: str) -> str:
    try:
        return parse_slug(key)
    except ProfilesError:
        return key


def _intended(tree: Any, edit: Edit, before: Registry, document: PayloadDocument) -> Any:
    try:
        return edited_tree(tree, [_by_slug(edit, before)])
    except KeyError as error:
        if _removes_unknown(edit, before):
            return tree
        (path,) = error.args
        is_taken = isinstance(edit, Rename) and path[-1:] != edit.path[-1:]
        message = f"{_shown(path)} is there already" if is_taken else f"there is nothing at {_shown(path)}"
        raise refusal(message, document.locate(path), _AGAIN) from None


def _check(intended: Any, before: Registry, after: Registry, document: PayloadDocument) -> None:
    """Raises unless ``after`` means what is ``intended``, and has no error that ``before`` has not."""
    known = Counter(problem.code for problem in _errors(before))
    for problem in _errors(after):
        known[problem.code] -= 1
        if known[problem.code] < 0:
            raise refusal(problem.message, problem.location, problem.hint)
    try:
        wanted, found = _meaning(intended), _meaning(registry_tree(after))
    except Unfit as error:
        raise _unfit(error, document) from None
    for path, value in _differences(wanted, found):
        raise refusal(_difference(path, value), document.locate(path), _ELSEWHERE)


def _errors(registry: Registry) -> Iterator[Problem]:
    for problems in (registry.problems, *(profile.problems for profile in registry.profiles.values())):
        yield from (problem for problem in problems if problem.severity is Severity.ERROR)


def _meaning(tree: Any) -> dict[str, Any]:
    """What ``tree`` says, without what follows from it: the slugs of profiles are their keys."""
    found: dict[str, Any] = taken(tree, REGISTRY)
    profiles = found.get("profiles", {})
    without_slugs = {
        slug: {key: value for key, value in (body or {}).items() if key != "slug"} for slug, body in profiles.items()
    }
    return {**found, "profiles": without_slugs}


def _differences(wanted: Any, found: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Where two trees differ, with the value that is wanted."""
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        for key in {**wanted, **found}:
            yield from _differences(wanted.get(key, _ABSENT), found.get(key, _ABSENT), (*path, key))
    elif wanted is _ABSENT or found is _ABSENT or not same(wanted, found):
        yield path, wanted


def _unfit(error: Unfit, document: PayloadDocument) -> ProfilesError:
    return refusal(f"{_shown(error.path)}: {error}", document.locate(error.path), _FITTING)


def _difference(path: Path, value: Any) -> str:
    field = field_at(path[3:]) if path[2:3] == ("inference_settings",) else None
    if field is not None and field.zero_is_absent and value in ("", 0):
        zero = "a false" if value is False else "an empty" if value == "" else "a zero"
        return f"{zero} {_shown(path)} cannot be told from none in a database"
    return f"a database would not give back what was asked for at {_shown(path)}"


def _shown(path: Path) -> str:
    """``path`` as a person names it: a setting by itself."""
    inside = path[3:] if path[2:3] == ("inference_settings",) else ()
    return format_path(inside or path) or "the registry"
