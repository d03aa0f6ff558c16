"""What can be wrong with the text of a document, and with a document that should be a registry."""

from __future__ import annotations

from engineprofiles.problems.code import Code, error, warning

CODES: tuple[Code, ...] = (
    error(
        "yaml-syntax",
        "The text is not YAML that Geppetto can read.",
        "Mend the text at the place shown.",
        bad="""
            slug: team
            profiles:
              default:
                inference_settings:
                  chat: {engine: gpt-5
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
        "duplicate-key",
        "A key stands twice in one mapping.",
        "Remove or rename one of the two.",
        bad="""
            slug: team
            profiles:
              default:
                inference_settings:
                  chat:
                    engine: gpt-4o-mini
                    engine: gpt-5
        """,
        good="""
            slug: team
            profiles:
              default:
                inference_settings:
                  chat:
                    engine: gpt-5
        """,
    ),
    error(
        "excessive-aliasing",
        "Aliases multiply the document beyond what Geppetto accepts.",
        "Write the repeated parts out, or use fewer aliases.",
        bad="Ten aliases of a list of ten aliases, seven times over: a few lines that stand for ten million texts.",
        good="The lists written out, or aliases that repeat a part a few times.",
    ),
    error(
        "too-deep",
        "The document nests deeper than 10,000 levels, or one of its values deeper than 200.",
        "Flatten the document.",
        bad="Lists within lists, 10,050 of them.",
        good="Values that nest a few levels deep, as people write them.",
    ),
    warning(
        "several-documents",
        "Only the first YAML document of a file is read.",
        "Move each further registry to a file of its own.",
        bad="""
            slug: team
            profiles: {}
            ---
            slug: mine
            profiles: {}
        """,
        good="""
            # 10-team.yaml
            slug: team
            profiles: {}
            # 20-mine.yaml
            slug: mine
            profiles: {}
        """,
    ),
    error(
        "wrong-type",
        "A value has a type that its field cannot take.",
        "Write a value of the type shown.",
        bad="""
            slug: team
            profiles:
              default:
                inference_settings:
                  chat:
                    temperature: warm
                    stop: END
        """,
        good="""
            slug: team
            profiles:
              default:
                inference_settings:
                  chat:
                    temperature: 0.7
                    stop: [END]
        """,
    ),
    warning(
        "unknown-key",
        "No field has this name, so Geppetto ignores it.",
        "Correct the name, or remove the key.",
        of_key=True,
        bad="""
            slug: team
            profiles:
              default:
                inference_settings:
                  chat:
                    enigne: gpt-5
        """,
        good="""
            slug: team
            profiles:
              default:
                inference_settings:
                  chat:
                    engine: gpt-5
        """,
    ),
    error(
        "legacy-map",
        "The document is a map of profiles without a registry around it.",
        "Run `profiledeck migrate FILE`, which converts the file, or add a slug and put the profiles under profiles:.",
        kind="validation",
        bad="""
            default:
              ai-chat:
                ai-engine: gpt-5
            fast:
              ai-chat:
                ai-engine: gpt-5-mini
        """,
        good="""
            slug: team
            profiles:
              default:
                inference_settings:
                  chat: {engine: gpt-5}
              fast:
                inference_settings:
                  chat: {engine: gpt-5-mini}
        """,
    ),
    error(
        "registries-bundle",
        "One file holds several registries.",
        "Write one file for each registry: `profiledeck migrate FILE` does it.",
        kind="validation",
        of_key=True,
        bad="""
            registries:
              team:
                slug: team
                profiles: {}
              mine:
                slug: mine
                profiles: {}
        """,
        good="""
            # 10-team.yaml
            slug: team
            profiles: {}
            # 20-mine.yaml
            slug: mine
            profiles: {}
        """,
    ),
    error(
        "looks-like-app-config",
        "The document is an application's configuration and not a registry.",
        "Name the registries that it lists instead; `profiledeck migrate FILE` converts settings of an older one.",
        kind="validation",
        of_key=True,
        bad="""
            profile:
              active: fast
              registries:
              - /home/me/team.yaml
            profiles:
              fast:
                inference_settings:
                  chat: {engine: gpt-5-mini}
        """,
        good="""
            slug: team
            profiles:
              fast:
                inference_settings:
                  chat: {engine: gpt-5-mini}
        """,
    ),
)
