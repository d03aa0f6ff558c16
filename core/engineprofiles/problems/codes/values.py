"""What can be wrong with settings and their values."""

from __future__ import annotations

from engineprofiles.problems.code import Code, error, warning

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
        "Write the value so that both agree, as the rule in the message says, or preview with Geppetto's reading.",
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
        "The model was changed above the layer that described it, so the facts are of another model.",
        "Set model_info in the layer that sets the engine.",
        bad="""
            slug: team
            profiles:
              base:
                inference_settings:
                  chat: {engine: gpt-4o-mini}
                  model_info: {id: gpt-4o-mini, context_window: 128000}
              default:
                stack:
                - profile_slug: base
                inference_settings:
                  chat: {engine: gpt-5}
        """,
        good="""
            slug: team
            profiles:
              base:
                inference_settings:
                  chat: {engine: gpt-4o-mini}
                  model_info: {id: gpt-4o-mini, context_window: 128000}
              default:
                stack:
                - profile_slug: base
                inference_settings:
                  chat: {engine: gpt-5}
                  model_info: {id: gpt-5, context_window: 400000}
        """,
    ),
)
