"""Text differences: the lines that change, a few around them, and no secret."""

from __future__ import annotations

from difflib import unified_diff

import yaml
from hypothesis import given
from hypothesis import strategies as st

from engineprofiles.documents.secrets import masked_lines
from engineprofiles.editing.text_diff import CONTEXT, hunks
from engineprofiles.stores.content import Lines

texts = st.lists(st.sampled_from("abcd"), max_size=30)


def plain(lines: list[str]) -> Lines:
    return Lines(lines, lines)


@given(texts, texts)
def test_a_diff_leads_from_one_text_to_the_other(before: list[str], after: list[str]) -> None:
    found = hunks(plain(before), plain(after))
    rebuilt, at = [], 0
    for hunk in found:
        start = next(line.old for line in hunk if line.old) - 1 if any(line.old for line in hunk) else at
        rebuilt += before[at:start]
        rebuilt += [line.text for line in hunk if line.sign != "-"]
        at = max((line.old for line in hunk if line.old), default=start)
    assert rebuilt + before[at:] == after
    for line in (line for hunk in found for line in hunk):
        assert line.old is None or before[line.old - 1] == line.text
        assert line.new is None or after[line.new - 1] == line.text
        assert (line.old is None, line.new is None) == (line.sign == "+", line.sign == "-")


def test_it_shows_what_diff_shows() -> None:
    before = [f"line {number}" for number in range(40)]
    after = [*before[:5], "new", *before[5:20], "other", *before[21:]]
    ours = [f"{line.sign}{line.text}" for hunk in hunks(plain(before), plain(after)) for line in hunk]
    theirs = [
        line for line in unified_diff(before, after, n=CONTEXT, lineterm="") if not line.startswith(("@", "---", "+++"))
    ]
    assert ours == theirs


def test_a_changed_secret_is_a_change_without_the_secret() -> None:
    before, after = 'key: "sk-old-one"\nb: 1\n', "key: sk-new-one  # was sk-old-one\nb: 1\n"
    secrets = {"sk-old-one", "sk-new-one"}
    pair = [Lines(text.split("\n")[:-1], masked_lines(text, secrets)) for text in (before, after)]
    ((*lines, _),) = hunks(*pair)
    assert [f"{line.sign}{line.text}" for line in lines] == ['-key: "••••••••"', "+key: ••••••••  # was ••••••••"]


def test_a_secret_on_several_lines_is_masked_on_each() -> None:
    text = "a: |\n  one\n  two\nb: >-\n  one\n  two\nc: 1\n"
    assert masked_lines(text, {"one\ntwo\n", "one two"}) == [
        "a: ••••••••",
        "••••••••",
        "••••••••",
        "b: ••••••••",
        "••••••••",
        "••••••••",
        "c: 1",
    ]


SECRETS = ["Q", "Q'S", "Q-LONG-SECRET", "QTWO QWORDS", 'Q"Q', "QÉ", "QA\nQB", "Q\\Q"]


@given(
    st.dictionaries(st.sampled_from("abc"), st.sampled_from(SECRETS), min_size=1),
    st.sampled_from([None, '"', "'", "|", ">"]),
)
def test_no_secret_is_left_in_any_style(values: dict[str, str], style: str | None) -> None:
    text = yaml.dump(values, default_style=style, width=4, allow_unicode=True)
    lines = list(masked_lines(text, set(values.values())))
    assert len(lines) == text.count("\n")
    assert "Q" not in "".join(lines)
