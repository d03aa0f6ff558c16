"""The store of config documents: loaded as one registry, edited where it counts, written file by file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.stores.saving.places import NOW

from engineprofiles import ProfilesError
from engineprofiles.documents.edits import Edit, Put, Remove, Rename, edited_tree, same
from engineprofiles.documents.reader import read
from engineprofiles.stores import Store
from engineprofiles.stores.config_content import ConfigContent, ConfigFile, ConfigText, no_text
from engineprofiles.stores.config_documents import ConfigStore
from engineprofiles.stores.content import FileContent
from engineprofiles.stores.saving import save

Tree = dict[str, Any]
P = ("profiles", "p")
CHAT = (*P, "inference_settings", "chat")
COST = (*P, "inference_settings", "model_info", "cost")
LOW = """\
# low
profiles:
  p:
    stack: [{profile_slug: base}]
    inference_settings:
      chat: {engine: low, top_p: 0.5}
      api: {api_keys: {openai-api-key: sk-4711}}
  base: {}
"""
HIGH = """\
# high
profile: {active: p}
profiles:
  P:
    inference_settings:
      chat:
        engine: high
"""


def place(name: str, folder: Path | str = "") -> ConfigFile:
    return ConfigFile(name, str(Path(folder) / name))


def content(*texts: str | None) -> ConfigContent:
    """Documents ``1.yml`` and so on; ``None`` where there is no file."""
    return ConfigContent(
        tuple(
            no_text(place(f"{number}.yml"))
            if text is None
            else ConfigText(place(f"{number}.yml"), FileContent(f"{number}.yml", read(text, f"{number}.yml")))
            for number, text in enumerate(texts, 1)
        )
    )


def edited(before: ConfigContent, *edits: Edit) -> ConfigContent:
    return before.edited(before.documents.registry, edits)


def texts_of(found: ConfigContent) -> list[str | None]:
    return [None if text.data is None else text.data.decode() for text in found.texts]


def changed(before: ConfigContent, after: ConfigContent) -> list[str]:
    return [change.path for change in after.changes_from(before)]


@pytest.fixture
def store(tmp_path: Path) -> ConfigStore:
    (tmp_path / "1.yml").write_text(LOW, encoding="utf-8")
    (tmp_path / "3.yml").write_text(HIGH, encoding="utf-8")
    return ConfigStore([place(f"{number}.yml", tmp_path) for number in (1, 2, 3)])


def loaded(store: ConfigStore) -> ConfigContent:
    found = store.load().content
    assert isinstance(found, ConfigContent)
    return found


def test_the_documents_are_one_registry(store: ConfigStore, tmp_path: Path) -> None:
    assert isinstance(store, Store)
    found = store.load()
    assert found.problems == ()
    assert [(registry.slug, list(registry.profiles)) for registry in found.registries] == [
        ("config-inline", ["base", "p"])
    ]
    assert store.files == {name: str(tmp_path / name) for name in ("1.yml", "2.yml", "3.yml")}
    assert loaded(store).choice is not None
    assert [text.exists for text in loaded(store).texts] == [True, False, True]


def test_places_without_any_file_are_no_fault(tmp_path: Path) -> None:
    found = ConfigStore([place("1.yml", tmp_path), place("2.yml", tmp_path)]).load()
    assert [(registry.slug, registry.profiles) for registry in found.registries] == [("config-inline", {})]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"profiles: {p: {}}\n\xff", "source-unreadable"),
        (b"profiles: [", "yaml-syntax"),
        (b"", "config-document-blank"),
    ],
)
def test_a_document_that_cannot_be_read_leaves_the_others(
    store: ConfigStore, tmp_path: Path, data: bytes, code: str
) -> None:
    (tmp_path / "2.yml").write_bytes(data)
    found = store.load()
    (registry,) = found.registries
    assert list(registry.profiles) == ["base", "p"]
    problems = (*found.problems, *registry.problems)
    assert [(problem.code, problem.location.source) for problem in problems] == [(code, "2.yml")]


def test_a_folder_is_passed_over(store: ConfigStore, tmp_path: Path) -> None:
    (tmp_path / "2.yml").mkdir()
    assert store.load().problems == ()


def test_stamp_and_digest_follow_every_document(store: ConfigStore, tmp_path: Path) -> None:
    seen = {(store.stamp(), store.digest())}
    assert (store.stamp(), store.digest()) in seen
    for name, text in (("1.yml", "{}\n"), ("2.yml", ""), ("3.yml", None)):
        if text is None:
            (tmp_path / name).unlink()
        else:
            (tmp_path / name).write_text(text, encoding="utf-8")
        assert store.stamp() not in {stamp for stamp, _ in seen}
        assert store.digest() not in {digest for _, digest in seen}
        seen.add((store.stamp(), store.digest()))


def test_a_text_in_another_document_is_another_digest(tmp_path: Path) -> None:
    store = ConfigStore([place("1.yml", tmp_path), place("2.yml", tmp_path)])
    (tmp_path / "1.yml").write_text(LOW, encoding="utf-8")
    before = store.digest()
    (tmp_path / "1.yml").rename(tmp_path / "2.yml")
    assert store.digest() != before


# Where an edit goes: the documents, the edit, and what each document says of profiles after it.
ROUTED: list[tuple[str, Edit, Sequence[str | None]]] = [
    (
        "a value goes where it counts",
        Put((*CHAT, "engine"), "x"),
        [LOW, None, HIGH.replace("engine: high", "engine: x")],
    ),
    (
        "a value that a lower document alone has is put there",
        Put((*CHAT, "top_p"), 0.7),
        [LOW.replace("0.5", "0.7"), None, HIGH],
    ),
    (
        "a new value goes into the highest document that has the profile",
        Put((*CHAT, "temperature"), 0),
        [LOW, None, f"{HIGH}        temperature: 0\n"],
    ),
    (
        "a stack is put whole where it stands",
        Put((*P, "stack"), []),
        [LOW.replace("[{profile_slug: base}]", "[]"), None, HIGH],
    ),
    (
        "an entry of a stack as well",
        Put((*P, "stack", 0), {"profile_slug": "other"}),
        [LOW.replace("profile_slug: base", "profile_slug: other"), None, HIGH],
    ),
    (
        "what is removed is removed everywhere",
        Remove((*CHAT, "engine")),
        [LOW.replace("engine: low, ", ""), None, "# high\nprofile: {active: p}\nprofiles:\n  P: {}\n"],
    ),
    (
        "a profile is removed everywhere",
        Remove(P),
        ["# low\nprofiles:\n  base: {}\n", None, "# high\nprofile: {active: p}\nprofiles: {}\n"],
    ),
    (
        "a profile is renamed everywhere",
        Rename(P, "q"),
        [LOW.replace("  p:", "  q:"), None, HIGH.replace("  P:", "  q:")],
    ),
    (
        "a new profile goes into the highest document that has any",
        Put(("profiles", "q"), {"inference_settings": {"chat": {"engine": "x"}}}),
        [LOW, None, f"{HIGH}  q:\n    inference_settings:\n      chat:\n        engine: x\n"],
    ),
    (
        "a map in place of what several say is all that is said",
        Put(CHAT, {"top_p": 1}),
        [
            LOW.replace("      chat: {engine: low, top_p: 0.5}\n", ""),
            None,
            HIGH.replace("engine: high", "top_p: 1"),
        ],
    ),
    (
        "an edit of a document goes to that document",
        Put(("documents", "1.yml", "profile"), {"active": "base"}),
        [f"{LOW}profile:\n  active: base\n", None, HIGH],
    ),
    (
        "also to one that is not there yet",
        Put(("documents", "2.yml", "profile"), {"active": "base"}),
        [LOW, "profile:\n  active: base\n", HIGH],
    ),
]


@pytest.mark.parametrize(("edit", "texts"), [row[1:] for row in ROUTED], ids=[row[0] for row in ROUTED])
def test_an_edit_goes_where_it_counts(edit: Edit, texts: Sequence[str | None]) -> None:
    before = content(LOW, None, HIGH)
    after = edited(before, edit)
    assert texts_of(after) == list(texts)
    assert changed(before, after) == [f"{n}.yml" for n, text in enumerate(texts, 1) if text != (LOW, None, HIGH)[n - 1]]


@pytest.mark.parametrize(
    ("edit", "costs"),
    [
        (Put((*COST, "output"), 5), ["{input: 1, output: 2}", "{input: 3, output: 5}"]),
        (Put((*COST, "input"), 5), ["{input: 1, output: 2}", "{input: 5}"]),
        (Remove((*COST, "input")), ["{input: 1, output: 2}", "{}"]),
    ],
)
def test_prices_are_edited_where_they_count(edit: Edit, costs: list[str]) -> None:
    text = "profiles: {{p: {{inference_settings: {{model_info: {{cost: {}}}}}}}}}\n"
    before = content(*map(text.format, ("{input: 1, output: 2}", "{input: 3}")))
    assert texts_of(edited(before, edit)) == [text.format(cost) for cost in costs]


@pytest.mark.parametrize(
    ("texts", "home"),
    [
        (("{}", "profiles: {a: {}}", "profile: {}"), "2.yml"),
        (("profiles: {a: {}}", None, "profiles: {b: {}}"), "3.yml"),
        (("{}", "app: {}", None), "2.yml"),
    ],
)
def test_the_home_of_a_new_profile(texts: tuple[str | None, ...], home: str) -> None:
    before = content(*texts)
    assert changed(before, edited(before, Put(("profiles", "new"), {}))) == [home]


@pytest.mark.parametrize(
    ("texts", "edit", "message"),
    [
        ((None, None), Put(("profiles", "new"), {}), "there is no config document yet"),
        ((LOW, HIGH), Put((*CHAT, "engine"), None), "would say another thing together"),
    ],
)
def test_what_cannot_be_said_is_refused(texts: tuple[str | None, ...], edit: Edit, message: str) -> None:
    with pytest.raises(ProfilesError, match=message) as refused:
        edited(content(*texts), edit)
    assert refused.value.problem.code == "edit-refused"


def test_a_document_that_cannot_be_read_is_not_written_over(store: ConfigStore, tmp_path: Path) -> None:
    (tmp_path / "3.yml").write_bytes(b"\xff")
    with pytest.raises(ProfilesError, match=r"3\.yml cannot be read"):
        edited(loaded(store), Put(("documents", "3.yml", "profile"), {"active": "base"}))


def test_what_is_edited_is_saved_and_read_back(store: ConfigStore, tmp_path: Path) -> None:
    before = loaded(store)
    after = edited(before, Put((*CHAT, "engine"), "x"), Put(("documents", "2.yml", "profile"), {"active": "base"}))
    assert not after.holds_same(before)
    saved = save(after.changes_from(before), NOW)
    assert sorted(each.path for each in saved) == [str(tmp_path / "2.yml"), str(tmp_path / "3.yml")]
    assert loaded(store).holds_same(after)
    assert loaded(store).changes_from(after) == ()
    assert (tmp_path / "1.yml").read_text(encoding="utf-8") == LOW


def test_a_file_that_was_made_goes_again(store: ConfigStore, tmp_path: Path) -> None:
    before = loaded(store)
    save(edited(before, Put(("documents", "2.yml", "profile"), {"active": "base"})).changes_from(before), NOW)
    assert (tmp_path / "2.yml").exists()
    save(before.changes_from(loaded(store)), NOW)
    assert not (tmp_path / "2.yml").exists()


def test_a_change_on_the_disk_is_not_overwritten(store: ConfigStore, tmp_path: Path) -> None:
    before = loaded(store)
    changes = edited(before, Put((*CHAT, "engine"), "x")).changes_from(before)
    (tmp_path / "3.yml").write_text("{}\n", encoding="utf-8")
    with pytest.raises(ProfilesError) as refused:
        save(changes, NOW)
    assert refused.value.problem.code == "changed-on-disk"


def test_only_what_is_edited_is_private_where_it_has_secrets() -> None:
    before = content(LOW, HIGH)
    first, second = edited(before, Put((*CHAT, "top_p"), 1), Put((*CHAT, "engine"), "x")).changes_from(before)
    assert ("private=True" in repr(first), "private=True" in repr(second)) == (True, False)


def test_lines_are_shown_without_secrets() -> None:
    found = content(LOW, None, HIGH)
    lines = found.lines()
    assert list(lines) == ["1.yml", "3.yml"]
    assert "\n".join(lines["1.yml"].exact).strip() == LOW.strip()
    assert not any("sk-4711" in line for line in lines["1.yml"].shown)
    assert len(lines["1.yml"].shown) == len(lines["1.yml"].exact)
    assert lines["3.yml"].shown == lines["3.yml"].exact
    assert "sk-4711" not in repr(found)


def test_a_store_that_is_opened_to_be_read_says_so(store: ConfigStore) -> None:
    assert store.write_refusal() is None
    refusal = ConfigStore(store.places, read_only=True).write_refusal()
    assert refusal is not None
    assert refusal.code == "read-only"


SCALARS = st.sampled_from(["x", "y", "4.10", "", 1, 0, True, None])
FIELDS = st.dictionaries(st.sampled_from(["engine", "timeout"]), SCALARS)
PRICES = st.dictionaries(st.sampled_from(["input", "output"]), st.integers(0, 3))
SECTIONS = st.fixed_dictionaries(
    {}, optional={"chat": FIELDS, "client": FIELDS, "model_info": st.fixed_dictionaries({}, optional={"cost": PRICES})}
)
BODIES = st.fixed_dictionaries(
    {},
    optional={
        "display_name": st.sampled_from(["", "One", "Two"]),
        "stack": st.lists(st.builds(lambda slug: {"profile_slug": slug}, st.sampled_from("ab")), max_size=2),
        "inference_settings": SECTIONS,
        "extensions": st.dictionaries(st.just("a.b@v1"), st.dictionaries(st.sampled_from("kl"), SCALARS), max_size=1),
    },
)
SLUGS = st.sampled_from([("a", "b"), ("a", "B")])
DOCUMENTS = st.lists(
    SLUGS.flatmap(lambda slugs: st.dictionaries(st.sampled_from(slugs), BODIES)), min_size=1, max_size=3
)


def paths(node: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every path below ``node``."""
    children: list[tuple[str | int, Any]] = []
    if isinstance(node, dict):
        children = list(node.items())
    elif isinstance(node, list):
        children = list(enumerate(node))
    return [one for key, child in children for one in ((*path, key), *paths(child, (*path, key)))]


@st.composite
def edits(draw: st.DrawFn, tree: Tree) -> Edit:
    """An edit of the profiles of ``tree``: of something that is there, or of something new beside it."""
    there = [path for path in paths(tree) if len(path) > 1]
    new = [("profiles", slug) for slug in "abcd"] + [(*path[:-1], "new") for path in there if len(path) > 2]
    kind = draw(st.sampled_from(["put", "remove", "rename"] if there else ["put"]))
    if kind == "remove":
        return Remove(draw(st.sampled_from(there)))
    if kind == "rename":
        profile = draw(st.sampled_from([path for path in there if len(path) == 2]))
        return Rename(profile, draw(st.sampled_from("abcd")))
    path = draw(st.sampled_from(there + [path for path in new if not isinstance(path[-1], int)]))
    return Put(path, draw(BODIES if len(path) == 2 else SCALARS | SECTIONS | st.lists(SCALARS, max_size=2)))


def outcome(do: Callable[[], Any]) -> Any:
    """What ``do`` gives, ``KeyError`` where a path leads nowhere, or the code of what it is refused for."""
    try:
        return do()
    except KeyError:
        return KeyError
    except ProfilesError as refused:
        return refused.problem.code


@given(DOCUMENTS, st.data())
def test_an_edit_of_the_whole_means_what_it_says_or_is_refused(documents: list[Tree], data: st.DataObject) -> None:
    before = content(*(json.dumps({"profiles": profiles}) for profiles in documents))
    tree: Any = {"profiles": before.documents.tree["profiles"]}
    edit = data.draw(edits(tree))
    after, meant = outcome(lambda: edited(before, edit)), outcome(lambda: edited_tree(tree, [edit]))
    if isinstance(after, ConfigContent):
        assert same({"profiles": after.documents.tree["profiles"]}, meant)
    else:
        assert after == ("edit-refused" if meant is not KeyError else KeyError)
        assert len(documents) > 1 or meant is KeyError
