"""Rules about what belongs elsewhere and about who can read a secret."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.core.checks.finding import found, registry, told
from tests.core.written import chain_of

from engineprofiles import open_chain
from engineprofiles.checks import check_chain, check_resolution
from engineprofiles.problems import CODES
from engineprofiles.problems.codes import ownership

SECRET = "sample-key-0123456789"
WITH_KEY = registry(f"default: {{inference_settings: {{api: {{api_keys: {{openai-api-key: {SECRET}}}}}}}}}")
USES_IT = "t: {stack: [{registry_slug: r, profile_slug: default}]}"
NEEDS_MODES = pytest.mark.skipif(os.name == "nt", reason="files have no such modes")


def test_a_timeout_in_a_profile_is_told_at_its_place() -> None:
    code = "base-field-in-profile"
    message = "team/default sets client.timeout, which belongs to the application's base"
    assert told(code, CODES[code].bad) == [("1.yaml:6:25", message)]
    assert told(code, CODES[code].good) == []


def test_what_profiles_inherit_from_one_that_sets_a_timeout_is_told_once() -> None:
    texts = registry(
        "base: {inference_settings: {client: {timeout: 9}}}",
        "x: {stack: [{profile_slug: base}]}",
        "y: {stack: [{profile_slug: base}], inference_settings: {client: {timeout: 8}}}",
    )
    assert [place for place, _ in told("base-field-in-profile", texts)] == ["1.yaml:3:49", "1.yaml:5:77"]


def test_the_base_may_set_what_is_its_own() -> None:
    resolution = chain_of(registry("default: {inference_settings: {chat: {engine: m}}}")).resolve("default")
    final = check_resolution(resolution.on({"client": {"timeout": 60}}))
    assert "base-field-in-profile" not in {problem.code for problem in final}


def test_a_key_beside_a_login_is_told_at_the_key() -> None:
    code = "oauth-and-static-key"
    message = 'team/default logs in by OAuth, but team/default sets api.api_keys."openai-api-key" too'
    assert told(code, CODES[code].bad) == [("1.yaml:5:40", message)]
    assert told(code, CODES[code].good) == []


@pytest.mark.parametrize(
    ("key", "login", "places"),
    [
        ("openai-api-key: k", "pinocchio.oauth@v1", ["1.yaml:4:136"]),
        ("openai-api-key: ''", "pinocchio.oauth@v1", []),
        ("claude-api-key: k", "pinocchio.oauth@v1", []),
        ("openai-api-key: k", "pinocchio.other@v1", []),
    ],
)
def test_an_inherited_key_is_told_at_the_login(key: str, login: str, places: list[str]) -> None:
    texts = registry(
        f"base: {{inference_settings: {{api: {{api_keys: {{{key}}}}}}}}}",
        "default: {stack: [{profile_slug: base}], inference_settings: {chat: {api_type: openai, engine: m}}, "
        f"extensions: {{{login}: {{kind: oauth_bearer}}}}}}",
        "user: {stack: [{profile_slug: default}]}",  # a login is not inherited
    )
    assert [place for place, _ in told("oauth-and-static-key", texts)] == places


@NEEDS_MODES
@pytest.mark.parametrize(
    ("mode", "who"),
    [(0o644, "everyone on this computer"), (0o604, "everyone on this computer"), (0o640, "its group"), (0o600, "")],
)
def test_who_can_read_a_file_with_a_secret(tmp_path: Path, mode: int, who: str) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(WITH_KEY)
    file.chmod(mode)
    problems = found(open_chain(file), "secret-in-world-readable-file")
    expected = f'api.api_keys."openai-api-key" of r/default is a secret, and mode {mode:04o} lets {who} read {file}'
    assert [problem.message for problem in problems] == ([expected] if who else [])
    assert [problem.location.label for problem in problems] == ([f"{file}:3:67"] if who else [])


@NEEDS_MODES
@pytest.mark.parametrize(
    ("settings", "secret"),
    [
        (f"{{api: {{api_key: {{openai-api-key: {SECRET}}}}}}}", True),  # a misspelt field holds a key as well
        ('{client: {proxy_url: "http://me:secret@proxy.example.com"}}', True),
        ('{client: {proxy_url: "http://proxy.example.com"}}', False),
        ("{api: {api_keys: {openai-api-key: 1234567890123456}}}", True),
        ("{api: {api_keys: {openai-api-key: demo-openai-key}}}", False),
        ("{api: {api_keys: {openai-api-key: '${OPENAI_API_KEY}'}}}", False),
        ("{api: {api_keys: {openai-api-key: '<your key, 51 letters>'}}}", False),
        ("{api: {api_keys: {openai-api-key: ''}}}", False),
        ("{chat: {engine: gpt-5-0123456789}}", False),
    ],
)
def test_what_is_a_secret_in_a_file(tmp_path: Path, settings: str, secret: bool) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(registry(f"default: {{inference_settings: {settings}}}"))
    file.chmod(0o644)
    assert bool(found(open_chain(file), "secret-in-world-readable-file")) is secret


@NEEDS_MODES
def test_a_token_of_a_login_is_a_secret_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(registry(f"default: {{extensions: {{pinocchio.oauth@v1: {{access_token: {SECRET}}}}}}}"))
    file.chmod(0o644)
    assert [problem.location.line for problem in found(open_chain(file), "secret-in-world-readable-file")] == [3]


@NEEDS_MODES
def test_a_database_has_a_mode_as_well(tmp_path: Path) -> None:
    settings = {"API": {"APIKeys": {"openai-api-key": SECRET}}}
    profile = {"slug": "default", "inference_settings": settings}
    payload = {"slug": "r", "default_profile_slug": "default", "profiles": {"default": profile}}
    file = tmp_path / "r.db"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE profile_registries(slug TEXT PRIMARY KEY, payload_json TEXT NOT NULL)")
        database.execute("INSERT INTO profile_registries VALUES ('r', ?)", [json.dumps(payload)])
    file.chmod(0o644)
    (problem,) = found(open_chain(file), "secret-in-world-readable-file")
    assert problem.location.label == f"{file}#r"
    file.chmod(0o600)
    assert found(open_chain(file), "secret-in-world-readable-file") == []


def test_a_text_that_is_in_no_file_has_no_mode() -> None:
    assert told("secret-in-world-readable-file", WITH_KEY) == []


@pytest.mark.parametrize(
    ("users", "shared"),
    [
        ([USES_IT], False),
        ([USES_IT, "u: {stack: [{registry_slug: s1, profile_slug: t}]}"], True),
        ([USES_IT, "u: {}"], False),
    ],
    ids=["one", "two, one of them by way of the other", "another registry that does not"],
)
def test_a_secret_that_several_registries_build_on(users: list[str], shared: bool) -> None:
    texts = [WITH_KEY, *(registry(user, slug=f"s{number}") for number, user in enumerate(users, 1))]
    message = 'api.api_keys."openai-api-key" of r/default is a secret, and the registries s1, s2 build on it'
    assert told("secret-in-shared-registry", *texts) == ([("1.yaml:3:67", message)] if shared else [])


def test_no_problem_shows_a_secret(tmp_path: Path) -> None:
    settings = (
        f"{{api: {{api_keys: {{openai-api-key: {SECRET}, claude-api-key: {SECRET}}}, "
        f'base_urls: {{openai-base-url: "http://me:{SECRET}@a.example/chat"}}, allow_http: {{openai: true}}}}, '
        f'chat: {{api_type: openai, engine: m}}, client: {{proxy_url: "http://me:{SECRET}@b.example"}}}}'
    )
    login = f"{{pinocchio.oauth@v1: {{access_token: {SECRET}}}}}"
    for number, stack in enumerate(["", "stack: [{registry_slug: r0, profile_slug: default}], "] * 2):
        text = registry(f"default: {{{stack}inference_settings: {settings}, extensions: {login}}}", slug=f"r{number}")
        (tmp_path / f"{number}.yaml").write_text(text)
    problems = check_chain(open_chain(tmp_path))
    told_of = {problem.code for problem in problems}
    expected = {code.name for code in ownership.CODES} | {"redundant-override", "allow-http-remote"}
    assert told_of >= (expected if os.name != "nt" else expected - {"secret-in-world-readable-file"})
    assert [problem for problem in problems if SECRET in str(problem.to_dict())] == []
