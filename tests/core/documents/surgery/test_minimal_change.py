"""Every operation on every style of document changes the lines that ``styles/*.diff`` tells, and no other.

To tell them anew: ``python -m tests.core.documents.surgery.test_minimal_change``; then read every line of the change.
"""

from __future__ import annotations

import pytest
from tests.core.documents.surgery.operations import FOLDER, STYLES, told


@pytest.mark.parametrize("style", STYLES)
def test_only_the_lines_that_must_change_do(style: str) -> None:
    assert told(style) == (FOLDER / f"{style}.diff").read_text(encoding="utf-8")


if __name__ == "__main__":
    for each in STYLES:
        (FOLDER / f"{each}.diff").write_text(told(each), encoding="utf-8")
