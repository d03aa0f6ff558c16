"""Two resolutions side by side: what differs, who sets each value, and what is told of secrets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from tests.core.test_laws import FREE
from tests.core.written import chain_of, settings_of

from engineprofiles import Chain, LayeredSettings, Resolution, Semantics
from engineprofiles.diff import Comparison, Pair, compare
from engineprofiles.resolution import Mention
from engineprofiles.resolution.parts import base_of

LOW = """\
slug: low
profiles:
  default:
    inference_settings:
      api: {api_keys: {openai-api-key: sk-low}}
      chat: {engine: small, stop: [a], stream: true}
    extensions: {app.prompts@v1: {tone: kind}}
"""
HIGH = """\
slug: high
profiles:
  left:
    stack: [{registry_slug: low, profile_slug: default}]
    inference_settings:
      chat: {engine: large, temperature: 1}
  right:
    stack: [{registry_slug: low, profile_slug: default}]
    inference_settings:
      api: {api_keys: {openai-api-key: sk-high}}
      chat: {engine: large, temperature: 1.0, stream: false}
      client: {proxy_url: "http://me:hunter2@proxy.example.com"}
    extensions: {app.prompts@v1: {tone: curt}}
"""


@pytest.fixture
def chain() -> Chain:
    return chain_of(LOW, HIGH)


@pytest.fixture
def comparison(chain: Chain) -> Comparison:
    return compare(chain.resolve("left"), chain.resolve("right"))


def one(settings: str) -> Resolution:
    """A profile with these settings in flow style, or with extensions where they say so."""
    return chain_of(f"slug: r\nprofiles: {{default: {settings}}}\n").resolve("default")


def ref(mention: Mention | None) -> str:
    return mention.layer.ref if mention else ""


def test_every_path_of_either_side_is_told_with_its_winners_in_the_models_order(comparison: Comparison) -> None:
    assert [(pair.name, pair.differs, ref(pair.left), ref(pair.right)) for pair in comparison.pairs] == [
        ('api.api_keys."openai-api-key"', True, "low/default", "high/right"),
        ("chat.engine", False, "high/left", "high/right"),
        ("chat.temperature", False, "high/left", "high/right"),
        ("chat.stop", False, "low/default", "low/default"),
        ("chat.stream", True, "low/default", "high/right"),
        ("client.proxy_url", True, "", "high/right"),
        ('extensions."app.prompts@v1".tone', True, "low/default", "high/right"),
    ]
    assert comparison.differing == tuple(pair for pair in comparison.pairs if pair.differs)


def test_what_one_side_alone_has(comparison: Comparison) -> None:
    proxy = next(pair for pair in comparison.pairs if pair.path == ("client", "proxy_url"))
    assert (proxy.only_left, proxy.only_right) == (False, True)
    engine = next(pair for pair in comparison.pairs if pair.path == ("chat", "engine"))
    assert (engine.only_left, engine.only_right) == (False, False)


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("1", "1.0", False),
        ("1", "true", True),
        ("1", '"1"', True),
        ("[1]", "[true]", True),
        ("[a, b]", "[b, a]", True),
        (".nan", ".nan", False),
        ("null", "null", False),
        ("null", "''", True),
        ("2024-01-02", "2024-01-02", False),
        ("2024-01-02", '"2024-01-02"', True),
        ("{}", "[]", True),
    ],
)
def test_values_are_compared_by_type_and_numbers_by_value(left: str, right: str, differs: bool) -> None:
    ours, theirs = (one(f"{{extensions: {{a.b@v1: {{x: {value}}}}}}}") for value in (left, right))
    assert [pair.differs for pair in compare(ours, theirs).pairs] == [differs]


@pytest.mark.parametrize("path", ["api.api_keys", "client.proxy_url"])
def test_secrets_differ_and_are_not_shown(comparison: Comparison, path: str) -> None:
    pair = next(pair for pair in comparison.pairs if ".".join(map(str, pair.path)).startswith(path))
    assert pair.differs
    assert pair.is_masked
    for text in (json.dumps(pair.to_dict()), json.dumps(comparison.to_dict())):
        assert not any(secret in text for secret in ("sk-low", "sk-high", "hunter2"))
    assert "sk-high" in json.dumps(comparison.to_dict(reveal=True))


def test_what_is_no_secret_is_not_masked(comparison: Comparison) -> None:
    assert [pair.name for pair in comparison.pairs if pair.is_masked] == [
        'api.api_keys."openai-api-key"',
        "client.proxy_url",
    ]


def test_as_plain_data(comparison: Comparison) -> None:
    data = comparison.to_dict(every=False)
    assert (data["left"]["registry"], data["left"]["profile"], data["left"]["semantics"]) == (
        "high", "left", "documented",
    )  # fmt: skip
    assert [layer["profile_slug"] for layer in data["right"]["lineage"]] == ["default", "right"]
    assert (data["differing"], data["same"]) == (4, 3)
    assert [each["path"] for each in data["pairs"]] == [
        "/inference_settings/api/api_keys/openai-api-key",
        "/inference_settings/chat/stream",
        "/inference_settings/client/proxy_url",
        "/extensions/app.prompts@v1/tone",
    ]
    assert data["pairs"][1] == {
        "path": "/inference_settings/chat/stream",
        "differs": True,
        "left": {
            "value": True, "layer_index": 1, "registry_slug": "low", "profile_slug": "default", "part": "",
            "source": "1.yaml", "line": 6, "column": 48,
        },
        "right": {
            "value": False, "layer_index": 2, "registry_slug": "high", "profile_slug": "right", "part": "",
            "source": "2.yaml", "line": 11, "column": 55,
        },
    }  # fmt: skip
    assert data["pairs"][2]["left"] is None
    assert len(comparison.to_dict()["pairs"]) == 7


def test_overlay_against_final_names_the_part_of_the_base(chain: Chain) -> None:
    overlay = chain.resolve("left")
    parts = [settings_of(text, name).layers[0] for text, name in (("{}", "a.yaml"), ("chat: {top_p: 0.5}", "b.yaml"))]
    final = overlay.on(LayeredSettings((base_of(parts),), Semantics.DOCUMENTED))
    (pair,) = compare(overlay, final).differing
    assert (pair.name, pair.left, pair.right and pair.right.layer.is_base) == ("chat.top_p", None, True)
    side = pair.to_dict()["right"]
    assert (side["layer_index"], side["part"], side["source"], side["line"]) == (0, "b.yaml", "b.yaml", 1)


def test_the_two_readings_differ_where_geppetto_comes_to_something_else() -> None:
    layers = "low: {inference_settings: {chat: {stream: true, stop: [a]}}}, default: {stack: [{profile_slug: low}], "
    text = f"slug: r\nprofiles: {{{layers}inference_settings: {{chat: {{stream: false, stop: []}}}}}}}}\n"
    documented = chain_of(text).resolve("default")
    geppetto = documented.in_semantics(Semantics.GEPPETTO)
    found = compare(documented, geppetto)
    assert [pair.path for pair in found.differing] == [each.path for each in documented.differences]
    assert [pair.path for pair in found.differing] == [("chat", "stop"), ("chat", "stream")]
    assert [pair.path for pair in compare(geppetto, documented).differing] == [pair.path for pair in found.differing]


def test_what_does_the_same_in_both_readings_does_not_differ() -> None:
    documented = one("{inference_settings: {openai: {reasoning_effort: low}}}")
    found = compare(documented, documented.in_semantics(Semantics.GEPPETTO))
    number = next(pair for pair in found.pairs if pair.path == ("openai", "n"))
    assert (number.only_right, number.differs) == (True, False)


def test_a_map_that_geppetto_does_not_open_stands_for_all_that_is_in_it() -> None:
    low = "low: {extensions: {a.b@v1: {m: {1: x, y: z}}}}"
    top = "default: {stack: [{profile_slug: low}], extensions: {a.b@v1: {k: v, m: {1: q}}}}"
    documented = chain_of(f"slug: r\nprofiles: {{{low}, {top}}}\n").resolve("default")
    found = compare(documented, documented.in_semantics(Semantics.GEPPETTO))
    assert [(pair.path[1:], pair.only_right, pair.differs) for pair in found.pairs] == [
        (("k",), False, False), (("m",), True, True), (("m", "1"), False, True), (("m", "y"), False, True),
    ]  # fmt: skip


@given(FREE, FREE)
def test_a_comparison_is_the_same_from_either_side(left: Any, right: Any) -> None:
    ours, theirs = (one(json.dumps({"extensions": {"a.b@v1": {"x": value}}})) for value in (left, right))
    there, back = compare(ours, theirs), compare(theirs, ours)
    assert [_turned(pair) for pair in back.pairs] == list(there.pairs)
    texts = [json.dumps(each.extensions, sort_keys=True) for each in (ours, theirs)]
    assert bool(there.differing) is (texts[0] != texts[1])
    assert not compare(ours, ours).differing


def _turned(pair: Pair) -> Pair:
    return Pair(pair.path, pair.root, pair.right, pair.left, pair.differs)


def test_secrets_are_in_no_repr(comparison: Comparison) -> None:
    assert "sk-" not in repr(comparison)
