"""YAML file stores and registries in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles.stores import MemoryStore, Store, YamlFileStore

TEXT = "slug: a\nprofiles:\n  x: {}\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
    ],
)
def test_a_registry_is_read_in_every_encoding_of_yaml(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    loaded = YamlFileStore(str(path), "yaml:a.yaml").load()
    assert loaded.problems == ()
    assert [(one.slug, list(one.profiles), one.source) for one in loaded.registries] == [("a", ["x"], "yaml:a.yaml")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "source-missing"),
        (b"", "source-empty"),
        (b"\xc2\xa0 \n", "source-empty"),
        (b"# nothing\n", "source-empty"),
        (b"---\n{}\n", "source-empty"),
        (b"slug: \xff\n", "source-unreadable"),
        (b"registries: {}\n", "registries-bundle"),
        (b"slug: [\n", "yaml-syntax"),
    ],
)
def test_what_holds_no_registry_says_why(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "a.yaml"
    if content is not None:
        path.write_bytes(content)
    loaded = YamlFileStore(str(path), "team").load()
    assert loaded.registries == ()
    assert [(problem.code, problem.location.source) for problem in loaded.problems] == [(code, "team")]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (".", "source-unreadable"),
        ("loop", "source-unreadable"),
        ("a.yaml/b", "source-missing"),
        ("x\0y", "source-missing"),
        ("", "source-missing"),
    ],
)
def test_a_path_that_is_no_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, code: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(TEXT)
    (tmp_path / "loop").symlink_to("loop")
    store = YamlFileStore(path, "team")
    assert [problem.code for problem in store.load().problems] == [code]
    assert store.digest() is None


def test_stamp_and_digest_follow_the_content(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    store = YamlFileStore(str(path))
    assert (store.source, store.stamp(), store.digest()) == (str(path), (None,), None)
    path.write_text(TEXT)
    stamp, digest = store.stamp(), store.digest()
    assert stamp != (None,)
    path.write_text(TEXT + "  y: {}\n")
    assert store.stamp() != stamp
    assert store.digest() != digest
    path.write_text(TEXT)
    assert store.digest() == digest


def test_registries_in_memory_stay_as_they_were_given(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(TEXT)
    registries = YamlFileStore(str(path)).load().registries
    store: Store = MemoryStore(registries)
    assert isinstance(store, Store)
    assert (store.source, store.load().registries) == ("memory", registries)
    assert (store.stamp(), store.digest()) == ((), None)
