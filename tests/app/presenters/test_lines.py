"""Texts cut and padded to terminal cells, and made harmless."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from profiledeck.presenters.lines import (
    Row,
    Span,
    clipped,
    fitted,
    fitted_end,
    harmless,
    line,
    plain,
    text_of,
    width_of,
)


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abc", 5, "abc  "),
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("abcd", 1, "…"),
        ("abcd", 0, ""),
        ("abcd", -2, ""),
        ("漢字", 4, "漢字"),
        ("漢字", 3, "漢…"),
        ("漢字漢", 4, "漢 …"),
        ("", 2, "  "),
    ],
)
def test_fitted(text: str, width: int, shown: str) -> None:
    assert fitted(text, width) == shown
    assert cell_len(shown) == max(0, width)


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("abc", 5, "abc  "), ("a.long.name", 5, "…name"), ("漢字漢", 4, "…漢 "), ("abcd", 1, "…"), ("abcd", 0, "")],
)
def test_fitted_end(text: str, width: int, shown: str) -> None:
    assert fitted_end(text, width) == shown


@pytest.mark.parametrize("width", range(12))
def test_clipped_is_never_wider_and_keeps_what_fits(width: int) -> None:
    long = line("ab", ("漢字", "dim"), "cdef")
    cut = clipped(long, width)
    assert width_of(cut) <= width
    assert (plain(cut) == plain(long)) is (width >= 10)
    assert (plain(cut)[-1:] == "…") is (0 < width < 10)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [b] 漢", "plain [b] 漢"),
        ("\x1b[31m", "␛[31m"),
        ("a\tb\nc\r", "a␉b␊c␍"),
        ("\x7f", "␡"),
        ("\x9b31m", "\ufffd31m"),
    ],
)
def test_control_characters_become_visible(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_lines_leave_out_what_is_empty() -> None:
    assert line("a", "", ("b", "dim")) == (Span("a"), Span("b", "dim"))


def test_the_text_of_rows_has_no_blanks_at_its_ends() -> None:
    assert text_of([Row(line("a  ")), Row(()), Row(line("b"))]) == "a\n\nb"
