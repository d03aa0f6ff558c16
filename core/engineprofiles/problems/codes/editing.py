"""What can stand in the way of an edit. Nothing is changed where one of these is told."""

from __future__ import annotations

from engineprofiles.problems.code import Code, error

CODES: tuple[Code, ...] = (
    error(
        "edit-refused",
        "The edit cannot be made here without changing something else.",
        "Make it by hand: `o` in the app opens your editor at the line.",
        kind="validation",
        bad="A value is set in a map that several profiles share by an anchor.",
        good="The map is written out in the profile that is to differ; then the value can be set there.",
    ),
    error(
        "name-taken",
        "A profile of this name is in the registry already.",
        "Choose another name, or edit the profile that is there.",
        kind="conflict",
        bad="$ profiledeck duplicate team-agent/default analyst",
        good="$ profiledeck duplicate team-agent/default quick",
    ),
    error(
        "still-used",
        "Other profiles stack on this one, and would be broken without it.",
        "Point them elsewhere first, or have their references changed with it.",
        kind="conflict",
        bad="$ profiledeck delete provider-openai/default",
        good="$ profiledeck delete user-overrides/assistant",
    ),
    error(
        "read-only",
        "The source takes no changes.",
        "Derive a profile in a registry that can be written to.",
        kind="read-only",
        bad="A value is set in a file that you may read and not write.",
        good="A profile that stacks on it, in a file of your own.",
    ),
    error(
        "changed-on-disk",
        "The source was changed by someone else since it was read.",
        "Read it again and repeat the edit, or compare the two.",
        kind="conflict",
        bad="A file is saved in an editor between the edit and the saving here.",
        good="The edit is made anew on what the file says now.",
    ),
    error(
        "source-busy",
        "Another program is writing the source, and does not come to an end.",
        "Save again when it is done, or end it.",
        kind="conflict",
        bad="A login of Pinocchio writes its tokens, and a transaction of another program stays open.",
        good="The other program is done.",
    ),
    error(
        "version-conflict",
        "The profile has another version than the edit was meant for.",
        "Look at the profile again, and name the version that it has now.",
        kind="conflict",
        bad="$ profiledeck set team-agent/default chat.temperature 0.2 --expect-version 4 --dry-run",
        good="$ profiledeck set team-agent/default chat.temperature 0.2 --expect-version 5 --dry-run",
    ),
    error(
        "write-failed",
        "The source could not be written, and is as it was.",
        "Make room, or mend the permissions, and save again.",
        bad="The disk is full.",
        good="There is room for the file, its copy and its backup.",
    ),
)
