"""Every setting that Geppetto has is in the table, under its Go name and with its Go type."""

from __future__ import annotations

import pytest

from engineprofiles.model import FIELDS, ROOT, SECTIONS, Container, Field, InferenceSettings, Kind, Merge, Owner, Secret
from engineprofiles.model.fields import field_at, nearest_name

# Geppetto's own list, in its order: YAML path, path in a SQLite payload, Go type.
GEPPETTO = """
api.api_keys                          API.APIKeys                        map[string]string
api.base_urls                         API.BaseUrls                       map[string]string
api.allow_http                        API.AllowHTTP                      map[string]bool
api.allow_local_networks              API.AllowLocalNetworks             map[string]bool
chat.engine                           Chat.Engine                        *string
chat.api_type                         Chat.ApiType                       *string
chat.max_response_tokens              Chat.MaxResponseTokens             *int
chat.top_p                            Chat.TopP                          *float
chat.temperature                      Chat.Temperature                   *float
chat.stop                             Chat.Stop                          []string
chat.api_keys                         Chat.APIKeys                       map[string]string
chat.stream                           Chat.Stream                        bool
chat.cache_type                       Chat.CacheType                     string
chat.cache_max_size                   Chat.CacheMaxSize                  int
chat.cache_max_entries                Chat.CacheMaxEntries               int
chat.cache_directory                  Chat.CacheDirectory                string
chat.structured_output_mode           Chat.StructuredOutputMode          string
chat.structured_output_name           Chat.StructuredOutputName          string
chat.structured_output_description    Chat.StructuredOutputDescription   string
chat.structured_output_schema         Chat.StructuredOutputSchema        string
chat.structured_output_strict         Chat.StructuredOutputStrict        *bool
chat.structured_output_require_valid  Chat.StructuredOutputRequireValid  bool
openai.n                              OpenAI.N                           *int
openai.presence_penalty               OpenAI.PresencePenalty             *float
openai.frequency_penalty              OpenAI.FrequencyPenalty            *float
openai.logit_bias                     OpenAI.LogitBias                   map[string]string
openai.reasoning_effort               OpenAI.ReasoningEffort             *string
openai.thinking_type                  OpenAI.ThinkingType                *string
openai.chat_reasoning_effort          OpenAI.ChatReasoningEffort         *string
openai.parallel_tool_calls            OpenAI.ParallelToolCalls           *bool
openai.reasoning_summary              OpenAI.ReasoningSummary            *string
openai.include_reasoning_encrypted    OpenAI.IncludeReasoningEncrypted   *bool
openai.stream-include-usage           OpenAI.StreamIncludeUsage          *bool
client.timeout                        Client.Timeout                     *int
client.timeout_second                 Client.TimeoutSeconds              *int
client.organization                   Client.Organization                *string
client.user_agent                     Client.UserAgent                   *string
client.proxy_url                      Client.ProxyURL                    *string
client.proxy_from_environment         Client.ProxyFromEnvironment        *bool
claude.top_k                          Claude.TopK                        *int
claude.user_id                        Claude.UserID                      *string
gemini.api_version                    Gemini.APIVersion                  string
gemini.include_thoughts               Gemini.IncludeThoughts             *bool
gemini.thinking_budget                Gemini.ThinkingBudget              *int
gemini.thinking_level                 Gemini.ThinkingLevel               string
ollama.mirostat                       Ollama.Mirostat                    *int
ollama.mirostat-eta                   Ollama.MirostatEta                 *float
ollama.mirostat-tau                   Ollama.MirostatTau                 *float
ollama.num-ctx                        Ollama.NumCtx                      *int
ollama.num-gqa                        Ollama.NumGqa                      *int
ollama.num-gpu                        Ollama.NumGpu                      *int
ollama.num-thread                     Ollama.NumThread                   *int
ollama.repeat-last-n                  Ollama.RepeatLastN                 *int
ollama.repeat-penalty                 Ollama.RepeatPenalty               *float
ollama.temperature                    Ollama.Temperature                 *float
ollama.seed                           Ollama.Seed                        *int
ollama.stop                           Ollama.Stop                        []string
ollama.tfs-z                          Ollama.TfsZ                        *float
ollama.num-predict                    Ollama.NumPredict                  *int
ollama.top-k                          Ollama.TopK                        *int
ollama.top-p                          Ollama.TopP                        *float
embeddings.type                       Embeddings.Type                    string
embeddings.engine                     Embeddings.Engine                  string
embeddings.dimensions                 Embeddings.Dimensions              int
embeddings.api_keys                   Embeddings.APIKeys                 map[string]string
embeddings.base_urls                  Embeddings.BaseURLs                map[string]string
embeddings.cache_type                 Embeddings.CacheType               string
embeddings.cache_max_size             Embeddings.CacheMaxSize            int
embeddings.cache_max_entries          Embeddings.CacheMaxEntries         int
embeddings.cache_directory            Embeddings.CacheDirectory          string
rerank.type                           Rerank.Type                        string
rerank.engine                         Rerank.Engine                      string
rerank.max_request_bytes              Rerank.MaxRequestBytes             int
rerank.max_response_bytes             Rerank.MaxResponseBytes            int
inference.thinking_budget             Inference.thinking_budget          *int
inference.reasoning_effort            Inference.reasoning_effort         *string
inference.thinking_type               Inference.thinking_type            *string
inference.reasoning_summary           Inference.reasoning_summary        *string
inference.temperature                 Inference.temperature              *float
inference.top_p                       Inference.top_p                    *float
inference.max_response_tokens         Inference.max_response_tokens      *int
inference.stop                        Inference.stop                     []string
inference.seed                        Inference.seed                     *int
model_info.id                         ModelInfo.id                       *string
model_info.name                       ModelInfo.name                     *string
model_info.reasoning                  ModelInfo.reasoning                *bool
model_info.input                      ModelInfo.input                    []string
model_info.context_window             ModelInfo.context_window           *int
model_info.quality_high_watermark     ModelInfo.quality_high_watermark   *int
model_info.max_output_tokens          ModelInfo.max_output_tokens        *int
model_info.cost.input                 ModelInfo.cost.input               float
model_info.cost.output                ModelInfo.cost.output              float
model_info.cost.cache_read            ModelInfo.cost.cache_read          float
model_info.cost.cache_write           ModelInfo.cost.cache_write         float
model_info.metadata                   ModelInfo.metadata                 map[string]any
"""

GEPPETTO_SECTIONS = {
    "api": "API",
    "chat": "Chat",
    "openai": "OpenAI",
    "client": "Client",
    "claude": "Claude",
    "gemini": "Gemini",
    "ollama": "Ollama",
    "embeddings": "Embeddings",
    "rerank": "Rerank",
    "inference": "Inference",
    "model_info": "ModelInfo",
    "model_info.cost": "ModelInfo.cost",
}

KINDS = {
    "string": Kind.STRING,
    "int": Kind.INTEGER,
    "float": Kind.NUMBER,
    "bool": Kind.BOOLEAN,
    "[]string": Kind.STRINGS,
    "map[string]string": Kind.STRING_MAP,
    "map[string]bool": Kind.BOOLEAN_MAP,
    "map[string]any": Kind.FREE_MAP,
}

ROWS = [tuple(line.split()) for line in GEPPETTO.strip().splitlines()]


def path(text: str) -> tuple[str, ...]:
    return tuple(text.split("."))


def go_path(of: tuple[str, ...]) -> str:
    """The path in a payload, found by going down from the root as a reader does."""
    names: list[str] = []
    node: Container | Field = ROOT
    for key in of:
        assert isinstance(node, Container)
        node = node.members[key]
        names.append(node.go_name)
    return ".".join(names)


def test_the_table_has_geppettos_fields_in_geppettos_order() -> None:
    assert list(FIELDS) == [path(yaml) for yaml, _, _ in ROWS]


@pytest.mark.parametrize(("yaml", "go", "go_type"), ROWS, ids=[row[0] for row in ROWS])
def test_a_field_has_its_go_name_and_type(yaml: str, go: str, go_type: str) -> None:
    field = FIELDS[path(yaml)]
    assert go_path(field.path) == go
    assert field.kind is KINDS[go_type.removeprefix("*")]
    assert field.optional is go_type.startswith(("*", "[]", "map"))
    assert field.help.endswith(".")


def test_the_sections_are_geppettos_with_their_go_names() -> None:
    assert {".".join(at): go_path(at) for at in SECTIONS} == GEPPETTO_SECTIONS
    assert all(section.help.endswith(".") and "``" not in section.help for section in SECTIONS.values())


def test_go_names_are_found_in_any_case() -> None:
    chat = ROOT.go_members["chat"]
    assert isinstance(chat, Container)
    assert chat.go_members["apitype"] is FIELDS["chat", "api_type"]
    assert "api_type" not in chat.go_members


def test_what_is_secret() -> None:
    assert {".".join(at): str(field.secret) for at, field in FIELDS.items() if field.secret} == {
        "api.api_keys": Secret.WHOLE,
        "api.base_urls": Secret.CREDENTIALS,
        "chat.api_keys": Secret.WHOLE,
        "client.proxy_url": Secret.CREDENTIALS,
        "embeddings.api_keys": Secret.WHOLE,
        "embeddings.base_urls": Secret.CREDENTIALS,
    }


def test_the_client_belongs_to_the_base_and_all_else_to_profiles() -> None:
    of_the_base = {at for at, field in FIELDS.items() if field.owner is Owner.BASE}
    assert of_the_base == {at for at in FIELDS if at[0] == "client"}


def test_a_cost_merges_as_a_unit_maps_by_key_and_all_else_is_replaced() -> None:
    assert SECTIONS["model_info", "cost"].merge is Merge.UNIT
    assert {at for at, field in FIELDS.items() if field.merge is Merge.UNIT} == {
        at for at in FIELDS if at[:2] == ("model_info", "cost")
    }
    assert {at for at, field in FIELDS.items() if field.merge is Merge.BY_KEY} == {
        at for at, field in FIELDS.items() if field.kind.is_map
    }


def test_a_zero_price_in_a_payload_is_a_price_and_a_zero_size_is_none() -> None:
    assert not FIELDS["model_info", "cost", "input"].zero_is_absent
    assert FIELDS["chat", "cache_max_size"].zero_is_absent
    assert not FIELDS["chat", "temperature"].zero_is_absent


@pytest.mark.parametrize(
    ("at", "unit"),
    [
        ("chat.max_response_tokens", "tokens"),
        ("chat.cache_max_size", "bytes"),
        ("chat.cache_max_entries", "entries"),
        ("client.timeout", "seconds"),
        ("rerank.max_request_bytes", "bytes"),
        ("model_info.context_window", "tokens"),
        ("model_info.cost.cache_read", "USD per 1M tokens"),
        ("chat.engine", ""),
    ],
)
def test_units(at: str, unit: str) -> None:
    assert FIELDS[path(at)].unit == unit


@pytest.mark.parametrize(
    ("at", "some"),
    [
        ("chat.api_type", {"openai", "open-responses", "openai-responses", "claude", "gemini", "ollama"}),
        ("chat.structured_output_mode", {"off", "json_schema"}),
        ("chat.cache_type", {"none", "memory", "disk"}),
        ("embeddings.type", {"openai", "ollama"}),
        ("inference.reasoning_effort", {"low", "medium", "high"}),
        ("model_info.input", {"text", "image", "audio", "video", "pdf"}),
    ],
)
def test_choices(at: str, some: set[str]) -> None:
    assert some <= set(FIELDS[path(at)].choices)


@pytest.mark.parametrize(
    ("at", "owner"),
    [
        (("chat", "engine"), "chat.engine"),
        (("api", "api_keys", "openai-api-key"), "api.api_keys"),
        (("model_info", "metadata", "a", "b", 0), "model_info.metadata"),
        (("chat", "stop", 1), "chat.stop"),
        (("model_info", "cost", "input"), "model_info.cost.input"),
    ],
)
def test_the_field_at_a_path(at: tuple[str | int, ...], owner: str) -> None:
    assert field_at(at) is FIELDS[path(owner)]


@pytest.mark.parametrize("at", [(), ("chat",), ("chat", "nope"), ("chat", "engine", "x"), ("chat", 0), ("nope", "x")])
def test_no_field_at_a_path(at: tuple[str | int, ...]) -> None:
    assert field_at(at) is None


@pytest.mark.parametrize(
    ("name", "names", "nearest"),
    [
        ("num_ctx", SECTIONS["ollama",].members, "num-ctx"),
        ("stream_include_usage", SECTIONS["openai",].members, "stream-include-usage"),
        ("top-k", SECTIONS["claude",].members, "top_k"),
        ("Engine", SECTIONS["chat",].members, "engine"),
        ("temprature", SECTIONS["chat",].members, "temperature"),
        ("api_key", SECTIONS["api",].members, "api_keys"),
        ("model-info", ROOT.members, "model_info"),
        ("colour", SECTIONS["chat",].members, None),
        ("", SECTIONS["chat",].members, None),
    ],
)
def test_the_name_that_was_meant(name: str, names: dict[str, object], nearest: str | None) -> None:
    assert nearest_name(name, names) == nearest


def test_the_json_schema_says_what_the_table_says() -> None:
    schema = InferenceSettings.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    for (*container, key), field in FIELDS.items():
        said = definitions[SECTIONS[tuple(container)].model.__name__]["properties"][key]
        assert said["description"] == field.help
        assert said.get("x-unit", "") == field.unit
        assert said.get("examples", []) == list(field.choices)
        assert said.get("writeOnly", False) is (field.secret is Secret.WHOLE)
    assert all(definition["additionalProperties"] is True for definition in definitions.values())
    assert list(schema["properties"]) == list(ROOT.members)
