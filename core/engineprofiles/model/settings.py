"""The settings of an inference engine: every section and field of ``inference_settings``.

Forms, tables, checks, JSON Schema and documentation are read off the declarations here and in ``model_info``; the
order is that of Geppetto's output, the first line about a section is its help. A field is absent when it is ``None``.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from engineprofiles.model.model_info import ModelInfo
from engineprofiles.model.secrecy import Secret
from engineprofiles.model.section import Owner, Section, Setting

API_TYPES = (
    "openai",
    "open-responses",
    "openai-responses",
    "anyscale",
    "fireworks",
    "claude",
    "gemini",
    "ollama",
    "mistral",
    "perplexity",
    "cohere",
)
EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh")

# Settings that several sections have.
ApiKeys = Annotated[dict[str, str] | None, Setting("API keys by name.", secret=Secret.WHOLE, go="APIKeys")]
AnswerTokens = Annotated[int | None, Setting("The most tokens of an answer.", unit="tokens")]
Temperature = Annotated[float | None, Setting("Randomness of the answer; 0 is the steadiest.")]
TopP = Annotated[float | None, Setting("Share of the likeliest tokens to choose among, from 0 to 1.")]
TopK = Annotated[int | None, Setting("How many of the likeliest tokens to choose among.")]
Seed = Annotated[int | None, Setting("Start of the random numbers, to have the same answer again.")]
Stop = Annotated[list[str] | None, Setting("Texts at which the answer ends.")]
Effort = Annotated[str | None, Setting("How long the model reasons.", choices=EFFORTS)]
ThinkingType = Annotated[str | None, Setting("Whether the model thinks.", choices=("enabled", "disabled"))]
ThinkingBudget = Annotated[int | None, Setting("The most tokens of thought.", unit="tokens")]
Summary = Annotated[str | None, Setting("How reasoning is summarised.", choices=("auto", "concise", "detailed"))]
CacheType = Annotated[
    str | None, Setting("Where results are kept.", choices=("none", "memory", "disk"), optional=False)
]
CacheSize = Annotated[int | None, Setting("The most that a disk cache holds.", unit="bytes", optional=False)]
CacheEntries = Annotated[int | None, Setting("The most that a memory cache holds.", unit="entries", optional=False)]
CacheDirectory = Annotated[str | None, Setting("The folder of a disk cache.", optional=False)]


class ApiSettings(Section):
    """Access to providers: keys, addresses, what is allowed.

    Keys and addresses go by names such as ``openai-api-key``, what is allowed by provider.
    """

    api_keys: ApiKeys = None
    base_urls: Annotated[dict[str, str] | None, Setting("API addresses by name.", secret=Secret.CREDENTIALS)] = None
    allow_http: Annotated[dict[str, bool] | None, Setting("Who may be reached without TLS.", go="AllowHTTP")] = None
    allow_local_networks: Annotated[dict[str, bool] | None, Setting("Who may be on a private network.")] = None


class ChatSettings(Section):
    """Which model answers, and how."""

    engine: Annotated[str | None, Setting("The model to call.")] = None
    api_type: Annotated[str | None, Setting("The API that the provider speaks.", choices=API_TYPES)] = None
    max_response_tokens: AnswerTokens = None
    top_p: TopP = None
    temperature: Temperature = None
    stop: Stop = None
    api_keys: Annotated[
        dict[str, str] | None, Setting("An older place for keys: use api.", secret=Secret.WHOLE, go="APIKeys")
    ] = None
    stream: Annotated[bool | None, Setting("Deliver the answer while it is written.", optional=False)] = None
    cache_type: CacheType = None
    cache_max_size: CacheSize = None
    cache_max_entries: CacheEntries = None
    cache_directory: CacheDirectory = None
    structured_output_mode: Annotated[
        str | None, Setting("How the answer is held to a schema.", choices=("off", "json_schema"), optional=False)
    ] = None
    structured_output_name: Annotated[str | None, Setting("The schema's name for the provider.", optional=False)] = None
    structured_output_description: Annotated[str | None, Setting("What the schema is for.", optional=False)] = None
    structured_output_schema: Annotated[str | None, Setting("The JSON Schema, as text.", optional=False)] = None
    structured_output_strict: Annotated[bool | None, Setting("Have the provider enforce the schema.")] = None
    structured_output_require_valid: Annotated[
        bool | None, Setting("Fail rather than go on without a usable schema.", optional=False)
    ] = None


class OpenAISettings(Section):
    """What only OpenAI's APIs know."""

    n: Annotated[int | None, Setting("How many answers to write.", always_written=True)] = None
    presence_penalty: Annotated[float | None, Setting("Push towards new subjects, from -2 to 2.")] = None
    frequency_penalty: Annotated[float | None, Setting("Push against repeated words, from -2 to 2.")] = None
    logit_bias: Annotated[dict[str, str] | None, Setting("Push for or against single tokens, by token id.")] = None
    reasoning_effort: Annotated[str | None, Setting("How long the Responses API reasons.", choices=EFFORTS)] = None
    thinking_type: ThinkingType = None
    chat_reasoning_effort: Annotated[str | None, Setting("How long the Chat API reasons.", choices=EFFORTS)] = None
    parallel_tool_calls: Annotated[bool | None, Setting("Let the model call several tools at once.")] = None
    reasoning_summary: Summary = None
    include_reasoning_encrypted: Annotated[bool | None, Setting("Ask for reasoning to hand back, encrypted.")] = None
    stream_include_usage: Annotated[
        bool | None, Setting("Ask for token counts while streaming."), Field(alias="stream-include-usage")
    ] = None


class ClientSettings(Section):
    """How requests leave this machine."""

    timeout: Annotated[int | None, Setting("How long a request may take.", unit="seconds")] = None
    timeout_second: Annotated[
        int | None, Setting("Written by Geppetto, never read: set timeout.", unit="seconds", go="TimeoutSeconds")
    ] = None
    organization: Annotated[str | None, Setting("The organization that requests are counted for.")] = None
    user_agent: Annotated[str | None, Setting("The name that the client gives itself.")] = None
    proxy_url: Annotated[str | None, Setting("The proxy to use.", secret=Secret.CREDENTIALS, go="ProxyURL")] = None
    proxy_from_environment: Annotated[bool | None, Setting("Take the proxy from HTTP_PROXY and its kin.")] = None


class ClaudeSettings(Section):
    """What only Anthropic's API knows."""

    top_k: TopK = None
    user_id: Annotated[str | None, Setting("The user that requests are made for.", go="UserID")] = None


class GeminiSettings(Section):
    """What only Google's Gemini API knows."""

    api_version: Annotated[
        str | None, Setting("The version of the API.", choices=("v1", "v1beta"), go="APIVersion", optional=False)
    ] = None
    include_thoughts: Annotated[bool | None, Setting("Ask for a summary of the model's thoughts.")] = None
    thinking_budget: ThinkingBudget = None
    thinking_level: Annotated[
        str | None, Setting("How deeply to think.", choices=("minimal", "low", "medium", "high"), optional=False)
    ] = None


def _hyphenated(name: str) -> str:
    return name.replace("_", "-")


class OllamaSettings(Section, alias_generator=_hyphenated):
    """What only Ollama knows. Its keys have hyphens."""

    mirostat: Annotated[int | None, Setting("Mirostat sampling: 0 off, 1 Mirostat, 2 Mirostat 2.0.")] = None
    mirostat_eta: Annotated[float | None, Setting("How fast Mirostat learns.")] = None
    mirostat_tau: Annotated[float | None, Setting("Mirostat's balance of coherence (low) and variety (high).")] = None
    num_ctx: Annotated[int | None, Setting("The context window to run the model with.", unit="tokens")] = None
    num_gqa: Annotated[int | None, Setting("Groups of the grouped-query attention.")] = None
    num_gpu: Annotated[int | None, Setting("Layers to put on the GPU.")] = None
    num_thread: Annotated[int | None, Setting("Threads to compute with.")] = None
    repeat_last_n: Annotated[int | None, Setting("How far back repetition counts.", unit="tokens")] = None
    repeat_penalty: Annotated[float | None, Setting("Push against repetition; 1 is none.")] = None
    temperature: Temperature = None
    seed: Seed = None
    stop: Stop = None
    tfs_z: Annotated[float | None, Setting("Tail-free sampling; 1 is off.")] = None
    num_predict: AnswerTokens = None
    top_k: TopK = None
    top_p: TopP = None


class EmbeddingsSettings(Section):
    """Which model turns text into vectors."""

    type: Annotated[
        str | None, Setting("The API to call.", choices=("openai", "ollama"), optional=False, always_written=True)
    ] = None
    engine: Annotated[str | None, Setting("The model to call.", optional=False, always_written=True)] = None
    dimensions: Annotated[int | None, Setting("The length of a vector.", optional=False, always_written=True)] = None
    api_keys: ApiKeys = None
    base_urls: Annotated[
        dict[str, str] | None, Setting("API addresses by name.", secret=Secret.CREDENTIALS, go="BaseURLs")
    ] = None
    cache_type: CacheType = None
    cache_max_size: CacheSize = None
    cache_max_entries: CacheEntries = None
    cache_directory: CacheDirectory = None


class RerankSettings(Section):
    """Which model puts search results in order."""

    type: Annotated[str | None, Setting("The API to call.", choices=("llamacpp",), optional=False)] = None
    engine: Annotated[str | None, Setting("The model to call.", optional=False)] = None
    max_request_bytes: Annotated[int | None, Setting("The longest request.", unit="bytes", optional=False)] = None
    max_response_bytes: Annotated[int | None, Setting("The longest response.", unit="bytes", optional=False)] = None


class InferenceConfig(Section):
    """What each request asks for, whichever provider answers. It wins over what chat says."""

    json_tagged: ClassVar[bool] = True

    thinking_budget: ThinkingBudget = None
    reasoning_effort: Effort = None
    thinking_type: ThinkingType = None
    reasoning_summary: Summary = None
    temperature: Temperature = None
    top_p: TopP = None
    max_response_tokens: AnswerTokens = None
    stop: Stop = None
    seed: Seed = None


class InferenceSettings(Section):
    """All settings of an inference engine."""

    api: Annotated[ApiSettings | None, Setting(go="API")] = None
    chat: ChatSettings | None = None
    openai: Annotated[OpenAISettings | None, Setting(go="OpenAI")] = None
    client: Annotated[ClientSettings | None, Setting(owner=Owner.BASE)] = None
    claude: ClaudeSettings | None = None
    gemini: GeminiSettings | None = None
    ollama: OllamaSettings | None = None
    embeddings: EmbeddingsSettings | None = None
    rerank: RerankSettings | None = None
    inference: InferenceConfig | None = None
    model_info: ModelInfo | None = None
