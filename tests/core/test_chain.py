"""Chains: what is opened, what is selected from them and why, what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.written import chain_of

from engineprofiles import (
    Chain,
    Location,
    MemoryStore,
    ProfileNotFound,
    ProfileRef,
    ProfilesError,
    Reason,
    RegistryNotFound,
    Selection,
    ValidationError,
    open_chain,
)

A = "slug: a\nprofiles: {default: {}, x: {}, only-a: {}}\n"
B = "slug: b\nprofiles: {x: {}, zz: {}}\n"
EMPTY = "slug: empty\n"


@pytest.fixture
def chain() -> Chain:
    return chain_of(A, B, "slug: c\nprofiles: {x: {}, default: {}}\n")


@pytest.mark.parametrize(
    ("ref", "registry", "selection"),
    [
        ("x", None, Selection("c", "x", Reason.PRECEDENCE, ("b", "a"))),
        (" X ", None, Selection("c", "x", Reason.PRECEDENCE, ("b", "a"))),
        ("only-a", None, Selection("a", "only-a", Reason.PRECEDENCE)),
        ("zz", None, Selection("b", "zz", Reason.PRECEDENCE)),
        ("default", None, Selection("c", "default", Reason.PRECEDENCE, ("a",))),
        ("b/x", None, Selection("b", "x", Reason.EXPLICIT, ("a",))),
        ("x", "a", Selection("a", "x", Reason.EXPLICIT)),
        ("b/x", "a", Selection("b", "x", Reason.EXPLICIT, ("a",))),
        (ProfileRef("a", "x"), None, Selection("a", "x", Reason.EXPLICIT)),
        (ProfileRef(None, "x"), None, Selection("c", "x", Reason.PRECEDENCE, ("b", "a"))),
        (None, "b", Selection("b", "x", Reason.REGISTRY_DEFAULT, ("a",))),
        (None, " A ", Selection("a", "default", Reason.REGISTRY_DEFAULT)),
        (None, None, Selection("c", "default", Reason.CHAIN_DEFAULT, ("a",))),
    ],
)
def test_selection(chain: Chain, ref: str | ProfileRef | None, registry: str | None, selection: Selection) -> None:
    assert chain.select(ref, registry=registry) == selection
    resolution = chain.resolve(ref, registry=registry)
    assert resolution.selection == selection
    assert (resolution.registry, resolution.profile, resolution.selection.ref) == (
        selection.registry,
        selection.profile,
        f"{selection.registry}/{selection.profile}",
    )


@pytest.mark.parametrize(
    ("texts", "ref", "registry", "error", "message"),
    [
        ([A, B], "nope", None, ProfileNotFound, "profile 'nope' not found; looked through b, a"),
        ([A, B], "a/zz", None, ProfileNotFound, "profile 'zz' not found; looked through a"),
        ([A, B], "nope/x", None, RegistryNotFound, "registry 'nope' not found; looked through b, a"),
        ([A, B], None, "nope", RegistryNotFound, "registry 'nope' not found; looked through b, a"),
        ([], "x", None, ProfileNotFound, "profile 'x' not found; looked through no registry"),
        ([], None, None, ValidationError, "no source holds a registry"),
        ([A, EMPTY], None, None, ValidationError, "registry 'empty' has no default profile"),
        ([A, EMPTY], None, "empty", ValidationError, "registry 'empty' has no default profile"),
        ([A], "a b", None, ProfilesError, "profile slug 'a b' is invalid"),
    ],
)
def test_what_cannot_be_selected(
    texts: list[str], ref: str | None, registry: str | None, error: type[ProfilesError], message: str
) -> None:
    with pytest.raises(error, match=message):
        chain_of(*texts).select(ref, registry=registry)


@pytest.mark.parametrize(
    ("ref", "hint"),
    [
        ("defalt", "Did you mean default?"),
        ("bb/x", "Use one of the registries that were looked through."),
        ("d-e/x", "Did you mean d_e?"),
    ],
)
def test_a_near_miss_is_suggested(ref: str, hint: str) -> None:
    with pytest.raises(ProfilesError) as raised:
        chain_of(A, "slug: d_e\nprofiles: {x: {}}\n").select(ref)
    assert raised.value.problem.hint == hint


def test_precedence_shadows_and_users(chain: Chain) -> None:
    assert [registry.slug for registry in chain.registries] == ["c", "b", "a"]
    assert chain.default_registry == "c"
    assert open_chain([]).default_registry is None
    assert [chain.shadowed_by(slug, "x") for slug in "cba"] == [None, "c", "c"]
    assert chain.shadowed_by("a", "only-a") is None
    assert chain.shadowed_by("a", "nobody") is None


def test_users_are_those_whose_stacks_name_a_profile() -> None:
    used = chain_of(
        A,
        "slug: b\nprofiles:\n  v: {}\n"
        "  u: {stack: [{profile_slug: v}, {registry_slug: a, profile_slug: x}, {profile_slug: v}]}\n",
    ).users
    assert used == {("b", "v"): (("b", "u"),), ("a", "x"): (("b", "u"),)}


def test_a_registry_belongs_to_the_first_source_that_has_it() -> None:
    chain = chain_of(A, "slug: ' A '\nprofiles: {other: {}}\n", B)
    assert [registry.slug for registry in chain.registries] == ["b", "a"]
    assert chain.resolve("a/x").registry == "a"
    [problem] = chain.problems
    assert (problem.code, problem.location.label) == ("registry-duplicate", "2.yaml:1:7")
    assert problem.message == "registry 'a' is in 1.yaml already, so this one is left out"
    assert chain.sources[1].registries == ()


def test_a_duplicate_within_one_store_is_left_out() -> None:
    [registry] = chain_of(A).registries
    chain = open_chain(MemoryStore([registry, registry]))
    assert len(chain.registries) == 1
    assert [problem.code for problem in chain.problems] == ["registry-duplicate"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("10-a.yaml", A), ("20-b.yaml", B), ("broken.yml", "slug: [a"), ("note.txt", "")):
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_broken_source_leaves_the_rest(folder: Path) -> None:
    chain = open_chain("10-a.yaml, gone.yaml, broken.yml, gone.db, 20-b.yaml")
    assert [source.name for source in chain.sources] == ["10-a.yaml", "gone.yaml", "broken.yml", "gone.db", "20-b.yaml"]
    assert chain.select("x").ref == "b/x"
    assert [(problem.code, problem.location.source) for problem in chain.problems] == [
        ("source-missing", "gone.yaml"),
        ("yaml-syntax", "broken.yml"),
        ("sqlite-missing", "gone.db"),
    ]
    assert not (folder / "gone.db").exists()


def test_sources_come_in_every_form(folder: Path) -> None:
    whole = open_chain(folder)
    assert [Path(source.name).name for source in whole.sources] == ["10-a.yaml", "20-b.yaml"]
    [registry] = open_chain(Path("10-a.yaml")).registries
    mixed = open_chain([Path("20-b.yaml"), MemoryStore([registry], "mine"), "yaml:10-a.yaml"])
    assert [(source.name, source.kind) for source in mixed.sources] == [
        ("20-b.yaml", "yaml"),
        ("mine", "store"),
        ("yaml:10-a.yaml", "yaml"),
    ]
    assert all(source.reason for source in mixed.sources)


def test_an_entry_that_cannot_be_understood_is_a_problem_of_its_own(folder: Path) -> None:
    chain = open_chain(["10-a.yaml,,20-b.yaml", "10-a.yaml", "yaml:"])
    assert [(source.name, source.kind) for source in chain.sources] == [
        ("10-a.yaml,,20-b.yaml", "entry"),
        ("10-a.yaml", "yaml"),
        ("yaml:", "entry"),
    ]
    assert [problem.code for problem in chain.problems] == ["source-entry-empty"] * 2


def test_a_chain_opened_again_sees_what_changed(folder: Path) -> None:
    chain = open_chain("10-a.yaml,20-b.yaml")
    Path("20-b.yaml").write_text("slug: b\nprofiles: {new: {}}\n")
    assert chain.select("x").registry == "b"
    again = open_chain(source.store for source in chain.sources)
    assert again.select("x").registry == "a"
    assert again.select("new").registry == "b"


@pytest.mark.parametrize(
    ("sources", "error", "message"),
    [
        ([], ValidationError, "no source was named"),
        ("", ValidationError, "no source was named"),
        ("gone.db", ValidationError, "no source holds a registry"),
        ("gone.yaml", ProfilesError, "there is no file gone.yaml"),
        ("10-a.yaml,yaml:10-a.yaml", ProfilesError, "already, so this one is left out"),
        ("no/folder/gone.db", ProfilesError, "there is no database"),
        ("broken.yml", ProfilesError, "broken.yml:1"),
    ],
)
def test_strict_raises_what_geppetto_would(
    folder: Path, sources: str, error: type[ProfilesError], message: str
) -> None:
    with pytest.raises(error, match=message):
        open_chain(sources, strict=True)


def test_strict_opens_the_rest_as_geppetto_would_create_a_database(folder: Path) -> None:
    chain = open_chain("10-a.yaml,gone.db", strict=True)
    assert [registry.slug for registry in chain.registries] == ["a"]
    assert [str(problem.severity) for problem in chain.problems] == ["warning"]


def test_strict_raises_for_a_bad_profile() -> None:
    with pytest.raises(ProfilesError, match="must be non-negative") as raised:
        chain_of("slug: a\nprofiles: {x: {inference_settings: {model_info: {context_window: -1}}}}\n", strict=True)
    assert raised.value.field == "profile.inference_settings.model_info"


def test_a_default_that_a_database_names_wrongly_is_not_found() -> None:
    [registry] = chain_of(EMPTY).registries
    named = open_chain(MemoryStore([type(registry)("r", registry.document, default_profile="gone")]))
    with pytest.raises(ProfileNotFound, match="profile 'gone' not found; looked through r"):
        named.select()


def test_a_place_in_a_text_file_has_a_path_to_open(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(A)
    chain = open_chain([f"yaml:{path}", tmp_path / "b.db", MemoryStore((), "memory")])
    assert chain.file_of(chain.by_slug["a"].locate("x")) == str(path)
    assert chain.file_of(Location(str(tmp_path / "b.db"), row="b")) is None
    assert chain.file_of(Location("memory")) is None
    assert chain.file_of(Location()) is None
