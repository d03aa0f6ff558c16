"""The tree as text: what stands on a row, which rows there are, and that only those looked at are made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engineprofiles import Chain, Location, Problem, ProfileRef, Resolution, Semantics, Severity, open_chain
from engineprofiles.problems import Code
from profiledeck.presenters.lines import plain, text_of, width_of
from profiledeck.presenters.tree import TreeRows, badges, has_letters, tree_rows
from profiledeck.state import State

TOP = """\
slug: top
profiles:
  default: {inference_settings: {chat: {engine: gpt-5}}}
  plain: {}
"""
LOW = """\
slug: low
profiles:
  default: {inference_settings: {chat: {engine: gpt-4o}}}
  alpha: {inference_settings: {chat: {engin: x}, embeddings: {engine: vectors}}}
  gone: {stack: [{profile_slug: nowhere}]}
"""


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    """``top`` over ``low`` over a file that is broken, all of it opened and checked."""
    monkeypatch.chdir(tmp_path)
    Path("top.yaml").write_text(TOP)
    Path("low.yaml").write_text(LOW)
    Path("bad.yaml").write_text("slug: [bad\n")
    Path("none.yaml").write_text("")
    chain = open_chain(["none.yaml", "bad.yaml", "low.yaml", "top.yaml"])
    opened = frozenset({"top", "low"})
    return State(chain=chain, selected=("top", "default"), opened=opened, badges=badges(chain, chain.problems))


def rows_of(state: State, width: int = 60) -> list[str]:
    return text_of(tree_rows(state, width)).splitlines()


def test_registries_from_the_top_with_profiles_engines_and_badges(state: State) -> None:
    words = [" ".join(row.split()) for row in rows_of(state, 90)]
    assert words[:7] == [
        "▾ top top.yaml",
        "● default gpt-5",
        "○ plain no engine",
        "▾ low low.yaml ✕",
        "○ alpha vectors ▲",
        "★ default gpt-4o by top",
        "○ gone no engine ✕",
    ]
    assert words[7] == "✕ bad.yaml line 1"
    assert words[-2:] == ["✕ none.yaml error", "none.yaml holds no registry"]


def test_a_closed_registry_counts_its_profiles(state: State) -> None:
    words = [" ".join(row.split()) for row in rows_of(replace(state, opened=frozenset()))]
    assert words[:2] == ["▸ top 2 top.yaml", "▸ low 3 low.yaml ✕"]


def test_a_broken_source_says_where_and_what(state: State) -> None:
    rows = list(tree_rows(state, 30))
    row = next(row for row in rows if row.key == ("source", "bad.yaml"))
    assert "bad.yaml" in plain(row.line)
    assert row.line[0].text == "✕ "
    assert state.chain is not None
    problem = next(source for source in state.chain.sources if source.name == "bad.yaml").problems[0]
    reason = [plain(below.line) for below in rows[rows.index(row) + 1 :]]
    assert " ".join(" ".join(reason).split()).startswith(f"{problem.message} ✕ none.yaml")


@pytest.mark.parametrize(
    ("letters", "shown"),
    [
        ("alpha", ["low", "alpha"]),
        ("ALPHA", ["low", "alpha"]),
        ("l/d", ["low", "default"]),
        ("td", ["top", "default"]),
        ("default", ["top", "default", "low", "default"]),
    ],
)
def test_the_filter_finds_letters_in_their_order_and_opens_what_it_finds(
    state: State, letters: str, shown: list[str]
) -> None:
    found = tree_rows(replace(state, tree_filter=letters, opened=frozenset()), 60)
    assert [row.key[-1] for row in found if isinstance(row.key, tuple)] == shown


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [("", "x", True), ("ac", "abc", True), ("ca", "abc", False), ("aa", "a", False), ("a", "", False)],
)
def test_letters(wanted: str, text: str, found: bool) -> None:
    assert has_letters(wanted, text) is found


def test_without_rows_there_is_a_reason(state: State) -> None:
    assert rows_of(State()) == ["Opening the sources…"]
    unnamed = " ".join(rows_of(State(chain=open_chain([]))))
    assert unnamed == "No source was named. Name registries: profiledeck FILE.yaml FILE.db"
    assert rows_of(replace(state, tree_filter="zzz")) == ["No profile matches “zzz”."]


@pytest.mark.parametrize("width", [12, 20, 28, 44, 76])
def test_no_row_is_wider_than_the_tree(state: State, width: int) -> None:
    assert all(width_of(row.line) <= width for row in tree_rows(state, width))


def test_a_registry_has_the_worst_badge_of_its_profiles(state: State) -> None:
    assert state.chain is not None
    place = state.chain.by_slug["low"].locate("alpha")
    found = badges(
        state.chain,
        [
            Problem("unknown-key", "one", location=place),
            Problem("ref-missing-profile", "two", location=state.chain.by_slug["low"].locate("gone")),
            Problem("unknown-key", "of no registry", location=Location("elsewhere.yaml")),
        ],
    )
    assert found == {
        ("registry", "low"): Severity.ERROR,
        ("profile", "low", "alpha"): Severity.WARNING,
        ("profile", "low", "gone"): Severity.ERROR,
    }


class Counting(Chain):
    """A chain that counts how often it resolves."""

    resolved = 0

    def resolve(
        self,
        ref: str | ProfileRef | None = None,
        *,
        registry: str | None = None,
        semantics: Semantics = Semantics.DOCUMENTED,
    ) -> Resolution:
        type(self).resolved += 1
        return super().resolve(ref, registry=registry, semantics=semantics)


def test_only_the_rows_that_are_looked_at_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Counting, "resolved", 0)
    path = tmp_path / "many.yaml"
    profiles = "".join(f"  p{number:05}: {{inference_settings: {{chat: {{engine: e}}}}}}\n" for number in range(2_000))
    path.write_text(f"slug: many\nprofiles:\n{profiles}")
    opened = open_chain(path)
    chain = Counting(opened.sources, opened.registries)
    rows = tree_rows(State(chain=chain, opened=frozenset({"many"})), 60)

    assert isinstance(rows, TreeRows)
    assert len(rows) == 2_001
    assert rows.index_of(("profile", "many", "p01999")) == 2_000
    assert Counting.resolved == 0
    assert [plain(row.line).split()[1] for row in rows[1_000:1_003]] == ["p00999", "p01000", "p01001"]
    assert len(rows[1_000:1_003]) == Counting.resolved == 3  # looked at twice, made once


def test_a_note_makes_no_badge(state: State, note: Code) -> None:
    assert state.chain is not None
    said = Problem(note.name, "x", "", Location("low.yaml", ("profiles", "default"), 3, 3))
    wrong = Problem("unknown-key", "x", "", Location("low.yaml", ("profiles", "alpha"), 4, 3))
    assert badges(state.chain, (said,)) == {}
    assert set(badges(state.chain, (said, wrong)).values()) == {Severity.WARNING}
