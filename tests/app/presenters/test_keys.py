"""The rows of the help."""

from __future__ import annotations

import pytest

from profiledeck.presenters.keys import Key, key_rows
from profiledeck.presenters.lines import text_of, width_of

KEYS = (
    Key("m", "Look", "Show the whole stack on one page: a column for each layer and one for the result."),
    Key("f", "Look", "Show some."),
    Key("q", "App", "Leave."),
)


def test_keys_stand_under_their_group_with_the_help_beside_them() -> None:
    assert text_of(key_rows(KEYS, 60)) == (
        "Look\n"
        "  m             Show the whole stack on one page: a column\n"
        "                for each layer and one for the result.\n"
        "  f             Show some.\n"
        "\n"
        "App\n"
        "  q             Leave."
    )


@pytest.mark.parametrize("width", [30, 50, 73])
def test_no_row_is_wider_than_asked(width: int) -> None:
    assert max(width_of(row.line) for row in key_rows(KEYS, width)) <= width


def test_no_key_no_row() -> None:
    assert list(key_rows([], 60)) == []
