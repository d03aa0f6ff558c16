"""What can be wrong with a selection and with the stack it leads to."""

from __future__ import annotations

from engineprofiles.problems.code import Code, error, info, warning

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
    warning(
        "duplicate-ref",
        "A stack names a profile that is in it already: only the first time counts.",
        "Remove the entry.",
    ),
    info(
        "shadowed",
        "A registry above has a profile of the same slug, so the slug alone no longer leads to this one.",
        "Name it with its registry, or rename one of the two.",
        of_key=True,
    ),
    info(
        "unused-profile",
        "Nothing stacks on this profile, and it leads to no engine that it could be selected for.",
        "Let a profile stack on it, set an engine, or remove it.",
        of_key=True,
    ),
)
