"""What can be wrong with the way an application finds its profiles."""

from __future__ import annotations

from engineprofiles.problems.code import Code, error, info, warning

CODES: tuple[Code, ...] = (
    error(
        "config-legacy-key",
        "A config document has a key of the older configuration, which stops every command of Pinocchio.",
        "Move what is below it to app, profile or profiles.",
        of_key=True,
        bad="""
            # .pinocchio.yml
            profile-settings:
              profile: assistant
        """,
        good="""
            # .pinocchio.yml
            profile:
              active: assistant
        """,
    ),
    error(
        "config-unknown-key",
        "A config document has a key that Pinocchio does not know, which stops every command of it.",
        "Correct the key, or take it out.",
        of_key=True,
        bad="""
            # .pinocchio.yml
            profiles:
              assistant:
                slug: assistant
        """,
        good="""
            # .pinocchio.yml
            profiles:
              assistant: {}
        """,
    ),
    error(
        "config-entry-blank",
        "A list in a config document has a blank entry.",
        "Take the entry out.",
        bad="""
            # .pinocchio.yml
            profile:
              registries: [""]
        """,
        good="""
            # .pinocchio.yml
            profile:
              registries: [/home/me/registries/team.yaml]
        """,
    ),
    error(
        "config-duplicate-profile",
        "Two inline profiles of one document have the same slug.",
        "Give one of them another name.",
        of_key=True,
        bad="""
            # .pinocchio.yml
            profiles:
              Fast: {}
              fast: {}
        """,
        good="""
            # .pinocchio.yml
            profiles:
              fast: {}
              faster: {}
        """,
    ),
    error(
        "config-document-blank",
        "A config document has nothing in it, or nothing but comments, which stops every command of Pinocchio.",
        "Write `{}` into it, or take the file away.",
        bad="""
            # .pinocchio.yml
        """,
        good="""
            # .pinocchio.yml
            {}
        """,
    ),
    error(
        "config-file-missing",
        "The config document that was named is not there.",
        "Correct the path.",
        bad="$ profiledeck where --host pinocchio --config-file nothing-here.yml",
        good="$ profiledeck where --host pinocchio --config-file team.yml",
    ),
    warning(
        "config-name-ignored",
        "A file that looks like a config document has a name that Pinocchio does not look for.",
        "Give it the name that is looked for.",
        bad="A file `.pinocchio.yaml` in the working directory.",
        good="The same file as `.pinocchio.yml`.",
    ),
    error(
        "config-name-refused",
        "The config document that was named has a name that Pinocchio does not accept.",
        "Give it one that ends with .yaml or .yml; where it is .pinocchio-profile.yml, call it .pinocchio.yml.",
        bad="$ profiledeck where --host pinocchio --config-file .pinocchio-profile.yml",
        good="$ profiledeck where --host pinocchio --config-file .pinocchio.yml",
    ),
    info(
        "config-file-not-raised",
        "The config document that was named is found anyway, and keeps its rank: a higher one still replaces it.",
        "Name another file to have it on top.",
        bad="$ profiledeck where --host pinocchio --config-file .pinocchio.yml",
        good="$ profiledeck where --host pinocchio --config-file mine.yml",
    ),
    error(
        "inline-wall",
        "An inline profile stacks on one of a registry, or the other way round, which Pinocchio cannot follow.",
        "Write both into config documents, or both into registries.",
        bad="""
            # .pinocchio.yml
            profile:
              registries: [team.yaml]
            profiles:
              mine:
                stack: [{registry_slug: team, profile_slug: base}]
            # team.yaml
            slug: team
            profiles:
              base: {inference_settings: {chat: {engine: gpt-5}}}
        """,
        good="""
            # .pinocchio.yml
            profiles:
              base: {inference_settings: {chat: {engine: gpt-5}}}
              mine:
                stack: [{profile_slug: base}]
        """,
    ),
    warning(
        "inline-takes-default",
        "No profile is named, so Pinocchio takes an inline profile where the registries have a default of their own.",
        "Name the profile that you mean in profile.active.",
        bad="""
            # .pinocchio.yml
            profile:
              registries: [team.yaml]
            profiles:
              helper: {inference_settings: {chat: {engine: gpt-5-nano}}}
            # team.yaml
            slug: team
            profiles:
              default: {inference_settings: {chat: {engine: gpt-5}}}
        """,
        good="""
            # .pinocchio.yml
            profile:
              active: default
              registries: [team.yaml]
            profiles:
              helper: {inference_settings: {chat: {engine: gpt-5-nano}}}
            # team.yaml
            slug: team
            profiles:
              default: {inference_settings: {chat: {engine: gpt-5}}}
        """,
    ),
    warning(
        "inline-hides-registry",
        "A registry is called config-inline, as Pinocchio calls its inline profiles, which hide it.",
        "Give the registry another slug.",
        bad="""
            # .pinocchio.yml
            profile:
              registries: [team.yaml]
            profiles:
              helper: {}
            # team.yaml
            slug: config-inline
            profiles: {}
        """,
        good="""
            # .pinocchio.yml
            profile:
              registries: [team.yaml]
            profiles:
              helper: {}
            # team.yaml
            slug: team
            profiles: {}
        """,
    ),
    error(
        "profile-ref-refused",
        "The name of the profile has its registry before it, which Pinocchio refuses.",
        "Write the slug of the profile alone.",
        bad="""
            # .pinocchio.yml
            profile:
              active: team/assistant
        """,
        good="""
            # .pinocchio.yml
            profile:
              active: assistant
        """,
    ),
    error(
        "chosen-profile-missing",
        "The profile that an option, a variable or profile.active names is in none of the registries.",
        "Correct the name, or name the registry that has it.",
        bad="""
            # .pinocchio.yml
            profile:
              active: asistant
            profiles:
              assistant: {}
        """,
        good="""
            # .pinocchio.yml
            profile:
              active: assistant
            profiles:
              assistant: {}
        """,
    ),
    error(
        "profile-without-registries",
        "An option, a variable or profile.active names a profile, and there is no registry to find it in.",
        "Name a registry in profile.registries, or write the profile into a config document.",
        bad="""
            # .pinocchio.yml
            profile:
              active: assistant
        """,
        good="""
            # .pinocchio.yml
            profile:
              active: assistant
              registries: [/home/me/registries/team.yaml]
        """,
    ),
    warning(
        "variable-not-expanded",
        "A listed source has `$` in its path, and no application of Geppetto's puts a variable in its place.",
        "Write the path from the root.",
        bad="""
            # .pinocchio.yml
            profile:
              registries: [$HOME/team.yaml]
        """,
        good="""
            # .pinocchio.yml
            profile:
              registries: [/home/me/team.yaml]
        """,
    ),
    warning(
        "relative-to-document",
        "A registry lies beside the config document that names it, but is looked for in the working directory.",
        "Write the path from the root.",
        bad="A `.pinocchio.yml` that lists `./team.yaml`, which lies beside it; Pinocchio runs in a folder below.",
        good="The same list with `/home/me/project/team.yaml`.",
    ),
    info(
        "registries-replaced",
        "Two places list registries: the higher list replaces the lower one as a whole.",
        "Name every registry in the higher list.",
        bad="""
            # .pinocchio.yml
            profile:
              registries: [/home/me/registries/team.yaml]
            # .pinocchio.override.yml
            profile:
              registries: [/home/me/registries/mine.yaml]
        """,
        good="""
            # .pinocchio.yml
            profile: {}
            # .pinocchio.override.yml
            profile:
              registries: [/home/me/registries/team.yaml, /home/me/registries/mine.yaml]
        """,
    ),
    info(
        "variable-empty",
        "A variable is set to nothing, which counts as not set.",
        "Give it a value, or unset it.",
        bad="$ PINOCCHIO_PROFILE= profiledeck where",
        good="$ PINOCCHIO_PROFILE=assistant profiledeck where",
    ),
    warning(
        "variable-blank",
        "A variable is set to nothing, and takes away what its setting would be without it.",
        "Unset the variable, or give it a value.",
        bad="$ PINOCCHIO_AI_ENGINE= profiledeck where",
        good="$ PINOCCHIO_AI_ENGINE=gpt-5 profiledeck where",
    ),
    error(
        "variable-invalid",
        "A variable holds a value that its setting does not take, which stops the application.",
        "Correct the value.",
        bad="$ PINOCCHIO_TIMEOUT=soon profiledeck where",
        good="$ PINOCCHIO_TIMEOUT=60 profiledeck where",
    ),
    info(
        "variable-not-read",
        "A variable that other programs read for a key is set; Geppetto and its applications do not read it.",
        "Give the variable the application's prefix, or set the key in a profile.",
        bad="$ OPENAI_API_KEY=... profiledeck where",
        good="$ PINOCCHIO_OPENAI_API_KEY=... profiledeck where",
    ),
    info(
        "variable-overridden",
        "A variable sets what a profile sets otherwise: the profile wins, over the option of that name too.",
        "Change it in the profile, or take it out of there.",
        bad="$ PINOCCHIO_AI_ENGINE=gpt-5 profiledeck where",
        good="$ profiledeck where",
    ),
    info(
        "variable-not-in-listings",
        "`pinocchio profiles` and `pinocchio auth` do not read this variable, so that they show another selection.",
        "Give them the option instead, or ask profiledeck.",
        bad="$ PINOCCHIO_PROFILE=assistant profiledeck where",
        good="$ profiledeck where --profile assistant",
    ),
)
