"""What can be wrong with a selection and with the stack it leads to."""

from __future__ import annotations

from engineprofiles.problems.code import Code, error

CODES: tuple[Code, ...] = (
    error(
        "registry-not-found",
        "No opened source holds a registry of this slug.",
        "Use one of the registries that were looked through.",
        kind="registry-not-found",
    ),
    error(
        "profile-not-found",
        "No registry that was looked through holds a profile of this slug.",
        "Use one of the profiles that are there.",
        kind="profile-not-found",
    ),
    error(
        "no-default",
        "Nothing was selected and the default registry has no default profile.",
        "Name a profile.",
        kind="validation",
    ),
    error(
        "ref-missing-registry",
        "A stack names a registry that was not opened.",
        "Correct registry_slug, or add that registry's source to the chain.",
        kind="validation",
    ),
    error(
        "ref-missing-profile",
        "A stack names a profile that its registry does not have.",
        "Correct profile_slug, or add the profile.",
        kind="validation",
    ),
    error("cycle", "A stack leads back to itself.", "Remove one of the references on the way.", kind="validation"),
    error("depth", "A stack is deeper than 32 profiles.", "Flatten part of the stack.", kind="validation"),
)
