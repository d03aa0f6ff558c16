"""Which comments a text has: those above its first key, and the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engineprofiles.documents.comments import comments_below, header


@pytest.mark.parametrize(
    ("text", "above", "below"),
    [
        ("a: 1\n", "", ()),
        ("", "", ()),
        ("# one\n", "# one", ()),
        ("# one\n#two\n\na: 1 # three\n", "# one\n#two", (4,)),
        ("\n# one\n\n# two\na: 1\n", "# one\n\n# two", ()),
        ("# one\r\na: 1\r\n# two\r\n", "# one", (3,)),
        ("  # one\na: '# no' # two\nb: \"x # no\"\n", "# one", (2,)),
        ("a: b#no\nc: http://x/#no\n# yes\n", "", (3,)),
        ("a: | # yes\n  # no\n  text\n# yes\nb: >-\n  # no\n", "", (1, 4)),
        ("a: [1, # yes\n  2]\n", "", (1,)),
        ("a:\n  - b\n  # yes\n  - c\n", "", (3,)),
    ],
)
def test_comments_are_found_and_texts_are_not(text: str, above: str, below: tuple[int, ...]) -> None:
    assert (header(text), comments_below(text)) == (above, below)


@given(st.text("# \n\r\tab:|'\"-[]{}>,&*!"))
def test_no_text_raises(text: str) -> None:
    assert all(line.startswith("#") or not line for line in header(text).split("\n"))
    assert list(comments_below(text)) == sorted(comments_below(text))
