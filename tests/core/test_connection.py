"""What an engine will connect to: Geppetto's HTTP client, and the key and the address of every provider."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.core.hosts.around import around
from tests.core.written import chain_of, settings_of, stack_of

from engineprofiles import Resolution, Semantics
from engineprofiles.connection import Connection, Endpoint, Http, connection
from engineprofiles.hosts.base import base_settings

DEFAULT = ("default-client", 60, "environment", "")


def of(*layers: str) -> Connection:
    return connection(stack_of(*layers).resolve("top"))


def final(folder: Path, settings: str, **environment: str) -> Resolution:
    base = base_settings(around(folder, **environment), "APP")
    return stack_of(settings).resolve("top").on(base.settings)


def told(http: Http) -> tuple[str, int, str, str]:
    return (http.mode, http.timeout, http.proxy_mode, http.proxy_url)


def one(found: Connection, use: str = "chat") -> Endpoint:
    [endpoint] = [each for each in found.providers if each.use == use]
    return endpoint


def seen(endpoint: Endpoint) -> tuple[str, str, str, str, str]:
    """Provider, presence and name of the key, URL and its name."""
    key, address = endpoint.key, endpoint.address
    return (endpoint.provider, key.presence, key.name, address.url, address.name)


@pytest.mark.parametrize(
    ("client", "expected", "reasons"),
    [
        ("{}", DEFAULT, 1),
        ("{client: {timeout: 60}}", DEFAULT, 1),
        ("{client: {timeout: 60, proxy_url: ' '}}", DEFAULT, 1),
        ("{client: {}}", ("custom-client", 0, "environment", ""), 1),
        ("{client: {timeout: 5}}", ("custom-client", 5, "environment", ""), 1),
        ("{client: {timeout: 60, proxy_from_environment: false}}", ("custom-client", 60, "disabled", ""), 1),
        ("{client: {timeout: 60, proxy_url: 'http://p'}}", ("custom-client", 60, "explicit", "http://p"), 1),
        (
            "{client: {timeout: 5, proxy_url: 'http://me:hunter2@p', proxy_from_environment: false}}",
            ("custom-client", 5, "explicit", "http://me:••••••••@p"),
            3,
        ),
    ],
)
def test_which_http_client_is_taken_and_why(client: str, expected: tuple[str, int, str, str], reasons: int) -> None:
    http = of(client).http
    assert (told(http), len(http.reasons)) == (expected, reasons)
    assert "hunter2" not in repr(http)


def test_geppetto_loses_the_timeout_where_it_merges(tmp_path: Path) -> None:
    resolution = final(tmp_path, "{chat: {engine: a}}")
    assert told(connection(resolution).http) == DEFAULT
    assert told(connection(resolution.in_semantics(Semantics.GEPPETTO)).http) == ("custom-client", 0, "environment", "")


@pytest.mark.parametrize(
    ("api", "expected"),
    [
        ("{}", ("openai", "missing", "openai-api-key", "", "openai-base-url")),
        (
            "{api_keys: {openai-api-key: k}, base_urls: {openai-base-url: 'https://u:hunter2@x/v1'}}",
            ("openai", "set", "openai-api-key", "https://u:••••••••@x/v1", "openai-base-url"),
        ),
        (
            "{api_keys: {openai-api-key: ' '}, base_urls: {openai-base-url: ''}}",
            ("openai", "empty", "openai-api-key", "", "openai-base-url"),
        ),
    ],
)
def test_the_key_and_the_address_of_a_chat(api: str, expected: tuple[str, ...]) -> None:
    assert seen(one(of(f"{{chat: {{api_type: openai, engine: a}}, api: {api}}}"))) == expected


@pytest.mark.parametrize(
    ("api_type", "api", "expected"),
    [
        ("openai-responses", "{}", ("missing", "open-responses-api-key", "https://api.openai.com/v1", "")),
        (
            "open-responses",
            "{api_keys: {openai-api-key: k, open-responses-api-key: ''}, base_urls: {openai-base-url: 'https://x'}}",
            ("set", "openai-api-key", "https://x", "openai-base-url"),
        ),
        (
            "openai-responses",
            "{api_keys: {openai-api-key: k, openai-responses-api-key: l}}",
            ("set", "openai-responses-api-key", "https://api.openai.com/v1", ""),
        ),
        ("claude", "{}", ("missing", "claude-api-key", "", "claude-base-url")),
        ("anthropic", "{api_keys: {claude-api-key: k}}", ("set", "claude-api-key", "", "claude-base-url")),
        ("gemini", "{}", ("missing", "gemini-api-key", "https://generativelanguage.googleapis.com/", "")),
        ("ollama", "{}", ("missing", "ollama-api-key", "", "ollama-base-url")),
    ],
)
def test_other_names_and_defaults(api_type: str, api: str, expected: tuple[str, ...]) -> None:
    assert seen(one(of(f"{{chat: {{api_type: {api_type}, engine: a}}, api: {api}}}")))[1:] == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (
            "{embeddings: {type: openai, engine: e, api_keys: {openai-api-key: own}},"
            " api: {api_keys: {openai-api-key: ''}, base_urls: {openai-base-url: 'https://x'}}}",
            ("openai", "set", "openai-api-key", "https://api.openai.com/v1", ""),
        ),
        (
            "{embeddings: {type: openai, engine: e}, api: {api_keys: {openai-api-key: k}}}",
            ("openai", "set", "openai-api-key", "https://api.openai.com/v1", ""),
        ),
        ("{embeddings: {type: ollama, engine: e}}", ("ollama", "not needed", "", "http://localhost:11434", "")),
        (
            "{embeddings: {type: ollama, engine: e}, api: {base_urls: {ollama-base-url: 'http://o'}}}",
            ("ollama", "not needed", "", "http://o", "ollama-base-url"),
        ),
        (
            "{embeddings: {type: ollama, engine: e, base_urls: {ollama-base-url: ''}},"
            " api: {base_urls: {ollama-base-url: 'http://o'}}}",
            ("ollama", "not needed", "", "http://localhost:11434", ""),
        ),
    ],
)
def test_embeddings(settings: str, expected: tuple[str, ...]) -> None:
    assert seen(one(of(settings), "embeddings")) == expected


def test_rerank() -> None:
    found = of("{rerank: {type: llamacpp, engine: e}, api: {base_urls: {rerank-base-url: 'http://r'}}}")
    assert [seen(each) for each in found.providers] == [("llamacpp", "not needed", "", "http://r", "rerank-base-url")]
    assert seen(one(of("{rerank: {type: llamacpp, engine: e}}"), "rerank"))[3:] == ("", "rerank-base-url")
    assert of("{rerank: {type: llamacpp}, embeddings: {engine: e}}").providers == ()


def test_other_providers_are_those_that_profiles_set_up() -> None:
    found = connection(
        stack_of(
            "{chat: {api_type: claude}, api: {api_keys: {claude-api-key: k, openai-api-key: ''},"
            " base_urls: {groq-base-url: 'https://g'}}}"
        )
        .resolve("top")
        .on(settings_of("api: {api_keys: {gemini-api-key: k}}"))
    )
    assert [(each.use, *seen(each)) for each in found.providers] == [
        ("chat", "claude", "set", "claude-api-key", "", "claude-base-url"),
        ("", "openai", "empty", "openai-api-key", "", "openai-base-url"),
        ("", "groq", "missing", "groq-api-key", "https://g", "groq-base-url"),
    ]


def test_where_it_comes_from(tmp_path: Path) -> None:
    settings = "{api: {base_urls: {openai-base-url: 'https://x'}}}"
    found = one(connection(final(tmp_path, settings, APP_OPENAI_API_KEY="hunter2")))
    assert found.key.origin is not None
    assert found.address.origin is not None
    key, address = found.key.origin, found.address.origin
    assert (key.layer, key.part, key.location.label) == ("base", "environment", "APP_OPENAI_API_KEY")
    assert (address.layer, address.part, address.location.label) == ("r/l1", "", "1.yaml:3:64")


def test_a_login_stands_for_the_key_of_the_profile_that_has_it() -> None:
    text = """
        slug: r
        profiles:
          default:
            inference_settings: {chat: {api_type: claude, engine: a}}
            extensions: {"pinocchio.oauth@v1": {kind: oauth_bearer}}
          above: {stack: [{profile_slug: default}]}
    """
    chain = chain_of(text)
    assert one(connection(chain.resolve("default"))).key.presence == "by login"
    assert one(connection(chain.resolve("above"))).key.presence == "missing"


def test_as_json_without_a_secret(tmp_path: Path) -> None:
    resolution = final(
        tmp_path,
        "{client: {proxy_url: 'http://u:hunter2@p'}, api: {api_keys: {openai-api-key: hunter3}}}",
        APP_CLAUDE_API_KEY="hunter4",
    )
    plain = connection(resolution).to_dict()
    text = json.dumps(plain)
    assert "hunter" not in text + repr(connection(resolution))
    assert list(plain) == ["http", "providers"]
    assert plain["providers"][0] == {
        "provider": "openai",
        "use": "chat",
        "key": {
            "presence": "set",
            "name": "openai-api-key",
            "origin": {"layer": "r/l1", "part": "", "location": "1.yaml:3:105"},
        },
        "address": {
            "url": "https://api.openai.com/v1",
            "name": "openai-base-url",
            "origin": {"layer": "base", "part": "built-in default", "location": "built-in default"},
        },
    }


def test_a_broken_layer_is_no_obstacle() -> None:
    chain = chain_of("slug: r\nprofiles:\n  a: {stack: [{profile_slug: none}], inference_settings: {client: 5}}\n")
    found = connection(chain.resolve("a"))
    assert (told(found.http), found.providers) == (DEFAULT, ())
