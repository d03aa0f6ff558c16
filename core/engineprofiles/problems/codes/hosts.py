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
        "A config document has nothing in it but comments: Pinocchio's decoder stops at its end.",
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
        "The config document that was named has a name that Pinocchio no longer accepts.",
        "Rename it to .pinocchio.yml.",
        bad="$ profiledeck where --host pinocchio --config-file .pinocchio-profile.yml",
        good="$ profiledeck where --host pinocchio --config-file .pinocchio.yml",
    ),
    info(
        "config-file-not-raised",
        "The config document that was named is one that is found anyway, and keeps the rank that it has there.",
        "Name another file to have it on top.",
        bad="$ profiledeck where --host pinocchio --config-file .pinocchio.yml",
        good="$ profiledeck where --host pinocchio --config-file mine.yml",
    ),
    error(
        "inline-wall",
        "A stack leads from an inline profile to a registry, or the other way round, which Pinocchio cannot follow.",
        "Keep both in the config documents, or both in registries.",
        bad="""
            # .pinocchio.yml
            profiles:
              mine:
                stack: [{registry_slug: team, profile_slug: base}]
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
        "No profile is named, and the inline profiles come before the default of the registries.",
        "Name the profile that you want in profile.active.",
        bad="A `.pinocchio.yml` with an inline profile `helper`, and a registry with a profile `default`.",
        good="The same with `profile: {active: default}`.",
    ),
    error(
        "profile-ref-refused",
        "The name of the profile has its registry before it, which Pinocchio refuses.",
        "Write the slug of the profile alone.",
        bad="$ PINOCCHIO_PROFILE=team/assistant profiledeck where",
        good="$ PINOCCHIO_PROFILE=assistant profiledeck where",
    ),
    error(
        "chosen-profile-missing",
        "The profile that is named for every run is in none of the registries.",
        "Correct the name, or name the registry that has it.",
        bad="$ PINOCCHIO_PROFILE=nobody profiledeck where",
        good="$ PINOCCHIO_PROFILE=assistant profiledeck where",
    ),
    error(
        "profile-without-registries",
        "A profile is named for every run, and there is nothing to find it in.",
        "Name a registry in profile.registries, or write the profile into a config document.",
        bad="$ PINOCCHIO_PROFILE=assistant profiledeck where",
        good="$ PINOCCHIO_PROFILE=assistant PINOCCHIO_PROFILE_REGISTRIES=/home/me/team.yaml profiledeck where",
    ),
    warning(
        "variable-not-expanded",
        "A source is named with `$`, which stands for a variable only where a shell reads it.",
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
        bad="""
            # .pinocchio.yml, read from a folder below the one that it is in
            profile:
              registries: [./team.yaml]
        """,
        good="""
            # .pinocchio.yml
            profile:
              registries: [/home/me/project/team.yaml]
        """,
    ),
    info(
        "registries-replaced",
        "Two places list registries: the higher list replaces the lower one as a whole.",
        "Name every registry in the higher list.",
        bad="`profile.registries` in `~/.pinocchio/config.yaml` and in `.pinocchio.yml`.",
        good="One of them, with the entries of both.",
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
        "A variable holds what its setting cannot be.",
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
        "A variable sets a value that the profile sets too: the profile wins, also over options.",
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
