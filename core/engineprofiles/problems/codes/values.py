"""What can be wrong with settings and their values."""

from __future__ import annotations

from engineprofiles.problems.code import Code, error, info, warning

CODES: tuple[Code, ...] = (
    error(
        "path-invalid",
        "This is not a path to a setting.",
        'Write keys with dots between them, such as chat.engine; quote any with a dot: extensions."app.feature@v1".',
        bad="$ profiledeck explain default chat..engine -s 10-team.yaml",
        good="$ profiledeck explain default chat.engine -s 10-team.yaml",
    ),
    warning(
        "geppetto-differs",
        "Geppetto comes to another value here than its documentation says.",
        "Write the layer so that both come to the same value; docs/compatibility.md tells of every rule.",
        bad="""\
slug: team
profiles:
  base: {inference_settings: {chat: {stream: true}}}
  quiet:
    stack: [{profile_slug: base}]
    inference_settings: {chat: {stream: false}}
""",
        good="""\
slug: team
profiles:
  base: {inference_settings: {chat: {engine: gpt-5-mini}}}
  loud:
    stack: [{profile_slug: base}]
    inference_settings: {chat: {stream: true}}
""",
    ),
    warning(
        "unquoted-scalar",
        "A text without quotes is a number, a date or a switch to YAML, and reaches Geppetto in another form.",
        "Put it in quotes.",
        bad="""\
slug: team
profiles:
  default: {inference_settings: {chat: {engine: 4.10}}}
""",
        good="""\
slug: team
profiles:
  default: {inference_settings: {chat: {engine: "4.10"}}}
""",
    ),
    warning(
        "yaml-v3-damages-string",
        "Geppetto writes settings out as YAML on the way, and its writer damages this text.",
        "Begin the text with something else than white space, or keep it in one line.",
        bad="""\
slug: team
profiles:
  default: {inference_settings: {chat: {stop: ["\\nHuman:"]}}}
""",
        good="""\
slug: team
profiles:
  default: {inference_settings: {chat: {stop: ["Human:"]}}}
""",
    ),
    warning(
        "model-info-stale",
        "The model, or its provider, was changed above the layer that described it, so the facts are of another model.",
        "Set model_info in the layer that makes the change.",
        bad="""\
slug: team
profiles:
  base:
    inference_settings:
      chat: {engine: gpt-4o-mini}
      model_info: {id: gpt-4o-mini, context_window: 128000}
  default:
    stack: [{profile_slug: base}]
    inference_settings:
      chat: {engine: gpt-5}
""",
        good="""\
slug: team
profiles:
  base:
    inference_settings:
      chat: {engine: gpt-4o-mini}
      model_info: {id: gpt-4o-mini, context_window: 128000}
  default:
    stack: [{profile_slug: base}]
    inference_settings:
      chat: {engine: gpt-5}
      model_info: {id: gpt-5, context_window: 400000}
""",
    ),
    warning(
        "model-info-id-mismatch",
        "model_info.id names another model than the engine that is called.",
        "Correct model_info.id and the facts beside it, or the engine. A date or a provider's prefix may differ.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {engine: gpt-5}
      model_info: {id: gpt-4o-mini, context_window: 128000}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {engine: gpt-5-2025-08-07}
      model_info: {id: gpt-5, context_window: 400000}
""",
    ),
    warning(
        "watermark-over-window",
        "One layer's watermark is above another layer's context window, so it no longer limits anything.",
        "Set quality_high_watermark in the layer that sets the smaller window.",
        bad="""\
slug: team
profiles:
  base:
    inference_settings:
      model_info: {context_window: 400000, quality_high_watermark: 200000}
  default:
    stack: [{profile_slug: base}]
    inference_settings:
      chat: {engine: gpt-4o-mini}
      model_info: {id: gpt-4o-mini, context_window: 128000}
""",
        good="""\
slug: team
profiles:
  base:
    inference_settings:
      model_info: {context_window: 400000, quality_high_watermark: 200000}
  default:
    stack: [{profile_slug: base}]
    inference_settings:
      chat: {engine: gpt-4o-mini}
      model_info: {id: gpt-4o-mini, context_window: 128000, quality_high_watermark: 100000}
""",
    ),
    warning(
        "output-over-window",
        "An answer may be longer than the model can write or hold, which a provider refuses.",
        "Lower the number of the answer, or correct the limit of the model.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {engine: gpt-4o-mini, max_response_tokens: 32768}
      model_info: {id: gpt-4o-mini, context_window: 128000, max_output_tokens: 16384}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {engine: gpt-4o-mini, max_response_tokens: 16384}
      model_info: {id: gpt-4o-mini, context_window: 128000, max_output_tokens: 16384}
""",
    ),
    error(
        "cost-negative",
        "A price is below zero.",
        "Write prices of zero or more, in USD per 1M tokens.",
        kind="validation",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {engine: gpt-5}
      model_info: {cost: {input: -1.25, output: 10}}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {engine: gpt-5}
      model_info: {cost: {input: 1.25, output: 10}}
""",
    ),
    warning(
        "cost-partial",
        "The price of input or of output is not there. Geppetto counts it as zero, so that it looks free.",
        "Write both. A layer's cost replaces all rates below it, so that none of them is inherited.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {engine: gpt-5}
      model_info: {cost: {input: 1.25}}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {engine: gpt-5}
      model_info: {cost: {input: 1.25, output: 10}}
""",
    ),
    info(
        "redundant-override",
        "A profile sets the value that it would inherit anyway, and so will not follow when it changes below.",
        "Remove it, unless the profile is to keep the value whatever happens below.",
        bad="""\
slug: team
profiles:
  base:
    inference_settings:
      chat: {engine: gpt-5, temperature: 0.2}
  default:
    stack: [{profile_slug: base}]
    inference_settings:
      chat: {temperature: 0.2}
""",
        good="""\
slug: team
profiles:
  base:
    inference_settings:
      chat: {engine: gpt-5, temperature: 0.2}
  default:
    stack: [{profile_slug: base}]
    inference_settings:
      chat: {temperature: 0.7}
""",
    ),
    info(
        "masked-everywhere",
        "A value never comes to bear: each profile that stacks on this one replaces it.",
        "Remove it, or remove what replaces it.",
        bad="""\
slug: team
profiles:
  manners:
    inference_settings:
      chat: {temperature: 0.2, stop: [END]}
  default:
    stack: [{profile_slug: manners}]
    inference_settings:
      chat: {engine: gpt-5, temperature: 0.7}
""",
        good="""\
slug: team
profiles:
  manners:
    inference_settings:
      chat: {stop: [END]}
  default:
    stack: [{profile_slug: manners}]
    inference_settings:
      chat: {engine: gpt-5, temperature: 0.7}
""",
    ),
)
