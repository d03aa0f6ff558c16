"""The table of codes: its page, and the examples that it gives."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import pytest

from engineprofiles import ProfilesError, open_chain
from engineprofiles.checks import check_chain
from engineprofiles.hosts import PinocchioHost, Surroundings
from engineprofiles.problems import CODES
from engineprofiles.problems.example import Form, files_of, form_of
from engineprofiles.problems.page import problems_page

PAGE = Path(__file__).parents[2] / "docs" / "problems.md"
EXAMPLES = [(name, code.bad, code.good) for name, code in sorted(CODES.items())]
OPENED = [row for row in EXAMPLES if form_of(row[1]) is Form.YAML]


def codes_of(folder: Path, example: str) -> set[str]:
    """What checking the files of ``example``, and selecting nothing, brings up. Where a config document is among them,
    they are opened as Pinocchio does."""
    folder.mkdir()
    files = files_of(example)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    if ".pinocchio.yml" in files:
        with chdir(folder):
            chain = PinocchioHost().find(Surroundings({}, "/nobody", "/nobody/.config", str(folder))).open()
    else:
        chain = open_chain(folder)
    found = {problem.code for problem in check_chain(chain)}
    try:
        chain.select()
    except ProfilesError as error:
        found.add(error.problem.code)
    return found


def test_the_page_says_what_the_table_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == problems_page(), "write it again with: make docs"


@pytest.mark.parametrize(("code", "bad", "good"), EXAMPLES, ids=[row[0] for row in EXAMPLES])
def test_every_code_has_examples_of_one_kind(code: str, bad: str, good: str) -> None:
    assert bad
    assert good
    if code != "source-empty":
        assert (form_of(bad) is Form.YAML) == (form_of(good) is Form.YAML)


@pytest.mark.parametrize(("code", "bad", "good"), OPENED, ids=[row[0] for row in OPENED])
def test_an_example_shows_its_problem_and_the_mended_one_does_not(
    code: str, bad: str, good: str, tmp_path: Path
) -> None:
    assert code in codes_of(tmp_path / "bad", bad)
    assert code not in codes_of(tmp_path / "good", good)


def test_most_examples_are_opened() -> None:
    assert len(OPENED) > 0.6 * len(CODES)
