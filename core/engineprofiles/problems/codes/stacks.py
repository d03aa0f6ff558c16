"""What can be wrong with a selection and with the stack it leads to."""

from __future__ import annotations

from engineprofiles.problems.code import Code, error, info, warning

CODES: tuple[Code, ...] = (
    error(
        "registry-not-found",
        "No opened source holds a registry of this slug.",
        "Use one of the registries that were looked through.",
        kind="registry-not-found",
        bad="$ profiledeck resolve nowhere/default -s 10-team.yaml",
        good="$ profiledeck resolve team/default -s 10-team.yaml",
    ),
    error(
        "profile-not-found",
        "No registry that was looked through holds a profile of this slug.",
        "Use one of the profiles that are there.",
        kind="profile-not-found",
        bad="$ profiledeck resolve team/nobody -s 10-team.yaml",
        good="$ profiledeck resolve team/default -s 10-team.yaml",
    ),
    error(
        "no-default",
        "Nothing was selected and the default registry has no default profile.",
        "Name a profile.",
        kind="validation",
        bad="""
            slug: team
            profiles: {}
        """,
        good="""
            slug: team
            profiles:
              default: {}
        """,
    ),
    error(
        "ref-missing-registry",
        "A stack names a registry that was not opened.",
        "Correct registry_slug, or add that registry's source to the chain.",
        kind="validation",
        bad="""
            slug: team
            profiles:
              default:
                stack:
                - registry_slug: nowhere
                  profile_slug: base
        """,
        good="""
            # 10-provider.yaml
            slug: provider
            profiles:
              base:
                inference_settings:
                  chat: {engine: gpt-5}
            # 20-team.yaml
            slug: team
            profiles:
              default:
                stack:
                - registry_slug: provider
                  profile_slug: base
        """,
    ),
    error(
        "ref-missing-profile",
        "A stack names a profile that its registry does not have.",
        "Correct profile_slug, or add the profile.",
        kind="validation",
        bad="""
            slug: team
            profiles:
              base:
                inference_settings:
                  chat: {engine: gpt-5}
              default:
                stack:
                - profile_slug: bass
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
        "cycle",
        "A stack leads back to itself.",
        "Remove one of the references on the way.",
        kind="validation",
        bad="""
            slug: team
            profiles:
              egg:
                stack:
                - profile_slug: hen
              hen:
                stack:
                - profile_slug: egg
        """,
        good="""
            slug: team
            profiles:
              egg:
                inference_settings:
                  chat: {engine: gpt-5}
              hen:
                stack:
                - profile_slug: egg
        """,
    ),
    error(
        "depth",
        "A stack is deeper than 32 profiles.",
        "Flatten part of the stack.",
        kind="validation",
        bad="33 profiles, each stacking on the one before it.",
        good="Profiles that stack on a few others; what is always used together stands in one.",
    ),
    warning(
        "duplicate-ref",
        "A stack names a profile that is in it already: only the first time counts.",
        "Remove the entry.",
        bad="""
            slug: team
            profiles:
              base:
                inference_settings:
                  chat: {engine: gpt-5}
              middle:
                stack:
                - profile_slug: base
              default:
                stack:
                - profile_slug: middle
                - profile_slug: base
        """,
        good="""
            slug: team
            profiles:
              base:
                inference_settings:
                  chat: {engine: gpt-5}
              middle:
                stack:
                - profile_slug: base
              default:
                stack:
                - profile_slug: middle
        """,
    ),
    info(
        "shadowed",
        "A registry above has a profile of the same slug, so the slug alone no longer leads to this one.",
        "Name it with its registry, or rename one of the two.",
        of_key=True,
        bad="""
            # 10-team.yaml
            slug: team
            profiles:
              assistant:
                inference_settings:
                  chat: {engine: gpt-5}
            # 20-mine.yaml
            slug: mine
            profiles:
              assistant:
                inference_settings:
                  chat: {engine: gpt-5-mini}
        """,
        good="""
            # 10-team.yaml
            slug: team
            profiles:
              assistant:
                inference_settings:
                  chat: {engine: gpt-5}
            # 20-mine.yaml
            slug: mine
            profiles:
              my-assistant:
                inference_settings:
                  chat: {engine: gpt-5-mini}
        """,
    ),
    info(
        "unused-profile",
        "Nothing stacks on this profile, and it leads to no engine that it could be selected for.",
        "Let a profile stack on it, set an engine, or remove it.",
        of_key=True,
        bad="""
            slug: team
            profiles:
              default:
                inference_settings:
                  chat: {engine: gpt-5}
              precise:
                inference_settings:
                  chat: {temperature: 0}
        """,
        good="""
            slug: team
            profiles:
              default:
                stack:
                - profile_slug: precise
                inference_settings:
                  chat: {engine: gpt-5}
              precise:
                inference_settings:
                  chat: {temperature: 0}
        """,
    ),
)
