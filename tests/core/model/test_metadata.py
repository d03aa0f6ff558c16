"""What a change leaves in the metadata of a registry or a profile: Geppetto's rule."""

from __future__ import annotations

import pytest

from engineprofiles.model import Metadata


@pytest.mark.parametrize(
    ("before", "actor", "source", "after"),
    [
        (Metadata(), "", "", Metadata(version=1, created_at_ms=9, updated_at_ms=9)),
        (
            Metadata(),
            "me",
            "app",
            Metadata(source="app", version=1, created_at_ms=9, updated_at_ms=9, created_by="me", updated_by="me"),
        ),
        (
            Metadata("old", 5, 1, 2, "first", "second", ("t",)),
            "third",
            "new",
            Metadata("new", 6, 1, 9, "first", "third", ("t",)),
        ),
        (
            Metadata("old", 5, 1, 2, "first", "second", ("t",)),
            "",
            "",
            Metadata("old", 6, 1, 9, "first", "second", ("t",)),
        ),
    ],
)
def test_a_change_is_the_next_version(before: Metadata, actor: str, source: str, after: Metadata) -> None:
    assert before.touched(9, actor, source) == after
