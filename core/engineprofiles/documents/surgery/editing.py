"""Edits of a document in its text, each read back before it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import yaml

from engineprofiles.documents.edits import Edit, Put, edited_tree, refusal, same
from engineprofiles.documents.reader import YamlDocument, read
from engineprofiles.documents.surgery.changes import InTheWay, applied
from engineprofiles.documents.surgery.finding import find
from engineprofiles.documents.surgery.sharing import anchors, first_use, merged_names
from engineprofiles.documents.surgery.steps import changes
from engineprofiles.documents.syntax import line_column
from engineprofiles.problems import Location, Path, ProfilesError


def edited(document: YamlDocument, edits: Sequence[Edit]) -> YamlDocument:
    """``document`` with ``edits`` made in its text, one after the other, and nothing else of it touched.

    What comes out was read back: it means what :func:`edited_tree` says, and reading it meets no problem that reading
    ``document`` did not. Raises :class:`ProfilesError` with the code ``edit-refused`` where that cannot be had, which
    tells what stands in the way and where; ``KeyError`` as :func:`edited_tree` does; and ``TypeError`` for a value that
    YAML has not.
    """
    if document.tree is None and document.problems:
        problem = document.problems[0]
        raise refusal(f"the document cannot be read: {problem.message}", problem.location)
    meant = edited_tree(document.tree, edits)
    try:
        result = _read(document, _text(document, edits))
    except (InTheWay, yaml.YAMLError, UnicodeEncodeError):
        raise _refusal(document, edits) from None
    if _is_faithful(result, meant, document):
        return result
    raise _refusal(document, edits)


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
    return same(result.tree, meant) and new <= Counter(problem.code for problem in document.problems)


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
    found = find(document.text, edit.path)
    if found is None:
        return _refused(document, edit.path, "the document would not read back as it is meant", 0)
    if use := first_use(document.text, anchors(found, edit.path)):
        anchor, alias = use
        shared, user = _apart(anchor.path, alias.path)
        return _refused(
            document, alias.path, f"{shared} is shared: {user} uses it by the alias *{alias.name}", alias.index
        )
    around = found.nodes[-1] if isinstance(edit, Put) else found.nodes[-2]
    merge = next((entry for entry in around.entries if entry.merges), None)
    if merge and merge.key:
        what = (
            "it brings keys that are not meant" if isinstance(edit, Put) else f"{edit.path[-1]} would come from there"
        )
        message = f"the map takes in {merged_names(document.text, merge)} by the merge key <<, and {what}"
        return _refused(document, edit.path, message, merge.key.start)
    twins = [entry.key for node in found.nodes[-2:] for entry in node.entries if entry.name == edit.path[-1]]
    if len(twins) > 1 and twins[1]:
        return _refused(document, edit.path, f"the key {edit.path[-1]} stands here more than once", twins[1].start)
    message = "the document would not read back as it is meant"
    return _refused(document, edit.path, message, found.place(len(found.steps)).start)


def _apart(one: Path, other: Path) -> tuple[str, str]:
    """Two paths as a person names them, without what they begin with in common."""
    while len(one) > 1 and len(other) > 1 and one[0] == other[0]:
        one, other = one[1:], other[1:]
    return _dotted(one), _dotted(other)


def _dotted(path: Path) -> str:
    return ".".join(map(str, path)) or "the document"


def _refused(document: YamlDocument, path: Path, message: str, index: int) -> ProfilesError:
    return refusal(message, Location(document.source, path, *line_column(document.text, index)))
