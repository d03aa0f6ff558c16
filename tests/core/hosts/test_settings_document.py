"""A base document, and final = base + overlay."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.written import settings_of, stack_of

from engineprofiles import InferenceSettings, ProfilesError, Rule, Semantics, merge_settings, read_settings


@pytest.mark.parametrize(
    ("content", "values"),
    [
        (b"chat: {engine: 4.10}\n", {"chat": {"engine": "4.10"}}),
        (b'{"chat": {"engine": "a"}}', {"chat": {"engine": "a"}}),
        (b"\xef\xbb\xbfchat: {engine: a}\r\n", {"chat": {"engine": "a"}}),
        ("chat: {engine: é}\n".encode("utf-16"), {"chat": {"engine": "é"}}),
        (b"", {}),
        (b"~\n", {}),
        (b"{}\n", {}),
    ],
)
def test_reads_a_document(tmp_path: Path, content: bytes, values: object) -> None:
    (tmp_path / "base.yaml").write_bytes(content)
    settings = read_settings(tmp_path / "base.yaml")
    assert (settings.values, settings.problems) == (values, ())
    assert isinstance(settings.settings, InferenceSettings)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "source-missing"),
        (b"\xff", "yaml-syntax"),
        (b"chat: [", "yaml-syntax"),
        (b"- a\n", "wrong-type"),
        (b"chat: x\n", "wrong-type"),
        (b"chat: {top_p: high}\n", "wrong-type"),
        (b"api_keys: {openai: k}\n", "legacy-api-keys"),
    ],
)
def test_what_is_wrong_with_a_document_is_told_and_stops_typed_settings(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "base.yaml"
    if content is not None:
        path.write_bytes(content)
    settings = read_settings(str(path))
    assert [problem.code for problem in settings.problems] == [code]
    assert settings.problems[0].location.source == str(path)
    with pytest.raises(ProfilesError):
        _ = settings.settings
    overlay = stack_of("{chat: {engine: a}}").resolve("top")
    assert overlay.on(settings).values["chat"] == {"engine": "a"}
    assert settings.problems[0] in overlay.on(settings).problems


def test_a_directory_is_no_document(tmp_path: Path) -> None:
    [problem] = read_settings(tmp_path).problems
    assert problem.code == "source-unreadable"


def test_the_base_lies_beneath_the_stack_and_is_told_apart() -> None:
    overlay = stack_of("{chat: {engine: a}}", "{chat: {stop: [x]}}").resolve("top")
    final = overlay.on(settings_of("chat: {engine: b, top_p: 0.5}\nclient: {timeout: 30}\n"))
    assert final.values == {"chat": {"engine": "a", "top_p": 0.5, "stop": ["x"]}, "client": {"timeout": 30}}
    assert final.trace["chat.top_p"].rule is Rule.BASE
    assert [mention.layer.is_base for mention in final.trace["chat.engine"].mentions] == [True, False]
    assert [layer.ref for layer in final.base] == ["base.yaml"]
    assert final.lineage == overlay.layers
    assert (overlay.base, overlay.lineage) == ((), overlay.layers)


@pytest.mark.parametrize(
    "base",
    [
        {"chat": {"engine": "b"}, "ollama": {"num-ctx": 5}},
        InferenceSettings.from_tree({"chat": {"engine": "b"}, "ollama": {"num-ctx": 5}}),
        settings_of("{chat: {engine: b}, ollama: {num-ctx: 5}}"),
    ],
    ids=["data", "typed", "document"],
)
def test_a_base_comes_in_three_forms(base: object) -> None:
    overlay = stack_of("{chat: {top_p: 1}}").resolve("top")
    final = overlay.on(base)  # type: ignore[arg-type] # each of the three is one
    assert final.values == {"chat": {"engine": "b", "top_p": 1}, "ollama": {"num-ctx": 5}}
    assert final.settings.ollama is not None
    assert final.settings.ollama.num_ctx == 5


def test_a_key_in_the_wrong_spelling_is_no_setting() -> None:
    settings = settings_of("ollama: {num_ctx: 9}").settings
    assert settings.ollama is not None
    assert settings.ollama.num_ctx is None


def test_a_resolution_on_a_base_is_the_merge_of_both() -> None:
    base, overlay = settings_of("chat: {engine: b}"), stack_of("{chat: {top_p: 1}}").resolve("top")
    assert merge_settings(base, overlay).values == overlay.on(base).values
    assert merge_settings(base, overlay).semantics is Semantics.DOCUMENTED
