"""The one table of problem codes: how severe each is, what it means, how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How much a problem matters: an ``error`` stops a profile from being used as it stands."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem. ``kind`` is the kind of the exception that raising it gives; ``of_key`` says that it is
    about a key and not the value beside it, so that it is placed there."""

    name: str
    severity: Severity
    meaning: str
    mend: str
    kind: str = "other"
    of_key: bool = False


def _error(name: str, meaning: str, mend: str, kind: str = "other") -> Code:
    return Code(name, Severity.ERROR, meaning, mend, kind)


def _warning(name: str, meaning: str, mend: str) -> Code:
    return Code(name, Severity.WARNING, meaning, mend)


_CODES = (
    # documents
    _error("yaml-syntax", "The text is not YAML that Geppetto can read.", "Mend the text at the place shown."),
    _error("duplicate-key", "A key stands twice in one mapping.", "Remove or rename one of the two."),
    _error("excessive-aliasing", "Aliases multiply the document beyond what Geppetto accepts.", "Write the repeated parts out, or use fewer aliases."),
    _error("too-deep", "The document nests deeper than 10,000 levels, or one of its values deeper than 200.", "Flatten the document."),
    _warning("several-documents", "Only the first YAML document of a file is read.", "Move each further registry to a file of its own."),
    _error("wrong-type", "A value has a type that its field cannot take.", "Write a value of the type shown."),
    _warning("unknown-key", "No field has this name, so Geppetto ignores it.", "Correct the name, or remove the key."),
    _warning("timeout-second-ignored", "Geppetto writes client.timeout_second but never reads it.", "Write client.timeout, in whole seconds."),
    # registry
    _error("legacy-map", "The document is a map of profiles without a registry around it.", "Give it a slug and put the profiles under profiles:.", "validation"),
    _error("registries-bundle", "One file holds several registries.", "Write one file for each registry.", "validation"),
    _error("default-profile-slug-in-yaml", "A YAML registry cannot name its default profile.", "Name the default profile `default`, or let one of that name stack on it.", "validation"),
    _error("legacy-api-keys", "inference_settings.api_keys is an older place for keys.", "Rename it to inference_settings.api.api_keys."),
    _error("slug-missing", "A registry has no slug.", "Add `slug: some-name` at the top.", "validation"),
    _error("slug-invalid", "A slug holds letters that slugs cannot have.", "Use 1 to 128 letters a-z, digits, dots, dashes and underscores, with a letter or digit at both ends."),
    _error("slug-mismatch", "A profile's slug is not the key it stands under.", "Make the two the same, or leave the slug out.", "validation"),
    _error("slug-collision", "Two profile keys are the same slug once trimmed and lower-cased.", "Rename one of them."),
    _error("profile-null", "A profile has no content at all.", "Write `{}` for an empty profile.", "validation"),
    _error("default-missing", "The registry does not say which profile is its default, or names one it does not have.", "Set default_profile_slug to a profile of this registry.", "validation"),
    _error("ref-invalid", "A stack entry does not name a profile.", "Write `- profile_slug: name`, with registry_slug when it is in another registry.", "validation"),
    _error("extension-key-invalid", "An extension key is not of the form namespace.feature@vN.", "Rename it, for example `app.feature@v1`.", "validation"),
    _error("extension-value-invalid", "An extension holds something that JSON cannot.", "Use strings, numbers, booleans, lists and maps with text keys.", "validation"),
    _error("model-info-invalid", "model_info holds numbers that cannot be.", "Use numbers of zero or more, and a watermark within the context window.", "validation"),
    # sources
    _error("source-missing", "There is no file at this place.", "Correct the path, or remove the entry from the chain."),
    _error("source-unreadable", "The source is there but cannot be read.", "Check its permissions and that it is a file."),
    _error("source-empty", "The source holds no registry.", "Add a registry, or remove the entry from the chain."),
    _warning("sqlite-missing", "There is no database at this place: Geppetto would create an empty one here.", "Correct the path, or remove the entry from the chain."),
    _warning("database-empty", "The database has its table but no registry in it, so it adds nothing to the chain.", "Add a registry, or remove the entry from the chain."),
    _error("source-entry-empty", "An entry of the source list is blank.", "Remove the extra comma.", ),
    _error("no-sources", "No source was named.", "Name at least one registry file or database.", "validation"),
    _error("no-registries", "None of the sources holds a registry.", "Name a source that has one.", "validation"),
    _error("registry-duplicate", "Two sources hold a registry of the same slug.", "Rename one of the registries, or remove one of the sources."),
    _error("sqlite-not-a-database", "The file is not a SQLite database.", "Name a database, or write `yaml:` before the path."),
    _error("sqlite-row-mismatch", "The registry in a row has another slug than the row.", "Make the two the same."),
    _error("sqlite-payload-invalid", "A row does not hold a registry that Geppetto can read.", "Mend payload_json in that row."),
    # selection and stacks
    _error("registry-not-found", "No opened source holds a registry of this slug.", "Use one of the registries that were looked through.", "registry-not-found"),
    _error("profile-not-found", "No registry that was looked through holds a profile of this slug.", "Use one of the profiles that are there.", "profile-not-found"),
    _error("no-default", "Nothing was selected and the default registry has no default profile.", "Name a profile.", "validation"),
    _error("ref-missing-registry", "A stack names a registry that was not opened.", "Correct registry_slug, or add that registry's source to the chain.", "validation"),
    _error("ref-missing-profile", "A stack names a profile that its registry does not have.", "Correct profile_slug, or add the profile.", "validation"),
    _error("cycle", "A stack leads back to itself.", "Remove one of the references on the way.", "validation"),
    _error("depth", "A stack is deeper than 32 profiles.", "Flatten part of the stack.", "validation"),
    # values
    _error("path-invalid", "This is not a path to a setting.", 'Write keys with dots between them and quote a key that has a dot, such as chat.engine or extensions."app.feature@v1".'),
    _warning("model-info-stale", "The model was changed above the layer that described it, so the facts are of another model.", "Set model_info in the layer that sets the engine."),
)

_OF_KEYS = frozenset(
    (
        "unknown-key",
        "timeout-second-ignored",
        "registries-bundle",
        "default-profile-slug-in-yaml",
        "legacy-api-keys",
        "slug-collision",
        "profile-null",
        "extension-key-invalid",
    )
)

CODES: Mapping[str, Code] = MappingProxyType(
    {code.name: replace(code, of_key=code.name in _OF_KEYS) for code in _CODES}
)
"""Every code that a :class:`~engineprofiles.problems.Problem` can carry, by name."""
