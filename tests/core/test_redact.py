"""Nothing secret is shown: by the redactor, in JSON, in any ``repr``, in any problem."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.core.written import chain_of, settings_of

from engineprofiles import Chain, merge_settings, open_chain
from engineprofiles.model import MASK, Secret
from engineprofiles.redact import redact, redact_extensions, redact_value, secrecy

SECRET = "hunter2"
OAUTH = "pinocchio.oauth@v1"


@pytest.mark.parametrize(
    ("path", "secret"),
    [
        (("api", "api_keys", "openai-api-key"), Secret.WHOLE),
        (("chat", "api_keys", "x"), Secret.WHOLE),
        (("embeddings", "api_keys", "x"), Secret.WHOLE),
        (("api", "base_urls", "x"), Secret.CREDENTIALS),
        (("client", "proxy_url"), Secret.CREDENTIALS),
        (("api", "allow_http", "x"), Secret.NONE),
        (("chat", "engine"), Secret.NONE),
        (("chat", "max_response_tokens"), Secret.NONE),
        (("model_info", "max_output_tokens"), Secret.NONE),
        (("model_info", "metadata", "token"), Secret.NONE),
        (("chat", "stop", 0), Secret.NONE),
        (("chat",), Secret.NONE),
        # Keys that no field has.
        (("api", "api_key", "openai"), Secret.WHOLE),
        (("api", "api-keys"), Secret.WHOLE),
        (("api", "openai-api-key"), Secret.WHOLE),
        (("apis", "api_keys", "x"), Secret.WHOLE),
        (("api_keys", "openai"), Secret.WHOLE),
        (("openai-api-key",), Secret.WHOLE),
        (("chat", "password"), Secret.WHOLE),
        (("client", "proxy-url"), Secret.CREDENTIALS),
        (("chat", "temprature"), Secret.NONE),
        (("model_info", "max_output_token"), Secret.NONE),
        (("ollama", "num_ctx"), Secret.NONE),
        (("ollama", "token"), Secret.NONE),
    ],
)
def test_secrecy(path: tuple[str | int, ...], secret: Secret) -> None:
    assert secrecy(path) is secret


def test_redacting_keeps_the_shape() -> None:
    assert redact(
        {
            "api": {
                "api_keys": {"a": SECRET, "empty": ""},
                "base_urls": {"a": f"https://u:{SECRET}@h/v1"},
                "api_key": [SECRET],
            },
            "client": {"proxy_url": f"http://u:{SECRET}@proxy:8080", "timeout": 3},
            "model_info": {"max_output_tokens": 8192, "metadata": {"token": "t"}},
            "openai_key": {"deep": {"x": SECRET, "n": 5, "nothing": None}},
        }
    ) == {
        "api": {"api_keys": {"a": MASK, "empty": ""}, "base_urls": {"a": f"https://u:{MASK}@h/v1"}, "api_key": [MASK]},
        "client": {"proxy_url": f"http://u:{MASK}@proxy:8080", "timeout": 3},
        "model_info": {"max_output_tokens": 8192, "metadata": {"token": "t"}},
        "openai_key": {"deep": {"x": MASK, "n": MASK, "nothing": None}},
    }
    assert redact_value(("client", "proxy_urls"), {"a": True, "b": f"//{SECRET}@h"}) == {"a": True, "b": f"//{MASK}@h"}


def test_oauth_tokens_are_masked_wherever_the_key_has_spaces_or_capitals() -> None:
    extensions = {
        OAUTH: {"access_token": SECRET, "refresh_token": SECRET, "client_secret": SECRET, "token_type": "Bearer"},
        " Pinocchio.OAuth@v1 ": {"access_token": {"value": SECRET}},
        "other.feature@v1": {"access_token": "shown"},
        "scalar.feature@v1": 3,
    }
    assert redact_extensions(extensions) == {
        OAUTH: {"access_token": MASK, "refresh_token": MASK, "client_secret": MASK, "token_type": "Bearer"},
        " Pinocchio.OAuth@v1 ": {"access_token": {"value": MASK}},
        "other.feature@v1": {"access_token": "shown"},
        "scalar.feature@v1": 3,
    }


@pytest.fixture
def chain() -> Chain:
    return chain_of(f"""
        slug: r
        profiles:
          base:
            inference_settings:
              api: {{api_keys: {{k: {SECRET}}}, base_urls: {{k: "https://u:{SECRET}@h"}}, api_key: {SECRET}}}
              client: {{proxy_url: "http://{SECRET}@p"}}
              chat: {{api_keys: [{SECRET}], stop: {{{SECRET}: 1}}, top_p: {SECRET}}}
              keys: {SECRET}
            extensions: {{{OAUTH}: {{access_token: {SECRET}}}}}
          top:
            stack: [{{profile_slug: base}}]
            inference_settings:
              api: {{api_keys: {{k: {SECRET}, other: {SECRET}}}}}
              model_info: {{max_output_tokens: 7}}
    """)


def test_no_repr_and_no_problem_shows_a_secret(chain: Chain) -> None:
    resolution = chain.resolve("top")
    base = settings_of(f"api: {{api_keys: {{k: {SECRET}}}}}")
    final = resolution.on(base)
    [registry] = chain.registries
    shown: list[Any] = [chain, registry, *registry.profiles.values(), resolution, final, base, *final.layers]
    shown += [chain.sources, chain.problems, [problem.to_dict() for problem in chain.problems]]
    shown += [
        merge_settings(base, resolution.masked_values()),
        resolution.merged,
        resolution.selection,
        registry.document,
    ]
    shown += [entry for trace in (final.trace, final.extension_trace) for entry in trace.values()]
    shown += [final.trace, *(layer.settings for layer in final.layers), *(layer.extensions for layer in final.layers)]
    shown += [merge_settings({}, {"api": {"api_keys": {"k": SECRET}}}).settings]
    assert [text for text in map(repr, shown) if SECRET in text] == []
    assert MASK in repr(resolution)
    assert "max_output_tokens': 7" in repr(resolution)


def test_no_json_shows_a_secret_unless_asked(chain: Chain) -> None:
    resolution = chain.resolve("top")
    text = json.dumps(resolution.to_dict(), ensure_ascii=False)
    assert SECRET not in text
    assert '"max_output_tokens": 7' in text
    assert json.dumps(resolution.to_dict(reveal=True)).count(SECRET) > 10
    assert resolution.masked_values(reveal=True)["api"]["api_keys"]["k"] == SECRET
    assert resolution.masked_extensions(reveal=True)[OAUTH]["access_token"] == SECRET


def test_a_dsn_shows_no_password() -> None:
    chain = open_chain(f"sqlite-dsn:file:no/such.db?_auth_user=me&_auth_pass={SECRET}")
    assert chain.problems
    assert SECRET not in repr(chain) + str([problem.to_dict() for problem in chain.problems])
