"""Comments that silence problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from engineprofiles import Problem, open_chain
from engineprofiles.checks import check_chain, check_profile
from engineprofiles.checks.silencing import silences

HEAD = "slug: r\nprofiles:\n  default:\n    inference_settings:\n"


def checked(folder: Path, settings: str, head: str = HEAD) -> tuple[Problem, ...]:
    file = folder / "r.yaml"
    file.write_bytes((head + settings).encode())
    return check_chain(open_chain(file))


def codes(folder: Path, settings: str) -> list[str]:
    # Who may read the file is of no interest here.
    found = [problem.code for problem in checked(folder, settings)]
    return [code for code in found if code != "secret-in-world-readable-file"]


@pytest.mark.parametrize(
    "settings",
    [
        "      chat: {enigne: x} # profiledeck: ignore[unknown-key]\n",
        "      chat: {enigne: x} #profiledeck:ignore [unknown-key]\n",
        "      chat: {enigne: x} # for now # profiledeck: ignore[unknown-key] and so on\n",
        "      # profiledeck: ignore[unknown-key]\n      chat: {enigne: x}\n",
        "# profiledeck: ignore[unknown-key]\n# It is meant.\n      chat: {enigne: x}\n",
        "      chat: {enigne: x, temperature: hot} # profiledeck: ignore[unknown-key, wrong-type]\n",
        "      # profiledeck: ignore[unknown-key]\n"
        "      # profiledeck: ignore[wrong-type]\n"
        "      chat: {enigne: x, temperature: hot}\n",
        "      chat: {enigne: x} # profiledeck: ignore[unknown-key]",
        "      chat: {enigne: x} # profiledeck: ignore[unknown-key]\r\n",
        '      chat: {"engine": "it\'s", enigne: "#"} # profiledeck: ignore[unknown-key]\n',
    ],
)
def test_a_comment_silences_its_line_or_the_next(tmp_path: Path, settings: str) -> None:
    assert codes(tmp_path, settings) == []


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("      chat: {enigne: x} # profiledeck: ignore[wrong-type]\n", ["unknown-key", "ignore-unused"]),
        ("      chat: {enigne: x} # profiledeck: ignore\n", ["unknown-key", "ignore-unused"]),
        ("      chat: {enigne: x} # profiledeck: ignored\n", ["unknown-key"]),
        ("      chat: {enigne: x} # ignore[unknown-key]\n", ["unknown-key"]),
        (
            "      # profiledeck: ignore[unknown-key]\n\n      chat: {enigne: x}\n",
            ["unknown-key", "ignore-unused"],
        ),
        (
            "      chat: {engine: x} # profiledeck: ignore[unknown-key]\n      caht: {}\n",
            ["unknown-key", "ignore-unused"],
        ),
        ("      chat: {enigne: '# profiledeck: ignore[unknown-key]'}\n", ["unknown-key"]),
        ('      chat: {enigne: "x\n        # profiledeck: ignore[unknown-key]"}\n', ["unknown-key"]),
        ("      caht: |\n        # profiledeck: ignore[unknown-key]\n", ["unknown-key"]),
        ("      caht: >\n        x # profiledeck: ignore[unknown-key]\n", ["unknown-key"]),
    ],
)
def test_what_silences_nothing(tmp_path: Path, settings: str, expected: list[str]) -> None:
    assert codes(tmp_path, settings) == expected


@pytest.mark.parametrize(
    "settings",
    [
        "      caht: |  # profiledeck: ignore[unknown-key]\n        text\n",
        "      extra: |\n        text\n      # profiledeck: ignore[unknown-key]\n      caht: {}\n",
    ],
)
def test_a_comment_beside_or_below_a_block_text_is_one(tmp_path: Path, settings: str) -> None:
    assert "ignore-unused" not in codes(tmp_path, settings)
    assert (
        codes(tmp_path, settings).count("unknown-key")
        == codes(tmp_path, settings.replace("# p", "# q")).count("unknown-key") - 1
    )


def test_an_unused_comment_is_told_where_it_stands(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, "      chat: {engine: x} # profiledeck: ignore[unknwon-key]\n")
    assert problem.message == "there is no unknwon-key for this comment to silence"
    assert problem.hint == "Did you mean unknown-key?"
    assert problem.location.label == f"{tmp_path / 'r.yaml'}:5:25"


def test_only_the_code_that_is_not_needed_is_unused(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, "      chat: {enigne: x} # profiledeck: ignore[unknown-key, cycle]\n")
    assert problem.message == "there is no cycle for this comment to silence"


def test_what_rules_find_is_silenced_as_well(tmp_path: Path) -> None:
    head = "slug: r\nprofiles:\n  default: {inference_settings: {chat: {engine: x}}}\n"
    assert [problem.code for problem in checked(tmp_path, "  spare: {}\n", head)] == ["unused-profile"]
    assert checked(tmp_path, "  spare: {} # profiledeck: ignore[unused-profile]\n", head) == ()


def test_a_profile_s_problems_are_those_of_its_chain(tmp_path: Path) -> None:
    checked(tmp_path, "      chat: {enigne: x} # profiledeck: ignore[unknown-key]\n      caht: {}\n")
    chain = open_chain(tmp_path / "r.yaml")
    problems = check_profile(chain.resolve("default"), chain)
    assert [problem.location.line for problem in problems] == [6]


def test_a_text_without_the_mark_is_not_read_again() -> None:
    assert silences("{") == ()


def test_a_database_has_no_comments() -> None:
    chain = open_chain(Path(__file__).parents[3] / "sample-registries" / "broken" / "sqlite-row-mismatch.db")
    assert "sqlite-row-mismatch" in {problem.code for problem in check_chain(chain)}
