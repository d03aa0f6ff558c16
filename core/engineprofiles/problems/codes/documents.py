"""What can be wrong with the text of a registry and with how it is built."""

from __future__ import annotations

from engineprofiles.problems.code import Code, error, warning

CODES: tuple[Code, ...] = (
    error("yaml-syntax", "The text is not YAML that Geppetto can read.", "Mend the text at the place shown."),
    error("duplicate-key", "A key stands twice in one mapping.", "Remove or rename one of the two."),
    error(
        "excessive-aliasing",
        "Aliases multiply the document beyond what Geppetto accepts.",
        "Write the repeated parts out, or use fewer aliases.",
    ),
    error(
        "too-deep",
        "The document nests deeper than 10,000 levels, or one of its values deeper than 200.",
        "Flatten the document.",
    ),
    warning(
        "several-documents",
        "Only the first YAML document of a file is read.",
        "Move each further registry to a file of its own.",
    ),
    error("wrong-type", "A value has a type that its field cannot take.", "Write a value of the type shown."),
    warning(
        "unknown-key",
        "No field has this name, so Geppetto ignores it.",
        "Correct the name, or remove the key.",
        of_key=True,
    ),
    warning(
        "timeout-second-ignored",
        "Geppetto writes client.timeout_second but never reads it.",
        "Write client.timeout, in whole seconds.",
        of_key=True,
    ),
    error(
        "legacy-map",
        "The document is a map of profiles without a registry around it.",
        "Give it a slug and put the profiles under profiles:. `profiledeck migrate FILE` does it.",
        kind="validation",
    ),
    error(
        "registries-bundle",
        "One file holds several registries.",
        "Write one file for each registry. `profiledeck migrate FILE` does it.",
        kind="validation",
        of_key=True,
    ),
    error(
        "default-profile-slug-in-yaml",
        "A YAML registry cannot name its default profile.",
        "Name the default profile `default`, or let one of that name stack on it. `profiledeck migrate FILE` does it.",
        kind="validation",
        of_key=True,
    ),
    error(
        "legacy-api-keys",
        "inference_settings.api_keys is an older place for keys.",
        "Rename it to inference_settings.api. `profiledeck migrate FILE` does it.",
        of_key=True,
    ),
    error("slug-missing", "A registry has no slug.", "Add `slug: some-name` at the top.", kind="validation"),
    error(
        "slug-invalid",
        "A slug holds letters that slugs cannot have.",
        "Use 1 to 128 letters a-z, digits, dots, dashes and underscores, with a letter or digit at both ends.",
    ),
    error(
        "slug-mismatch",
        "A profile's slug is not the key it stands under.",
        "Make the two the same, or leave the slug out.",
        kind="validation",
    ),
    error(
        "slug-collision",
        "Two profile keys are the same slug once trimmed and lower-cased.",
        "Rename one of them.",
        of_key=True,
    ),
    error(
        "profile-null",
        "A profile has no content at all.",
        "Write `{}` for an empty profile.",
        kind="validation",
        of_key=True,
    ),
    error(
        "default-missing",
        "The registry does not say which profile is its default, or names one it does not have.",
        "Set default_profile_slug to a profile of this registry.",
        kind="validation",
    ),
    error(
        "ref-invalid",
        "A stack entry does not name a profile.",
        "Write `- profile_slug: name`, with registry_slug when it is in another registry.",
        kind="validation",
    ),
    error(
        "extension-key-invalid",
        "An extension key is not of the form namespace.feature@vN.",
        "Rename it, for example `app.feature@v1`.",
        kind="validation",
        of_key=True,
    ),
    error(
        "extension-value-invalid",
        "An extension holds something that JSON cannot.",
        "Use strings, numbers, booleans, lists and maps with text keys.",
        kind="validation",
    ),
    error(
        "model-info-invalid",
        "model_info holds numbers that cannot be.",
        "Use numbers of zero or more, and a watermark within the context window.",
        kind="validation",
    ),
)
