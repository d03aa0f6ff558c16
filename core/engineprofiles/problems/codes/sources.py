"""What can be wrong with the sources of a chain."""

from __future__ import annotations

from engineprofiles.problems.code import Code, error, info, warning

CODES: tuple[Code, ...] = (
    error(
        "source-missing",
        "There is no file at this place.",
        "Correct the path, or remove the entry from the chain.",
        bad="$ profiledeck check nothing-here.yaml",
        good="$ profiledeck check 10-team.yaml",
    ),
    error(
        "source-unreadable",
        "The source is there but cannot be read.",
        "Check its permissions and that it is a file.",
        bad="A file that is not UTF-8 text, or that you may not read.",
        good="The same file saved as UTF-8, and readable.",
    ),
    error(
        "source-empty",
        "The source holds no registry.",
        "Add a registry, or remove the entry from the chain.",
        bad="""
            # Nothing but a comment.
        """,
        good="""
            slug: team
            profiles: {}
        """,
    ),
    warning(
        "sqlite-missing",
        "There is no database at this place: Geppetto would create an empty one here.",
        "Correct the path, or remove the entry from the chain.",
        bad="$ profiledeck check nothing-here.db",
        good="$ profiledeck check team.db",
    ),
    warning(
        "database-empty",
        "The database has its table but no registry in it, so it adds nothing to the chain.",
        "Add a registry, or remove the entry from the chain.",
        bad="A database whose table `profile_registries` has no row.",
        good="The same table with a row for each registry.",
    ),
    error(
        "source-entry-empty",
        "An entry of the source list is blank.",
        "Remove the extra comma.",
        bad="$ profiledeck check 10-team.yaml,,20-mine.yaml",
        good="$ profiledeck check 10-team.yaml,20-mine.yaml",
    ),
    error(
        "no-sources",
        "No source was named.",
        "Name at least one registry file or database.",
        kind="validation",
        bad="An application opens an empty list of sources.",
        good="The list names a file or a database.",
    ),
    error(
        "no-registries",
        "None of the sources holds a registry.",
        "Name a source that has one.",
        kind="validation",
        bad="An application opens a chain of sources that are all empty, and selects nothing.",
        good="One of the sources holds a registry.",
    ),
    error(
        "registry-duplicate",
        "Two sources hold a registry of the same slug.",
        "Rename one of the registries, or remove one of the sources.",
        bad="""
            # 10-team.yaml
            slug: team
            profiles: {}
            # 20-mine.yaml
            slug: team
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
        "sqlite-not-a-database",
        "The file is not a SQLite database.",
        "Name a database, or write `yaml:` before the path.",
        bad="A YAML file named `team.db`.",
        good="The same file named `team.yaml`, or the entry `yaml:team.db`.",
    ),
    error(
        "sqlite-row-mismatch",
        "The registry in a row has another slug than the row.",
        "Make the two the same.",
        bad='The row `mine` of a database whose payload says `"slug": "theirs"`.',
        good='The row `mine` with the payload `"slug": "mine"`.',
    ),
    error(
        "sqlite-payload-invalid",
        "A row does not hold a registry that Geppetto can read.",
        "Mend payload_json in that row.",
        bad="A row of a database whose `payload_json` stops in the middle of a text.",
        good="A row whose `payload_json` is a whole JSON object.",
    ),
    warning(
        "tilde-not-expanded",
        "A source is named with `~`, which stands for the home folder only where a shell reads it.",
        "Write the path from the root.",
        bad="$ profiledeck check '~/registries/10-team.yaml'",
        good="$ profiledeck check /home/me/registries/10-team.yaml",
    ),
    info(
        "relative-path",
        "A list of sources for every run has paths that count from the folder that it is read in.",
        "Write paths from the root.",
        bad="$ PROFILEDECK_SOURCES=10-team.yaml profiledeck check --all",
        good="$ PROFILEDECK_SOURCES=/home/me/registries/10-team.yaml profiledeck check --all",
    ),
)
