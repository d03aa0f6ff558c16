"""The lines of a YAML text: where they begin and end, and which comments belong to an entry."""

from __future__ import annotations

import re

_BLANK = re.compile(r"[ \t\r]*(?:\n|\Z)")
_COMMENT = re.compile(r"([ \t]*)#")


def line_break(text: str) -> str:
    """The line break of ``text``: that of its first line."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def line_start(text: str, index: int) -> int:
    """The first character of the line of ``index``."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Just past the last character of the line of ``index``, before its line break."""
    end = text.find("\n", index)
    if end < 0:
        return len(text)
    return end - 1 if end > index and text[end - 1] == "\r" else end


def next_line(text: str, index: int) -> int:
    """The first character of the line after that of ``index``."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def column(text: str, index: int) -> int:
    """How many characters stand before ``index`` on its line."""
    return index - line_start(text, index)


def is_inline(text: str, index: int) -> bool:
    """Whether something stands before ``index`` on its line."""
    return bool(text[line_start(text, index) : index].strip())


def blank_lines_before(text: str, index: int) -> int:
    """How many blank lines stand above the line of ``index``."""
    count = 0
    start = line_start(text, index)
    while start and _BLANK.match(text, above := line_start(text, start - 1)):
        count, start = count + 1, above
    return count


def beyond_blank_lines(text: str, start: int) -> int:
    """The start of the first line that is not blank, from the line that begins at ``start`` on."""
    while start < len(text) and (match := _BLANK.match(text, start)):
        start = match.end()
    return start


def comments_above(text: str, index: int, floor: int = 0) -> int:
    """The start of the comment lines directly above ``index``, in its column; of its own line if there are none.

    Lines that begin before ``floor`` are not looked at.
    """
    own = column(text, index)
    start = line_start(text, index)
    while start > floor:
        above = line_start(text, start - 1)
        match = _COMMENT.match(text, above)
        if above < floor or match is None or len(match[1]) != own:
            break
        start = above
    return start


def end_with_comments(text: str, index: int, own: int) -> int:
    """The end of the line of ``index``, or of the comment lines that follow it further in than the column ``own``.

    Blank lines may stand between.
    """
    end = line_end(text, index)
    start = beyond_blank_lines(text, next_line(text, index))
    while start < len(text) and (match := _COMMENT.match(text, start)) and len(match[1]) > own:
        end = line_end(text, start)
        start = beyond_blank_lines(text, next_line(text, start))
    return end
