"""What belongs elsewhere, and who can read a secret."""

from __future__ import annotations

from engineprofiles.problems.code import Code, info, warning

CODES: tuple[Code, ...] = (
    info(
        "base-field-in-profile",
        "A profile says how requests leave this computer, which is the application's own business.",
        "Move it to the settings of the application, where it holds for every profile.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {engine: gpt-5}
      client: {timeout: 90}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {engine: gpt-5}
""",
    ),
    warning(
        "secret-in-world-readable-file",
        "A file holds a secret, and others on this computer may read it.",
        "Take the permission away: chmod 600, then the file.",
        bad="A registry with an API key in it, in a file of mode 0644.",
        good="The same file with mode 0600.",
    ),
    info(
        "secret-in-shared-registry",
        "A secret is in a registry that several others build on, so whoever shares them shares the secret.",
        "Keep the secret in a registry of your own, or in the application's base.",
        bad="""\
# 10-provider.yaml
slug: provider
profiles:
  default:
    inference_settings:
      api: {api_keys: {openai-api-key: sample-key-0123456789}}
      chat: {engine: gpt-5}
# 20-team.yaml
slug: team
profiles:
  default: {stack: [{registry_slug: provider, profile_slug: default}]}
# 30-lab.yaml
slug: lab
profiles:
  default: {stack: [{registry_slug: provider, profile_slug: default}]}
""",
        good="""\
# 10-provider.yaml
slug: provider
profiles:
  default:
    inference_settings:
      chat: {engine: gpt-5}
# 20-team.yaml
slug: team
profiles:
  default: {stack: [{registry_slug: provider, profile_slug: default}]}
# 30-lab.yaml
slug: lab
profiles:
  default: {stack: [{registry_slug: provider, profile_slug: default}]}
""",
    ),
    warning(
        "oauth-and-static-key",
        "A profile logs in by OAuth and has a static key for the same provider, which Pinocchio refuses.",
        "Remove the key, or let the profile stack on a layer without it.",
        bad="""\
slug: team
profiles:
  default:
    inference_settings:
      api: {api_keys: {openai-api-key: "${OPENAI_API_KEY}"}}
      chat: {api_type: openai-responses, engine: gpt-5}
    extensions:
      pinocchio.oauth@v1: {kind: oauth_bearer, client_id: app}
""",
        good="""\
slug: team
profiles:
  default:
    inference_settings:
      chat: {api_type: openai-responses, engine: gpt-5}
    extensions:
      pinocchio.oauth@v1: {kind: oauth_bearer, client_id: app}
""",
    ),
)
