"""Rules about what keeps a profile from being used: what is told, where, and what is not."""

from __future__ import annotations

import pytest
from tests.core.checks.finding import registry, told
from tests.core.written import chain_of

from engineprofiles.checks import check_resolution
from engineprofiles.problems import CODES

EXAMPLES = [
    ("engine-missing", "1.yaml:4:5", "team/default has settings, but no layer of it sets chat.engine"),
    ("api-type-unknown", "1.yaml:5:24", "team/default sets the API type 'opanai', which Geppetto does not know"),
    (
        "api-type-without-engine",
        "1.yaml:5:24",
        "team/default sets the API type ollama, for which Geppetto has no chat engine",
    ),
    (
        "api-key-missing",
        "1.yaml:5:24",
        "chat.api_type of team/default is openai-responses, but no layer sets "
        'api.api_keys."open-responses-api-key", nor openai-responses-api-key or openai-api-key',
    ),
    ("api-key-empty", "1.yaml:5:40", 'team/default sets api.api_keys."openai-api-key" to nothing'),
    (
        "embeddings-not-ready",
        "1.yaml:5:42",
        "team/default sets embeddings.engine, but embeddings.dimensions is not set",
    ),
    (
        "base-url-with-operation-path",
        "1.yaml:5:42",
        'team/default sets api.base_urls."openai-base-url" to https://api.example.com/v1/chat/completions, '
        "to which Geppetto adds /chat/completions",
    ),
    (
        "allow-http-remote",
        "1.yaml:7:30",
        "team/default allows plain HTTP for openai, "
        "whose address http://llm.example.com/v1 from team/default is not local",
    ),
    (
        "allow-local-networks-remote",
        "1.yaml:7:40",
        "team/default allows local networks for openai, "
        "whose address https://llm.example.com/v1 from team/default is not local",
    ),
]


@pytest.mark.parametrize(("code", "place", "message"), EXAMPLES, ids=[row[0] for row in EXAMPLES])
def test_the_example_of_a_code_is_told_and_its_mended_twin_is_not(code: str, place: str, message: str) -> None:
    assert told(code, CODES[code].bad) == [(place, message)]
    assert told(code, CODES[code].good) == []


def default(settings: str, extensions: str = "{}") -> str:
    """A registry with one profile, its settings on line 3."""
    return registry(f"default: {{inference_settings: {settings}, extensions: {extensions}}}")


@pytest.mark.parametrize(
    ("profiles", "why"),
    [
        (["default: {}"], "no settings at all"),
        (["default: {inference_settings: {rerank: {engine: m}}}"], "for reranking"),
        (["default: {inference_settings: {embeddings: {type: openai, engine: m}}}"], "for vectors"),
        (["default: {inference_settings: {chat: {enigne: m}}}"], "the misspelt key may be the engine"),
        (["default: {stack: [{profile_slug: gone}], inference_settings: {chat: {top_p: 1}}}"], "a layer is lost"),
    ],
)
def test_no_engine_is_missing(profiles: list[str], why: str) -> None:
    assert told("engine-missing", registry(*profiles)) == [], why


def test_an_engine_is_missed_only_where_nobody_stacks_on_the_profile() -> None:
    mixin = "mixin: {inference_settings: {chat: {top_p: 1}}}"
    user = "top: {stack: [{profile_slug: mixin}], inference_settings: {chat: {%s}}}"
    assert told("engine-missing", registry(mixin, user % "engine: m")) == []
    assert [place for place, _ in told("engine-missing", registry(mixin, user % "stream: true"))] == ["1.yaml:4:8"]


@pytest.mark.parametrize("api_type", ["openai", "anthropic", "gemini", "fireworks", "open-responses"])
def test_api_types_that_geppetto_can_chat_with(api_type: str) -> None:
    texts = default(f"{{chat: {{api_type: {api_type}, engine: m}}}}")
    assert told("api-type-unknown", texts) + told("api-type-without-engine", texts) == []


def test_an_api_type_in_capitals_is_another_name() -> None:
    assert told("api-type-unknown", default("{chat: {api_type: OpenAI, engine: m}}")) != []


@pytest.mark.parametrize("api_type", ["ollama", "mistral", "perplexity", "cohere"])
def test_api_types_without_an_engine(api_type: str) -> None:
    texts = default(f"{{chat: {{api_type: {api_type}, engine: m}}}}")
    assert told("api-type-unknown", texts) == []
    assert len(told("api-type-without-engine", texts)) == 1


@pytest.mark.parametrize(
    ("api_type", "key", "found"),
    [
        ("openai", "openai-api-key", True),
        ("openai", "openai", False),
        ("fireworks", "openai-api-key", False),
        ("openai-responses", "open-responses-api-key", True),
        ("open-responses", "openai-api-key", True),
        ("anthropic", "claude-api-key", True),
        ("gemini", "gemini-api-key", True),
    ],
)
def test_under_which_name_a_key_is_looked_for(api_type: str, key: str, found: bool) -> None:
    texts = default(f"{{api: {{api_keys: {{{key}: k}}}}, chat: {{api_type: {api_type}, engine: m}}}}")
    assert (told("api-key-missing", texts) == []) is found


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ("{chat: {api_type: openai}}", "no model is chosen yet"),
        ("{chat: {engine: m}}", "the application chooses the provider"),
        ("{chat: {api_type: ollama, engine: m}}", "nothing would be called"),
    ],
)
def test_no_key_is_missed(settings: str, why: str) -> None:
    assert told("api-key-missing", default(settings)) == [], why


def test_a_login_by_oauth_stands_for_the_key() -> None:
    settings = "{chat: {api_type: openai, engine: m}}"
    assert told("api-key-missing", default(settings, "{pinocchio.oauth@v1: {kind: oauth_bearer}}")) == []
    assert len(told("api-key-missing", default(settings, "{app.other@v1: {kind: oauth_bearer}}"))) == 1


def test_a_key_that_many_lack_is_told_once_where_the_provider_is_set() -> None:
    leaf = "%s: {stack: [{profile_slug: base}], inference_settings: {chat: {engine: %s}}}"
    texts = registry("base: {inference_settings: {chat: {api_type: claude}}}", leaf % ("x", "m"), leaf % ("y", "n"))
    assert told("api-key-missing", texts) == [
        ("1.yaml:3:48", 'chat.api_type of r/base is claude, but no layer sets api.api_keys."claude-api-key"')
    ]


@pytest.mark.parametrize(
    ("keys", "places"),
    [
        ("{openai-api-key: '  '}", ["1.yaml:3:67"]),
        ("{openai-api-key: k}", []),
        # The first key that is not empty counts, whichever name it has.
        ("{open-responses-api-key: '', openai-api-key: k}", []),
        ("{claude-api-key: ''}", []),
    ],
)
def test_an_empty_key(keys: str, places: list[str]) -> None:
    texts = default(f"{{api: {{api_keys: {keys}}}, chat: {{api_type: openai-responses, engine: m}}}}")
    assert [place for place, _ in told("api-key-empty", texts)] == places


def test_vectors_need_a_key_of_their_own_or_that_of_the_api() -> None:
    vectors = "type: openai, engine: v"
    assert told("api-key-missing", default(f"{{embeddings: {{{vectors}}}}}")) == [
        ("1.yaml:3:53", 'embeddings.type of r/default is openai, but no layer sets api.api_keys."openai-api-key"')
    ]
    own = default(f"{{embeddings: {{{vectors}, api_keys: {{openai-api-key: k}}}}}}")
    shared = default(f"{{api: {{api_keys: {{openai-api-key: k}}}}, embeddings: {{{vectors}}}}}")
    assert told("api-key-missing", own) + told("api-key-missing", shared) == []


@pytest.mark.parametrize(
    ("embeddings", "message"),
    [
        ("{engine: v}", "r/default sets embeddings.engine, but embeddings.type is not set"),
        ("{type: cohere, engine: v}", "r/default sets embeddings.type 'cohere', which Geppetto does not know"),
        (
            "{type: ollama, engine: v, dimensions: 0}",
            "r/default sets embeddings.engine, but embeddings.dimensions is not set",
        ),
        (
            "{type: openai, dimensions: 8}",
            "r/default has settings for embeddings, but no layer of it sets embeddings.engine",
        ),
        ("{type: openai, engine: v}", ""),
        ("{cache_type: memory}", ""),
    ],
)
def test_what_vectors_need(embeddings: str, message: str) -> None:
    messages = [text for _, text in told("embeddings-not-ready", default(f"{{embeddings: {embeddings}}}"))]
    assert messages == ([message] if message else [])


@pytest.mark.parametrize(
    ("base", "missing"),
    [
        ({"chat": {"stream": True}}, "client and claude"),
        ({"client": {"timeout": 60}}, "claude"),
        ({"client": {"timeout": 60}, "claude": {"top_k": 1}}, ""),
        ({"client": {}, "claude": {}}, ""),
    ],
)
def test_sections_are_missed_once_the_base_is_known(base: dict[str, object], missing: str) -> None:
    texts = default("{api: {api_keys: {claude-api-key: k}}, chat: {api_type: claude, engine: m}}")
    resolution = chain_of(texts).resolve("default")
    final = check_resolution(resolution.on(base))
    messages = [problem.message for problem in final if problem.code == "provider-sections-missing"]
    expected = f"chat.api_type of r/default is claude, but no layer sets anything in {missing}"
    assert messages == ([expected] if missing else [])
    assert "provider-sections-missing" not in {problem.code for problem in check_resolution(resolution)}


@pytest.mark.parametrize(
    ("name", "url", "operation"),
    [
        ("openai-base-url", "https://a.example/v1", ""),
        ("openai-base-url", "https://a.example/v1/", ""),
        ("openai-base-url", "https://a.example/v1/chat/completions/", "/chat/completions"),
        ("openai-base-url", "https://a.example/v1/chat", "/chat/completions"),
        ("openai-base-url", "https://a.example/v1/responses", "/responses"),
        ("openai-base-url", "https://a.example/v1/chat/completions?x=1", "/chat/completions"),
        ("claude-base-url", "https://a.example", ""),
        ("claude-base-url", "https://a.example/v1", "/v1/messages"),
        ("rerank-base-url", "http://localhost:8082/v1/rerank", "/v1/rerank"),
        ("my-own-base-url", "https://a.example/v1/embeddings", "/embeddings"),
        ("gemini-base-url", "https://generativelanguage.googleapis.com/", ""),
        ("openai-base-url", "http://[broken", ""),
        ("openai-base-url", "", ""),
    ],
)
def test_addresses_that_end_with_what_is_added_to_them(name: str, url: str, operation: str) -> None:
    texts = default(f'{{api: {{base_urls: {{{name}: "{url}"}}}}}}')
    messages = [message for _, message in told("base-url-with-operation-path", texts)]
    expected = f'r/default sets api.base_urls."{name}" to {url}, to which Geppetto adds {operation}'
    assert messages == ([expected] if operation else [])


def test_the_password_of_an_address_is_not_shown() -> None:
    texts = default(
        '{api: {base_urls: {openai-base-url: "http://me:hunter2@a.example/chat"}, allow_http: {openai: true}}}'
    )
    for code in ("base-url-with-operation-path", "allow-http-remote"):
        ((_, message),) = told(code, texts)
        assert "a.example" in message
        assert "hunter2" not in message


@pytest.mark.parametrize(
    ("host", "remote"),
    [
        ("llm.example.com", True),
        ("8.8.8.8", True),
        ("localhost:8080", False),
        ("api.localhost", False),
        ("printer.local", False),
        ("10.0.0.7", False),
        ("[::1]:8080", False),
        ("100.64.0.1", False),
        ("ollama:11434", False),
    ],
)
def test_what_is_remote(host: str, remote: bool) -> None:
    api = f'{{base_urls: {{openai-base-url: "http://{host}/v1"}}, allow_http: {{openai: true}}}}'
    assert bool(told("allow-http-remote", default(f"{{api: {api}}}"))) is remote


@pytest.mark.parametrize(
    ("allowance", "urls", "found"),
    [
        ("{openai: true}", "{openai-base-url: 'https://a.example'}", True),
        ("{openai-allow-local-networks: true}", "{openai-base-url: 'https://a.example'}", True),
        ("{open-responses: true}", "{openai-base-url: 'https://a.example'}", True),
        ("{openai: false}", "{openai-base-url: 'https://a.example'}", False),
        ("{openai: true}", "{claude-base-url: 'https://a.example'}", False),
        ("{openai: true}", "{}", False),
    ],
)
def test_whose_address_an_allowance_is_about(allowance: str, urls: str, found: bool) -> None:
    texts = default(f"{{api: {{allow_local_networks: {allowance}, base_urls: {urls}}}}}")
    assert bool(told("allow-local-networks-remote", texts)) is found


def test_an_allowance_is_told_at_the_later_of_the_two_layers() -> None:
    texts = registry(
        "base: {inference_settings: {api: {allow_http: {openai: true}}}}",
        'default: {stack: [{profile_slug: base}], inference_settings: {api: {base_urls: {openai-base-url: "http://a.example"}}}}',
    )
    assert told("allow-http-remote", texts) == [
        (
            "1.yaml:4:100",
            "r/base allows plain HTTP for openai, whose address http://a.example from r/default is not local",
        )
    ]
