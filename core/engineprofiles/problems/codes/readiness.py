"""What keeps a profile from being used, as far as the profile has to bring it."""

from __future__ import annotations

from engineprofiles.problems.code import Code, info, warning

CODES: tuple[Code, ...] = (
    info(
        "engine-missing",
        "A profile has settings but no model, and no profile stacks on it that names one.",
        "Set chat.engine, unless the application's base does.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {temperature: 0.2}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {engine: gpt-5, temperature: 0.2}
""",
    ),
    warning(
        "api-type-unknown",
        "Geppetto knows no API of this name.",
        "Use one of openai, open-responses, openai-responses, anyscale, fireworks, claude and gemini.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {api_type: opanai, engine: gpt-5}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      api: {api_keys: {openai-api-key: "${OPENAI_API_KEY}"}}
      chat: {api_type: openai, engine: gpt-5}
""",
    ),
    warning(
        "api-type-without-engine",
        "Geppetto lists this API without being able to chat through it.",
        "If the provider speaks OpenAI's protocol, use openai and set api.base_urls.openai-base-url.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {api_type: ollama, engine: llama3.1}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      api:
        api_keys: {openai-api-key: unused}
        base_urls: {openai-base-url: "http://localhost:11434/v1"}
        allow_http: {openai: true}
        allow_local_networks: {openai: true}
      chat: {api_type: openai, engine: llama3.1}
""",
    ),
    info(
        "api-key-missing",
        "No layer sets the key under which Geppetto looks for it.",
        "Set it in the profile that sets the provider, unless the application's base or its environment does.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {api_type: openai-responses, engine: gpt-5}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      api: {api_keys: {openai-api-key: "${OPENAI_API_KEY}"}}
      chat: {api_type: openai-responses, engine: gpt-5}
""",
    ),
    warning(
        "api-key-empty",
        "The key is there but empty: Geppetto accepts it, and the provider answers 401.",
        "Write the key, or remove the line so that the application's base can supply one.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      api: {api_keys: {openai-api-key: ""}}
      chat: {api_type: openai-responses, engine: gpt-5}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      api: {api_keys: {openai-api-key: "${OPENAI_API_KEY}"}}
      chat: {api_type: openai-responses, engine: gpt-5}
""",
    ),
    warning(
        "provider-sections-missing",
        "The provider's engine asks for a section that neither the profile nor the application's base has.",
        "Set something in that section of the application's base.",
        bad="A profile with the API type claude, over a base that holds nothing but `chat: {stream: true}`.",
        good="The same profile over a base with `client: {timeout: 60}` and `claude: {user_id: team}` besides.",
    ),
    warning(
        "embeddings-not-ready",
        "The settings for embeddings are too few to make vectors.",
        "Set embeddings.type and embeddings.engine, and embeddings.dimensions for ollama.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      embeddings: {type: ollama, engine: nomic-embed-text}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      embeddings: {type: ollama, engine: nomic-embed-text, dimensions: 768}
""",
    ),
    warning(
        "base-url-with-operation-path",
        "The address ends with what Geppetto adds to it, so that requests get 404.",
        "Remove that end: https://api.openai.com/v1 and https://api.anthropic.com are right.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      api: {base_urls: {openai-base-url: "https://api.example.com/v1/chat/completions"}}
      chat: {engine: gpt-5}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      api: {base_urls: {openai-base-url: "https://api.example.com/v1"}}
      chat: {engine: gpt-5}
""",
    ),
    warning(
        "allow-http-remote",
        "Plain HTTP is allowed towards a provider that is not local: keys and prompts could be read on the way.",
        "Remove the permission, and reach the provider by https.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      api:
        base_urls: {openai-base-url: "http://llm.example.com/v1"}
        allow_http: {openai: true}
      chat: {engine: gpt-5}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      api:
        base_urls: {openai-base-url: "http://localhost:8080/v1"}
        allow_http: {openai: true}
      chat: {engine: gpt-5}
""",
    ),
    warning(
        "allow-local-networks-remote",
        "Local networks are allowed for a provider that is on none, so a redirected name could reach into them.",
        "Remove the permission.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      api:
        base_urls: {openai-base-url: "https://llm.example.com/v1"}
        allow_local_networks: {openai: true}
      chat: {engine: gpt-5}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      api:
        base_urls: {openai-base-url: "https://192.168.1.20/v1"}
        allow_local_networks: {openai: true}
      chat: {engine: gpt-5}
""",
    ),
)
