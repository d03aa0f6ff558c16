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
