"""What can be wrong with how a registry and its profiles are built."""

from __future__ import annotations

from engineprofiles.problems.code import Code, error, warning

CODES: tuple[Code, ...] = (
    warning(
        "timeout-second-ignored",
        "Geppetto writes client.timeout_second but never reads it.",
        "Write client.timeout, in whole seconds.",
        of_key=True,
        bad="""
            slug: team
            profiles:
              default:
                inference_settings:
                  client:
                    timeout_second: 60
        """,
        good="""
            slug: team
            profiles:
              default:
                inference_settings:
                  client:
                    timeout: 60
        """,
    ),
    error(
        "default-profile-slug-in-yaml",
        "A YAML registry cannot name its default profile.",
        "Name the default profile `default`, or let one of that name stack on it: `profiledeck migrate FILE` does it.",
        kind="validation",
        of_key=True,
        bad="""
            slug: team
            default_profile_slug: fast
            profiles:
              fast:
                inference_settings:
                  chat: {engine: gpt-5-mini}
        """,
        good="""
            slug: team
            profiles:
              default:
                stack:
                - profile_slug: fast
              fast:
                inference_settings:
                  chat: {engine: gpt-5-mini}
        """,
    ),
    error(
        "legacy-api-keys",
        "inference_settings.api_keys is an older place for keys.",
        "Rename it to inference_settings.api: `profiledeck migrate FILE` does it.",
        of_key=True,
        bad="""
            slug: team
            profiles:
              default:
                inference_settings:
                  api_keys:
                    api_keys:
                      openai-api-key: sk-example
        """,
        good="""
            slug: team
            profiles:
              default:
                inference_settings:
                  api:
                    api_keys:
                      openai-api-key: sk-example
        """,
    ),
    warning(
        "legacy-runtime-block",
        "A profile has its settings in a block of an older format, which Geppetto ignores without a word.",
        "Run `profiledeck migrate FILE`, which converts the file, or move the settings to inference_settings.",
        of_key=True,
        bad="""
            slug: team
            profiles:
              default:
                runtime:
                  step_settings_patch:
                    ai-chat:
                      ai-engine: gpt-5
        """,
        good="""
            slug: team
            profiles:
              default:
                inference_settings:
                  chat: {engine: gpt-5}
        """,
    ),
    error(
        "slug-missing",
        "A registry has no slug.",
        "Add `slug: some-name` at the top.",
        kind="validation",
        bad="""
            profiles:
              default: {}
        """,
        good="""
            slug: team
            profiles:
              default: {}
        """,
    ),
    error(
        "slug-invalid",
        "A slug holds letters that slugs cannot have.",
        "Use 1 to 128 letters a-z, digits, dots, dashes and underscores, with a letter or digit at both ends.",
        bad="""
            slug: team
            profiles:
              my profile!: {}
        """,
        good="""
            slug: team
            profiles:
              my-profile: {}
        """,
    ),
    error(
        "slug-mismatch",
        "A profile's slug is not the key it stands under.",
        "Make the two the same, or leave the slug out.",
        kind="validation",
        bad="""
            slug: team
            profiles:
              writer:
                slug: author
        """,
        good="""
            slug: team
            profiles:
              writer:
                slug: writer
        """,
    ),
    error(
        "slug-collision-after-normalising",
        "Two profile keys are the same slug once trimmed and lower-cased.",
        "Rename one of them.",
        of_key=True,
        bad="""
            slug: team
            profiles:
              Writer:
                inference_settings:
                  chat: {engine: gpt-5}
              writer:
                inference_settings:
                  chat: {engine: gpt-5-mini}
        """,
        good="""
            slug: team
            profiles:
              writer:
                inference_settings:
                  chat: {engine: gpt-5}
              writer-fast:
                inference_settings:
                  chat: {engine: gpt-5-mini}
        """,
    ),
    error(
        "profile-null",
        "A profile has no content at all.",
        "Write `{}` for an empty profile.",
        kind="validation",
        of_key=True,
        bad="""
            slug: team
            profiles:
              default:
        """,
        good="""
            slug: team
            profiles:
              default: {}
        """,
    ),
    error(
        "default-missing",
        "The registry does not say which profile is its default, or names one it does not have.",
        "Set default_profile_slug to a profile of this registry.",
        kind="validation",
        bad="A row of a database whose payload has profiles and no `default_profile_slug`.",
        good='The same payload with `"default_profile_slug": "default"`, and a profile of that slug.',
    ),
    error(
        "ref-invalid",
        "A stack entry does not name a profile.",
        "Write `- profile_slug: name`, with registry_slug when it is in another registry.",
        kind="validation",
        bad="""
            slug: team
            profiles:
              base:
                inference_settings:
                  chat: {engine: gpt-5}
              default:
                stack:
                - profile: base
        """,
        good="""
            slug: team
            profiles:
              base:
                inference_settings:
                  chat: {engine: gpt-5}
              default:
                stack:
                - profile_slug: base
        """,
    ),
    error(
        "extension-key-invalid",
        "An extension key is not of the form namespace.feature@vN.",
        "Rename it, for example `app.feature@v1`.",
        kind="validation",
        of_key=True,
        bad="""
            slug: team
            profiles:
              default:
                extensions:
                  app.prompts: {tone: friendly}
        """,
        good="""
            slug: team
            profiles:
              default:
                extensions:
                  app.prompts@v1: {tone: friendly}
        """,
    ),
    error(
        "extension-value-invalid",
        "An extension holds something that JSON cannot.",
        "Use strings, numbers, booleans, lists and maps with text keys.",
        kind="validation",
        bad="""
            slug: team
            profiles:
              default:
                extensions:
                  app.limits@v1: {most: .inf}
        """,
        good="""
            slug: team
            profiles:
              default:
                extensions:
                  app.limits@v1: {most: 100}
        """,
    ),
    error(
        "model-info-invalid",
        "model_info holds numbers that cannot be.",
        "Use numbers of zero or more, and a watermark within the context window.",
        kind="validation",
        bad="""
            slug: team
            profiles:
              default:
                inference_settings:
                  model_info:
                    id: gpt-5
                    context_window: -1
        """,
        good="""
            slug: team
            profiles:
              default:
                inference_settings:
                  model_info:
                    id: gpt-5
                    context_window: 400000
        """,
    ),
)
