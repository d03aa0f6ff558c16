"""Geppetto's own defaults: the base of an application that sets nothing itself."""

from __future__ import annotations

from functools import cache

from engineprofiles.documents.reader import read
from engineprofiles.hosts.document import settings_from_yaml
from engineprofiles.resolution import LayeredSettings

SOURCE = "geppetto defaults"
_DEFAULTS = """\
api: {}
chat:
  engine: gpt-4
  api_type: openai
  top_p: 1
  temperature: 0.7
  stream: true
  cache_type: none
  cache_max_size: 1073741824
  cache_max_entries: 1000
  structured_output_mode: "off"
  structured_output_strict: true
openai:
  n: 1
  presence_penalty: 0
  frequency_penalty: 0
  reasoning_effort: medium
  thinking_type: ""
  chat_reasoning_effort: ""
  parallel_tool_calls: false
  reasoning_summary: auto
  include_reasoning_encrypted: false
  stream-include-usage: true
client:
  timeout: 60
  proxy_from_environment: true
claude:
  top_k: 1
  user_id: ""
gemini:
  api_version: v1beta
ollama:
  mirostat: 0
  mirostat-eta: 0.1
  mirostat-tau: 5
  num-ctx: 2048
  num-gqa: 1
  num-gpu: 50
  num-thread: 1
  repeat-last-n: 64
  repeat-penalty: 1.1
  temperature: 0.8
  seed: 0
  tfs-z: 1
  num-predict: 128
  top-k: 40
  top-p: 0.9
embeddings:
  type: openai
  engine: text-embedding-3-small
  dimensions: 1536
  cache_type: none
  cache_max_size: 1073741824
  cache_max_entries: 1000
"""


@cache
def geppetto_defaults() -> LayeredSettings:
    """The settings that Geppetto starts from before any profile, to be used as a base."""
    return settings_from_yaml(read(_DEFAULTS.encode(), SOURCE))
