"""Any edit of a document in any style: what comes out means what was meant, and the rest of the text is as it was."""

from __future__ import annotations

import difflib
import re
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.core.documents.surgery.authors import KEYS, SCALARS, VALUES, documents

from engineprofiles.documents.edits import Edit, Put, Remove, Rename, edited_tree, same
from engineprofiles.documents.reader import YamlDocument, read
from engineprofiles.documents.surgery import edited
from engineprofiles.problems import Path


def paths(tree: Any, path: Path = ()) -> list[Path]:
    """The paths of all that is in ``tree``."""
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    inner = [paths(value, (*path, step)) for step, value in entries]
    return [path for found in inner for path in found] + ([path] if path else [])


def at(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def is_line(value: Any) -> bool:
    """Whether a value is a scalar that takes one line."""
    return not isinstance(value, (dict, list)) and "\n" not in str(value)


def document(written: tuple[str, Any]) -> YamlDocument:
    text, tree = written
    found = read(text, "x")
    assert found.problems == ()
    assert same(found.tree, tree)
    return found


def changed(one: str, other: str) -> list[tuple[list[str], list[str]]]:
    """The runs of lines that differ: as they were, and as they are."""
    before, after = one.splitlines(keepends=True), other.splitlines(keepends=True)
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(before[a:b], after[c:d]) for kind, a, b, c, d in steps if kind != "equal"]


def notes(text: str) -> set[str]:
    return set(re.findall(r"# note \d+|# about this file|# the end", text))


@st.composite
def edits(draw: st.DrawFn, tree: Any) -> Edit:
    path = draw(st.sampled_from(paths(tree)))
    value = at(tree, path)
    kinds = ["put", "remove", "new"]
    kinds += ["rename"] if isinstance(path[-1], str) else []
    kinds += ["inside", "inside"] if isinstance(value, (dict, list)) else []
    match draw(st.sampled_from(kinds)):
        case "remove":
            return Remove(path)
        case "rename":
            around = at(tree, path[:-1])
            return Rename(path, draw(KEYS.filter(lambda key: key == path[-1] or key not in around)))
        case "new" if isinstance(at(tree, path[:-1]), dict):
            return Put((*path[:-1], "new", *draw(st.lists(KEYS, max_size=2))), draw(VALUES))
        case "inside" if isinstance(value, dict):
            kept = {key: item for key, item in value.items() if draw(st.booleans())}
            return Put(path, kept | draw(st.dictionaries(KEYS, VALUES, max_size=2)))
        case "inside":
            items = [*value, *draw(st.lists(VALUES, max_size=2))]
            return Put(path, draw(st.permutations(items))[: draw(st.integers(0, 5))])
    return Put(path, draw(VALUES))


@given(documents(), st.data())
def test_what_was_meant_is_what_is_read_and_nothing_is_refused(written: tuple[str, Any], data: st.DataObject) -> None:
    before = document(written)
    several: list[Edit] = []
    tree = written[1]
    for _ in range(data.draw(st.integers(1, 3))):
        if paths(tree):
            several.append(data.draw(edits(tree)))
            tree = edited_tree(tree, several[-1:])

    after = edited(before, several)

    assert same(after.tree, tree)
    assert same(read(after.text, "x").tree, tree)
    assert after.problems == ()


@given(documents(), SCALARS.filter(is_line), st.data())
def test_a_scalar_changes_one_line(written: tuple[str, Any], value: Any, data: st.DataObject) -> None:
    before = document(written)
    found = [path for path in paths(written[1]) if is_line(at(written[1], path))]
    assume(found)
    path = data.draw(st.sampled_from(found))

    runs = changed(before.text, edited(before, [Put(path, value)]).text)

    assert runs == [] if same(at(written[1], path), value) else [(len(a), len(b)) for a, b in runs] == [(1, 1)]


@given(documents(), st.data())
def test_a_name_changes_one_line(written: tuple[str, Any], data: st.DataObject) -> None:
    before = document(written)
    path = data.draw(st.sampled_from([path for path in paths(written[1]) if isinstance(path[-1], str)]))

    renamed = edited(before, [Rename(path, "another")])

    assert [(len(a), len(b)) for a, b in changed(before.text, renamed.text)] == [(1, 1)]
    back = edited(renamed, [Rename((*path[:-1], "another"), str(path[-1]))])
    assert same(back.tree, before.tree)


@given(documents(), VALUES, st.data())
def test_a_new_key_is_put_between_lines_that_stay(written: tuple[str, Any], value: Any, data: st.DataObject) -> None:
    before = document(written)
    maps = [(), *(path for path in paths(written[1]) if isinstance(at(written[1], path), dict))]
    path = (*data.draw(st.sampled_from(maps)), "new")

    after = edited(before, [Put(path, value)])

    runs = changed(before.text, after.text)
    # One line may change: that of a flow map, of an empty one, or one without a line break at its end.
    assert sum(len(was) for was, _ in runs) <= 1
    assert notes(before.text) <= notes(after.text)
    again = edited(after, [Remove(path)])
    assert same(again.tree, before.tree)


@given(documents(), st.data())
def test_what_is_removed_takes_no_other_line_with_it(written: tuple[str, Any], data: st.DataObject) -> None:
    before = document(written)
    path = data.draw(st.sampled_from(paths(written[1])))

    after = edited(before, [Remove(path)])

    changes = changed(before.text, after.text)
    assert sum(len(now) for _, now in changes) <= 1  # that of empty brackets, or of others that stand with it on a line
    again = edited(after, [Put(path, at(written[1], path))]) if isinstance(path[-1], str) else before
    assert same(again.tree, before.tree)


@given(documents(), st.data())
def test_items_that_change_places_take_their_comments_along(written: tuple[str, Any], data: st.DataObject) -> None:
    before = document(written)
    lists = [path for path in paths(written[1]) if isinstance(at(written[1], path), list)]
    assume(lists)
    path = data.draw(st.sampled_from(lists))

    after = edited(before, [Put(path, data.draw(st.permutations(at(written[1], path))))])

    assert notes(after.text) == notes(before.text)
    if not re.search(r"\[|- +-", before.text):  # where every item has lines of its own
        assert lines(after.text) == lines(before.text)


def lines(text: str) -> list[str]:
    return sorted(line for line in map(str.strip, text.splitlines()) if line)
