"""What can be wrong with the sources of a chain."""

from __future__ import annotations

from engineprofiles.problems.code import Code, error, warning

CODES: tuple[Code, ...] = (
    error("source-missing", "There is no file at this place.", "Correct the path, or remove the entry from the chain."),
    error(
        "source-unreadable", "The source is there but cannot be read.", "Check its permissions and that it is a file."
    ),
    error("source-empty", "The source holds no registry.", "Add a registry, or remove the entry from the chain."),
    warning(
        "sqlite-missing",
        "There is no database at this place: Geppetto would create an empty one here.",
        "Correct the path, or remove the entry from the chain.",
    ),
    warning(
        "database-empty",
        "The database has its table but no registry in it, so it adds nothing to the chain.",
        "Add a registry, or remove the entry from the chain.",
    ),
    error("source-entry-empty", "An entry of the source list is blank.", "Remove the extra comma."),
    error("no-sources", "No source was named.", "Name at least one registry file or database.", kind="validation"),
    error("no-registries", "None of the sources holds a registry.", "Name a source that has one.", kind="validation"),
    error(
        "registry-duplicate",
        "Two sources hold a registry of the same slug.",
        "Rename one of the registries, or remove one of the sources.",
    ),
    error(
        "sqlite-not-a-database",
        "The file is not a SQLite database.",
        "Name a database, or write `yaml:` before the path.",
    ),
    error("sqlite-row-mismatch", "The registry in a row has another slug than the row.", "Make the two the same."),
    error(
        "sqlite-payload-invalid",
        "A row does not hold a registry that Geppetto can read.",
        "Mend payload_json in that row.",
    ),
)
