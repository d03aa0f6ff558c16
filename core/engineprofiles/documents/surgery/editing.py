"""Edits of a document in its text, each read back before it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import is_
from typing import Any

import yaml

from engineprofiles.documents.edits import Edit, Put, Written, edited_tree, refusal, same
from engineprofiles.documents.reader import YamlDocument, read
from engineprofiles.documents.surgery.changes import InTheWay, applied
from engineprofiles.documents.surgery.finding import find
from engineprofiles.documents.surgery.sharing import anchors, first_use, merged_names
from engineprofiles.documents.surgery.steps import changes
from engineprofiles.documents.syntax import line_column
from engineprofiles.problems import Location, Path, ProfilesError

_UNFAITHFUL = "the document would not read back as it is meant"


def edited(document: YamlDocument, edits: Sequence[Edit]) -> YamlDocument:
    """``document`` with ``edits`` made in its text, one after the other, and nothing else of it touched.

    What comes out was read back: it means what :func:`edited_tree` says, and reading it meets no problem that reading
    ``document`` did not. Where the lines that a value brings do not come out so, it is spelled instead. Raises
    :class:`ProfilesError` with the code ``edit-refused`` where that cannot be had, which tells what stands in the way
    and where; ``KeyError`` as :func:`edited_tree` does; and ``TypeError`` for a value that YAML has not.
    """
    if document.tree is None and document.problems:
        problem = document.problems[0]
        raise refusal(f"the document cannot be read: {problem.message}", problem.location)
    meant = edited_tree(document.tree, edits)
    spelled = [_spelled(edit) for edit in edits]
    for attempt in (edits,) if all(map(is_, edits, spelled)) else (edits, spelled):
        try:
            result = _read(document, _text(document, attempt))
        except (InTheWay, yaml.YAMLError, UnicodeEncodeError):
            continue
        if _is_faithful(result, meant, document):
            return result
    raise _refusal(document, spelled)


def _spelled(edit: Edit) -> Edit:
    """``edit`` without the lines that its value may bring."""
    if isinstance(edit, Put) and isinstance(edit.value, Written):
        return replace(edit, value=edit.value.value)
    return edit


def _text(document: YamlDocument, edits: Sequence[Edit]) -> str:
    text, tree = document.text, document.tree
    for edit in edits:
        text = applied(text, changes(text, tree, edit))
        tree = edited_tree(tree, (edit,))
    return text


def _read(document: YamlDocument, text: str) -> YamlDocument:
    return document if text == document.text else read(text, document.source)


def _is_faithful(result: YamlDocument, meant: Any, document: YamlDocument) -> bool:
    new = Counter(problem.code for problem in result.problems)
    return _means(result.tree, meant) and new <= Counter(problem.code for problem in document.problems)


def _means(tree: Any, meant: Any) -> bool:
    """Whether ``tree``, which was read from a text, is :func:`same` as ``meant``.

    What was not edited is equal outright, which is quicker to find out: equal scalars of a text are one object.
    """
    if tree == meant:
        return True
    if isinstance(tree, dict) and isinstance(meant, dict) and tree.keys() == meant.keys():
        return all(_means(value, meant[key]) for key, value in tree.items())
    return same(tree, meant)


def _refusal(document: YamlDocument, edits: Sequence[Edit]) -> ProfilesError:
    """Why ``edits`` cannot be made: the first of them that cannot."""
    for edit in edits:
        meant = edited_tree(document.tree, (edit,))
        try:
            result = _read(document, _text(document, (edit,)))
        except InTheWay as obstacle:
            return _refused(document, edit.path, obstacle.message, obstacle.index)
        except (yaml.YAMLError, UnicodeEncodeError):
            break
        if not _is_faithful(result, meant, document):
            break
        document = result
    return _unfaithful(document, edit)


def _unfaithful(document: YamlDocument, edit: Edit) -> ProfilesError:
    """The refusal of an edit of which more or less than was meant would come."""
    path, text = edit.path, document.text
    found = find(text, path)
    if found is None:
        return _refused(document, path, _UNFAITHFUL, 0)
    if use := first_use(text, anchors(found, path)):
        anchor, alias = use
        message = f"{_own_name(anchor.path)} is shared: {_name_beside(alias.path, anchor.path)} uses it"
        return _refused(document, alias.path, f"{message} by the alias *{alias.name}", alias.index)
    for node in found.nodes[:-3:-1]:
        merge = next((entry for entry in node.entries if entry.merges), None)
        if merge and merge.key:
            what = "keys that are not meant" if node is found.nodes[-1] else path[-1]
            message = f"{what} would come from {merged_names(text, merge)} by the merge key <<"
            return _refused(document, path, message, merge.key.start)
        twins = [entry.key for entry in node.entries if path and entry.name == path[-1]]
        if len(twins) > 1 and twins[1]:
            return _refused(document, path, f"the key {path[-1]} stands here more than once", twins[1].start)
    return _refused(document, path, _UNFAITHFUL, found.place(len(found.steps)).start)


def _own_name(path: Path) -> str:
    """The last key of ``path``, with the index of an item that follows it."""
    keys = [index for index, step in enumerate(path) if isinstance(step, str)]
    return _dotted(path[keys[-1] :] if keys else path)


def _name_beside(path: Path, other: Path) -> str:
    """The key at which ``path`` leaves ``other``, such as another profile; all of it where it never went along."""
    common = next((index for index, (one, two) in enumerate(zip(path, other, strict=False)) if one != two), 0)
    step = path[common] if common else None
    return step if isinstance(step, str) else _dotted(path)


def _dotted(path: Path) -> str:
    return ".".join(map(str, path)) or "the document"


def _refused(document: YamlDocument, path: Path, message: str, index: int) -> ProfilesError:
    return refusal(message, Location(document.source, path, *line_column(document.text, index)))
