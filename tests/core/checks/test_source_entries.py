"""The rules about how sources are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import open_chain
from engineprofiles.checks import check_chain
from engineprofiles.opening import Entry, Listing


def messages(code: str, *entries: Entry) -> list[str]:
    return [problem.message for problem in check_chain(open_chain(entries)) if problem.code == code]


@pytest.mark.parametrize("entry", ["~/team.yaml", "yaml:~/team.yaml", "sqlite:~/team.db", "sqlite-dsn:file:~/team.db"])
def test_a_tilde_is_no_home_folder(entry: str) -> None:
    (message,) = messages("tilde-not-expanded", entry)
    assert message.startswith("~/team.")
    assert "neither Geppetto nor profiledeck" in message


@pytest.mark.parametrize("entry", ["team~.yaml", "./~team.yaml", "/home/me/team.yaml"])
def test_a_tilde_elsewhere_is_a_letter(entry: str) -> None:
    assert messages("tilde-not-expanded", entry) == []


def test_relative_paths_of_a_list_are_told_at_once() -> None:
    (message,) = messages(
        "relative-path", Listing("a.yaml, /b.yaml, sqlite:c.db,d.yaml,e.yaml,~/f.yaml", "TEAM_SOURCES")
    )
    assert message.startswith("TEAM_SOURCES names a.yaml, sqlite:c.db, d.yaml and 1 more: looked for from where")


@pytest.mark.parametrize("entry", ["a.yaml", "a.yaml,b.yaml", Path("a.yaml"), Listing("/a.yaml", "TEAM_SOURCES")])
def test_paths_that_whoever_names_them_sees(entry: Entry) -> None:
    assert messages("relative-path", entry) == []


def test_a_list_is_opened_like_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("slug: a\nprofiles: {}\n")
    entry = f"{tmp_path / 'a.yaml'},"
    assert messages("source-entry-empty", Listing(entry, "TEAM_SOURCES")) == messages("source-entry-empty", entry)
    (source,) = open_chain(Listing(str(tmp_path / "a.yaml"), "TEAM_SOURCES")).sources
    assert (source.listed_in, source.registries[0].slug) == ("TEAM_SOURCES", "a")
