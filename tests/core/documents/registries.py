"""Registries to write and read again, and what they say, for tests of the writers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from tests.core.test_laws import Tree, settings

from engineprofiles import Registry
from engineprofiles.documents.payload import registry_from_payload
from engineprofiles.documents.reader import read
from engineprofiles.documents.registry import registry_from_yaml
from engineprofiles.documents.writer import write
from engineprofiles.model import SECTIONS
from engineprofiles.model.fields import Kind, field_at
from engineprofiles.problems import Path
from engineprofiles.resolution.resolve import read_layer

# Every field of a payload as Geppetto writes it.
EXAMPLE = (
    r"""{"slug":"a","display_name":"A \u003creg\u003e \u0026 \"q\"","description":"d","""
    r""""default_profile_slug":"default","profiles":{"bare":{"slug":"bare","metadata":{}},"""
    r""""default":{"slug":"default","display_name":"D","description":"dd","stack":[{"profile_slug":"other"},"""
    r"""{"registry_slug":"ext","profile_slug":"z"}],"inference_settings":{"API":{"APIKeys":{"openai":"k"},"""
    r""""BaseUrls":{"openai":"u"},"AllowHTTP":{"openai":true},"AllowLocalNetworks":{"openai":false}},"""
    r""""Chat":{"Engine":"e","ApiType":"openai","MaxResponseTokens":5,"TopP":0.5,"Temperature":1,"""
    r""""Stop":["a"],"APIKeys":{"x":"y"},"Stream":true,"CacheType":"disk","CacheMaxSize":1,"""
    r""""CacheMaxEntries":2,"CacheDirectory":"/c","StructuredOutputMode":"json_schema","""
    r""""StructuredOutputName":"n","StructuredOutputDescription":"d","StructuredOutputSchema":"{}","""
    r""""StructuredOutputStrict":true,"StructuredOutputRequireValid":true},"OpenAI":{"N":1,"""
    r""""PresencePenalty":0.1,"FrequencyPenalty":0.2,"LogitBias":{"a":"1"},"ReasoningEffort":"low","""
    r""""ThinkingType":"t","ChatReasoningEffort":"c","ParallelToolCalls":true,"ReasoningSummary":"auto","""
    r""""IncludeReasoningEncrypted":true,"StreamIncludeUsage":true},"Client":{"Timeout":30000000000,"""
    r""""TimeoutSeconds":30,"Organization":"o","UserAgent":"u","ProxyURL":"p","ProxyFromEnvironment":true},"""
    r""""Claude":{"TopK":1,"UserID":"u"},"Gemini":{"APIVersion":"v","IncludeThoughts":true,"""
    r""""ThinkingBudget":1,"ThinkingLevel":"l"},"Ollama":{"Mirostat":1,"MirostatEta":1,"MirostatTau":1,"""
    r""""NumCtx":1,"NumGqa":1,"NumGpu":1,"NumThread":1,"RepeatLastN":1,"RepeatPenalty":1,"Temperature":1,"""
    r""""Seed":1,"Stop":["s"],"TfsZ":1,"NumPredict":1,"TopK":1,"TopP":1},"Embeddings":{"Type":"openai","""
    r""""Engine":"e","Dimensions":3,"APIKeys":{"a":"b"},"BaseURLs":{"c":"d"},"CacheType":"disk","""
    r""""CacheMaxSize":1,"CacheMaxEntries":2,"CacheDirectory":"/d"},"Rerank":{"Type":"t","Engine":"e","""
    r""""MaxRequestBytes":1,"MaxResponseBytes":2},"Inference":{"thinking_budget":1,"reasoning_effort":"low","""
    r""""thinking_type":"t","reasoning_summary":"auto","temperature":0.5,"top_p":0.5,"""
    r""""max_response_tokens":5,"stop":["q"],"seed":7},"ModelInfo":{"id":"i","name":"n","reasoning":true,"""
    r""""input":["text"],"context_window":5,"quality_high_watermark":3,"max_output_tokens":2,"""
    r""""cost":{"input":1,"output":2,"cache_read":3,"cache_write":4},"metadata":{"k":"v","n":{"e":null}}}},"""
    r""""metadata":{"source":"ps","version":3,"created_at_ms":21,"updated_at_ms":22,"created_by":"pc","""
    r""""updated_by":"pu","tags":["x"]},"extensions":{"a.b@v1":{"f":1,"i":1,"l":[],"m":null,"n":null}}}},"""
    r""""metadata":{"source":"SRC","version":8,"created_at_ms":11,"updated_at_ms":12,"created_by":"c0","""
    r""""updated_by":"ACT","tags":["t1","t2"]}}"""
)

LONGEST_TIMEOUT = 9 * 10**9


def from_payload(payload: str, row: str = "a") -> Registry:
    registry, problems = registry_from_payload(row, payload, "team.db")
    assert registry is not None, problems
    return registry


def from_yaml(text: str) -> Registry:
    registry, problems = registry_from_yaml(read(text, "team.yaml"))
    assert registry is not None, problems
    return registry


def from_tree(tree: Mapping[str, Any]) -> Registry:
    """The registry of ``tree`` by way of YAML."""
    return from_yaml(write({key: value for key, value in tree.items() if key != "default_profile_slug"}))


def _timed(tree: Tree) -> Tree:
    """``tree`` with a timeout that is a number of nanoseconds to Go, too."""
    timeout = (tree.get("client") or {}).get("timeout")
    return {**tree, "client": {**tree["client"], "timeout": timeout % LONGEST_TIMEOUT}} if timeout else tree


SETTINGS = settings().map(_timed)
PROFILES = st.fixed_dictionaries(
    {},
    optional={
        "display_name": st.sampled_from(["", "A", "<é>", "true"]),
        "stack": st.just([{"profile_slug": "p1"}, {"registry_slug": "far", "profile_slug": "x"}]),
        "inference_settings": SETTINGS,
        "metadata": st.fixed_dictionaries({}, optional={"version": st.integers(0, 2**64 - 1), "tags": st.just(["t"])}),
        "extensions": st.dictionaries(st.sampled_from(["a.b@v1", "c.d@v2"]), st.sampled_from([{}, {"x": {}}, [1.5]])),
    },
)
TREES = st.fixed_dictionaries(
    {"slug": st.just("a"), "profiles": st.fixed_dictionaries({"p1": PROFILES, "p2": PROFILES})}
)


def said(registry: Registry) -> dict[str, Any]:
    """Everything that ``registry`` says, its settings as their documented reading has them.

    Left out is what a payload cannot tell from nothing: zeros of plain Go fields and with them whether a section is
    empty; inside of free-form values an empty map is null.
    """
    return {slug: _profile(registry, slug) for slug in registry.profiles} | {
        "": (registry.slug, registry.display_name, registry.description, registry.metadata, registry.default_profile)
    }


def _profile(registry: Registry, slug: str) -> tuple[Any, ...]:
    profile = registry.profiles[slug]
    layer = read_layer(registry, profile, 1)
    leaves = {path: _value(path, value) for path, value in layer.settings.leaves.items() if not _is_none(path, value)}
    extensions = {path: _free(value) for path, value in layer.extensions.leaves.items()}
    has_settings = profile.inference_settings is not None
    return profile.display_name, profile.description, profile.stack, profile.metadata, has_settings, leaves, extensions


def _is_none(path: Path, value: Any) -> bool:
    field = field_at(path)
    is_zero = field is not None and field.path == path and field.zero_is_absent and not value
    return path in SECTIONS or is_zero


def _value(path: Path, value: Any) -> Any:
    """Numbers as the floats that Go has for them."""
    field = field_at(path)
    if field is not None and field.kind is Kind.NUMBER:
        return float(value)
    return _free(value) if field is not None and field.kind is Kind.FREE_MAP and field.path != path else value


def _free(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _free(item) for key, item in value.items()} or None
    return [_free(item) for item in value] if isinstance(value, list) else value
