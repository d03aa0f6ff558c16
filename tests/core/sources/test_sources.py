"""Source entries: which store each means, and why."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from engineprofiles.problems import ProfilesError
from engineprofiles.sources import SourceSpec, display, expand, parse_source, split_entries, store_for
from engineprofiles.stores import SqliteStore, YamlFileStore


def meaning(spec: SourceSpec) -> tuple[str, str, str]:
    return spec.kind, spec.path, spec.dsn


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("a.yaml", ("yaml", "a.yaml", "")),
        (" a.yaml ", ("yaml", "a.yaml", "")),
        ("yaml:a", ("yaml", "a", "")),
        ("yaml: a ", ("yaml", "a", "")),
        ("yaml://a", ("yaml", "a", "")),
        ("yaml:///abs/a", ("yaml", "/abs/a", "")),
        ("yaml:x.db", ("yaml", "x.db", "")),
        ("YAML:a.yaml", ("yaml", "YAML:a.yaml", "")),
        ("http://x/y.yaml", ("yaml", "http://x/y.yaml", "")),
        ("~/a.yaml", ("yaml", "~/a.yaml", "")),
        ("$HOME/a.yaml", ("yaml", "$HOME/a.yaml", "")),
        ("a.sqlite2", ("yaml", "a.sqlite2", "")),
        ("a.db", ("sqlite", "a.db", "")),
        ("a.DB", ("sqlite", "a.DB", "")),
        ("a.sqlite", ("sqlite", "a.sqlite", "")),
        ("A.SQLITE3", ("sqlite", "A.SQLITE3", "")),
        ("sqlite:a.bin", ("sqlite", "a.bin", "")),
        ("sqlite:x.yaml", ("sqlite", "x.yaml", "")),
        ("sqlite-dsn:file:x.db?mode=ro", ("sqlite-dsn", "", "file:x.db?mode=ro")),
        (Path("yaml:odd.yaml"), ("yaml", "yaml:odd.yaml", "")),
        (Path("dir/a.db"), ("sqlite", "dir/a.db", "")),
    ],
)
def test_an_entry_means_one_kind_of_source(entry: str | Path, expected: tuple[str, str, str]) -> None:
    spec = parse_source(entry)
    assert meaning(spec) == expected
    assert spec.raw == os.fspath(entry).strip()
    assert spec.reason


def test_a_file_that_begins_as_databases_do_is_one(tmp_path: Path) -> None:
    path = tmp_path / "profiles"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t(a)")
    spec = parse_source(str(path))
    assert spec.kind == "sqlite"
    assert "begins" in spec.reason
    path.write_text("slug: a\n")
    assert parse_source(str(path)).kind == "yaml"


def test_a_pipe_is_not_read_to_find_out_what_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert parse_source(pipe).kind == "yaml"


@pytest.mark.parametrize(
    ("text", "entries"),
    [("", ()), ("  ", ()), ("a", ("a",)), (" a , b ", ("a", "b")), ("sqlite:a b.db,c", ("sqlite:a b.db", "c"))],
)
def test_a_comma_list_splits_into_trimmed_entries(text: str, entries: tuple[str, ...]) -> None:
    assert split_entries(text) == entries


@pytest.mark.parametrize(("text", "index"), [("a,,b", 1), (",", 0), ("a,", 1), ("a, ,b", 1)])
def test_a_blank_entry_is_named_by_its_index(text: str, index: int) -> None:
    with pytest.raises(ProfilesError, match=f"entry {index} ") as caught:
        split_entries(text)
    assert (caught.value.problem.code, caught.value.kind) == ("source-entry-empty", "other")


@pytest.mark.parametrize("entry", ["", " ", "yaml:", "yaml://", "yaml:// ", "sqlite:", "sqlite-dsn:"])
def test_an_entry_that_names_nothing_is_refused(entry: str) -> None:
    with pytest.raises(ProfilesError) as caught:
        parse_source(entry)
    assert (caught.value.problem.code, caught.value.kind) == ("source-entry-empty", "other")


def test_a_directory_stands_for_its_files_in_name_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.db", "10.yaml", ".hidden.yaml", "notes.txt", "c.yaml.bak"):
        (tmp_path / name).touch()
    (tmp_path / "folder.db").mkdir()
    specs = expand(["first.yaml", tmp_path, "last.yaml"])
    inside = [str(tmp_path / name) for name in ("10.yaml", "a.db", "b.yaml")]
    assert [spec.path for spec in specs] == ["first.yaml", *inside, "last.yaml"]
    assert [spec.kind for spec in specs] == ["yaml", "yaml", "sqlite", "yaml", "yaml"]


def test_a_directory_without_registries_stays_visible(tmp_path: Path) -> None:
    (spec,) = expand([str(tmp_path)])
    (problem,) = store_for(spec).load().problems
    assert (problem.code, problem.location.source) == ("source-unreadable", str(tmp_path))


def test_a_prefix_means_a_file_even_where_a_directory_is(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch()
    assert [spec.path for spec in expand([f"yaml:{tmp_path}"])] == [str(tmp_path)]


@pytest.mark.parametrize(
    ("entry", "store"),
    [("yaml:a.db", YamlFileStore), ("a.yaml", YamlFileStore), ("a.db", SqliteStore), ("sqlite-dsn:a", SqliteStore)],
)
def test_a_store_carries_the_name_that_a_person_gave(entry: str, store: type) -> None:
    made = store_for(parse_source(entry))
    assert type(made) is store
    assert made.source == entry


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        (
            "sqlite-dsn:file:x.db?_auth&_auth_user=u&_auth_pass=s3cret",
            "sqlite-dsn:file:x.db?_auth&_auth_user=•&_auth_pass=•",
        ),
        ("sqlite-dsn:file:x.db?_AUTH_SALT=s3cret&mode=ro", "sqlite-dsn:file:x.db?_AUTH_SALT=•&mode=ro"),
        ("sqlite-dsn:x.db?_auth_crypt=s3cret#f", "sqlite-dsn:x.db?_auth_crypt=•#f"),
        ("sqlite-dsn:file:x.db?key=s3cret;password=s3cret", "sqlite-dsn:file:x.db?key=•;password=•"),
        (
            "sqlite-dsn:file:x.db?_pragma_key=x's3cret'&_busy_timeout=1",
            "sqlite-dsn:file:x.db?_pragma_key=•&_busy_timeout=1",
        ),
        ("sqlite-dsn:file://u:s3cret@host/x.db", "sqlite-dsn:file://•@host/x.db"),
        ("https://u:s3cret@host/x.yaml", "https://•@host/x.yaml"),
        ("sqlite-dsn:file:monkey=1.db?mode=ro", "sqlite-dsn:file:monkey=1.db?mode=ro"),
        ("me@home/a.yaml", "me@home/a.yaml"),
    ],
)
def test_no_secret_is_shown(entry: str, shown: str) -> None:
    spec = parse_source(entry)
    assert display(spec).replace("••••••••", "•") == shown
    assert "s3cret" not in f"{spec!r} {store_for(spec).source}"
